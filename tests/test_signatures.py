"""Signatures: who signs, and whether there is ink."""

import pytest
from typed_page import graphic, typed

from pipeline.letter import parse
from pipeline.model import Graphic, Page, Signatory, TextLine
from pipeline.settings import LetterSettings

BODY = """
Dear Mr. Hale,

We thank you for the two books that reached us on the third of May and
which we have read with great care, and hope to see you here in June.

Yours sincerely,
"""  # nine rows with the empty ones


def signed(foot: str, *graphics: Graphic) -> list[str | Signatory | None]:
    page = typed(BODY + foot, graphics=graphics)
    return [part.value for part in parse([page], LetterSettings()).letter.signature]


@pytest.mark.parametrize(
    ("foot", "signatory"),
    [
        ("\n\n\nAnna Keller\nSecretary", Signatory(name="Anna Keller", title="Secretary")),
        ("\n\n\nAnna Keller, Secretary", Signatory(name="Anna Keller", title="Secretary")),
        ("\n\n\n(Signed) Anna Keller", Signatory(name="Anna Keller")),
        ("\n\n\nChairman of the Board", Signatory(title="Chairman of the Board")),
        (
            "\n\n\nAnna Keller\nSecretary\nAlpine Rights Union",
            Signatory(name="Anna Keller", title="Secretary", organisation="Alpine Rights Union"),
        ),
    ],
)
def test_who_signs_is_read_as_typed(foot: str, signatory: Signatory) -> None:
    assert signed(foot) == [signatory]


def test_ink_between_closing_and_name_is_seen() -> None:
    assert signed("\n\n\nAnna Keller", graphic("signature", row=8, cell=0)) == [
        Signatory(name="Anna Keller", has_ink=True)
    ]


def test_a_stamp_is_no_ink_of_a_signature() -> None:
    assert signed("\n\n\nAnna Keller", graphic("stamp", row=8, cell=0)) == [Signatory(name="Anna Keller")]


def test_ink_far_from_the_name_is_not_its_own() -> None:
    assert signed("\n\n\nAnna Keller", graphic("signature", row=40, cell=50)) == [Signatory(name="Anna Keller")]


def test_one_name_below_another_is_a_second_signer() -> None:
    assert signed("\n\n\nAnna Keller\nSecretary\n\n\n\nOmar Rashidi\nChairman") == [
        Signatory(name="Anna Keller", title="Secretary"),
        Signatory(name="Omar Rashidi", title="Chairman"),
    ]


def test_ink_belongs_to_the_nearest_name() -> None:
    foot = "\n\n\n\nAnna Keller                             Omar Rashidi"
    assert signed(foot, graphic("signature", row=8, cell=40)) == [
        Signatory(name="Anna Keller"),
        Signatory(name="Omar Rashidi", has_ink=True),
    ]


def scrawled(page: Page, text: str, *, confidence: float) -> Page:
    """The page with the line that reads *text* read without confidence, as pen strokes are."""

    def doubted(line: TextLine) -> TextLine:
        reading = line.readings[0]
        words = tuple(word.model_copy(update={"confidence": confidence}) for word in reading.words)
        return line.model_copy(update={"readings": (reading.model_copy(update={"words": words}),)})

    blocks = [[doubted(line) if line.text == text else line for line in block.lines] for block in page.blocks]
    both = zip(page.blocks, blocks, strict=True)
    return page.model_copy(update={"blocks": tuple(block.model_copy(update={"lines": lines}) for block, lines in both)})


@pytest.mark.parametrize(("confidence", "text"), [(0.4, "Anna Keller"), (0.95, "K e r\nAnna Keller")])
def test_strokes_read_as_letters_are_ink(confidence: float, text: str) -> None:
    page = scrawled(typed(BODY + "\n\nK    e    r\n\nAnna Keller"), "K e r", confidence=confidence)
    signature = parse([page], LetterSettings()).letter.signature
    assert [part.text for part in signature] == [text]
    assert [part.value.has_ink for part in signature if isinstance(part.value, Signatory)] == [confidence < 0.5]


def test_an_organisation_is_known_by_the_head_of_the_letter() -> None:
    page = typed("          Harrow & Lisle\n" + BODY + "\n\nAnna Keller\nEditor\nHarrow & Lisle")
    signature = parse([page], LetterSettings()).letter.signature
    assert [part.value for part in signature] == [
        Signatory(name="Anna Keller", title="Editor", organisation="Harrow & Lisle")
    ]


def test_ink_alone_is_a_signature_without_a_name() -> None:
    assert signed("", graphic("signature", row=8, cell=0)) == [Signatory(has_ink=True)]


def test_no_name_is_made_up() -> None:
    assert signed("") == []


def inked(foot: str, *graphics: Graphic) -> list[tuple[str, bool]]:
    """Return who signs, and whether there is ink to each."""
    return [(who.name, who.has_ink) for who in signed(foot, *graphics) if isinstance(who, Signatory)]


@pytest.mark.parametrize("row", [8, 9, 10, 12])  # between leave and name, through the name, right below it
def test_ink_above_over_or_below_a_name_is_its_own(row: int) -> None:
    assert inked("\n\n\nAnna Keller\nSecretary", graphic("signature", row=row, cell=2)) == [("Anna Keller", True)]


TWO = "\n\n\nAnna Keller\nSecretary\n\n\n\nOmar Rashidi\nChairman"  # names in rows 10 and 15


@pytest.mark.parametrize(
    ("rows", "first", "second"),
    [((8,), True, False), ((13,), False, True), ((8, 13), True, True), ((12,), False, True), ((12, 17), True, True)],
)
def test_of_names_one_below_the_other_each_has_the_ink_over_it_or_each_that_below_it(
    rows: tuple[int, ...], first: bool, second: bool
) -> None:
    assert inked(TWO, *(graphic("signature", row=row, cell=2) for row in rows)) == [
        ("Anna Keller", first),
        ("Omar Rashidi", second),
    ]
