"""The Uyghur normal form mends what is Uyghur and leaves the rest alone."""

import string
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.text import plain, uyghur

ARABIC = st.text("ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيهیکـةعأء\u0654\u064b\u200c\ufee2\ufedf 12-«».", max_size=30)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("مهکتۇپ", "مەكتۇپ"),
        ("هه\u200cر", "ھەر"),
        ("شەرقیی", "شەرقىي"),
        ("دهریا یىلی", "دەريا يىلى"),
        ("ۇيغۇر", "ئۇيغۇر"),
        ("«الدى»", "«ئالدى»"),
        ("ءۇيغۇر", "ئۇيغۇر"),
        ("ئئايرىم", "ئايرىم"),
        ("مەكـــتۇپ", "مەكتۇپ"),
        ("ﺋﯘﻳﻐﯘﺭ", "ئۇيغۇر"),
        ("2014-یىلى", "2014-يىلى"),
    ],
)
def test_foreign_letters_become_uyghur_ones(written: str, normal: str) -> None:
    assert uyghur(written) == normal


@pytest.mark.parametrize("quotation", ["صلى الله عليه وسلم", "هُوَ", "السلام عليكم", "رضي الله عنه"])
def test_arabic_quotations_are_left_alone(quotation: str) -> None:
    assert uyghur(quotation) == quotation


def test_a_suffix_after_a_quotation_mark_gets_no_hamza_seat() -> None:
    assert uyghur("«قورۇق»ىنى") == "«قورۇق»ىنى"


@given(ARABIC)
@example("ءی\u0654")
@example("ى\u200c\u0654")
def test_the_normal_form_is_stable_and_composed(written: str) -> None:
    once = uyghur(written)
    assert uyghur(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(string.printable + "éöüğşıİß–“”«»", max_size=40))
def test_latin_is_left_alone(written: str) -> None:
    assert uyghur(written) == plain(written)
