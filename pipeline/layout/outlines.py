"""The outline and baseline of a line, drawn round its own ink."""

import itertools

import numpy as np

from pipeline.geometry import Point
from pipeline.image import FloatArray
from pipeline.layout.components import BoolArray, IntArray

MARGIN = 2  # px: the grey edge of strokes round the ink
STEP = 0.5  # line heights between two corners of an outline


def outline(y: IntArray, x: IntArray, height: float, shape: tuple[int, ...]) -> tuple[Point, ...]:
    """Return the polygon round the pixels (*y*, *x*), clockwise, within a page of *shape*."""
    step = max(round(height * STEP), 2)
    left = int(x.min())
    slot = (x - left) // step
    count = int(slot.max()) + 1
    top, bottom = np.full(count, shape[0]), np.full(count, -1)
    np.minimum.at(top, slot, y)
    np.maximum.at(bottom, slot, y + 1)
    corners = np.append(np.arange(count) * step + left, int(x.max()) + 1).astype(float)
    corners[0] -= MARGIN
    corners[-1] += MARGIN
    known = bottom >= 0
    upper = _hull(_filled(top, known), np.minimum) - MARGIN
    lower = _hull(_filled(bottom, known), np.maximum) + MARGIN
    across = np.clip(corners, 0, shape[1])
    above = list(zip(across.tolist(), np.clip(upper, 0, shape[0] - 1).tolist(), strict=True))
    below = list(zip(across.tolist(), np.clip(lower, 1, shape[0]).tolist(), strict=True))
    return (*_straightened(above), *reversed(_straightened(below)))


def _filled(edge: IntArray, known: BoolArray) -> FloatArray:
    """Return *edge* with the slots that are not *known* drawn straight between their neighbours."""
    return np.interp(np.arange(len(edge)), np.flatnonzero(known), edge[known])


def _hull(edge: FloatArray, outer: np.ufunc) -> FloatArray:
    """Return the level at each corner: the outer one of the slots on either side."""
    before, after = np.append(edge[0], edge), np.append(edge, edge[-1])
    return np.asarray(outer(before, after), np.float64)


def _straightened(points: list[Point]) -> list[Point]:
    """Leave out the points that lie on a straight line between their neighbours."""
    kept = points[:1]
    for here, after in itertools.pairwise(points):
        if not (here[1] == kept[-1][1] == after[1]):
            kept.append(here)
    return [*kept, points[-1]]


def baseline(y: IntArray, x: IntArray, slope: float, start: float, height: float) -> tuple[Point, ...]:
    """Return the line that the letters stand on: where their ink, most of it above, falls off fastest downwards."""
    level = np.round(y - slope * x - start).astype(np.int64)
    reach = max(round(height * 1.2), 2)
    near = np.abs(level) <= reach
    profile = np.bincount(level[near] + reach, minlength=2 * reach + 1).astype(float)
    soft = np.convolve(profile, np.ones(3) / 3, mode="same")
    foot = float(np.argmin(np.diff(soft, append=0.0))) - reach + 1 if near.any() else 0.0
    ends = float(x.min()), float(x.max() + 1)
    return tuple((at, start + slope * at + foot) for at in ends)
