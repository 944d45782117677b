import cv2
import numpy as np
import pytest
from drawn_pages import INK, letter

from pipeline.cleanup import find_ink, flatten
from pipeline.image import Pixels, as_pixels
from pipeline.layout import Layout, find_blocks
from pipeline.settings import LayoutSettings

DPI = 200.0
MIDDLE, RADIUS = (700, 1000), 150


def typed(lines: int = 24) -> Pixels:
    return as_pixels(cv2.resize(letter(lines), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))


def ringed(page: Pixels, middle: tuple[int, int] = MIDDLE) -> Pixels:
    """Return *page* with a ring in another, in the ink of its text, and an emblem in the middle."""
    drawn = page.copy()
    cv2.circle(drawn, middle, RADIUS, INK, 6, cv2.LINE_AA)
    cv2.circle(drawn, middle, RADIUS * 11 // 20, INK, 4, cv2.LINE_AA)
    return drawn


def seen(page: Pixels) -> Layout:
    return find_blocks(page, find_ink(flatten(page, DPI), DPI, bilevel=False), DPI, LayoutSettings())


def spans(found: Layout) -> list[tuple[int, int]]:
    boxes = sorted((line.box for block in found.blocks for line in block.lines), key=lambda box: box.centre[1])
    return [(box.left, box.right) for box in boxes]


@pytest.mark.parametrize("middle", [MIDDLE, (300, 900), (640, 1240)])
def test_lines_run_on_under_a_ring_in_their_own_ink(middle: tuple[int, int]) -> None:
    whole = spans(seen(typed()))
    found = seen(ringed(typed(), middle))
    kept = spans(found)
    assert sum(right - left for left, right in kept) > 0.95 * sum(right - left for left, right in whole)
    assert len(kept) <= len(whole) + 2
    (stamp,) = (graphic for graphic in found.graphics if graphic.kind == "stamp")
    assert stamp.box.centre == pytest.approx(middle, abs=3)
    assert stamp.box.width == pytest.approx(2 * RADIUS, abs=14)


def test_what_is_taken_off_is_the_ring_and_not_the_letters_that_cross_it() -> None:
    page = typed()
    text = find_ink(flatten(page, DPI), DPI, bilevel=False) == 0
    taken = seen(ringed(page)).drawn > 0
    away = np.abs(np.hypot(*(np.indices(text.shape) - np.array(MIDDLE[::-1])[:, None, None])) - RADIUS)
    assert (taken & text).sum() < 0.25 * (text & (away < 4)).sum() + 0.02 * text.sum()
    assert taken[(away < 2) & ~text].mean() > 0.8


def test_a_ruled_table_holds_no_ring() -> None:
    page = typed()
    for row in range(6):
        cv2.rectangle(page, (200, 600 + 90 * row), (1400, 690 + 90 * row), INK, 3)
    assert "stamp" not in {graphic.kind for graphic in seen(page).graphics}
