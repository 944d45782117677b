"""Visual order comes back as logical order."""

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Direction
from pipeline.recognize.visual import base_directions, spoken

UYGHUR = st.text(alphabet="ئابتجخدرزسشغقكلمنھۇوىيە", min_size=1, max_size=6).map(lambda word: "ب" + word)
LATIN = st.text(alphabet="abcdeXYZéş", min_size=1, max_size=6)
NUMBERS = st.from_regex(r"[0-9]{1,4}([.,:/][0-9]{1,3}){0,2}", fullmatch=True)
ARABIC_NUMBERS = st.from_regex(r"[٠-٩]{1,4}([.,:/][٠-٩]{1,3}){0,2}", fullmatch=True)
WAYS: st.SearchStrategy[Direction] = st.sampled_from(("rtl", "ltr"))


def seen(logical: str, base: Direction) -> str:
    return str(get_display(logical, base_dir="R" if base == "rtl" else "L"))


def back(visual: str, base: Direction) -> str:
    return "".join(visual[place] for place in spoken(visual, base))


def decorated(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words bare, with a sign behind, or in brackets."""
    return st.builds(
        str.format, st.sampled_from(("{}", "{}", "{}", "{},", "{}.", "{}:", "({})", "[{}]", "«{}»", '"{}"')), words
    )


@settings(max_examples=50)
@given(st.lists(decorated(UYGHUR | NUMBERS | ARABIC_NUMBERS), min_size=1, max_size=8))
def test_a_uyghur_line_with_numbers_and_signs_comes_back(words: list[str]) -> None:
    line = " ".join(words)
    assert back(seen(line, "rtl"), "rtl") == line


@settings(max_examples=50)
@given(st.lists(decorated(LATIN | NUMBERS), min_size=1, max_size=8))
def test_a_latin_line_stays_as_it_is(words: list[str]) -> None:
    line = " ".join(words)
    assert back(seen(line, "ltr"), "ltr") == line


@settings(max_examples=50)
@given(st.lists(decorated(UYGHUR) | LATIN, min_size=1, max_size=8))
def test_a_uyghur_line_with_latin_words_comes_back(words: list[str]) -> None:
    line = " ".join(words)
    assert back(seen(line, "rtl"), "rtl") == line


@settings(max_examples=50)
@given(st.lists(decorated(LATIN) | UYGHUR, min_size=1, max_size=8))
def test_a_latin_line_with_uyghur_words_comes_back(words: list[str]) -> None:
    line = " ".join(words)
    assert back(seen(line, "ltr"), "ltr") == line


@settings(max_examples=50)
@given(st.lists(UYGHUR | LATIN | NUMBERS, min_size=1, max_size=8), WAYS)
def test_no_character_is_lost_or_made_up(words: list[str], base: Direction) -> None:
    line = " ".join(words)
    assert sorted(spoken(line, base)) == list(range(len(line)))


@pytest.mark.parametrize(
    "line",
    [
        "بۇ (No. 12/45) نومۇرلۇق خەت",
        "سىز «ئانا تىل» ژۇرنىلىدا (2014) ئوقۇغان",
        "ۋاقتى 12.03.2019 كۈنى، سائەت 12:30 دا",
        "2014-يىلى 12-ئاينىڭ 3-كۈنى",
        "ئېلخەت: info@example.org بىلەن",
        "بۇ Windows 10 دا Word (2010) نى ئاچىدۇ",
        "مەن 5% ئالدىم",
        "جەمئىي ١٢٫٥ يۈەن",
    ],
)
def test_what_letters_hold_comes_back(line: str) -> None:
    assert back(seen(line, "rtl"), "rtl") == line


def test_a_telephone_number_printed_from_left_to_right_is_kept() -> None:
    assert back("+90 212 000 00 00 :نوفېلېت", "rtl") == "تېلېفون: +90 212 000 00 00"


def test_a_number_belongs_to_the_latin_word_beside_it() -> None:
    # Both "Word 10" and "10 Word" look like this between Uyghur words.
    assert back("اد Word 10 ۇب", "rtl") == "بۇ Word 10 دا"


def test_a_closing_bracket_belongs_to_the_latin_stretch_that_opened_it() -> None:
    assert back("اد Word (new) ۇب", "rtl") == "بۇ Word (new) دا"


def test_a_bare_line_has_no_order() -> None:
    assert spoken("", "rtl") == ()


@pytest.mark.parametrize(
    ("line", "base"),
    [
        ("ئانا تىل", "rtl"),
        ("mother tongue", "ltr"),
        ("12.03.2019", "ltr"),
        ("№ 16/043", "rtl"),
        ("ھۆرمەتلىك Hannah Lindqvist خانىم:", "rtl"),
        ("ئېلخەت: office@example.org", "rtl"),
        ("The word ئانا means mother", "ltr"),
        ("Subject: ئانا", "ltr"),
    ],
)
def test_the_base_direction_is_seen(line: str, base: Direction) -> None:
    visual = seen(line, base)
    assert base_directions([visual]) == (base,)
    assert back(visual, base) == line


@pytest.mark.parametrize(
    ("line", "base", "others"),
    [
        ("بىز ئۇ يەردە Hans Weber ۋە Maria Weber", "rtl", "ئۇلار بىلەن تونۇشتۇق"),
        ("Dear Mr ئابدۇقادىروۋ", "ltr", "thank you for your letter"),
    ],
)
def test_a_line_that_does_not_tell_its_direction_runs_as_those_beside_it(
    line: str, base: Direction, others: str
) -> None:
    visual = seen(line, base)
    beside = seen(others, base)
    assert base_directions([beside, "1", visual, beside])[2] == base
    assert base_directions([visual, beside])[0] == base
