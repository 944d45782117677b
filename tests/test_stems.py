import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.search.folding import exact
from pipeline.search.stems import english, stem, stems, uyghur

FORMS = (
    "خەت خېتى خېتىڭىزنى خەتلەر خەتكە خېتىمدىكى",
    "مەكتەپ مەكتىپىمىزنىڭ مەكتەپكە مەكتەپلەر مەكتەپلىرى",
    "مەكتۇپ مەكتۇپلار مەكتۇپىڭىزنى",
    "بالا بالىلار بالىسى بالىلىرىمىزغا",
    "قەلەم قەلىمى قەلەملەر قەلىمىڭىزنى",
    "ئات ئېتىمنى ئاتلارنىڭ ئاتقا",
    "سۆز سۆزۈمدىن سۆزلەر سۆزىمۇ سۆزگىچە",
    "قۇش قۇشلار قۇشنىڭ قۇشقا",
)


@pytest.mark.parametrize("forms", FORMS)
def test_inflected_forms_of_uyghur_find_each_other(forms: str) -> None:
    keys = [exact(form) for form in forms.split()]
    assert all(stem(held, "ug") in stems(asked) for asked in keys for held in keys)


@pytest.mark.parametrize("one", FORMS)
def test_different_words_have_no_stem_in_common(one: str) -> None:
    others = [exact(form) for forms in FORMS if forms != one for form in forms.split()]
    mine = {uyghur(exact(form)) for form in one.split()}
    assert mine.isdisjoint(uyghur(other) for other in others)


def test_english_words_meet_in_their_stem() -> None:
    assert stem("letters", "en") == stem("letter", "") == english("letter's".replace("'", "ʼ"))


def test_the_end_of_a_noun_is_no_ending() -> None:
    assert uyghur("üzüm") == "üzüm"
    assert uyghur("kelkün") == "kelkün"


@settings(deadline=None)
@given(st.text("abdéghilmnrtuüyzʼ", min_size=1, max_size=12))
def test_a_word_finds_itself_and_keeps_something(key: str) -> None:
    assert stem(key, "ug") in stems(key)
    assert stem(key, "en") in stems(key)
    assert all(stems(key))
