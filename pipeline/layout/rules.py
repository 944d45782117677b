"""Rules: long thin straight strokes, alone, round a box, or under letters that they touch."""

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels
from pipeline.layout.components import Components, IntArray, Strokes, find_components

LONG = 9.0  # text heights: longer than a drawn-out letter or a dash
HIGH = 4.0  # text heights: longer than an upright stroke of the largest letters
THIN = 0.45  # text heights: thicker strokes are bars of a drawing
RAGGED = 0.2  # of the thickest rule: by how much its edges may be ragged


def find_rules(pieces: Components, written: Strokes, height: float) -> tuple[Components, IntArray, IntArray] | None:
    """Return the rules as pieces of a part of the page, and the y and x where that part begins; None if there are none.

    Only pieces as long as a rule are searched, so a page of plain text costs nothing.
    """
    long = (pieces.width > LONG * height) | (pieces.height > HIGH * height)
    found = written.of(np.asarray(long, np.bool_))
    if not len(found):
        return None
    # Beyond the edge of an array OpenCV sees ink when it erodes, so that a thin rule at the edge would look thick.
    rim = round(height) + 2
    top, left = found.y.min() - rim, found.x.min() - rim
    marks = np.zeros((int(found.y.max() - top) + 1 + rim, int(found.x.max() - left) + 1 + rim), np.uint8)
    marks[found.y - top, found.x - left] = 1
    level = _straight(marks, round(LONG * height), THIN * height)
    upright = _straight(as_pixels(marks.T), round(HIGH * height), THIN * height).T
    rules = find_components(as_pixels(1 - (level | upright)))
    return (rules, top, left) if len(rules) else None


def _straight(marks: Pixels, length: int, thick: float) -> Pixels:
    """Return the pixels (1) of *marks* (1 where written) in level runs of *length* that are not *thick*."""
    # A rule that leans by a pixel or two in its length is made whole before, and cut to its own ink after.
    whole = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    runs = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, max(length, 3)), np.uint8))
    fat = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((max(round(thick), 2), 3), np.uint8))
    rules = as_pixels(cv2.min(cv2.subtract(runs, fat), marks))
    return as_pixels(cv2.max(rules, _ragged(marks, rules, max(round(RAGGED * thick), 2))))


def _ragged(marks: Pixels, rules: Pixels, most: int) -> Pixels:
    """Return the pixels (1) of *marks* that make the edges of *rules* ragged; what stands out by more is a letter."""
    rest = cv2.subtract(marks, rules)
    out = cv2.morphologyEx(rest, cv2.MORPH_OPEN, np.ones((most + 1, 1), np.uint8))
    near = cv2.dilate(rules, np.ones((2 * most + 1, 1), np.uint8))
    return as_pixels(cv2.min(cv2.subtract(rest, out), near))
