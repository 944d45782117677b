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
STRIP, STRIPS = 128, 4  # px: rows that are looked at together, and of so many strips one
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
    count, labels = cv2.connectedComponents(marks, connectivity=8)
    piece = labels.ravel()[written]
    y, x = np.divmod(written, marks.shape[1])
    longest = np.maximum(_extent(y, piece, count), _extent(x, piece, count))
    solid = _reaches(_thick(marks, written), piece, count)
    letters = solid & (longest >= LETTER * dpi)
    grown = _grown(_marked(written[letters[piece]], marks.shape), NEAR * dpi)
    near = _reaches(grown.ravel()[written] > 0, piece, count)
    specks = (~solid & (longest < LETTER * dpi)) | (~near & (longest < SPECK * dpi))
    return as_pixels(cv2.bitwise_or(ink, _marked(written[specks[piece]], marks.shape)))


def _thick(marks: Pixels, written: Places) -> NDArray[np.bool_]:
    """Return which *written* pixels lie at least about half as deep as strokes are thick on this page."""
    least = THIN * _mean_depth(marks)
    # Strokes of few pixels cannot be told from thinner ones.
    deep = cv2.erode(marks, _within(least)) if least > 1 else marks
    return np.asarray(deep).ravel()[written] > 0


def _mean_depth(marks: Pixels) -> float:
    """Return how far written pixels lie from bare ones, on average, from a part of the page that is enough."""
    strips = np.concatenate([marks[top : top + STRIP] for top in range(0, marks.shape[0], STRIPS * STRIP)])
    some = strips if strips.any() else marks
    distance = np.asarray(cv2.distanceTransform(some, cv2.DIST_L2, 3))[some > 0]
    # Without a bare pixel anywhere the distance is endless.
    return float(np.minimum(distance, max(marks.shape)).mean())


def _within(distance: float) -> Pixels:
    """Return the pixels (1, else 0) within *distance* of the one in the middle."""
    reach = int(distance) + 1
    away = np.ones((2 * reach + 1,) * 2, np.uint8)
    away[reach, reach] = 0
    return as_pixels((np.asarray(cv2.distanceTransform(away, cv2.DIST_L2, 3)) <= distance).astype(np.uint8))


def _extent(places: Places, piece: NDArray[Any], count: int) -> NDArray[np.intp]:
    """Return how far each of *count* components reaches, of whose pixels *places* are the rows or the columns."""
    least, most = np.full(count, places.max(initial=0), np.intp), np.zeros(count, np.intp)
    np.minimum.at(least, piece, places)
    np.maximum.at(most, piece, places)
    return most - least + 1


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
