"""How well fields are found in invented letters: each main field exact, or filled where there is none; dates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.evaluate.fields import comparable, compare_field
from pipeline.evaluate.scores import FIELDS, MAIN_FIELDS
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
    sure: list[tuple[float, bool]] = field(default_factory=list)
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
        self._add_sure(truth, letter)

    def took(self, seconds: float, *, pages: int) -> None:
        self.seconds += seconds
        self.pages += pages

    def _add_date(self, truth: Sequence[str], letter: Letter) -> None:
        values = {part.value for part in letter.date if part.value}
        self.dates["right" if values and values <= set(truth) else "wrong" if values else "empty"] += 1

    def _add_sure(self, truth: Mapping[FieldName, Sequence[str]], letter: Letter) -> None:
        """Remember of every part but those of the body how sure it was, and whether it is exact."""
        for name in FIELDS:
            wanted, read = comparable(name, truth.get(name, ()), letter.field(name))
            if name != "body":
                parts = zip(letter.field(name), read, strict=True)
                self.sure += [(part.confidence, text in wanted) for part, text in parts]

    def risk(self, least: float) -> tuple[float, float]:
        """Return which share of the parts is at least so sure, and which share of these is wrong."""
        kept = [right for sure, right in self.sure if sure >= least]
        return len(kept) / max(len(self.sure), 1), kept.count(False) / max(len(kept), 1)

    @property
    def share(self) -> float:
        """The share of the main fields that are there and exact."""
        return self.exact.total() / max(self.there.total(), 1)

    @property
    def false(self) -> float:
        """The share of the main fields that are not there and filled."""
        return self.filled.total() / max(self.absent.total(), 1)
