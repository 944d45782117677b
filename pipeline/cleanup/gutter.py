"""The gutter of an open book or a folded sheet: a line darker than the paper beside it, all down the scan.

It is looked for on a small picture of the scan, in stretches one below the other, so that it may lean a little. Writing
makes no such line: it ends short of the edges of the sheet.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import Pixels, as_pixels

Levels = NDArray[np.float32]

STRETCHES = 20  # that the height is parted in
FAILING = 2  # stretches that may show none of it: a word, a tear
BRIGHT = 0.85  # of the pixels above each other in a stretch are darker: paper, however much is written there
REACH = 0.08  # of the width: where the paper on either side is looked for
DIP = 0.06  # darker than that paper, as a share of it: print and rules that are not as long as the sheet reach 0.03
CENTRAL = 0.35, 0.65  # of the width, where the middle of a book lies
LEAN = 0.06  # of the height: how far a gutter may lean; pages on the glass lean by less
STEPS = 33  # that the lean is tried in
SHADE = 0.3  # of the dip: what is darker than that belongs to the gutter
GROUND = 0.55  # of the brightness of paper: rows that are darker show what lies round the book


@dataclass(frozen=True, slots=True, kw_only=True)
class Gutter:
    """A line from (*top*, 0) to (*bottom*, height), *wide*, all as shares of the width; darker than paper by *deep*."""

    top: float
    bottom: float
    wide: float
    deep: float

    def at(self, share: float) -> float:
        """Return where the gutter is, as a share of the width, at that *share* of the height."""
        return self.top + share * (self.bottom - self.top)


def find_gutter(small: Pixels) -> Gutter | None:
    """Return the gutter that runs down the middle of a grey picture of some hundred pixels; None if there is none."""
    first, last = _rows(small)
    height, width = last - first, small.shape[1]
    if height < 4 * STRETCHES or width < 50:
        return None
    begin, end = (round(share * width) for share in CENTRAL)
    dips = _dips(small[first:last])
    leans = np.linspace(-LEAN * height, LEAN * height, STEPS, dtype=np.float32)
    depths = _along(dips, leans, begin, end)
    deep = float(depths.max())
    if deep < DIP:
        return None
    best, column = divmod(int(depths.argmax()), end - begin)
    lean, x = float(leans[best]), begin + column
    # What was seen in the stretches goes on to the edges of the scan.
    above, below = first / height, (small.shape[0] - last) / height
    return Gutter(
        top=(x + 0.5 - lean * (0.5 + above)) / width,
        bottom=(x + 0.5 + lean * (0.5 + below)) / width,
        wide=_width(_along(dips, leans[best : best + 1], 0, width)[0], x, deep) / width,
        deep=deep,
    )


def _rows(small: Pixels) -> tuple[int, int]:
    """Return the first and the last row (exclusive) of the book: those that are mostly bright."""
    bright = np.median(small, axis=1) > GROUND * np.percentile(small[::4, ::4], 90)
    rows = np.flatnonzero(bright)
    return (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)


def _dips(book: Pixels) -> Levels:
    """Return by how much each column of each stretch is darker than the paper on both sides of it, as a share."""
    levels = np.stack([_bright(part) for part in np.array_split(book, STRETCHES)]).astype(np.float32)
    reach = max(round(REACH * book.shape[1]), 3)
    side = np.ones((1, reach), np.uint8)
    left = cv2.dilate(levels, side, anchor=(reach - 1, 0), borderType=cv2.BORDER_REPLICATE)
    right = cv2.dilate(levels, side, anchor=(0, 0), borderType=cv2.BORDER_REPLICATE)
    dips = 1 - levels / np.maximum(np.minimum(left, right), 1)
    # A fold is a hair line that may lie between two columns.
    return np.asarray(cv2.dilate(dips, np.ones((1, 3), np.uint8)), np.float32)


def _bright(part: Pixels) -> Pixels:
    place = int(BRIGHT * (len(part) - 1))
    return as_pixels(np.partition(part, place, axis=0)[place])


def _along(dips: Levels, leans: Levels, begin: int, end: int) -> Levels:
    """Return how dark lines are: one row for each of *leans*, by which they move, in pixels, from top to bottom.

    Each has one column for where the middle of the line stands, from *begin* to *end* (exclusive). A line is as dark as
    the third brightest of its stretches, and at most twice as dark as its ends, where it must reach the edge.
    """
    place = np.arange(STRETCHES)
    moves = np.rint(leans[:, None] * (place / (STRETCHES - 1) - 0.5)).astype(np.intp)
    columns = np.clip(moves[:, :, None] + np.arange(begin, end), 0, dips.shape[1] - 1)
    lines = dips[place[:, None], columns]
    ends = np.minimum(lines[:, 0], lines[:, -1])
    lines.partition(FAILING, axis=1)
    return np.asarray(np.minimum(lines[:, FAILING], ends * 2), np.float32)


def _width(depths: Levels, x: int, deep: float) -> int:
    """Return how many columns about *x* are shaded."""
    bare = np.flatnonzero(depths <= SHADE * deep)
    left, right = bare[bare < x].max(initial=-1), bare[bare > x].min(initial=len(depths))
    return int(right - left - 1)
