"""Which text comes out where the network wavers, and how far the language may go."""

from array import array
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognize.beam import ODDEST, likeliest, likely_signs
from pipeline.recognize.lattice import Probabilities, aligned, best_path
from pipeline.recognize.ngrams import BITS, Language, Order

ALPHABET = " abc"
SPACE, A, B, C = 1, 2, 3, 4
FLAT = Language(alike=tuple(range(5)), orders=())


def fond_of(*pairs: tuple[int, int]) -> Language:
    """Return a language in which the second of each pair is certain after the first, and all else is odd."""
    one = Order(array("Q", [SPACE, A, B, C]), array("f", [ODDEST] * 4), array("Q"), array("f"))
    grams = sorted(first << BITS | second for first, second in pairs)
    two = Order(array("Q", grams), array("f", [0.0] * len(grams)), array("Q"), array("f"))
    return Language(alike=tuple(range(5)), orders=(one, two))


def frames(*rows: dict[int, float]) -> Probabilities:
    """Return probabilities; what a row does not name shares the rest."""
    table = np.empty((len(rows), 5), np.float32)
    for frame, row in enumerate(rows):
        table[frame] = (1 - sum(row.values())) / max(5 - len(row), 1)
        for kind, chance in row.items():
            table[frame, kind] = chance
    return table


def said(probabilities: Probabilities, language: Language) -> str:
    return "".join(sign.text for sign in likely_signs(probabilities, ALPHABET, language))


def test_the_language_decides_where_the_network_wavers() -> None:
    seen = frames({A: 0.99}, {0: 0.99}, {B: 0.5, C: 0.45})
    assert said(seen, fond_of((A, C))) == "ac"
    assert said(seen, fond_of((A, B))) == "ab"


def test_a_sure_frame_is_believed_against_any_language() -> None:
    assert said(frames({A: 0.99}, {0: 0.99}, {B: 0.96, C: 0.04}), fond_of((A, C))) == "ab"


def test_what_the_network_holds_impossible_is_not_said() -> None:
    assert said(frames({A: 0.99}, {0: 0.99}, {B: 0.94, C: 0.02}), fond_of((A, C))) == "ab"


def test_a_doubted_sign_that_the_language_expects_is_kept() -> None:
    seen = frames({A: 0.99}, {0: 0.99}, {B: 0.45, 0: 0.5}, {0: 0.99}, {C: 0.99})
    assert said(seen, FLAT) == "ac"
    assert said(seen, fond_of((A, B), (B, C))) == "abc"


def test_twins_need_a_frame_between() -> None:
    assert said(frames({A: 0.9}, {A: 0.9}), FLAT) == "a"
    assert said(frames({A: 0.9}, {0: 0.9}, {A: 0.9}), FLAT) == "aa"


def test_a_changed_sign_keeps_its_place_and_the_network_s_chance() -> None:
    signs = likely_signs(frames({A: 0.99}, {0: 0.99}, {B: 0.5, C: 0.45}), ALPHABET, fond_of((A, C)))
    assert [(sign.text, sign.first, sign.last) for sign in signs] == [("a", 0, 1), ("c", 2, 3)]
    assert signs[1].probability == pytest.approx(0.45)


def test_a_line_of_a_thousand_frames_has_a_text() -> None:
    seen = np.tile(frames({A: 0.9, B: 0.08}, {0: 0.97}), (500, 1))
    assert len(said(seen, fond_of((A, A)))) == 500


rows = st.lists(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), min_size=1, max_size=9)


@given(rows)
def test_the_text_of_the_best_path_can_be_aligned(values: Sequence[Sequence[float]]) -> None:
    table = np.asarray(values, np.float32)
    table /= table.sum(axis=1, keepdims=True)
    best = best_path(table, ALPHABET)
    found = aligned(table, [ALPHABET.index(sign.text) + 1 for sign in best], ALPHABET)
    assert [sign.text for sign in found] == [sign.text for sign in best]


@given(rows)
def test_any_text_that_comes_out_stands_in_its_frames_in_order(values: Sequence[Sequence[float]]) -> None:
    table = np.asarray(values, np.float32)
    table /= table.sum(axis=1, keepdims=True)
    text = likeliest(table, fond_of((A, C), (C, B)))
    signs = aligned(table, text, ALPHABET)
    assert [sign.text for sign in signs] == [ALPHABET[kind - 1] for kind in text]
    assert all(0 <= sign.first < sign.last <= len(table) for sign in signs)
    assert all(before.last <= after.first for before, after in pairwise(signs))
