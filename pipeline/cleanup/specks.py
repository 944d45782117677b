"""Specks on black-and-white scans: dust and broken-up print of the back, told from dots that belong to letters."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import Pixels, as_pixels

WHITE = np.uint8(255)
SPECK = 0.014  # inch: a full stop of 8 point print is wider, and so is a dot of an Arabic letter
NEAR = 0.12  # inch: a dot or full stop stands closer than this to its letter
LETTER = 0.03  # inch: what is longer than this may be a letter that dots belong to
THIN = 0.8  # of the mean distance to the edge of strokes: what is nowhere thicker was not made by this pen or type


def without_specks(ink: Pixels, dpi: float) -> Pixels:
    """Return *ink* (0 where written, else 255) without dust.

    Dust is what is small and far thinner than the strokes of the page, and what is very small and stands alone. A small
    mark as thick as a stroke stays if there is a letter near: it may be a dot, a hamza or a full stop.
    """
    marks = as_pixels(cv2.bitwise_not(ink))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    if count < 2:
        return ink
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    solid = _reaches(_thick(marks), labels, count)
    letters = solid & (longest >= LETTER * dpi)
    letters[0] = False
    near = _reaches(_grown(_marked(letters, labels), NEAR * dpi) > 0, labels, count)
    specks = (~solid & (longest < LETTER * dpi)) | (~near & (longest < SPECK * dpi))
    specks[0] = False
    return as_pixels(ink | _marked(specks, labels))


def _thick(marks: Pixels) -> NDArray[np.bool_]:
    """Return where marks are at least about half as thick as strokes are on this page."""
    # Without a bare pixel anywhere the distance is endless.
    inside = np.minimum(np.asarray(cv2.distanceTransform(marks, cv2.DIST_L2, 3)), max(marks.shape))
    least = THIN * float(inside[marks > 0].mean())
    # Strokes of few pixels cannot be told from thinner ones.
    return np.asarray(inside > (least if least > 1 else 0))


def _reaches(where: NDArray[np.bool_], labels: NDArray[Any], count: int) -> NDArray[np.bool_]:
    """Return for each of *count* components whether it has a pixel *where* that is true."""
    return np.asarray(np.bincount(labels[where], minlength=count) > 0)


def _marked(chosen: NDArray[np.bool_], labels: NDArray[Any]) -> Pixels:
    """Return 255 where a chosen component lies, else 0."""
    return as_pixels((chosen.astype(np.uint8) * WHITE)[labels])


def _grown(mask: Pixels, by: float) -> Pixels:
    size = 2 * max(round(by), 1) + 1
    return as_pixels(cv2.dilate(mask, np.ones((size, size), np.uint8)))
