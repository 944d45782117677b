"""Pages that were scanned twice."""

import cv2
import numpy as np

from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.quality.look import Look
from pipeline.quality.marks import level

Fingerprint = Pixels

GRID = 96, 128  # cells across and down the written part of the page: about a letter each
COARSE = 24, 32  # cells: a quick look, which second scans always pass
SHIFT = 3  # cells: a second scan is cut a little differently
STRAY = 0.01  # of the ink, at each side: specks, and letters that one scan shows and the other does not
FEWEST = 300  # written pixels of the small picture: a line of print


def fingerprint(look: Look) -> Fingerprint | None:
    """Return how the ink of a page is spread, None for a page with hardly any.

    The picture is levelled and cut to what is written, so that it does not matter how the sheet lay on the glass.
    Hashes made for photographs (average, difference and DCT hash, as in imagehash) see 8 x 8 cells, in which all
    letters on one letterhead are the same; here a cell is about a letter.
    """
    marks = level(look.marks, look.skew)
    if cv2.countNonZero(marks) < FEWEST:
        return None
    left, right = _extent(marks, axis=0)
    top, bottom = _extent(marks, axis=1)
    part = as_pixels(marks[top:bottom, left:right])
    return as_pixels(cv2.resize(part, GRID, interpolation=cv2.INTER_AREA))


def _extent(marks: Pixels, *, axis: int) -> tuple[int, int]:
    """Return where what is written begins and ends; a few specks in the margin move neither."""
    reached = np.cumsum(marks.sum(axis=axis, dtype=np.float64))
    first, last = np.searchsorted(reached, (STRAY * reached[-1], (1 - STRAY) * reached[-1]))
    return int(first), int(last) + 1


def sketchy(seen: Fingerprint) -> FloatArray:
    """Return a fingerprint as a short vector; the dot product of two is their correlation, roughly."""
    cells = cv2.GaussianBlur(cv2.resize(seen, COARSE, interpolation=cv2.INTER_AREA).astype(np.float64), (0, 0), 1.0)
    flat = cells.ravel() - cells.mean()
    return np.asarray(flat / max(float(np.linalg.norm(flat)), 1e-9))


def alike(first: Fingerprint, second: Fingerprint) -> float:
    """Return the correlation of two fingerprints at the best of some small shifts, in [-1, 1]."""
    inner = as_pixels(second[SHIFT:-SHIFT, SHIFT:-SHIFT])
    return float(cv2.matchTemplate(first, inner, cv2.TM_CCOEFF_NORMED).max())
