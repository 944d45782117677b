"""How far confidences can be trusted: how sure the reader was beside how often it was right.

The expected calibration error (Naeini, Cooper and Hauskrecht, 2015) over ten bins of equal width: in each bin the
distance of the mean confidence from the share that is right, weighted by how much there is in the bin. It is 0.0 where
of the words read with a confidence of 0.9 nine in ten are right, and so on.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated, Self

from pydantic import Field, computed_field
from rapidfuzz.distance import Levenshtein

from pipeline.model import Value

BINS = 10


class Bin(Value):
    """What was read with about the same confidence: how much, how much of it is right, and the confidences added up."""

    total: int = 0
    right: int = 0
    surety: float = 0.0

    def __add__(self, other: Self) -> Self:
        return type(self)(
            total=self.total + other.total, right=self.right + other.right, surety=self.surety + other.surety
        )


class Calibration(Value):
    """Confidences of words, or of characters, beside the truth; two of them add up."""

    bins: Annotated[tuple[Bin, ...], Field(min_length=BINS, max_length=BINS)] = (Bin(),) * BINS

    def __add__(self, other: Self) -> Self:
        return type(self)(bins=tuple(one + more for one, more in zip(self.bins, other.bins, strict=True)))

    @computed_field  # type: ignore[prop-decorator]  # mypy does not know decorated properties
    @property
    def total(self) -> int:
        return sum(each.total for each in self.bins)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def error(self) -> float:
        """The expected calibration error, in [0, 1]; 0.0 of nothing."""
        gaps = sum(abs(each.surety - each.right) for each in self.bins)
        return round(gaps / self.total, 6) if self.total else 0.0


def calibration(said: Iterable[tuple[float, bool]]) -> Calibration:
    """Return the calibration of what was *said*: a confidence in [0, 1] each, and whether it was right."""
    bins = [Bin()] * BINS
    for confidence, right in said:
        place = min(int(confidence * BINS), BINS - 1)
        bins[place] += Bin(total=1, right=int(right), surety=confidence)
    return Calibration(bins=tuple(bins))


def unchanged(truth: Sequence[str], read: Sequence[str]) -> list[bool]:
    """Return of each thing *read*, a word or a character, whether the fewest edits from *truth* leave it as it is."""
    kept = [False] * len(read)
    for step in Levenshtein.opcodes(truth, read):
        if step.tag == "equal":
            kept[step.dest_start : step.dest_end] = [True] * (step.dest_end - step.dest_start)
    return kept
