"""Text layers come back in logical order, whichever order their producer stored."""

from collections import defaultdict

from bidi import get_display
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.ingest.glyphs import Glyph, letters_of
from pipeline.ingest.logical import logical_order, looks_like, mirrored
from pipeline.ingest.rows import rows
from pipeline.ingest.textlayer import drawn_backwards, in_logical_order, text_lines
from pipeline.model import Direction
from pipeline.text import direction

UYGHUR = st.sampled_from(
    ["مەكتۇپ", "ئۇيغۇر", "سالام", "ھۆرمەتلىك", "ئەپەندى", "دۇنيا", "قۇرۇلتىيى", "ۋە", "ياكى", "لاتىن"]
)
LATIN = st.sampled_from(["letter", "Dear", "UHRP", "of", "The", "a", "Munich"])
NUMBER = st.sampled_from(["7", "2014", "12/05/2024", "1,250.50", "10:30"])
BRACKETED = UYGHUR.map("({})".format)
SUFFIXED = st.tuples(NUMBER, UYGHUR).map("-".join)
OPEN = settings(deadline=None, max_examples=50)


def glyph(text: str, place: int, left: float) -> Glyph:
    return Glyph(text=text, left=left, right=left + 6, top=10, bottom=22, baseline=20, size=12, place=place)


def row(seen: str, places: list[int]) -> list[Glyph]:
    """Glyphs six points apart, as *seen* from left to right; *places* are theirs in the order of the file."""
    return [glyph(char, place, 6.0 * left) for left, (char, place) in enumerate(zip(seen, places, strict=True))]


def shown_as(text: str, base: Direction) -> str:
    return str(get_display(text, base_dir="R" if base == "rtl" else "L"))


def stored_logically(text: str, base: Direction) -> list[Glyph]:
    """What a producer makes that stores *text* as it is spoken and places each letter where UAX #9 wants it."""
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for place, char in enumerate(text):
        waiting[fellow(char)].append(place)
    seen = shown_as(text, base)
    places = [waiting[fellow(char)].pop(0) for char in seen]
    return [glyph(text[place], place, 6.0 * left) for left, place in enumerate(places)]


def fellow(char: str) -> str:
    return {")": "("}.get(char, char)


def read(line: list[Glyph]) -> str:
    return "".join(in_logical_order(line).texts)


@OPEN
@given(st.lists(st.one_of(UYGHUR, LATIN, NUMBER, BRACKETED, SUFFIXED), min_size=1, max_size=8).map(" ".join))
def test_a_line_stored_in_logical_order_comes_back_as_it_is(text: str) -> None:
    assume(direction(text) == "rtl")
    assert read(stored_logically(text, "rtl")) == text


@OPEN
@given(st.lists(st.one_of(LATIN, UYGHUR, NUMBER), min_size=1, max_size=8).map(" ".join))
def test_a_latin_line_stored_in_logical_order_comes_back_as_it_is(text: str) -> None:
    assume(direction(text) == "ltr")
    assert read(stored_logically(text, "ltr")) == text


@OPEN
@given(st.lists(st.one_of(UYGHUR, BRACKETED, SUFFIXED, NUMBER), min_size=1, max_size=8).map(" ".join))
def test_a_line_stored_in_visual_order_is_turned_round(text: str) -> None:
    assume(direction(text) == "rtl")
    seen = shown_as(text, "rtl")
    assert read(row(seen, list(range(len(seen))))) == text


@OPEN
@given(st.lists(st.tuples(UYGHUR, LATIN).map(" ".join), min_size=1, max_size=4).map(" ".join), UYGHUR)
def test_latin_words_inside_a_line_stored_in_visual_order_keep_their_letters_and_places(text: str, end: str) -> None:
    whole = f"{text} {end} {end}."
    assume(direction(whole) == "rtl")
    seen = shown_as(whole, "rtl")
    assert read(row(seen, list(range(len(seen))))) == whole


