"""Visual order turned to logical order, character by character: the Unicode bidirectional algorithm backwards (UAX #9).

Every character gets the embedding level that it must have had; then rule L2, which is its own inverse, takes the line
back. Characters are those meant, not the shapes seen: an opening bracket is "(" in either direction, so nothing is
mirrored. Where several texts look the same, the likelier one is taken:

- a number beside a word that runs left to right belongs to that word, as in "Windows 10";
- a bracket whose partner stands inside a stretch that runs against the line belongs to that stretch;
- figures with a plus sign on their left are a telephone number and run from left to right.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal

import regex

from pipeline import text
from pipeline.model import Direction

Kind = Literal["rtl", "ltr", "number", "neutral"]
KINDS: dict[str, Kind] = {"R": "rtl", "AL": "rtl", "NSM": "rtl", "L": "ltr", "EN": "number", "AN": "number"}

# Rules W2 and W4: after an Arabic letter, a single common separator joins figures to one number.
NUMBER = regex.compile(r"\d+(?:[.,:/٫٬]\d+)*")
# Rules W4 and W5: before any Arabic letter, plus, minus and signs such as % join as well.
FIRST_NUMBER = regex.compile(r"[%$€£¥#°٪]*\d+(?:(?:[.,:/٫٬+-]|[%$€£¥#°٪]+)\d+)*[%$€£¥#°٪]*")
TELEPHONE = regex.compile(r"(?<!\w)\+\d[\d ()./-]*\d")
CLOSING = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}
OPENING = {closing: opening for opening, closing in CLOSING.items()}

# A sign that ends a word, but stands before one: the line was put in order from the wrong side.
ASTRAY = regex.compile(r"(?<!\S)[:،.,؛؟!;](?=[^\s\d.])")
NEAR = 2  # lines before and after a line that tell which way it runs
NUMERO_LAST = regex.compile(r"\d\s*№\s*\Z")


def base_directions(lines: Sequence[str]) -> tuple[Direction, ...]:
    """Return which way each of the *lines* of a page runs as a whole, from their characters from left to right.

    A line in two scripts runs from the right if its left end is Arabic script, for Uyghur sentences end in Uyghur and
    Latin ones seldom begin with it; else the way that leaves fewer signs before their words. Where that does not tell,
    as in a line that ends in a Latin name, it runs as the lines next to it do; else as most of its letters do.
    """
    told = [_told_direction(line) for line in lines]
    votes = [way if text.script_counts(line) else None for line, way in zip(lines, told, strict=True)]
    return tuple(
        way or _beside(votes, place) or text.direction(line)
        for place, (line, way) in enumerate(zip(lines, told, strict=True))
    )


def _told_direction(visual: str) -> Direction | None:
    """Return which way a line runs, None if it does not tell by itself."""
    counts = text.script_counts(visual)
    if not counts:
        return "rtl" if NUMERO_LAST.search(visual) else "ltr"
    if len(counts) == 1 or "Arab" not in counts:
        return text.direction(visual)
    if next(kind for char in visual if (kind := _kind(char)) in {"rtl", "ltr"}) == "rtl":
        return "rtl"
    ways: tuple[Direction, Direction] = ("rtl", "ltr")
    astray = {way: len(ASTRAY.findall("".join(visual[place] for place in spoken(visual, way)))) for way in ways}
    if astray["rtl"] == astray["ltr"]:
        return None
    return "rtl" if astray["rtl"] < astray["ltr"] else "ltr"


def _beside(ways: Sequence[Direction | None], place: int) -> Direction | None:
    """Return the way of most lines near *place* that tell theirs, None if there are none or as many of either."""
    near = Counter(way for way in ways[max(place - NEAR, 0) : place + NEAR + 1] if way)
    rightwards = near["ltr"] - near["rtl"]
    return None if not rightwards else "ltr" if rightwards > 0 else "rtl"


def spoken(visual: str, base: Direction) -> tuple[int, ...]:
    """Return the places of the characters of *visual* in the order in which they are spoken.

    Args:
        visual: the line from left to right, as seen.
        base: the direction of the line.
    """
    levels = _levels(visual, base)
    order = list(range(len(visual)))
    for level in range(max(levels, default=0), 0, -1):
        order = _turned(order, levels, level)
    return tuple(order)


def _turned(order: list[int], levels: list[int], level: int) -> list[int]:
    """Return *order* with every stretch of *level* and above reversed (rule L2)."""
    turned: list[int] = []
    for high, stretch in groupby(order, key=lambda place: levels[place] >= level):
        turned.extend(list(stretch)[:: -1 if high else 1])
    return turned


def _levels(visual: str, base: Direction) -> list[int]:
    kinds = [_kind(char) for char in visual]
    lowest = 1 if base == "rtl" else 0
    levels = [lowest] * len(visual)
    against: Kind = "ltr" if base == "rtl" else "rtl"
    for first, last in _between(kinds, base):
        run = _run(kinds, first, last, against)
        if run:
            first, last = _with_partners(visual, *run, against)
            levels[first:last] = [lowest + 1] * (last - first)
        if base == "rtl" and not run:
            _raise_numbers(levels, visual, first, last, after_arabic=last < len(visual))
        if base == "ltr" and run:
            _raise_numbers(levels, visual, first, last, after_arabic=True)
    return levels


def _kind(char: str) -> Kind:
    return KINDS.get(unicodedata.bidirectional(char), "neutral")


def _between(kinds: list[Kind], base: Direction) -> Iterator[tuple[int, int]]:
    """Yield the stretches (first, after the last) without letters of direction *base*."""
    first = 0
    for inside, stretch in groupby(kinds, key=lambda kind: kind != base):
        last = first + len(list(stretch))
        if inside:
            yield first, last
        first = last


def _run(kinds: list[Kind], first: int, last: int, against: Kind) -> tuple[int, int] | None:
    """Return from where to where letters *against* the line's direction go, with numbers if they run left to right."""
    if against not in kinds[first:last]:
        return None
    joins = ("ltr", "number") if against == "ltr" else ("rtl",)
    places = [place for place in range(first, last) if kinds[place] in joins]
    return places[0], places[-1] + 1


def _with_partners(visual: str, first: int, last: int, against: Kind) -> tuple[int, int]:
    """Return the run, longer where the partner of a bracket inside of it stands at its edge (rule N0)."""
    to_left, to_right = (CLOSING, OPENING) if against == "rtl" else (OPENING, CLOSING)
    for char in _unmatched(visual[first:last][::-1], to_left):
        if not visual[:first].endswith(char):
            break
        first -= 1
    for char in _unmatched(visual[first:last], to_right):
        if not visual.startswith(char, last):
            break
        last += 1
    return first, last


def _unmatched(piece: str, partners: Mapping[str, str]) -> list[str]:
    """Return what would match the brackets of *piece* that *partners* tells the partners of, the innermost first."""
    missing: list[str] = []
    for char in piece:
        if char in partners:
            missing.append(partners[char])
        elif missing and missing[-1] == char:
            missing.pop()
    return missing[::-1]


def _raise_numbers(levels: list[int], visual: str, first: int, last: int, *, after_arabic: bool) -> None:
    """Give the numbers between *first* and *last* level 2."""
    for pattern in (NUMBER if after_arabic else FIRST_NUMBER, TELEPHONE):
        for found in pattern.finditer(visual, first, last):
            levels[found.start() : found.end()] = [2] * (found.end() - found.start())
