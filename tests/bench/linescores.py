"""How well lines were found: by their boxes, and by what was read in them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from linetruth import MarkedLine

from pipeline.evaluate.metrics import compare_lines, pair, written
from pipeline.evaluate.scores import Errors, Tally
from pipeline.geometry import Box
from pipeline.model import Hand

ALIKE = 0.5  # of the union of two boxes: their lines are one
INSIDE = 0.5  # of a found box: it lies on ink that is not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLine:
    """A line as a finder gave it, in pixels of the scan."""

    box: Box
    text: str = ""
    hand: Hand = "print"


class Hits(Tally):
    """Lines that truth has, lines that were found, and pairs of both; 0 wanted where truth does not tell."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    @property
    def lost(self) -> int:
        return self.wanted - self.right

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def overlap(one: Box, other: Box) -> float:
    """Return what two boxes share, by what they cover together."""
    shared = one.shared(other)
    return shared / (one.area + other.area - shared)


def paired(truth: Sequence[Box], found: Sequence[Box], least: float = ALIKE) -> list[tuple[int, int]]:
    """Return the places (in *truth*, in *found*) of boxes that share at least *least*, each used once."""
    from scipy.optimize import linear_sum_assignment

    if not truth or not found:
        return []
    alike = np.array([[overlap(one, other) for other in found] for one in truth])
    rows, columns = linear_sum_assignment(np.where(alike >= least, alike, 0.0), maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if alike[i, j] >= least]


def by_box(truth: Sequence[MarkedLine], found: Sequence[FoundLine]) -> Hits:
    """Return the hits by boxes; none are wanted where a counted line has no box."""
    counted = [line.place for line in truth if line.counted]
    wanted = [box for box in counted if box is not None]
    if len(wanted) < len(counted):
        return Hits()
    boxes = [line.box for line in found]
    hits = paired(wanted, boxes)
    spare = set(range(len(boxes))) - {column for _, column in hits}
    others = [line.place for line in truth if not line.counted and line.place]
    free = [i for i in spare if any(boxes[i].shared(other) > INSIDE * boxes[i].area for other in others)]
    return Hits(wanted=len(wanted), found=len(boxes) - len(free), right=len(hits))


def by_text(truth: Sequence[MarkedLine], found: Sequence[FoundLine]) -> Hits:
    """Return the hits by text, whatever the order; what lies on ink that is not counted is left out."""
    wanted = written([line.text for line in truth if line.counted])
    others = [line.place for line in truth if not line.counted and line.place]
    kept = [line for line in found if not any(line.box.shared(it) > INSIDE * line.box.area for it in others)]
    # A line with no letter in it, such as a rule of hyphens, is no line to one who compares texts.
    read = written([line.text for line in kept])
    return Hits(wanted=len(wanted), found=len(read), right=len(pair(wanted, read)))


def errors(truth: Sequence[MarkedLine], found: Sequence[FoundLine]) -> Errors:
    """Return the character errors of the counted lines, whatever their order; lost and false lines count whole."""
    wanted = [line.text for line in truth if line.counted]
    scores = compare_lines(wanted, [line.text for line in found])
    return sum((score.cer for score in scores.values()), Errors())
