import cv2
import numpy as np
import pytest

from pipeline.cleanup import find_ink
from pipeline.image import Pixels

DPI = 300.0


def print_of(scale: float = 1.0) -> Pixels:
    """Return a stroke with a dot over it and a full stop beside it, black on white, at 300 dpi times scale."""
    page = np.full((round(600 * scale), round(600 * scale)), 255, np.uint8)
    for left, top, right, bottom in ((100, 100, 200, 106), (148, 80, 153, 85), (215, 101, 220, 106)):
        corners = [round(side * scale) for side in (left, top, right, bottom)]
        page[corners[1] : corners[3], corners[0] : corners[2]] = 0
    return page


def test_dots_and_full_stops_stay() -> None:
    page = print_of()
    assert np.array_equal(find_ink(page, DPI, bilevel=True), page)


@pytest.mark.parametrize("scale", [0.5, 2.0])
def test_dots_and_full_stops_stay_at_other_resolutions(scale: float) -> None:
    page = print_of(scale)
    assert np.array_equal(find_ink(page, DPI * scale, bilevel=True), page)


def test_specks_that_stand_alone_are_dropped() -> None:
    page = print_of()
    page[400:403, 400:403] = 0
    assert np.array_equal(find_ink(page, DPI, bilevel=True), print_of())


def test_broken_print_of_the_back_is_dropped_even_beside_letters() -> None:
    page = print_of()
    stipple = np.random.default_rng(0).integers(0, 18, (60, 60)) == 0
    page[120:180, 120:180][stipple] = 0
    assert np.array_equal(find_ink(page, DPI, bilevel=True), print_of())


def test_a_thin_rule_stays() -> None:
    page = print_of()
    cv2.line(page, (50, 300), (550, 300), (0,), 1)
    assert np.array_equal(find_ink(page, DPI, bilevel=True), page)
