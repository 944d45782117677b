"""Visual and logical order of the words of a line, after the Unicode bidirectional algorithm (UAX #9).

A word is a unit here: its letters are in logical order already. What is turned round is the order of the words.
"""

from collections.abc import Sequence
from typing import Literal

from pipeline.model import Direction
from pipeline.text import script_counts

Kind = Literal["rtl", "ltr", "number", "neutral"]


def logical(words: Sequence[str], base: Direction) -> tuple[int, ...]:
    """Return the places of *words* in the order in which they are spoken.

    Where several logical orders look the same, a number beside a word of Latin or Cyrillic script goes with that word,
    as in "Windows 10" or "12 May": UAX #9, rule W7.

    Args:
        words: the words from left to right, as seen on the page.
        base: the direction of the line.
    """
    kinds = [kind(word) for word in words]
    against: Kind = "ltr" if base == "rtl" else "rtl"
    pieces = _pieces(kinds, against)
    order = pieces[::-1] if base == "rtl" else pieces
    return tuple(place for first, last in order for place in _inside(first, last, kinds, against))


def kind(word: str) -> Kind:
    """Return which way the letters of *word* run; a number or a sign has no way of its own."""
    counts = script_counts(word)
    if counts:
        return "rtl" if counts.most_common(1)[0][0] == "Arab" else "ltr"
    return "number" if any(char.isdigit() for char in word) else "neutral"


def _pieces(kinds: Sequence[Kind], against: Kind) -> list[tuple[int, int]]:
    """Return stretches (first, last) from left to right: runs *against* the base direction, other words alone."""
    pieces: list[tuple[int, int]] = []
    place = 0
    while place < len(kinds):
        last = _run_end(kinds, place, against)
        pieces.append((place, last))
        place = last + 1
    return pieces


def _run_end(kinds: Sequence[Kind], first: int, against: Kind) -> int:
    """Return the last place of the run that begins at *first*; *first* itself where none begins."""
    joins: tuple[Kind, ...] = ("ltr", "number") if against == "ltr" else ("rtl",)
    if kinds[first] not in joins:
        return first
    base: Kind = "rtl" if against == "ltr" else "ltr"
    stop = next((place for place in range(first, len(kinds)) if kinds[place] == base), len(kinds))
    if against not in kinds[first:stop]:
        return first
    return max(place for place in range(first, stop) if kinds[place] in joins)


def _inside(first: int, last: int, kinds: Sequence[Kind], against: Kind) -> range:
    if against == "rtl" and kinds[first] == "rtl":
        return range(last, first - 1, -1)
    return range(first, last + 1)
