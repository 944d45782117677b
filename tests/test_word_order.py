"""Words come back from visual to logical order, in both base directions."""

from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Direction
from pipeline.recognize.order import kind, logical

UYGHUR = ["سالام", "مەكتۇپ", "ئۇيغۇر", "كىتاب", "يىلى"]
LATIN = ["letter", "Dear", "info@mektup.org", "PDF", "London"]
NUMBERS = ["12", "2014", "3.5"]
directions = st.sampled_from(["rtl", "ltr"])


def spoken(words: list[str], base: Direction) -> list[str]:
    """The words of a line, given as seen from left to right, in the order that `logical` finds."""
    return [words[place] for place in logical(words, base)]


def seen(words: list[str], base: Direction) -> list[str]:
    """Logical *words* as they stand on the page, from left to right, each with its letters in logical order."""
    shown = get_display(" ".join(words), base_dir="R" if base == "rtl" else "L").split(" ")
    whole = {get_display(word, base_dir="R" if kind(word) == "rtl" else "L"): word for word in words}
    return [whole[word] for word in shown]


@given(st.lists(st.sampled_from(UYGHUR + LATIN), min_size=1, max_size=9), directions)
def test_words_of_two_scripts_come_back_in_the_order_they_are_spoken(words: list[str], base: Direction) -> None:
    assert spoken(seen(words, base), base) == words


@given(st.lists(st.sampled_from(UYGHUR + NUMBERS), min_size=1, max_size=9))
def test_numbers_in_an_uyghur_line_come_back_in_the_order_they_are_spoken(words: list[str]) -> None:
    assert spoken(seen(words, "rtl"), "rtl") == words


@given(st.lists(st.sampled_from(UYGHUR + LATIN + NUMBERS), min_size=1, max_size=9), directions)
def test_what_was_turned_round_looks_the_same_again(words: list[str], base: Direction) -> None:
    page = seen(words, base)
    assert seen(spoken(page, base), base) == page


def test_a_number_goes_with_the_latin_word_beside_it() -> None:
    assert spoken(["سالام", "Windows", "10", "كىتاب"], "rtl") == ["كىتاب", "Windows", "10", "سالام"]
    assert spoken(["سالام", "12", "May", "كىتاب"], "rtl") == ["كىتاب", "12", "May", "سالام"]
