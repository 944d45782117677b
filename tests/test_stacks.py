"""Stacks of letters, letters quoted in letters, and what is too unsure to be said."""

import pytest
from invented import invent
from invented.sheets import typeset_pages
from typed_page import typed

from pipeline.letter import parse, split
from pipeline.letter.doubts import sure_enough
from pipeline.model import Evidence, Letter, Page, Part
from pipeline.settings import LetterSettings

FAMILIES = ("block", "two-pages", "uyghur-official", "bilingual-stacked", "personal", "memo")


@pytest.mark.parametrize("turn", range(len(FAMILIES)))
def test_a_stack_is_split_where_letters_begin(turn: int) -> None:
    letters = [typeset_pages(invent(family, 60)).pages for family in FAMILIES[turn:] + FAMILIES[:turn]]
    stack: list[Page] = []
    for pages in letters:
        stack += [page.model_copy(update={"number": len(stack) + place}) for place, page in enumerate(pages, start=1)]
    assert [len(pages) for pages in split(stack)] == [len(pages) for pages in letters]


def test_pages_that_hold_nothing_go_with_the_letter_before_them() -> None:
    blank = Page(number=2, source="stack.tif", source_page=2, status="blank")
    first = typeset_pages(invent("block", 1)).pages[0]
    assert split([first, blank]) == ((first, blank),)
    assert split([]) == ()


QUOTING = """
14 March 1962

Dear Mr. Holt,

The letter that came from the water board yesterday says, word for word:

     "Dear Sir,

     Your application of 3 May has been looked at by our engineer, and we
     are sorry to say that nothing can be done before the winter.

     Yours faithfully,
     R. Selby"

What do you think that we should answer to this, if anything at all?

Yours sincerely,

Martin Lane
"""


def test_a_quoted_letter_is_running_text() -> None:
    letter = parse([typed(QUOTING)], LetterSettings()).letter
    assert [part.text for part in letter.salutation] == ["Dear Mr. Holt,"]
    assert [part.text for part in letter.closing] == ["Yours sincerely,"]
    assert [part.text for part in letter.signature] == ["Martin Lane"]
    assert '"Dear Sir,' in " ".join(part.text for part in letter.body)


def part(text: str, probability: float, translation_of: int | None = None) -> Part:
    why = Evidence(probability=probability, runner_up="addressee", runner_up_probability=1 - probability)
    return Part(text=text, lines=("p1_b1_l1",), confidence=0.9, evidence=why, translation_of=translation_of)


def test_what_is_too_unsure_is_left_out_and_told() -> None:
    letter = Letter(letterhead=(part("one", 0.3), part("two", 0.9, translation_of=0)), body=(part("text", 0.1),))
    found, doubted = sure_enough(letter, 0.4)
    assert [each.text for each in found.letterhead] == ["two"]
    assert found.letterhead[0].translation_of is None
    assert found.body == letter.body
    assert [each.part.text for each in doubted] == ["one"]


def test_every_part_tells_why_it_is_what_it_is() -> None:
    letter = parse([typed(QUOTING)], LetterSettings()).letter
    (greeting,) = letter.salutation
    assert greeting.evidence is not None
    assert greeting.evidence.probability > 0.9
    assert greeting.evidence.runner_up != "salutation"
    assert any(reason.startswith("a greeting") for reason in greeting.evidence.because)
