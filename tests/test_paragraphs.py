"""Paragraphs: where they begin, and words made whole."""

from dataclasses import replace

import pytest
from typed_page import typed

from pipeline.letter.paragraphs import joined, paragraphs
from pipeline.letter.rows import rows


def split(*sheets: str) -> list[str]:
    pages = [typed(sheet, number=number) for number, sheet in enumerate(sheets, start=1)]
    return [joined(group) for group in paragraphs(rows(pages))]


INDENTED = """
     The first line of this paragraph stands in, the others do not,
and the last of them may well run on to the very end of its own line.
     This is the second; it stands in as well, and then runs on here
to its end.
"""


def test_an_indented_line_begins_a_paragraph() -> None:
    assert [text.split()[0] for text in split(INDENTED)] == ["The", "This"]


def test_a_gap_begins_a_paragraph() -> None:
    sheet = "One line of the first, which is long enough to be full\nand its end that is as long as the line above\n\n"
    assert len(split(sheet + "Another line, which begins the second of two of them.")) == 2


LEADED = """
One line of the first, which is long enough to be as full as the others,
and one more of it, which has no more room than the line above it has.
Another line, which would be of the same but for what stands above, and
so on to its end.
"""


@pytest.mark.parametrize(("ending", "count"), [(".", 2), ("", 1)])
def test_a_small_gap_begins_a_paragraph_where_a_sentence_ended(ending: str, count: int) -> None:
    first, second, third, fourth = rows([typed(LEADED)])
    second = replace(second, text=second.text.rstrip(".") + ending)
    assert len(paragraphs([first, second, replace(third, gap=1.3), fourth])) == count


SHORT_LAST = """
The last line of this paragraph is short and ends with a full stop, as
one can see here.
The next begins at the margin, without a gap, and is another paragraph
that goes on for a while.
"""


def test_a_short_last_line_ends_a_paragraph() -> None:
    assert [text.split()[0] for text in split(SHORT_LAST)] == ["The", "The"]


SPACED = """
All lines of this letter are typed with an empty one between them, and

so a gap of that size tells nothing at all about where a paragraph has

its end and where the next one has its beginning in such a letter that

some careful typist has made.
"""


def test_double_spacing_is_no_gap() -> None:
    assert len(split(SPACED)) == 1


FIRST = """
     A paragraph whose lines reach to the very end of the page, and
so it goes on with the following line on the next page, which is the
"""
SECOND = """
second one, and ends there with its last word.
     Another one begins after this, and it stands in as the first did.
"""


def test_a_paragraph_runs_on_over_the_page() -> None:
    assert [text.split()[0] for text in split(FIRST, SECOND)] == ["A", "Another"]


@pytest.mark.parametrize(
    ("sheet", "text"),
    [
        ("the connec-\ntion of both", "the connection of both"),
        ("the COMMUNI-\nCATION of both", "the COMMUNICATION of both"),
        ("the Anglo-\nAmerican bank", "the Anglo-American bank"),
        ("so-\ncalled friends", "so-called friends"),
        ("he came -\nand went", "he came - and went"),
        ("بىز ئۇنى كۆتۈ-\nرۈپ كەلدۇق", "بىز ئۇنى كۆتۈرۈپ كەلدۇق"),
        ("بۇ ئىش 2014-\nيىلى بولغان", "بۇ ئىش 2014-يىلى بولغان"),
        ("بىز PDF-\nنى ئوقۇدۇق", "بىز PDF-نى ئوقۇدۇق"),
        ("two words\nhere", "two words here"),
    ],
)
def test_divided_words_are_joined(sheet: str, text: str) -> None:
    assert joined(rows([typed(sheet)])) == text
