"""The skew of written lines, from how sharply their rows stand out when the page is seen at an angle.

Angles are degrees clockwise by which the page must be turned so that the lines run level.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.image import FloatArray, Pixels

LARGEST = 15.5  # degrees: half a degree more than is promised, so that a peak at 15 has two sides
COARSE, FINE, FINEST = 0.5, 0.1, 0.02  # degrees
MOST_MARKS = 40_000  # a fair sample of a full page; more change the angle by less than 0.01 degree
FEWEST_MARKS = 60  # a short word at the scale of the sketch; fewer say nothing
GOLDEN = 0.6180339887  # spreads the marks within their pixels; else whole rows would favour 0 degrees
TOP = 0.5  # of the height of a peak: what lies above belongs to its summit
CLEAR = 1.45  # times the typical score: print reaches 5 and more, level handwriting 1.5, chance 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Skew:
    """The angle at which rows stand out most, and how sharply they do (any scale, comparable within one page)."""

    angle: float
    sharpness: float
    clear: bool


NO_SKEW = Skew(angle=0.0, sharpness=0.0, clear=False)


def find_skew(marks: Pixels) -> Skew:
    """Return the skew of the lines that *marks* hold (255 where written, else 0), between -15.5 and 15.5 degrees."""
    points = _points(marks)
    if points.shape[1] < FEWEST_MARKS:
        return NO_SKEW
    angles = np.arange(-LARGEST, LARGEST + COARSE / 2, COARSE)
    scores = _scores(points, angles, 2.0)
    best = float(angles[scores.argmax()])
    clear = bool(scores.max() > CLEAR * np.median(scores))
    return Skew(angle=round(_summit(points, best), 2), sharpness=float(scores.max()), clear=clear)


def _summit(points: FloatArray, about: float) -> float:
    """Return the angle in the middle of the peak *about*, which pixels make jagged at the very top."""
    for reach, step in ((COARSE, FINE), (FINE * 2, FINEST)):
        near = np.arange(about - reach, about + reach + step / 2, step)
        scores = _scores(points, near, 1.0)
        weight = np.clip(scores - scores.min() - TOP * np.ptp(scores), 0, None)
        about = float((near * weight).sum() / weight.sum()) if weight.any() else about
    return about


def _points(marks: Pixels) -> FloatArray:
    """Return a sample of the marks, shape (2, n): x and y, from the middle of the page."""
    rows, columns = np.divmod(np.flatnonzero(marks > 0), marks.shape[1])
    if rows.size > MOST_MARKS:
        chosen = np.random.default_rng(0).choice(rows.size, MOST_MARKS, replace=False)
        rows, columns = rows[chosen], columns[chosen]
    across = columns - marks.shape[1] / 2
    down = rows - marks.shape[0] / 2 + (columns * GOLDEN) % 1.0
    return np.stack([across, down])


def _scores(points: FloatArray, angles: FloatArray, width: float) -> FloatArray:
    """Return for each angle the sum of squared steps between neighbouring rows that are *width* pixels high."""
    across, down = points
    reach = float(np.hypot(across, down).max()) + width
    scores = []
    rows, other = np.empty_like(across), np.empty_like(down)  # memory of their own for each angle would cost time
    for angle in np.radians(angles):
        np.multiply(across, np.sin(angle), out=rows)
        rows += np.multiply(down, np.cos(angle), out=other)
        rows += reach
        rows /= width
        profile = np.bincount(rows.astype(np.intp)).astype(np.float64)
        scores.append(float(np.square(np.diff(profile)).sum()))
    return np.asarray(scores)
