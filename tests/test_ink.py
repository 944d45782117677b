import cv2
import numpy as np
import pytest
from drawn_pages import DPI, letter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleanup import find_ink, flatten
from pipeline.image import as_pixels, grey


@pytest.mark.parametrize("level", [20, 110, 165])
def test_ink_is_found_whether_dark_or_faint(level: int) -> None:
    page = letter(ink=(level, level, level))
    # The middle between ink and paper is where a pixel is half written on.
    written = grey(page) < (level + int(grey(page).max())) // 2
    found = find_ink(flatten(page, DPI), DPI, bilevel=False) == 0
    about = cv2.dilate(written.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert np.mean(found[written]) > 0.95
    assert np.mean(about[found]) > 0.98


def test_the_grain_of_bare_paper_is_no_ink() -> None:
    grain = np.random.default_rng(0).normal(230, 4, (1100, 850)).clip(0, 255).astype(np.uint8)
    assert np.all(find_ink(flatten(grain, DPI), DPI, bilevel=False) == 255)


def test_print_that_shows_through_under_strong_print_is_no_ink() -> None:
    page = letter(lines=10)
    behind = as_pixels(cv2.flip(letter(lines=30, ink=(205, 200, 190)), 1))
    both = np.minimum(page, behind)
    ink = find_ink(flatten(both, DPI), DPI, bilevel=False)
    assert np.all(ink[600:] == 255)
    assert np.any(ink[180:460] == 0)


def test_the_middle_of_a_broad_stroke_is_ink() -> None:
    page = letter()
    page[500:600, 200:600] = 30
    assert np.all(find_ink(flatten(page, 300.0), 300.0, bilevel=False)[505:595, 205:595] == 0)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 255), st.sampled_from([70.0, 600.0]), st.booleans())
def test_any_size_gives_black_and_white_of_that_size(
    height: int, width: int, level: int, dpi: float, bilevel: bool
) -> None:
    flat = flatten(np.full((height, width), level, np.uint8), dpi)
    ink = find_ink(flat, dpi, bilevel=bilevel)
    assert ink.shape == (height, width)
    assert set(np.unique(ink)) <= {0, 255}
