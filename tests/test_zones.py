"""Zones: cues, places and the grammar weighed against one another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typed_page import typed

from pipeline.letter import gazetteer, parse
from pipeline.letter.context import in_context
from pipeline.letter.cues import cue
from pipeline.letter.features import look
from pipeline.letter.furniture import furniture
from pipeline.letter.rows import rows
from pipeline.letter.zones import label
from pipeline.model import Letter, Page
from pipeline.settings import LetterSettings


def zones(*pages: Page) -> list[str]:
    alone = [look(row, language="en") for row in rows(pages)]
    return [each.zone for each in label(in_context(alone, inked=[False] * len(alone)))]


@pytest.mark.parametrize(
    ("text", "list_name", "sure"),
    [
        ("Dear Sir:-", "SALUTATIONS", True),
        ("Yours sincerelv,", "CLOSINGS", True),
        ("ھۆرمەت بىلەن", "CLOSINGS", True),
        ("ھورمەت بىلەن", "CLOSINGS", True),
        ("Hörmet bilen", "CLOSINGS", True),
        ("P.S. I forgot", "POSTSCRIPTS", True),
        ("Subject to your approval", "SUBJECTS", False),
        ("ئومۇرى: 27", "REFERENCES", True),
    ],
)
def test_a_phrase_is_known_in_spite_of_a_slip(text: str, list_name: str, sure: bool) -> None:
    found = cue(text, getattr(gazetteer, list_name))
    assert found > 0.8 if sure else 0 < found < 0.7


def test_a_phrase_inside_a_line_is_none() -> None:
    assert cue("the dear old house", gazetteer.SALUTATIONS) == 0.0


BODY = """
We thank you for the two books that reached us on the third of May and
which we have read with great care. We should like to keep both of the
books until the autumn, if this does not trouble you in any way.
"""


def test_running_text_alone_is_body() -> None:
    assert set(zones(typed(BODY))) == {"body"}


def test_a_date_below_the_text_is_the_date() -> None:
    assert zones(typed(BODY + "\nYours truly,\n\nH. Brandt\n\nVienna, 3 June 1931"))[-1] == "date"


def test_a_date_in_running_text_is_body() -> None:
    assert "date" not in zones(typed(BODY.replace("the autumn,", "4 May 1931")))


def test_an_early_word_of_leave_does_not_end_the_letter() -> None:
    assert zones(typed("Dear Ann,\n\nBest\nregards from us all, and thanks for the lamp." + BODY))[-1] == "body"


def test_marginals_are_probabilities() -> None:
    alone = [look(row, language="en") for row in rows([typed("Dear Sir,\n" + BODY + "\nYours truly,\nA. Bell")])]
    assert all(0.5 < each.probability <= 1.0 for each in label(in_context(alone, inked=[False] * len(alone))))


def test_page_numbers_are_furniture() -> None:
    found = rows([typed(BODY + "\n" * 40 + "                   - 1 -"), typed("2.\n" + BODY, number=2)])
    assert [found[place].text for place in sorted(furniture(found))] == ["- 1 -", "2."]


def test_a_number_at_the_head_of_the_first_page_is_none() -> None:
    assert not furniture(rows([typed("1471\n" + BODY)]))


LINES = st.text(alphabet=st.sampled_from("abcD ,.:-123 ئاپلەمۇىكtoP.SRe|"), min_size=0, max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=14))
def test_whatever_is_typed_is_parsed_and_each_part_rests_on_its_lines(lines: list[str]) -> None:
    sheet = "\n".join(lines)
    if not sheet.replace("|", " ").strip():
        return
    page = typed(sheet)
    letter = parse([page], LetterSettings()).letter
    known = {line.id: line.text for line in page.lines}
    for name in Letter.model_fields:
        for part in getattr(letter, name):
            assert 0.0 <= part.confidence <= 1.0
            assert part.lines
            assert set(part.lines) <= set(known)
            words = set("".join(known[line] for line in part.lines)) | {" ", "\n"}
            assert set(part.text) <= words
