"""Stamps are lifted off the text under them."""

import cv2
import numpy as np

from pipeline.cleanup import find_ink, flatten, lift
from pipeline.cleanup.light import WHITE
from pipeline.image import Pixels, as_pixels
from pipeline.layout import find_blocks
from pipeline.settings import LayoutSettings

DPI = 150.0


def stamped() -> tuple[Pixels, Pixels]:
    """Return a page of print without and with a blue stamp over it."""
    page = np.full((1000, 800, 3), 245, np.uint8)
    for row in range(200, 800, 40):
        cv2.putText(page, "which we thank the committee for", (90, row), 0, 0.8, (30, 30, 30), 2, cv2.LINE_AA)
    over = page.copy()
    for radius in (40, 90, 95):
        cv2.circle(over, (400, 600), radius, (60, 80, 190), 3, cv2.LINE_AA)
    return as_pixels(page), as_pixels(np.minimum(page, over))


def test_a_stamp_is_lifted_and_the_text_under_it_stays() -> None:
    plain, page = stamped()
    flat = flatten(page, DPI)
    ink = find_ink(flat, DPI, bilevel=False)
    found = find_blocks(page, ink, DPI, LayoutSettings())
    assert [graphic.kind for graphic in found.graphics] == ["stamp"]
    lifted, wanted = lift(flat, ink, found.drawn), flatten(plain, DPI)
    before = np.abs(flat.astype(int) - wanted).sum()
    assert np.abs(lifted.astype(int) - wanted).sum() < 0.25 * before
    text = wanted < 100
    assert (lifted[text] < 150).mean() > 0.98


def test_ink_of_the_text_is_kept_where_a_stroke_borders_on_it() -> None:
    flat = np.full((9, 9), 240, np.uint8)
    flat[4, :4] = 20
    flat[4, 4:] = 90
    ink = np.where(flat < 200, np.uint8(0), np.uint8(255))
    drawn = np.zeros_like(ink)
    drawn[4, 4:] = 255
    lifted = lift(flat, ink, drawn)
    assert lifted[4].tolist() == [20] * 4 + [WHITE] * 5


def test_a_page_without_drawings_is_itself() -> None:
    flat = np.full((5, 5), 240, np.uint8)
    assert lift(flat, flat, np.zeros_like(flat)) is flat
