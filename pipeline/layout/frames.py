"""Frames round words: rectangles of ornaments, dots or dashes, which are no letters of the line that they stand in."""

import numpy as np

from pipeline.image import FloatArray
from pipeline.layout.components import BoolArray, Components, IntArray, Strokes
from pipeline.layout.shapes import Region, regions

THIN = 0.5  # text heights: ornaments and dashes are lower, or narrower
BENT = 0.3  # of its box: a corner fills less, and most letters more
APART = 0.5  # text heights: the widest gap between two of them
LEAST = 1.6, 2.5  # text heights: the least height and width of a frame round a word
DEEP = 0.45  # text heights: as far from the edge of its box a frame has ink
HOLLOW = 0.95  # of its ink lies as near to the edge
WHOLE = 0.8  # of each side is drawn: corners may be open
MOST = 2000  # thin pieces that are looked at; a page with more is dusty


def find_frames(pieces: Components, written: Strokes, text: BoolArray, height: float) -> list[Region]:
    """Return the frames among the *pieces* that may be *text*, of which the usual height is *height* pixels."""
    low = np.minimum(pieces.width, pieces.height) < THIN * height
    thin = text & (low | (pieces.area < BENT * pieces.width * pieces.height))
    if not 4 <= np.count_nonzero(thin) <= MOST:
        return []
    found = regions(pieces, written.of(thin), thin, APART * height)
    return [region for region in found if _is_frame(region, height)]


def _is_frame(region: Region, height: float) -> bool:
    box = region.box
    if box.height < LEAST[0] * height or box.width < LEAST[1] * height:
        return False
    down, across = region.y - box.top, region.x - box.left
    from_left, from_top = across + 0.5, down + 0.5
    away = np.stack([from_top, box.width - from_left, box.height - from_top, from_left])
    deep = DEEP * height
    if (away.min(axis=0) < deep).mean() < HOLLOW:
        return False
    sides = zip(away, (across, down, across, down), (box.width, box.height, box.width, box.height), strict=True)
    return all(_drawn(along[distance < deep], length, APART * height) >= WHOLE for distance, along, length in sides)


def _drawn(along: IntArray, length: int, gap: float) -> float:
    """Return how much of a side of *length* pixels has ink at the places *along* it, or a gap no wider than *gap*."""
    edges: FloatArray = np.concatenate([[-1.0], np.unique(along), [float(length)]])
    steps = np.diff(edges)
    return float(1 - steps[steps > max(gap, 2)].sum() / length)
