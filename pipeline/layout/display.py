"""Display type: lines of letters so much larger than the text that its bands would cut them in two."""

import numpy as np

from pipeline.layout.components import BoolArray, Components, IntArray
from pipeline.layout.contacts import groups

LARGE = 2.4  # text heights: below that the bands of the text serve
NEAR = 0.8  # of the letters' height: the widest gap between two of them
LEVEL = 0.5  # of the lower letter: the rows that neighbours share
MOST = 0.6  # of the ink in its box: lines of text that touch make few large pieces among many small ones
MARK = 0.25  # of the letters' height: where their dots are
WIDE = 1.5  # times as wide as high, at least, is a line


def display_lines(pieces: Components, text: BoolArray, height: float) -> IntArray:
    """Return the number, from 0, of the line of display type that each piece belongs to; -1 for all other pieces."""
    result = np.full(len(pieces), -1, np.int64)
    large = np.flatnonzero(text & (pieces.height > LARGE * height))
    if not len(large):
        return result
    number = groups(_neighbours(pieces, large), len(large))
    found = 0
    for group in range(int(number.max()) + 1):
        inside = _line(pieces, text & (result < 0), large[number == group])
        if inside.any():
            result[inside] = found
            found += 1
    return result


def _neighbours(pieces: Components, large: IntArray) -> list[tuple[int, int]]:
    left, right = pieces.left[large], pieces.right[large]
    top, bottom, high = pieces.top[large], pieces.bottom[large], pieces.height[large]
    gap = np.maximum(left[:, None], left[None, :]) - np.minimum(right[:, None], right[None, :])
    shared = np.minimum(bottom[:, None], bottom[None, :]) - np.maximum(top[:, None], top[None, :])
    lower = np.minimum(high[:, None], high[None, :])
    one, other = np.nonzero(np.triu((gap < NEAR * lower) & (shared > LEVEL * lower), 1))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def _line(pieces: Components, free: BoolArray, letters: IntArray) -> BoolArray:
    """Return which *free* pieces make a line with the large *letters*; none if these are no line."""
    # The middle of the letters' tops and feet, so that one flourish does not draw in the line above.
    top, bottom = float(np.median(pieces.top[letters])), float(np.median(pieces.bottom[letters]))
    top, bottom = top - MARK * (bottom - top), bottom + MARK * (bottom - top)
    reach = NEAR * (bottom - top) / 2
    left, right = int(pieces.left[letters].min()), int(pieces.right[letters].max())
    x, y = (pieces.left + pieces.right) / 2, (pieces.top + pieces.bottom) / 2
    inside = free & (x > left - reach) & (x < right + reach) & (y > top) & (y < bottom)
    share = pieces.area[letters].sum() / max(int(pieces.area[inside].sum()), 1)
    if share < MOST or right - left < WIDE * float(np.median(pieces.height[letters])):
        return np.zeros(len(pieces), np.bool_)
    inside[letters] = True
    return np.asarray(inside, np.bool_)
