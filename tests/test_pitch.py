import cv2
import numpy as np
import pytest
from drawn_pages import letter

from pipeline.cleanup import find_ink, flatten
from pipeline.image import Pixels, as_pixels
from pipeline.layout import find_blocks
from pipeline.model import Hand
from pipeline.settings import LayoutSettings

DPI = 200.0
TEXT = ("the saplings that we planted in spring", "have taken well and only a few withered", "no", "as soon as we can")


def struck(pitch: float, *, jitter: float) -> Pixels:
    """Return a page on which each letter stands in the middle of its own cell, but for some *jitter* in pixels."""
    page = np.full((900, 1400, 3), 240, np.uint8)
    rng = np.random.default_rng(7)
    for row, text in enumerate(TEXT * 3):
        for place, char in enumerate(text):
            (width, _), _ = cv2.getTextSize(char, 0, 0.7, 2)
            at = 100 + place * pitch - width / 2 + rng.normal(0, jitter), 80 + 55 * row
            cv2.putText(page, char, (round(at[0]), at[1]), 0, 0.7, (40, 40, 40), 2, cv2.LINE_AA)
    return page


def hands(page: Pixels) -> list[Hand]:
    found = find_blocks(page, find_ink(flatten(page, DPI), DPI, bilevel=False), DPI, LayoutSettings())
    return [line.hand for block in found.blocks for line in block.lines]


@pytest.mark.parametrize("pitch", [20.0, 23.7])
def test_letters_at_even_distances_are_typed_and_short_lines_are_not_guessed_at(pitch: float) -> None:
    found = hands(struck(pitch, jitter=1.0))
    assert len(found) == 12
    assert found.count("typed") >= 6
    assert found.count("handwritten") == 0


def test_print_is_not_typed() -> None:
    page = as_pixels(cv2.resize(letter(24), None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))
    assert set(hands(page)) == {"print"}
    assert "typed" not in hands(struck(20.0, jitter=6.0))
