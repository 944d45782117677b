"""How well zones are told apart: F1 of every zone over lines, and their mean without body."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

SAME = {"sender": "letterhead"}  # who writes, whether printed in the head or typed below the word From


@dataclass(slots=True)
class ZoneScore:
    """Lines counted by the zone that they are in and the zone that was found."""

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, lines: Iterable[tuple[str, str]]) -> None:
        """Count (true, found) zones; lines whose zone nobody knows are left out."""
        self.pairs.update((SAME.get(true, true), SAME.get(found, found)) for true, found in lines if true)

    def f1(self, zone: str) -> float:
        right = self.pairs[zone, zone]
        told = sum(count for (true, found), count in self.pairs.items() if zone in (true, found)) + right
        return 2 * right / told if told else 0.0

    @property
    def zones(self) -> list[str]:
        """The zones that the lines are in, body left out."""
        return sorted({true for true, _ in self.pairs} - {"body"})

    @property
    def macro(self) -> float:
        return sum(map(self.f1, self.zones)) / len(self.zones) if self.zones else 0.0

    def lines(self, zone: str) -> int:
        return sum(count for (true, _), count in self.pairs.items() if true == zone)
