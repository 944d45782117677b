"""Lines that a pen wrote, drawn here, told from print; and what becomes of what a reader makes of them."""

import cv2
import numpy as np
import pytest
from builders import page as page_of
from PIL import Image, ImageDraw, ImageFont

from pipeline.findings import on_lines
from pipeline.image import Pixels
from pipeline.layout import find_blocks
from pipeline.model import Hand, Page
from pipeline.recognize.penned import settle
from pipeline.settings import LayoutSettings


def printed(size: int) -> Pixels:
    """Return the ink of a page, 150 dpi, with ten lines of print."""
    sheet = Image.new("L", (900, 1200), 255)
    for row in range(10):
        text = f"the quick brown fox jumps over {row} lazy dogs again"
        ImageDraw.Draw(sheet).text((100, 100 + 45 * row), text, font=ImageFont.load_default(size), fill=0)
    return np.where(np.asarray(sheet) < 128, 0, 255).astype(np.uint8)


def penned(ink: Pixels, top: int) -> Pixels:
    """Draw five lines of words as a pen writes them, joined and uneven, below *top*."""
    rng = np.random.default_rng(11)
    for row in range(5):
        x = 100.0
        while x < 700:
            count = int(rng.integers(5, 10))
            across = x + np.cumsum(rng.uniform(2, 6, count))
            high = rng.uniform(1, 14, count) * rng.uniform(0.6, 1.7)
            down = top + 60 * row + rng.uniform(-9, 9) + np.where(np.arange(count) % 2, -1, 1) * high
            points = np.stack([across, down], axis=1).astype(np.int32)
            cv2.polylines(ink, [points], isClosed=False, color=0, thickness=2)
            x = float(across[-1]) + rng.uniform(9, 14)
    return ink


def hands(ink: Pixels) -> list[Hand]:
    found = find_blocks(ink, ink, 150.0, LayoutSettings())
    return [line.hand for block in found.blocks for line in block.lines]


@pytest.mark.parametrize("size", [18, 24, 30])
def test_print_is_no_handwriting(size: int) -> None:
    assert hands(printed(size)) == ["print"] * 10


def test_lines_by_pen_are_told_from_print_on_one_page() -> None:
    assert hands(penned(printed(24), 650)) == ["print"] * 10 + ["handwritten"] * 5


def by_pen(confidence: float) -> Page:
    """Return a page with a line that looks written by hand, read with *confidence*."""
    page = page_of("Dear Sir")
    (line,) = page.lines
    words = tuple(word.model_copy(update={"confidence": confidence}) for word in line.readings[0].words)
    reading = line.readings[0].model_copy(update={"words": words})
    told = line.model_copy(update={"hand": "handwritten", "readings": (reading,)})
    return page.model_copy(update={"blocks": (page.blocks[0].model_copy(update={"lines": (told,)}),)})


def test_a_guess_at_handwriting_is_dropped_and_the_line_is_told() -> None:
    page = settle(by_pen(0.1))
    assert [(line.hand, line.text) for line in page.lines] == [("handwritten", "")]
    assert [(finding.code, finding.line) for finding in on_lines(page)] == [("line-handwritten", "p1_b1_l1")]


def test_what_is_read_for_sure_is_print_whatever_its_ink_looks_like() -> None:
    assert [(line.hand, line.text) for line in settle(by_pen(0.9)).lines] == [("print", "Dear Sir")]