@OPEN
@given(st.lists(st.one_of(UYGHUR, LATIN, NUMBER, BRACKETED, SUFFIXED), min_size=1, max_size=8).map(" ".join))
def test_whatever_is_made_of_a_visual_line_looks_like_it(text: str) -> None:
    base = direction(text)
    assume(base == "rtl" or "(" not in text)  # a bracket round Arabic in a Latin line depends on the words before it
    seen = shown_as(text, base)
    order = logical_order(seen, base)
    assert sorted(order) == list(range(len(seen)))
    assert looks_like("".join(mirrored([seen[place] for place in order], were_seen=True)), seen, base)


def test_latin_text_is_left_as_it_is() -> None:
    assert read(row("Dear Sir (or Madam), 12-05-2024", list(range(31)))) == "Dear Sir (or Madam), 12-05-2024"


def test_a_date_with_hyphens_after_arabic_letters_is_read_as_written() -> None:
    text = "چېسلا 12-05-2024 كۈنى"
    seen = shown_as(text, "rtl")
    assert "2024-05-12" in seen
    assert read(row(seen, list(range(len(seen))))) == text


def test_brackets_that_were_not_mirrored_are_left_alone() -> None:
    text = "سالام (دۇنيا) بار"
    seen = shown_as(text, "rtl").translate(str.maketrans("()", ")("))
    assert read(row(seen, list(range(len(seen))))) == text


def test_brackets_of_a_latin_line_are_mended_where_the_font_names_one_shape_for_both() -> None:
    assert read(row("flat )3(", list(range(8)))) == "flat (3)"


def test_presentation_forms_become_letters_and_lam_alef_keeps_its_order() -> None:
    assert letters_of("\ufefb") == letters_of("لا") == letters_of("\u0627\u0644") == "لا"
    assert letters_of("\ufbea") == "ئا"
    assert letters_of("\ufb01") == "fi"


def test_letters_drawn_from_left_to_right_are_noticed_by_impossible_words() -> None:
    spoken = "ئۇيغۇر مىللىتى ئۈچۈن ئەركىنلىك ئىزدەش"
    assert drawn_backwards([spoken])
    assert not drawn_backwards([shown_as(spoken, "rtl")])


def test_a_page_drawn_from_left_to_right_is_read_as_the_file_has_it() -> None:
    spoken = "ئۇيغۇر مىللىتى ئۈچۈن ئەركىنلىك ئىزدەش"
    lines = text_lines([row(spoken, list(range(len(spoken))))], 1.0, on_scan=False)
    assert [line.text for line in lines] == [spoken]


def test_a_vowel_sign_joins_the_letter_that_bears_it() -> None:
    base, mark = glyph("ى", 0, 6.0), glyph("\u0654", 1, 7.0)
    assert read(rows([base, mark, glyph("ا", 2, 0.0)])[0]) == "ىٔا"


def test_a_gap_as_wide_as_the_spaces_of_the_file_is_a_space() -> None:
    spaced = [glyph("a", 0, 0), glyph(" ", 1, 6), glyph("b", 2, 12), glyph("c", 3, 18), glyph("d", 4, 29.5)]
    assert [line.text for line in text_lines(rows(spaced), 1.0, on_scan=False)] == ["a bc d"]


def test_letter_spacing_makes_no_words() -> None:
    spaced = [glyph(char, place, 9.0 * place) for place, char in enumerate("LETTER")]
    assert [line.text for line in text_lines(rows(spaced), 1.0, on_scan=False)] == ["LETTER"]


def test_gaps_make_words_and_wide_gaps_make_lines() -> None:
    near = [glyph("a", 0, 0), glyph("b", 1, 6), glyph("c", 2, 16)]
    far = glyph("d", 3, 200)
    lines = text_lines(rows([*near, far]), 2.0, on_scan=False)
    assert [line.text for line in lines] == ["ab c", "d"]
    assert lines[1].box.left == 400
