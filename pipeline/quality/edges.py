"""The edges of the sheet: text that runs off them, and edges or corners that are not there."""

from typing import Literal, get_args

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels
from pipeline.quality.look import Look

Side = Literal["top", "right", "bottom", "left"]

RIM = 2  # px of the small picture: what is that near the edge is cut by it
TALLEST = 3.0  # times the usual letter: taller marks at the edge are shadows, rules and pictures
LEAST = 0.4  # of the usual letter: lower marks are dust
NEXT = 2.5  # letters: how far inside the next letter of a line stands; shadows and folds have bare paper beside them
BELOW = 4.0  # letters: how far inside the next line stands
FEWEST = 3  # lines cut at a side, or pieces of letters in a row cut above or below


def cut_sides(look: Look) -> tuple[Side, ...]:
    """Return the sides at which letters hang together with the edge of the scan or of the sheet on it.

    Each side is looked at as if it were the left one. A letter that is cut off has another beside it; letters that are
    cut by the left and right edges begin or end different lines.
    """
    if not look.letter:
        return ()
    top, left, bottom, right = _frame(look)
    ink = cv2.bitwise_not(look.ink[top:bottom, left:right])
    inner = look.marks[top:bottom, left:right]
    return tuple(
        side
        for turns, side in zip((1, 2, 3, 0), get_args(Side), strict=True)
        if _cut_at_left(as_pixels(np.rot90(ink, turns)), as_pixels(np.rot90(inner, turns)), look.letter, side)
    )


def _cut_at_left(ink: Pixels, marks: Pixels, letter: float, side: Side) -> bool:
    beside_it = side in ("left", "right")
    strip = as_pixels(ink[:, : round((TALLEST + 1) * letter)])
    _, _, stats, middles = cv2.connectedComponentsWithStats(strip, connectivity=8)
    x, _, wide, high, area = stats[1:].T
    size = np.maximum(wide, high)
    cut = (x < RIM) & (size >= LEAST * letter) & (size <= TALLEST * letter) & (area >= LEAST * letter)
    beside = [
        float(middle[1])
        for middle, end in zip(middles[1:][cut], (x + wide)[cut], strict=True)
        if _has_letter(marks, int(end), int(middle[1]), letter, NEXT if beside_it else BELOW)
    ]
    if beside_it:
        return len({round(down / (1.5 * letter)) for down in beside}) >= FEWEST
    return len(beside) >= 2 * FEWEST


def _has_letter(marks: Pixels, end: int, middle: int, letter: float, within: float) -> bool:
    """Return whether a letter stands within so many letters inside of one that ends in column *end*."""
    reach = round(letter / 2)
    part = marks[max(middle - reach, 0) : middle + reach + 1, end + 1 : end + 1 + round(within * letter)]
    return cv2.countNonZero(as_pixels(part)) >= letter if part.size else False


def missing(look: Look) -> float | None:
    """Return what share of the sheet is not there: torn or folded corners, or edges outside of the scan, in [0, 1].

    The sheet is compared with the smallest upright or tilted rectangle round it. None where the scan does not show how
    far the sheet reaches.
    """
    if look.sheet is None:
        return None
    outlines, _ = cv2.findContours(look.sheet, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    largest = max(outlines, key=cv2.contourArea)
    _, (width, height), _ = cv2.minAreaRect(largest)
    return max(1 - cv2.contourArea(largest) / max(width * height, 1.0), 0.0)


def _frame(look: Look) -> tuple[int, int, int, int]:
    """Return top, left, bottom and right of what can be written on."""
    if look.sheet is None:
        return 0, 0, look.ink.shape[0], look.ink.shape[1]
    left, top, width, height = cv2.boundingRect(look.sheet)
    return top, left, top + height, left + width
