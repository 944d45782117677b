"""The script of a line, word by word, from the shape of its ink.

Arabic script lays its ink along the baseline in long level strokes and joins its letters; Latin and Cyrillic stand
upright, letter by letter. A logistic regression on such measures tells the two apart without reading.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import FloatArray, Pixels
from pipeline.recognize.engine import LineImage

Mask = NDArray[np.bool_]

SIZE = 32.0  # px: height of an ordinary line that shapes are measured at
INK = 160  # grey level; flattened paper is near 255
GAP = 0.12  # of the line's size: the narrowest bare stripe that parts two chunks
ANGLES = 8  # bins of 180 degrees
BANDS = 9  # of a tenth of the size each, round the middle of the ink
FAR = 4.0  # standard deviations: no measure counts for more
LIMIT = 6.0  # log odds: the most that one chunk may say
LOW = 0.3  # of the line's size: nothing lower is a letter
SMALL = 0.02  # of the size squared: ink no larger is a dot or a mark


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a line between two gaps: columns of the line image."""

    left: int
    right: int
    arabic: float
    """Log odds that this is Arabic script, weighted by how much there is to see."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression on measures and their squares, both in standard deviations."""

    mean: FloatArray
    deviation: FloatArray
    linear: FloatArray
    square: FloatArray
    bias: float

    def log_odds(self, measures: FloatArray) -> float:
        places = np.clip((measures - self.mean) / self.deviation, -FAR, FAR)
        return float(places @ self.linear + np.square(places) @ self.square) + self.bias


@cache
def weights() -> Weights:
    """Return the weights that ship with the package; the file says where they come from."""
    data = json.loads(files("pipeline.recognize").joinpath("scripts.json").read_text("utf-8"))
    columns = {key: np.array(data[key]) for key in ("mean", "deviation", "linear", "square")}
    return Weights(**columns, bias=data["bias"])


def chunks(line: LineImage) -> tuple[Chunk, ...]:
    """Return the chunks of *line* from left to right."""
    return tuple(Chunk(left, right, _odds(line.pixels[:, left:right], line.size)) for left, right in chunk_spans(line))


def _odds(piece: Pixels, size: float) -> float:
    """Return the log odds for Arabic script, less extreme for narrow pieces; none for dots, dashes and stops."""
    rows = np.flatnonzero((piece < INK).any(axis=1))
    if int(rows[-1] - rows[0]) < LOW * size:
        return 0.0
    odds = weights().log_odds(measure(piece, size))
    return min(max(odds, -LIMIT), LIMIT) * min(float(piece.shape[1]) / size, 1.0)


def chunk_spans(line: LineImage) -> tuple[tuple[int, int], ...]:
    """Return the columns (left, right) of each chunk of *line*, from left to right."""
    written = (line.pixels < INK).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], written, [False])).astype(np.int8)))
    spans: list[tuple[int, int]] = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        if spans and left - spans[-1][1] < GAP * line.size:
            spans[-1] = spans[-1][0], int(right)
        else:
            spans.append((int(left), int(right)))
    return tuple(spans)


def measure(piece: Pixels, size: float) -> FloatArray:
    """Return the measures of the shape of *piece*, a grey cut of a line whose ordinary height is *size* px."""
    scale = SIZE / size
    height, width = (max(round(side * scale), 3) for side in piece.shape)
    scaled = cv2.resize(piece, (width, height), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    scaled = cv2.copyMakeBorder(scaled, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=255)
    grey = scaled.astype(np.float64)
    ink = grey < INK
    if not ink.any():
        ink[ink.shape[0] // 2, ink.shape[1] // 2] = True
    middle = int(np.flatnonzero(ink.any(axis=1)) @ ink.sum(axis=1)[ink.any(axis=1)] / ink.sum())
    return np.concatenate((_angles(grey, middle), _bands(ink, middle), _strokes(ink), _components(ink, middle)))


def _angles(grey: FloatArray, middle: int) -> FloatArray:
    """Return which way edges run, above and below the row *middle*: shares of all edges, shape (2 * ANGLES,)."""
    down, across = np.gradient(grey)
    strength = np.hypot(across, down)
    bins = (np.arctan2(down, across) / np.pi * ANGLES + 0.5).astype(np.int64) % ANGLES
    whole = strength.sum() + 1e-9
    halves = [
        np.bincount(bins[rows].ravel(), strength[rows].ravel(), ANGLES) / whole
        for rows in (slice(None, middle), slice(middle, None))
    ]
    return np.concatenate(halves)


def _bands(ink: Mask, middle: int) -> FloatArray:
    rows = np.arange(ink.shape[0]) - middle
    places = np.clip(np.rint(rows / (SIZE / 10)).astype(np.int64) + BANDS // 2, 0, BANDS - 1)
    return np.asarray(np.bincount(places, ink.sum(axis=1), BANDS) / ink.sum(), np.float64)


def _strokes(ink: Mask) -> FloatArray:
    """Return how long strokes are across and down, their ratio, and how often the ink starts anew along a row."""
    total = ink.sum()
    across = total / max((np.diff(ink.astype(np.int8), axis=1) == 1).sum(), 1)
    down = total / max((np.diff(ink.astype(np.int8), axis=0) == 1).sum(), 1)
    width = ink.any(axis=0).sum()
    starts = (np.diff(ink.any(axis=0).astype(np.int8)) == 1).sum()
    rows = ink.sum(axis=1) / total
    return np.array(
        [
            across / SIZE,
            down / SIZE,
            np.log(across / down),
            starts / width,
            rows.max(),
            np.square(rows).sum(),
            total / width / SIZE,
        ]
    )


def _components(ink: Mask, middle: int) -> FloatArray:
    _, _, stats, centres = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    stats, centres = stats[1:], centres[1:]
    area = stats[:, cv2.CC_STAT_AREA] / SIZE**2
    wide, high = stats[:, cv2.CC_STAT_WIDTH] / SIZE, stats[:, cv2.CC_STAT_HEIGHT] / SIZE
    small = area < SMALL
    whole = area.sum()
    span = ink.any(axis=0).sum() / SIZE
    above = (small & (centres[:, 1] < middle)).sum()
    return np.array(
        [
            (area * wide).sum() / whole,
            (area * high).sum() / whole,
            (area * np.log(wide / high)).sum() / whole,
            (~small).sum() / span,
            above / span,
            (small.sum() - above) / span,
            (area / (wide * high) * area).sum() / whole,
        ]
    )
