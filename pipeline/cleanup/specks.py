"""Specks on black-and-white scans: dust and broken-up print of the back, told from dots that belong to letters."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import Pixels, as_pixels

Places = NDArray[np.intp]  # pixels, counted row after row

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
    # Only what is written is looked at, which is a small part of a page.
    written = np.flatnonzero(marks > 0)
    if not written.size:
        return ink
    count, labels, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    piece = labels.ravel()[written]
    longest = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    solid = _reaches(_thick(marks, written), piece, count)
    letters = solid & (longest >= LETTER * dpi)
    grown = _grown(_marked(written[letters[piece]], marks.shape), NEAR * dpi)
    near = _reaches(grown.ravel()[written] > 0, piece, count)
    specks = (~solid & (longest < LETTER * dpi)) | (~near & (longest < SPECK * dpi))
    return as_pixels(cv2.bitwise_or(ink, _marked(written[specks[piece]], marks.shape)))


def _thick(marks: Pixels, written: Places) -> NDArray[np.bool_]:
    """Return which *written* pixels lie at least about half as deep as strokes are thick on this page."""
    distance = np.asarray(cv2.distanceTransform(marks, cv2.DIST_L2, 3)).ravel()[written]
    # Without a bare pixel anywhere the distance is endless.
    inside = np.minimum(distance, max(marks.shape))
    least = THIN * float(inside.mean())
    # Strokes of few pixels cannot be told from thinner ones.
    return np.asarray(inside > (least if least > 1 else 0))


def _reaches(where: NDArray[np.bool_], piece: NDArray[Any], count: int) -> NDArray[np.bool_]:
    """Return for each of *count* components whether a pixel *where* that is true belongs to it, as *piece* says."""
    return np.asarray(np.bincount(piece[where], minlength=count) > 0)


def _marked(places: Places, shape: tuple[int, ...]) -> Pixels:
    """Return 255 at the *places*, else 0."""
    marked = np.zeros(shape, np.uint8)
    marked.ravel()[places] = WHITE
    return marked


def _grown(mask: Pixels, by: float) -> Pixels:
    size = 2 * max(round(by), 1) + 1
    return as_pixels(cv2.dilate(mask, np.ones((size, size), np.uint8)))
