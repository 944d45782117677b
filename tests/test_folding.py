import unicodedata
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from umsc.umsc import UgMultiScriptConverter

from pipeline.search.folding import APOSTROPHE, exact, loose, words

CONSONANTS, VOWELS = "بپتجچخدرزژسشغفقكگڭلمنھۋي", "اەوۇۆۈېى"
to_latin, to_cyrillic = UgMultiScriptConverter("UAS", "ULS"), UgMultiScriptConverter("UAS", "UCS")
syllables = st.tuples(st.sampled_from(["ئ", *CONSONANTS]), st.sampled_from(VOWELS), st.sampled_from(["", *CONSONANTS]))
uyghur_words = st.lists(syllables.map("".join), min_size=1, max_size=5).map("".join)
FORMS = {  # letter -> its forms as old fonts had them, one code point each
    letter: [
        form
        for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)]
        if unicodedata.normalize("NFKC", form := chr(code)) == letter
    ]
    for letter in "بپتجخدرسشغفقكلمنو"
}


@settings(deadline=None)
@given(uyghur_words)
def test_a_word_has_one_key_in_three_scripts(word: str) -> None:
    assert exact(word) == exact(to_latin(word)) == exact(to_cyrillic(word))


@settings(deadline=None)
@given(uyghur_words)
def test_case_and_the_kind_of_apostrophe_do_not_count(word: str) -> None:
    latin = to_latin(word)
    assert exact(latin.upper()) == exact(latin.replace("'", "’")) == exact(latin)


@settings(deadline=None)
@given(uyghur_words)
def test_a_key_is_its_own_key(word: str) -> None:
    assert exact(exact(word)) == exact(word)


@settings(deadline=None)
@given(uyghur_words, st.data())
def test_stretches_and_presentation_forms_do_not_count(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(word)))
    old = "".join(data.draw(st.sampled_from([letter, *FORMS.get(letter, [])])) for letter in word)
    assert exact(word[:place] + "ـ" + word[place:]) == exact(old) == exact(word)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("هۆرمەتلیک", "ھۆرمەتلىك"),  # he, ye and kaf of other keyboards
        ("اۇيغۇر", "ئۇيغۇر"),  # alef as the seat of a vowel
        ("ۇيغۇر", "ئۇيغۇر"),  # no seat
        ("سائه\u200cت", "سائەت"),
        ("Küréş", "kürés"),
        ("Resumë", "resumé"),
        ("İSTANBUL", "istanbul"),
        ("٢٠١٤", "2014"),
        ("\u2067xet\u2069", "خەت"),
    ],
)
def test_what_is_written_otherwise_is_the_same(written: str, meant: str) -> None:
    assert exact(written) == exact(meant)


@pytest.mark.parametrize("letters", ["ىي", "وۇۆۈ"])
def test_letters_that_are_easily_mistaken_differ_until_the_loose_key(letters: str) -> None:
    for one, other in combinations([f"م{letter}ن" for letter in letters], 2):
        assert exact(one) != exact(other)
        assert loose(exact(one)) == loose(exact(other))


def test_letters_that_latin_writes_with_two_signs_are_told_from_the_two() -> None:
    assert exact("تەڭگە") != exact("تەنگە") == exact("ten'ge")
    assert loose(exact("ئىسھاق")) == loose(exact("ishaq"))


def test_a_hyphen_parts_words_and_an_apostrophe_does_not() -> None:
    text = "2014-يىلى O’Brien's «خەت»"
    assert [exact(text[start:end]) for start, end in words(text)] == [
        "2014",
        "yili",
        f"o{APOSTROPHE}brien{APOSTROPHE}s",
        "xet",
    ]


@settings(deadline=None)
@given(st.text(max_size=20))
@example("O´Brien")
def test_any_text_has_keys_that_a_tokenizer_leaves_whole(text: str) -> None:
    for start, end in words(text):
        key = exact(text[start:end])
        assert not set(key) & set(" \"'*()^:{}-")
