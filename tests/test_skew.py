import cv2
import numpy as np
import pytest
from drawn_pages import letter, tilted
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleanup.sketch import sketch, writing
from pipeline.cleanup.skew import find_skew
from pipeline.image import Pixels, as_pixels


def angle_of(page: Pixels) -> float:
    return find_skew(writing(sketch(page))).angle


def fine(page: Pixels) -> Pixels:
    """Return *page* at 200 dpi, where a tenth of a degree shows."""
    return as_pixels(cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))


@settings(max_examples=6, deadline=None)
@given(st.floats(-15, 15))
def test_the_skew_of_a_page_is_found_to_a_tenth_of_a_degree(angle: float) -> None:
    assert angle_of(tilted(fine(letter()), angle)) == pytest.approx(-angle, abs=0.1)


@pytest.mark.parametrize("angle", [-11.0, -0.7, 4.2])
def test_three_lines_are_enough(angle: float) -> None:
    assert angle_of(tilted(fine(letter(lines=3)), angle)) == pytest.approx(-angle, abs=0.1)


def test_a_slanted_border_does_not_change_the_skew() -> None:
    page = letter()
    page[:, :40] = 10
    slanted = tilted(page, 5.0)
    slanted[:, -30:] = 5
    assert angle_of(slanted) == pytest.approx(-5.0, abs=0.1)


def test_a_bare_page_has_no_clear_skew() -> None:
    skew = find_skew(np.zeros((300, 200), np.uint8))
    assert (skew.angle, skew.clear) == (0.0, False)
