"""Lines cut out of the flattened grey page, levelled; outside of a line's polygon there is paper."""

from collections.abc import Sequence
from statistics import median

import cv2
import numpy as np

from pipeline.geometry import Box, Point, bounds
from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.model import TextLine
from pipeline.recognize.engine import LineImage

PAPER = 255
LEVEL = 0.75  # px: a baseline that strays less is taken as level, since moving columns costs sharpness


def cut(lines: Sequence[TextLine], flat: Pixels) -> tuple[LineImage, ...]:
    """Return the image of each line.

    Args:
        lines: the lines of one page.
        flat: the flattened grey page, shape (height, width), paper near 255.
    """
    heights = [_height(line) for line in lines]
    usual = median(heights) if heights else 0.0
    return tuple(_cut(line, flat, max(height, usual)) for line, height in zip(lines, heights, strict=True))


def _height(line: TextLine) -> float:
    """Return how high *line* is, measured from its baseline up and down, px."""
    drops = _baseline_at(line, np.array([x for x, _ in line.polygon], np.float64))
    rises = [y - drop for (_, y), drop in zip(line.polygon, drops, strict=True)]
    return float(max(max(rises) - min(rises), 1.0))


def _baseline_at(line: TextLine, columns: FloatArray) -> FloatArray:
    """Return the page row of the baseline at each of *columns*; beyond its ends it goes on level."""
    across, down = zip(*line.baseline, strict=True)
    return np.asarray(np.interp(columns, across, down), np.float64)


def _cut(line: TextLine, flat: Pixels, size: float) -> LineImage:
    box = _within(bounds(line.polygon), flat)
    piece = _only_inside(line.polygon, flat, box)
    drops = _baseline_at(line, np.arange(box.left, box.right, dtype=np.float64) + 0.5)
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


def _only_inside(polygon: Sequence[Point], flat: Pixels, box: Box) -> Pixels:
    """Return the pixels of *box*, paper wherever they lie outside of *polygon*."""
    corners = np.rint(np.array(polygon) - (box.left, box.top)).astype(np.int32)
    mask = cv2.fillPoly(np.zeros((box.height, box.width), np.uint8), [corners], 1)
    piece = flat[box.top : box.bottom, box.left : box.right]
    return as_pixels(np.where(mask, piece, np.uint8(PAPER)))


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
