"""Text under coloured ink, whether that hides it in part, as paint does, or darkens it, as a dye does."""

import cv2
import numpy as np
import pytest
from drawn_pages import INK, PAPER, letter

from pipeline.cleanup import find_ink, flatten, lift
from pipeline.image import Pixels, as_pixels
from pipeline.layout import find_blocks
from pipeline.settings import LayoutSettings

DPI = 200.0
INKS = {"violet": (96, 44, 140), "red": (178, 38, 44), "blue": (44, 70, 168)}


def typed(ink: tuple[int, int, int] = INK) -> Pixels:
    return as_pixels(cv2.resize(letter(24, ink=ink), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))


def stamped(page: Pixels, ink: tuple[int, int, int], way: str) -> Pixels:
    """Return *page* with a round stamp over its text, its ring as thick as a bold stroke."""
    cover = np.zeros(page.shape[:2], np.float32)
    cv2.circle(cover, (600, 1000), 160, 0.65, 11, cv2.LINE_AA)
    cv2.circle(cover, (600, 1000), 90, 0.65, 5, cv2.LINE_AA)
    share = cover[..., None]
    dyed = page * (1 - share * (1 - np.array(ink) / 255))
    painted = page * (1 - share) + share * np.array(ink)
    return as_pixels((painted if way == "paint" else dyed).astype(np.uint8))


def seen(page: Pixels) -> tuple[Pixels, list[int], set[str]]:
    """Return a page as engines see it, how many lines there are, and which graphics."""
    flat = flatten(page, DPI)
    ink = find_ink(flat, DPI, bilevel=False)
    found = find_blocks(page, ink, DPI, LayoutSettings())
    widths = [line.box.width for block in found.blocks for line in block.lines]
    return lift(flat, ink, found.drawn, found.beneath), widths, {graphic.kind for graphic in found.graphics}


@pytest.mark.parametrize("way", ["paint", "dye"])
@pytest.mark.parametrize("ink", INKS)
def test_text_under_a_stamp_is_left_and_the_stamp_is_not(ink: str, way: str) -> None:
    page = typed()
    bare, lines, _ = seen(page)
    lifted, left, kinds = seen(stamped(page, INKS[ink], way))
    assert "stamp" in kinds
    assert left == pytest.approx(lines, abs=8)
    ring = np.abs(np.hypot(*(np.indices(bare.shape) - np.array([1000, 600])[:, None, None])) - 160) < 5
    written = ring & (bare < 120)
    paper = ring & (bare > 235)
    assert np.median(lifted[written]) < 140
    assert (lifted[paper] > 200).mean() > 0.95


def test_a_page_without_colour_has_nothing_beneath() -> None:
    page = typed()
    flat = flatten(page, DPI)
    found = find_blocks(page, find_ink(flat, DPI, bilevel=False), DPI, LayoutSettings())
    assert found.beneath is None


def test_an_ink_of_the_tone_of_the_text_is_lifted_as_before() -> None:
    page = typed((20, 20, 60))
    assert np.median(page.reshape(-1, 3), axis=0).tolist() == list(PAPER)
    lifted, _, kinds = seen(stamped(page, (60, 60, 160), "dye"))
    assert "stamp" in kinds
    assert (lifted[980:1020, 755:766] > 200).mean() > 0.6
