"""The courses of written lines on a sketch: where each stretch of writing runs, followed from left to right.

The writing is blurred along the lines until the letters of a stretch melt into a ridge; the course is the middle of the
ridge. It needs no letters, so that it is the same for all scripts.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import FloatArray, Pixels

CELL = 6.0  # cells to the height of letters: as coarse as lines set solid allow
ALONG = 1.5  # heights of letters: bridges the gaps between words
ACROSS = 0.42  # heights of letters: melts the top and foot of letters into one ridge, but never two lines
FAINTEST = 0.02  # curvature of the blurred writing across the ridge: a full line has 0.1 to 0.3
THICKEST = 1.6  # heights of letters: two lines that melt into one have no course
SHORTEST = 8.0  # heights of letters: a shorter course says nothing of how a line bends
STEP = 2.0  # heights of letters between the points of a course: fewer letters pull it up or down by chance

Points = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where a stretch of writing runs: points in sketch pixels, from left to right."""

    x: FloatArray
    y: FloatArray

    @property
    def width(self) -> float:
        return float(self.x[-1] - self.x[0])


def follow(marks: Pixels, height: float) -> tuple[Course, ...]:
    """Return the courses of the lines on a sketch, downwards.

    Args:
        marks: 255 where written, else 0.
        height: the height of letters in pixels, more than 0.
    """
    scale = min(CELL / height, 1.0)
    size = max(round(marks.shape[1] * scale), 1), max(round(marks.shape[0] * scale), 1)
    ridges = _ridges(np.asarray(cv2.resize(marks, size, interpolation=cv2.INTER_AREA)), height * scale)
    count, labels, stats, _ = cv2.connectedComponentsWithStats((ridges > FAINTEST).view(np.uint8), connectivity=4)
    cell = height * scale
    long = [n for n in range(1, count) if stats[n, cv2.CC_STAT_WIDTH] >= SHORTEST * cell]
    found = []
    for number in long:
        left, top, width, high = stats[number, :4].tolist()
        part = slice(top, top + high), slice(left, left + width)
        strength = np.where(labels[part] == number, ridges[part], 0.0)
        course = _course(strength, cell)
        if course is not None:
            # The middle of a cell lies half a cell inside.
            found.append(Course(x=(course[0] + left + 0.5) / scale, y=(course[1] + top + 0.5) / scale))
    return tuple(sorted(found, key=_level))


def _level(course: Course) -> float:
    return float(course.y.mean())


def _ridges(small: Pixels, height: float) -> NDArray[np.float32]:
    """Return how strongly the blurred writing arches over what is above and below it."""
    soft = cv2.GaussianBlur(small.astype(np.float32) / 255, (0, 0), sigmaX=ALONG * height, sigmaY=ACROSS * height)
    padded = np.pad(np.asarray(soft, np.float32), ((1, 1), (0, 0)), mode="edge")
    arch = 2 * padded[1:-1] - padded[:-2] - padded[2:]
    return np.asarray(arch * (ACROSS * height) ** 2, np.float32)


def _course(strength: FloatArray, height: float) -> tuple[FloatArray, FloatArray] | None:
    """Return the points of a course within its box, in cells, from how strong its ridge is; None if it has too few."""
    thick = (strength > 0).sum(axis=0)
    mass = np.where((thick > 0) & (thick <= THICKEST * height), strength.sum(axis=0), 0.0)
    columns = np.arange(strength.shape[1], dtype=np.float64)
    middle = (strength * np.arange(strength.shape[0], dtype=np.float64)[:, None]).sum(axis=0)
    slot = (columns / max(STEP * height, 1.0)).astype(np.int64)
    total = np.bincount(slot, weights=mass)
    known = total > 0
    if known.sum() * STEP < SHORTEST:
        return None
    middle = np.where(mass > 0, middle, 0.0)
    x = np.bincount(slot, weights=mass * columns)[known] / total[known]
    y = np.bincount(slot, weights=middle)[known] / total[known]
    return x, y
