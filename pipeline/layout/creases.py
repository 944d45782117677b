"""Creases: rules and folds that the scan broke into flat pieces in a row, and the stretches of them that touch text.

A rule that stands whole and alone is the simplest case of it: one flat piece. What is upright is looked at turned, with
rows and columns exchanged.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.geometry import Box
from pipeline.image import FloatArray, Pixels
from pipeline.layout.components import BoolArray, Components, IntArray
from pipeline.layout.contacts import groups

LOW = 0.3  # text heights: the most that a flat piece rises, besides its lean
LEAN = 0.012  # rise over run of a rule on a straightened page
FINE = 0.3  # text heights: how thick a rule may be
LEAST = 0.35  # text heights: a shorter piece is a speck; a fold that shows faintly breaks into such as are longer
SLIM = 3.0  # times its height: the least width of a flat piece
STEP = 12.0  # text heights: the widest gap between two pieces, where a fold runs through a word
LEVEL = 0.3  # text heights between the levels of two pieces, besides the lean of the gap
LONG = 9.0  # text heights of flat pieces in all: as long as a rule
COVERED = 0.25  # of the whole length
SOLID = 0.8  # of the whole length: a rule; a fold leaves more bare
ALONE = 0.5  # of the length of the pieces: the rest may stand among letters, as the strokes of broken letters all do
DRAWN = 3.0  # text heights: longer than the straight strokes of letters
MOST = 1500  # flat pieces that are looked at, the longest


@dataclass(frozen=True, slots=True)
class Spans:
    """Pieces by where they begin and end along a crease, and across it, in pixels."""

    left: IntArray
    right: IntArray
    top: IntArray
    bottom: IntArray
    area: IntArray

    @property
    def width(self) -> IntArray:
        return self.right - self.left

    @property
    def height(self) -> IntArray:
        return self.bottom - self.top

    @property
    def centre(self) -> FloatArray:
        """Where the pieces have their middle along a crease."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> FloatArray:
        """Where the pieces have their middle across a crease."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Crease:
    """A rule or fold: the pieces that it is made of, how much of its length they cover, and its box."""

    members: IntArray
    covered: float
    box: Box


def find_creases(pieces: Components, height: float, *, upright: bool) -> list[Crease]:
    """Return the level or *upright* creases on a page with letters of *height* pixels."""
    spans = spans_of(pieces, upright=upright)
    flat = _flat(spans, height)
    number = groups(_in_a_row(spans, flat, height), len(flat))
    found = []
    for group in np.flatnonzero(np.bincount(number, weights=spans.width[flat]) >= LONG * height).tolist():
        members = flat[number == group]
        covered = _covered(spans, members)
        if covered >= COVERED and _stands_alone(pieces, spans, members, height):
            members = _followed(pieces, spans, members, flat, height)
            found.append(Crease(members, covered, box(pieces, members)))
    return found


def spans_of(pieces: Components, *, upright: bool) -> Spans:
    """Return the *pieces* as they lie along level creases, or *upright* ones."""
    if upright:
        return Spans(left=pieces.top, right=pieces.bottom, top=pieces.left, bottom=pieces.right, area=pieces.area)
    return Spans(left=pieces.left, right=pieces.right, top=pieces.top, bottom=pieces.bottom, area=pieces.area)


def _covered(spans: Spans, members: IntArray) -> float:
    return float(spans.width[members].sum() / (spans.right[members].max() - spans.left[members].min()))


def _followed(pieces: Components, spans: Spans, members: IntArray, flat: IntArray, height: float) -> IntArray:
    """Return *members* and the *flat* pieces farther on that lie on the same straight line."""
    x, y, weight = spans.centre[members], spans.middle[members], spans.width[members]
    mean = np.average(x, weights=weight)
    spread = float(np.sum(weight * (x - mean) ** 2))
    slope = float(np.sum(weight * (x - mean) * y)) / spread if spread > 0 else 0.0
    away = spans.middle[flat] - np.average(y, weights=weight) - slope * (spans.centre[flat] - mean)
    more = flat[np.abs(away) <= LEVEL * height]
    return np.union1d(members, more[alone(pieces, more, height)])


def _flat(spans: Spans, height: float) -> IntArray:
    width = spans.width
    flat = (width >= LEAST * height) & (spans.height <= LOW * height + LEAN * width) & (width > SLIM * spans.height)
    found = np.flatnonzero(flat & (spans.area <= FINE * height * width))
    return found[np.argsort(-width[found], kind="stable")[:MOST]]


def _in_a_row(spans: Spans, flat: IntArray, height: float) -> list[tuple[int, int]]:
    """Return the pairs of *flat* pieces that go on from one another."""
    gap = np.maximum(spans.left[flat][:, None], spans.left[flat][None, :])
    gap = gap - np.minimum(spans.right[flat][:, None], spans.right[flat][None, :])
    width, middle = spans.width[flat], spans.middle[flat]
    run = np.maximum(gap, 0) + (width[:, None] + width[None, :]) / 2
    level = np.abs(middle[:, None] - middle[None, :]) <= LEVEL * height + LEAN * run
    one, other = np.nonzero(np.triu((gap <= STEP * height) & level, 1))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def _stands_alone(pieces: Components, spans: Spans, members: IntArray, height: float) -> bool:
    width = spans.width[members]
    return bool(width[alone(pieces, members, height)].sum() >= ALONE * width.sum())


def alone(pieces: Components, members: IntArray, height: float) -> BoolArray:
    """Return which of the *members* are longer than letters, or have none before or after them on their level."""
    letters = np.flatnonzero((pieces.height > height / 2) & (pieces.height < 4 * height))
    letters = np.setdiff1d(letters, members)
    top, bottom = pieces.top[members][:, None], pieces.bottom[members][:, None]
    level = (pieces.top[letters] < bottom) & (top < pieces.bottom[letters])
    before = pieces.left[letters] - pieces.right[members][:, None]
    after = pieces.left[members][:, None] - pieces.right[letters]
    among = (level & (np.maximum(before, after) < height)).any(axis=1)
    long = np.maximum(pieces.width[members], pieces.height[members]) > DRAWN * height
    return np.asarray(long | ~among, np.bool_)


def box(pieces: Components, members: IntArray) -> Box:
    """Return the box round some pieces."""
    return Box(
        left=int(pieces.left[members].min()),
        top=int(pieces.top[members].min()),
        right=int(pieces.right[members].max()),
        bottom=int(pieces.bottom[members].max()),
    )


def take_crease(bare: Pixels, pieces: Components, crease: Crease, *, upright: bool) -> None:
    """Take *crease* off *bare*: its pieces, and between them the thin ink on its course that touches letters."""
    for piece in crease.members.tolist():
        part = (slice(int(pieces.top[piece]), int(pieces.bottom[piece])), _columns(pieces, piece))
        bare[part][pieces.labels[part] == piece + 1] = 255
    ends = (pieces.top, pieces.bottom) if upright else (pieces.left, pieces.right)
    sides = (pieces.left, pieces.right) if upright else (pieces.top, pieces.bottom)
    members = crease.members[np.argsort(ends[0][crease.members], kind="stable")]
    length = ends[1][members] - ends[0][members]
    thick = float(np.median(np.repeat(pieces.area[members] / length, np.maximum(length // 8, 1))))
    along = np.arange(int(ends[0][members].min()), int(ends[1][members].max()))
    middle = (ends[0][members] + ends[1][members]) / 2
    course = np.interp(along, middle, (sides[0][members] + sides[1][members]) / 2)
    _take_thin(bare.T if upright else bare, along, course, thick)


def _columns(pieces: Components, piece: int) -> slice:
    return slice(int(pieces.left[piece]), int(pieces.right[piece]))


def _take_thin(bare: Pixels, along: IntArray, course: FloatArray, thick: float) -> None:
    """Take off *bare* the runs across *course* that are hardly thicker than *thick*; strokes of letters are longer."""
    most = round(1.5 * thick) + 1
    reach = 2 * most + 2
    rows = np.clip(np.round(course).astype(np.int64) + np.arange(-reach, reach + 1)[:, None], 0, bare.shape[0] - 1)
    marks = bare[rows, along[None, :]] == 0
    near = np.abs(np.arange(-reach, reach + 1)[:, None]) <= most
    thin = marks & near & (runs(marks) <= most)
    bare[rows[thin], np.broadcast_to(along, rows.shape)[thin]] = 255


def runs(marks: BoolArray) -> IntArray:
    """Return for each mark how many marks stand on end above and below it, itself among them."""
    above = np.zeros(marks.shape, np.int64)
    below = np.zeros(marks.shape, np.int64)
    for row in range(len(marks)):
        above[row] = marks[row] * (above[row - 1] + 1 if row else 1)
        below[-1 - row] = marks[-1 - row] * (below[-row] + 1 if row else 1)
    return above + below - 1
