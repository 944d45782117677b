"""What an evaluation finds: counts that add up, and the rates that follow from them.

Every rate is made from sums (micro average), never the mean of rates. A rate of nothing is 0.0 where nothing went wrong
and 1.0 where something did.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add
from typing import Literal, Self, TypeVar, get_args

from pydantic import Field, computed_field

from pipeline.evaluate.calibration import Calibration
from pipeline.model import FieldName, Value

MAIN_FIELDS: tuple[FieldName, ...] = (
    "letterhead",
    "addressee",
    "date",
    "salutation",
    "body",
    "closing",
    "signature",
)
FIELDS: tuple[FieldName, ...] = get_args(FieldName)


class Tally(Value):
    """Base of all counts: two of them add up, field by field."""

    def __add__(self, other: Self) -> Self:
        return type(self)(**{name: getattr(self, name) + getattr(other, name) for name in type(self).model_fields})


class Errors(Tally):
    """Edits from truth to reading, and the length of the truth."""

    edits: int = 0
    total: int = 0

    @computed_field  # type: ignore[prop-decorator]  # mypy does not know decorated properties
    @property
    def rate(self) -> float:
        """Edits as a share of the truth; above 1.0 where more was made up than there was to read."""
        return _share(self.edits, self.total, empty=float(self.edits > 0))


class Share(Tally):
    """How many of how many are right."""

    right: int = 0
    total: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def share(self) -> float:
        return _share(self.right, self.total, empty=1.0)


class LineScore(Tally):
    """Lines matched with the truth whatever their order; a missed line is deleted, a false one inserted."""

    cer: Errors = Errors()
    wer: Errors = Errors()
    found: int = 0
    missed: int = 0
    false: int = 0


class FieldScore(Tally):
    """One field, or several added up: parts matched one to one with the truth, and the field as a whole."""

    truth: int = 0
    read: int = 0
    matched: int = 0
    exact: int = 0
    cer: Errors = Errors()
    whole: Share = Share()
    invented: Errors = Errors()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precision(self) -> float:
        """Parts read that match one of the truth."""
        return _share(self.matched, self.read, empty=1.0)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def recall(self) -> float:
        """Parts of the truth that one read matches."""
        return _share(self.matched, self.truth, empty=1.0)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def exact_match(self) -> float:
        """Parts of the truth that were read without an error."""
        return _share(self.exact, self.truth, empty=1.0)


class Difference(Value):
    """A line or a part of a field that is not as it should be."""

    where: str = Field(description="line, or the name of the field")
    truth: str = Field(description="what stands there; empty if nothing does")
    read: str = Field(description="what was read; empty if nothing was")


Sum = TypeVar("Sum", LineScore, Calibration)


class LetterScore(Value):
    """One letter of the truth; missing where no record stands for it, and then all of it counts as missed."""

    name: str
    record: str
    status: Literal["done", "blank", "failed", "missing"]
    page_cer: Errors
    page_wer: Errors
    by_script: dict[str, LineScore]
    confidence: dict[str, Calibration] = Field(description="confidences of words, by the script of their line")
    characters: dict[str, Calibration] = Field(description="confidences of characters, by the script of their line")
    fields: dict[FieldName, FieldScore]
    understood: Share = Field(description="main fields that are exact where every line is given its true text")
    differences: tuple[Difference, ...]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def lines(self) -> LineScore:
        return sum(self.by_script.values(), LineScore())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def main_fields(self) -> Share:
        """The main fields that are exact, of those that the letter has or is said to have."""
        return sum((self.fields[name].whole for name in MAIN_FIELDS), Share())


class Evaluation(Value):
    """All letters of the truth, each and together."""

    letters: tuple[LetterScore, ...]
    without_truth: tuple[str, ...]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def page_cer(self) -> Errors:
        """Characters of whole pages in reading order, so that text in the wrong place is wrong."""
        return sum((letter.page_cer for letter in self.letters), Errors())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def page_wer(self) -> Errors:
        return sum((letter.page_wer for letter in self.letters), Errors())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def lines(self) -> LineScore:
        """Lines whatever their order."""
        return sum((letter.lines for letter in self.letters), LineScore())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def by_script(self) -> dict[str, LineScore]:
        return _summed([letter.by_script for letter in self.letters])

    @computed_field  # type: ignore[prop-decorator]
    @property
    def confidence(self) -> dict[str, Calibration]:
        return _summed([letter.confidence for letter in self.letters])

    @computed_field  # type: ignore[prop-decorator]
    @property
    def characters(self) -> dict[str, Calibration]:
        return _summed([letter.characters for letter in self.letters])

    @computed_field  # type: ignore[prop-decorator]
    @property
    def fields(self) -> dict[FieldName, FieldScore]:
        return {name: sum((letter.fields[name] for letter in self.letters), FieldScore()) for name in FIELDS}

    @computed_field  # type: ignore[prop-decorator]
    @property
    def all_fields(self) -> FieldScore:
        return sum(self.fields.values(), FieldScore())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def main_fields(self) -> Share:
        """The main fields that are exact, of those that the letters have or are said to have."""
        return sum((letter.main_fields for letter in self.letters), Share())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def understood(self) -> Share:
        """The main fields that are exact where every line is given its true text: what the parser alone gets right."""
        return sum((letter.understood for letter in self.letters), Share())

    @computed_field  # type: ignore[prop-decorator]
    @property
    def letters_exact(self) -> Share:
        """The letters whose main fields are all exact; those that have none of them are left out."""
        counts = [letter.main_fields for letter in self.letters if letter.main_fields.total]
        return Share(right=sum(count.right == count.total for count in counts), total=len(counts))


def _summed(letters: Sequence[Mapping[str, Sum]]) -> dict[str, Sum]:
    """Return what the letters have under each name, added up."""
    names = sorted({name for letter in letters for name in letter})
    return {name: reduce(add, (letter[name] for letter in letters if name in letter)) for name in names}


def _share(part: int, whole: int, *, empty: float) -> float:
    return round(part / whole, 6) if whole else empty
