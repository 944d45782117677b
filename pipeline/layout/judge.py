"""Judgement on rows of ink: text, the signature of a pen, or nothing (dust, ticks, folds, rims of punch holes)."""

from typing import Literal

import numpy as np

from pipeline.image import FloatArray
from pipeline.layout.components import Components, IntArray, Strokes
from pipeline.layout.shapes import PEN, TOP

Verdict = Literal["text", "signature", "nothing"]

SMALL = 0.5  # text heights: no letter of a row is as small as that; dust and ticks are
DASH = 0.9  # text heights: a flat piece as wide as that is a dash
TALL = 2.2  # text heights: the letters of a signature
UPRIGHT = 5.0  # times its width: a lone piece as tall as that is a fold or the edge of a sheet
EDGE = 0.02  # of the page: rows that lie wholly in such a margin are shadow


def judge(
    written: Strokes, owner: IntArray, pieces: Components, strokes: FloatArray, height: float
) -> tuple[Verdict, ...]:
    """Return what each row of pixels (*owner*, from 0) is; *strokes* is the thickness of each piece's strokes."""
    count = int(owner.max(initial=-1)) + 1
    width = len(pieces)
    owned = owner >= 0
    keys, inks = np.unique(owner[owned] * width + written.piece[owned], return_counts=True)
    rows, members = keys // width, keys % width
    ends = np.searchsorted(rows, np.arange(count + 1))
    return tuple(
        _row(members[ends[i] : ends[i + 1]], inks[ends[i] : ends[i + 1]], pieces, strokes, height) for i in range(count)
    )


def _row(members: IntArray, inks: IntArray, pieces: Components, strokes: FloatArray, height: float) -> Verdict:
    if not len(members):
        return "nothing"
    high, wide = pieces.height[members], pieces.width[members]
    if not ((high >= SMALL * height) | (wide >= DASH * height)).any():
        return "nothing"
    if _in_margin(members, pieces):
        return "nothing"
    usual = _weighted_median(high, inks)
    if usual > TALL * height and _drawn(members, inks, pieces, strokes):
        level = float(np.average((pieces.top[members] + pieces.bottom[members]) / 2, weights=inks))
        return "signature" if level > TOP * pieces.labels.shape[0] else "nothing"
    return "nothing" if _is_stroke(members, pieces, height) else "text"


def _weighted_median(values: IntArray, weights: IntArray) -> float:
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _drawn(members: IntArray, inks: IntArray, pieces: Components, strokes: FloatArray) -> bool:
    """Return whether most of the ink is in strokes as thin, for their height, as a pen's."""
    pen = strokes[members] < PEN * pieces.height[members]
    return bool(np.sum(inks[pen]) > np.sum(inks) / 2)


def _is_stroke(members: IntArray, pieces: Components, height: float) -> bool:
    """Return whether a row is but one stroke, upright like a fold, or large like a tick."""
    large = members[np.maximum(pieces.height[members], pieces.width[members]) > SMALL * height]
    if len(large) != 1:
        return False
    high, wide = int(pieces.height[large[0]]), int(pieces.width[large[0]])
    return high > UPRIGHT * wide or high > TALL * height


def _in_margin(members: IntArray, pieces: Components) -> bool:
    rows, columns = pieces.labels.shape
    right, left = int(pieces.right[members].max()), int(pieces.left[members].min())
    bottom, top = int(pieces.bottom[members].max()), int(pieces.top[members].min())
    return (
        right < EDGE * columns or left > (1 - EDGE) * columns or bottom < EDGE * rows / 2 or top > (1 - EDGE / 2) * rows
    )
