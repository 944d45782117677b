"""How well fields are found in invented letters: each main field exact, or filled where there is none; dates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.evaluate.fields import compare_field
from pipeline.evaluate.scores import MAIN_FIELDS
from pipeline.model import FieldName, Letter


@dataclass(slots=True)
class FieldTally:
    """Of every field how often it is there and exact, and how often it is not there and filled."""

    there: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    absent: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    seconds: float = 0.0
    pages: int = 0

    def add(self, name: str, truth: Mapping[FieldName, Sequence[str]], letter: Letter) -> None:
        for each in MAIN_FIELDS:
            score = compare_field(each, truth.get(each, ()), letter.field(each))
            if truth.get(each):
                self.there[each] += 1
                self.exact[each] += score.whole.right
            else:
                self.absent[each] += 1
                self.filled[each] += bool(letter.field(each))
            if not score.whole.right and (truth.get(each) or letter.field(each)):
                read = [part.text for part in letter.field(each)]
                self.missed.append(f"{name} {each}: {list(truth.get(each, ()))} as {read}")
        self._add_date(truth.get("date", ()), letter)

    def took(self, seconds: float, *, pages: int) -> None:
        self.seconds += seconds
        self.pages += pages

    def _add_date(self, truth: Sequence[str], letter: Letter) -> None:
        values = {part.value for part in letter.date if part.value}
        self.dates["right" if values and values <= set(truth) else "wrong" if values else "empty"] += 1

    @property
    def share(self) -> float:
        """The share of the main fields that are there and exact."""
        return self.exact.total() / max(self.there.total(), 1)

    @property
    def false(self) -> float:
        """The share of the main fields that are not there and filled."""
        return self.filled.total() / max(self.absent.total(), 1)
