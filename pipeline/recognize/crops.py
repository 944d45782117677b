"""Lines cut out of the flattened grey page, levelled.

Of the band that a line's letters reach into, all is kept but what belongs to other lines: a letter that was struck too
faint for the layout to see still stands on the grey page, outside of the polygon.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import cv2
import numpy as np

from pipeline.geometry import Box, Point, bounds
from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.model import TextLine
from pipeline.recognize.engine import LineImage

PAPER = 255
LEVEL = 0.75  # px: a baseline that strays less is taken as level, since moving columns costs sharpness


def cut(lines: Sequence[TextLine], flat: Pixels, *, among: Sequence[TextLine] = ()) -> tuple[LineImage, ...]:
    """Return the image of each line.

    Args:
        lines: the lines to cut out.
        flat: the flattened grey page, shape (height, width), paper near 255.
        among: all lines of the page, which tell whose ink is whose and how high a line is; *lines* if none are given.
    """
    all_lines = among or lines
    usual = median(_Band.of(line).height for line in all_lines) if all_lines else 0.0
    page = Box(left=0, top=0, right=flat.shape[1], bottom=flat.shape[0])
    owned = _filled([line.polygon for line in all_lines], page)
    return tuple(_cut(line, flat, owned, usual) for line in lines)


@dataclass(frozen=True, slots=True)
class _Band:
    """How far the ink of a line reaches from its baseline, px: up to *above*, less than 0, and down to *below*."""

    above: float
    below: float

    @classmethod
    def of(cls, line: TextLine) -> "_Band":
        drops = _baseline_at(line, np.array([x for x, _ in line.polygon], np.float64))
        reach = [y - drop for (_, y), drop in zip(line.polygon, drops, strict=True)]
        return cls(min(reach), max(reach))

    @property
    def height(self) -> float:
        return max(self.below - self.above, 1.0)


def _baseline_at(line: TextLine, columns: FloatArray) -> FloatArray:
    """Return the page row of the baseline at each of *columns*; beyond its ends it goes on level."""
    across, down = zip(*line.baseline, strict=True)
    return np.asarray(np.interp(columns, across, down), np.float64)


def _cut(line: TextLine, flat: Pixels, owned: Pixels, usual: float) -> LineImage:
    band = _Band.of(line)
    size = max(band.height, usual)
    box = _within(bounds(line.polygon), flat)
    drops = _baseline_at(line, np.arange(box.left, box.right, dtype=np.float64) + 0.5)
    here = slice(box.top, box.bottom), slice(box.left, box.right)
    rows = np.arange(box.top, box.bottom)[:, None] - drops
    free = (rows >= band.above) & (rows <= band.below) & (owned[here] == 0)
    piece = as_pixels(np.where(free | (_filled([line.polygon], box) > 0), flat[here], np.uint8(PAPER)))
    drops -= drops.min()
    if drops.max() <= LEVEL:
        return LineImage(pixels=piece, box=box, tops=(box.top,) * box.width, size=size)
    levelled, first = _levelled(piece, drops)
    tops = tuple(int(row) for row in np.rint(drops + (box.top + first)))
    return LineImage(pixels=levelled, box=box, tops=tops, size=size)


def _within(box: Box, flat: Pixels) -> Box:
    """Return the part of *box* that lies on the page, at least one pixel."""
    height, width = flat.shape
    left, top = min(max(box.left, 0), width - 1), min(max(box.top, 0), height - 1)
    return Box(
        left=left, top=top, right=max(min(box.right, width), left + 1), bottom=max(min(box.bottom, height), top + 1)
    )


def _filled(polygons: Sequence[Sequence[Point]], box: Box) -> Pixels:
    """Return 1 for each pixel of *box* that lies in one of *polygons*, 0 for the others."""
    inside = np.zeros((box.height, box.width), np.uint8)
    for polygon in polygons:
        cv2.fillPoly(inside, [np.rint(np.array(polygon) - (box.left, box.top)).astype(np.int32)], 1)
    return as_pixels(inside)


def _levelled(piece: Pixels, drops: FloatArray) -> tuple[Pixels, int]:
    """Return *piece* with every column raised by its drop and bare rows cut off; and the row that it now begins at."""
    height, width = piece.shape
    reach = int(np.ceil(drops.max()))
    rows = np.arange(-reach, height, dtype=np.float32)[:, None] + drops.astype(np.float32)[None, :]
    columns = np.broadcast_to(np.arange(width, dtype=np.float32), rows.shape)
    moved = cv2.remap(piece, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=PAPER)
    written = np.flatnonzero((moved < PAPER).any(axis=1))
    if not written.size:
        return piece, 0
    first, last = int(written[0]), int(written[-1]) + 1
    return as_pixels(moved[first:last]), first - reach
