"""Pages with nothing on them but what time and scanners left."""

import cv2
import numpy as np
import pytest
from blank_sheets import DPI, MM, sheet

from pipeline.cleanup import find_ink, flatten, straighten
from pipeline.image import Pixels
from pipeline.layout import find_blocks
from pipeline.settings import CleanupSettings, LayoutSettings


def lines(page: Pixels, *, bilevel: bool = False) -> int:
    flat = flatten(page, DPI)
    found = find_blocks(page, find_ink(flat, DPI, bilevel=bilevel), DPI, LayoutSettings())
    return sum(len(block.lines) for block in found.blocks)


@pytest.mark.parametrize("bilevel", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_holes_staples_folds_and_edges_are_no_lines_and_no_slant(seed: int, bilevel: bool) -> None:
    straight = straighten(sheet(seed, bilevel=bilevel), DPI, CleanupSettings(), lambda _: 0.0)
    assert (straight.rotation, abs(straight.skew) < 1) == (0, True)
    assert lines(straight.pixels, bilevel=bilevel) == 0


@pytest.mark.parametrize("text", ["17", "Note", "- 3 -", "ok."])
@pytest.mark.parametrize(("across", "down"), [(8, 150), (100, 12), (95, 284), (60, 140)])
def test_a_short_word_stays_a_line_wherever_it_stands(text: str, across: float, down: float) -> None:
    page = np.full((2340, 1654), 240, np.uint8)
    cv2.putText(page, text, (round(across * MM), round(down * MM)), 0, 1.0, 40, 3, cv2.LINE_AA)
    assert lines(page) == 1


def test_one_stroke_of_a_letter_beside_others_is_no_staple() -> None:
    page = np.full((2340, 1654), 240, np.uint8)
    cv2.putText(page, "AB/", (120, 300), 0, 2.4, 40, 5, cv2.LINE_AA)
    flat = flatten(page, DPI)
    (block,) = find_blocks(page, find_ink(flat, DPI, bilevel=False), DPI, LayoutSettings()).blocks
    assert block.lines[0].box.right >= np.flatnonzero((page < 100).any(axis=0)).max()


def test_a_thick_dash_before_a_word_is_no_staple() -> None:
    page = np.full((2340, 1654), 240, np.uint8)
    for row in range(12):
        cv2.putText(page, "written words in a row", (300, 300 + 60 * row), 0, 1.4, 40, 3, cv2.LINE_AA)
    cv2.rectangle(page, (150, 270), (225, 283), 40, cv2.FILLED)
    flat = flatten(page, DPI)
    found = find_blocks(page, find_ink(flat, DPI, bilevel=False), DPI, LayoutSettings())
    assert min(line.box.left for block in found.blocks for line in block.lines) <= 152
