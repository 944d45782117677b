"""Rules: long thin straight strokes, alone, round a box, or under letters that they touch."""

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels
from pipeline.layout.components import BoolArray, Components, find_components

LONG = 9.0  # text heights: longer than a drawn-out letter or a dash
HIGH = 4.0  # text heights: longer than an upright stroke of the largest letters
THIN = 0.45  # text heights: thicker strokes are bars of a drawing
STRAIGHT = 25  # times its thickness that a rule is long on the whole


def find_rules(pieces: Components, height: float) -> tuple[BoolArray, Components] | None:
    """Return the mask of the pixels of rules, and the rules as pieces; None if there are none.

    Only pieces as long as a rule are searched, so a page of plain text costs nothing.
    """
    long = (pieces.width > LONG * height) | (pieces.height > HIGH * height)
    if not long.any():
        return None
    candidates = as_pixels(pieces.pixels_of(np.asarray(long, np.bool_)).view(np.uint8))
    level = _straight(candidates, round(LONG * height), THIN * height)
    upright = _straight(as_pixels(candidates.T), round(HIGH * height), THIN * height).T
    found = find_components(as_pixels(np.where(level | upright, 0, 255).astype(np.uint8)))
    if not len(found):
        return None
    return found.labels > 0, found


def _straight(marks: Pixels, length: int, thick: float) -> BoolArray:
    """Return the pixels of *marks* (1 where written) in level runs of *length* that are not *thick*."""
    # A rule that leans by a pixel or two in its length is made whole before, and cut to its own ink after.
    whole = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, max(length, 3)), np.uint8))
    fat = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((max(round(thick), 2), 3), np.uint8))
    result: BoolArray = (np.asarray(runs) > 0) & (np.asarray(fat) == 0) & (marks > 0)
    return result
