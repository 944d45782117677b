"""Typed names under a signature: strokes of a pen told from letters that they cross, where the pen is the heavier."""

import cv2
import numpy as np

from pipeline.geometry import Box
from pipeline.image import Pixels, as_pixels
from pipeline.layout.components import Strokes

HEAVY = 1.5  # of the thickness of the text's strokes: what is thicker throughout is the pen's
STROKE = 1.2  # text heights: the least length of such a stroke; blots of letters are shorter
EDGE = 5  # px: the square by which the ragged edge of a stroke is given back to it
MOSTLY = 0.6  # of a signature's ink: then its pen is heavy, and what is left are letters
CRUMB = 0.5  # text heights: the thin ends of pen strokes are smaller, letters are not
FINE = 1.45  # of the thickness of the text's strokes: what a pen left thinner than HEAVY is thicker than that
LETTERS = 5  # pieces of letters: a name leaves more, and the ends of strokes are fewer
NEAR = 1.5  # text heights round a signature where its other strokes are


def pen_strokes(bare: Pixels, whole: Strokes, usual: float, height: float) -> Strokes:
    """Return the ink of a signature without that of the letters that it crosses.

    Args:
        bare: 0 where there is ink, else 255.
        whole: the pixels of the pieces that hold the signature.
        usual: how thick the strokes of the text are, in pixels.
        height: height of the text in pixels.

    Returns:
        *whole* if its pen is as fine as type; else what is thick in and beside it, and the crumbs that are left of it.
    """
    box = Box(
        left=int(whole.x.min()), top=int(whole.y.min()), right=int(whole.x.max()) + 1, bottom=int(whole.y.max()) + 1
    ).grown(round(NEAR * height), bare.shape[1], bare.shape[0])
    ink = (bare[box.top : box.bottom, box.left : box.right] == 0).astype(np.uint8)
    mine = np.zeros_like(ink)
    mine[whole.y - box.top, whole.x - box.left] = 1
    pen = _heavy(ink, usual, height)
    rest = as_pixels(cv2.subtract(mine, pen))
    letters = _sized(rest, CRUMB * height)
    if (pen & mine).sum() < MOSTLY * len(whole) or not _are_letters(letters, usual):
        return whole
    y, x = np.nonzero(cv2.max(pen, cv2.subtract(rest, letters)))
    return Strokes(y=y + box.top, x=x + box.left, piece=np.zeros(len(y), np.int64))


def _heavy(ink: Pixels, usual: float, height: float) -> Pixels:
    """Return the strokes (1) of *ink* (1 where written) that are thicker than type all along."""
    thick = max(round(HEAVY * usual), 2) + 1
    core = cv2.morphologyEx(ink, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (thick, thick)))
    long = _sized(as_pixels(core), STROKE * height)
    return as_pixels(cv2.min(cv2.dilate(long, np.ones((EDGE, EDGE), np.uint8)), ink))


def _are_letters(marks: Pixels, usual: float) -> bool:
    """Return whether *marks* (1 where written) are enough for a name, and as fine as type."""
    inner = cv2.erode(marks, cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3)))
    rim = cv2.countNonZero(marks) - cv2.countNonZero(inner)
    fine = 2 * cv2.countNonZero(marks) <= FINE * usual * rim
    return fine and cv2.connectedComponents(marks)[0] - 1 >= LETTERS


def _sized(marks: Pixels, size: float) -> Pixels:
    """Return the pieces (1) of *marks* (1 where written) that are at least *size* pixels long."""
    _, labels, boxes, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    long = boxes[:, 2:4].max(axis=1) >= size
    long[0] = False
    return as_pixels(long[labels].astype(np.uint8))
