"""Rows: fragments joined along the line, and parted again where a gap is the gutter between two columns."""

from dataclasses import dataclass

import numpy as np

from pipeline.image import FloatArray
from pipeline.layout.components import Components, IntArray, Strokes
from pipeline.layout.contacts import groups
from pipeline.layout.fragments import Fragments

WIDE = 4.0  # line heights: a wider gap parts two lines that merely stand side by side
CLEAR = 3.0, 2.4  # text heights, and heights of the line itself: a gap as wide may part it, if its words stand close
FAR = 3.0  # times the usual gap between the words of the line
WORD = 0.25  # text heights: narrower gaps are between letters
MOSTLY = 0.75  # of the other gaps: the widest of them may part the line as well, the narrow ones are between letters
SAME_LEVEL = 0.55  # line heights: the rise between neighbouring fragments of one line
GUTTER = 2.0  # text heights: the least width of a gutter between columns
GUTTER_ROWS = 3  # a gap that so many rows share is a gutter, not a wide space
COLUMN = 3.0  # text heights: the least width of a column


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a line on the page, in pixels: y = start + slope * x between left and right."""

    left: float
    right: float
    slope: float
    start: float
    height: float

    def level(self, x: float) -> float:
        return self.start + self.slope * x


def join(written: Strokes, found: Fragments, pieces: Components, height: float) -> tuple[IntArray, list[Row]]:
    """Return the row that owns each pixel of *written* (-1: none), and the rows."""
    rows = measure(written, found.owner, found.slope, found.start, pieces, height)
    pairs = _neighbours(rows)
    group = groups(pairs, len(rows))
    owner = np.where(found.owner >= 0, group[found.owner], -1) if len(rows) else found.owner
    count = int(group.max(initial=-1)) + 1
    ink = np.bincount(found.owner[found.owner >= 0], minlength=len(rows)) + 1e-9
    mass = np.bincount(group, weights=ink, minlength=count)
    slope = np.bincount(group, weights=ink * found.slope, minlength=count) / mass
    start = np.bincount(group, weights=ink * found.start, minlength=count) / mass
    return owner, measure(written, owner, slope, start, pieces, height)


def measure(
    written: Strokes, owner: IntArray, slope: FloatArray, start: FloatArray, pieces: Components, height: float
) -> list[Row]:
    """Return where each owner of pixels lies and how high its letters are (the median over its ink)."""
    count = len(start)
    owned = owner >= 0
    mine, x, piece = owner[owned], written.x[owned], written.piece[owned]
    left, right = np.full(count, written.x.max(initial=0) + 1), np.zeros(count, np.int64)
    np.minimum.at(left, mine, x)
    np.maximum.at(right, mine, x + 1)
    heights = _heights(mine, piece, np.minimum(pieces.height, 8 * height), count)
    return [
        Row(left=float(a), right=float(b), slope=float(s), start=float(y), height=float(h))
        for a, b, s, y, h in zip(left, right, slope, start, heights, strict=True)
    ]


def _heights(owner: IntArray, piece: IntArray, tall: FloatArray, count: int) -> FloatArray:
    """Return the median over the pixels of each owner of how *tall* their pieces are; 0.0 if there are no pixels."""
    if not len(owner):
        return np.zeros(count)
    pairs, ink = np.unique(owner * len(tall) + piece, return_counts=True)
    owners, height = pairs // len(tall), tall[pairs % len(tall)]
    order = np.lexsort((height, owners))
    reached = np.cumsum(ink[order])
    ends = np.append(0, np.cumsum(np.bincount(owner, minlength=count)))
    middle = np.minimum((ends[:-1] + ends[1:]) // 2, len(owner) - 1)
    return np.asarray(height[order][np.searchsorted(reached, middle, side="right")], np.float64)


def _neighbours(rows: list[Row]) -> list[tuple[int, int]]:
    """Return the pairs of rows that continue one another."""
    real = [i for i, row in enumerate(rows) if row.right > row.left]
    pairs = []
    for i in real:
        after = [j for j in real if j != i and _continues(rows[i], rows[j])]
        if after:
            pairs.append((i, min(after, key=lambda j: rows[j].left)))
    return pairs


def _continues(row: Row, other: Row) -> bool:
    """Return whether *other* goes on, to the right, where *row* ends."""
    size = max(row.height, other.height)
    gap = other.left - row.right
    if not -size <= gap <= WIDE * size or other.left <= row.left:
        return False
    at = (row.right + other.left) / 2
    return abs(row.level(at) - other.level(at)) <= SAME_LEVEL * size


@dataclass(frozen=True, slots=True)
class _Gap:
    row: int
    left: float
    right: float
    level: float
    before: float
    after: float
    usual: float  # width of the other gaps between words, 0.0 if there are none


def part(written: Strokes, owner: IntArray, rows: list[Row], height: float) -> IntArray:
    """Return *owner* anew, with each row parted where it crosses a gutter or a very wide gap."""
    gaps = _gaps(written, owner, rows, height)
    cuts = [gap for gap in gaps if _is_cut(gap, gaps, rows, height)]
    result = owner.copy()
    new = len(rows)
    for gap in sorted(cuts, key=lambda gap: -gap.left):
        result[(owner == gap.row) & (result == gap.row) & (written.x >= gap.right)] = new
        new += 1
    return result


def _gaps(written: Strokes, owner: IntArray, rows: list[Row], height: float) -> list[_Gap]:
    """Return the gaps inside of rows that are wide enough for a gutter."""
    owned = owner >= 0
    if not owned.any():
        return []
    width = int(written.x.max()) + 2
    filled = np.zeros((len(rows), width), np.bool_)
    filled[owner[owned], written.x[owned]] = True
    found = []
    for number, row in enumerate(rows):
        columns = np.flatnonzero(filled[number])
        widths = np.diff(columns)
        words = widths[widths > WORD * height]
        for at in np.flatnonzero(widths > GUTTER * height):
            left, right = float(columns[at] + 1), float(columns[at + 1])
            others = np.delete(words, np.flatnonzero(words == widths[at])[0])
            found.append(
                _Gap(
                    number,
                    left,
                    right,
                    row.level((left + right) / 2),
                    before=left - float(columns[0]),
                    after=float(columns[-1]) - right,
                    usual=float(np.quantile(others, MOSTLY)) if len(others) else 0.0,
                )
            )
    return found


def _is_cut(gap: _Gap, gaps: list[_Gap], rows: list[Row], height: float) -> bool:
    width, own = gap.right - gap.left, rows[gap.row].height
    if width > WIDE * max(own, height):
        return True
    if gap.usual and width > max(CLEAR[0] * height, CLEAR[1] * own, FAR * gap.usual):
        return True
    if min(gap.before, gap.after) < COLUMN * height:
        return False
    return 1 + _run(gap, gaps, rows, -1, height) + _run(gap, gaps, rows, 1, height) >= GUTTER_ROWS


def _run(gap: _Gap, gaps: list[_Gap], rows: list[Row], way: int, height: float) -> int:
    """Return how many rows on end, upwards (*way* -1) or downwards (1), leave a gutter free below or above *gap*."""
    left, right, count = gap.left, gap.right, 0
    at_row = {other.row: other for other in gaps if min(other.right, right) - max(other.left, left) > 0}
    order = sorted(range(len(rows)), key=lambda i: way * rows[i].level((left + right) / 2))
    for i in order[order.index(gap.row) + 1 :]:
        if rows[i].left >= right or rows[i].right <= left:
            continue
        other = at_row.get(i)
        if other is None or min(other.right, right) - max(other.left, left) < GUTTER * height:
            break
        left, right, count = max(left, other.left), min(right, other.right), count + 1
    return count
