"""Judgement on rows of ink: text, the signature of a pen, or nothing (dust, ticks, folds, rims of punch holes)."""

from typing import Literal

import numpy as np

from pipeline.geometry import Box
from pipeline.image import FloatArray
from pipeline.layout.components import Components, IntArray, Strokes
from pipeline.layout.shapes import PEN, TOP, in_margin

Verdict = Literal["text", "signature", "nothing"]

SMALL = 0.5  # text heights: no letter of a row is as small as that; dust and ticks are
SMALL_PRINT = 0.3  # text heights: the letters of a line of very small capitals
DASH = 0.9  # text heights: a flat piece as wide as that is a dash
TALL = 2.2  # text heights: the letters of a signature
UPRIGHT = 5.0  # times its width: a lone piece as tall as that, and taller than an I, is a fold or the edge of a sheet
CAPITAL = 1.7  # text heights: an I or an alef
THIN = 0.25  # ink in its box, of a lone round piece: the rim of a punch hole
FLAT = 0.8  # text heights: the most that such a stroke may rise
LONG = 4.0  # text heights: a lone flat piece as wide as that is a stroke under a word
BLOB = 0.35  # of its length: a piece as thick as that has no stroke; a disk has 0.5, a letter 0.1 to 0.25


def judge(
    written: Strokes, owner: IntArray, pieces: Components, thick: FloatArray, height: float
) -> tuple[Verdict, ...]:
    """Return what each row of pixels (*owner*, from 0) is; *thick* is how thick the strokes of each piece are."""
    count = int(owner.max(initial=-1)) + 1
    width = len(pieces)
    owned = owner >= 0
    keys, inks = np.unique(owner[owned] * width + written.piece[owned], return_counts=True)
    rows, members = keys // width, keys % width
    ends = np.searchsorted(rows, np.arange(count + 1))
    return tuple(
        _row(members[ends[i] : ends[i + 1]], inks[ends[i] : ends[i + 1]], pieces, thick, height) for i in range(count)
    )


def _row(members: IntArray, inks: IntArray, pieces: Components, thick: FloatArray, height: float) -> Verdict:
    if not len(members):
        return "nothing"
    high = pieces.height[members]
    if not _has_letters(members, pieces, thick, height) or in_margin(_box(members, pieces), pieces.labels.shape):
        return "nothing"
    usual = _weighted_median(high, inks)
    if usual > TALL * height and _drawn(members, inks, pieces, thick):
        level = float(np.average((pieces.top[members] + pieces.bottom[members]) / 2, weights=inks))
        if level > TOP * pieces.labels.shape[0]:
            return "signature"
    return "nothing" if _is_stroke(members, pieces, height) else "text"


def _weighted_median(values: IntArray, weights: IntArray) -> float:
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _drawn(members: IntArray, inks: IntArray, pieces: Components, thick: FloatArray) -> bool:
    """Return whether most of the ink is in strokes as thin, for their height, as a pen's."""
    pen = thick[members] < PEN * pieces.height[members]
    return bool(np.sum(inks[pen]) > np.sum(inks) / 2)


def _has_letters(members: IntArray, pieces: Components, thick: FloatArray, height: float) -> bool:
    """Return whether a row has a piece as high as a letter or as wide as a dash, or several as high as small print.

    Specks of dust and full stops are as thick as they are long; no letter is, and no line is made of them alone.
    """
    high, wide = pieces.height[members], pieces.width[members]
    drawn = thick[members] < BLOB * np.maximum(high, wide)
    if (drawn & ((high >= SMALL * height) | (wide >= DASH * height))).any():
        return True
    return bool((drawn & (high >= SMALL_PRINT * height)).sum() >= 4)


def _is_stroke(members: IntArray, pieces: Components, height: float) -> bool:
    """Return whether a row is but one stroke: upright like a fold, large like a tick, long, or round like a rim."""
    large = members[np.maximum(pieces.height[members], pieces.width[members]) > SMALL * height]
    if len(large) != 1:
        return False
    piece = large[0]
    high, wide = int(pieces.height[piece]), int(pieces.width[piece])
    rim = high > height and high < 2 * wide < 4 * high and pieces.area[piece] < THIN * high * wide
    upright = high > UPRIGHT * wide and high > CAPITAL * height
    return upright or high > TALL * height or (wide > LONG * height and high < FLAT * height) or bool(rim)


def _box(members: IntArray, pieces: Components) -> Box:
    return Box(
        left=int(pieces.left[members].min()),
        top=int(pieces.top[members].min()),
        right=int(pieces.right[members].max()),
        bottom=int(pieces.bottom[members].max()),
    )
