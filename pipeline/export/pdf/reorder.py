"""What viewers of PDF must be given so that they give a line back in logical order.

Poppler and pdfium take text for visual order, left to right, and turn right-to-left runs round by rules of their own,
which are simpler than those of Unicode and differ from each other: on a mixed line both lose the place of brackets and
digits. Each rule can be undone, though: these functions return a string which that rule turns into the line.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

LEFT_MARK, RIGHT_MARK = "\u200e", "\u200f"
WEAK = frozenset({"AN", "EN", "NSM", "CS", "ES", "ET", "BN"})
# A hyphen at the right end would be taken for one that divides a word, and the next line joined to it: a mark ends it.
HYPHENS = ("-", "\u00ad", "\u2010", "\u2011")
NUMBER = frozenset({"AN", "EN", "CS", "ES", "ET"})
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def for_pdfium(line: str) -> str:
    """Return what pdfium turns into *line*.

    It cuts a line into runs of right, left, weak and neutral characters and takes the runs from the right if more of
    them are right than left. The brackets of neutral runs that come after right ones are mirrored.
    """
    runs = [(kind, "".join(chars)) for kind, chars in groupby(line, _pdfium_kind)]
    kinds = [kind for kind, _ in runs]
    backwards = kinds.count("right") > kinds.count("left")
    current = "right" if backwards else "left"
    shown: list[str] = []
    for kind, text in runs:
        if kind in {"right", "left"}:
            current = kind
        shown.append(text.translate(MIRRORED) if kind == "neutral" and current == "right" else text)
    whole = "".join(reversed(shown) if backwards else shown)
    if whole.endswith(HYPHENS):
        whole += RIGHT_MARK if backwards else LEFT_MARK
    return whole


def right_runs(text: str) -> int:
    """Return how many runs of right characters pdfium finds in *text*."""
    return [kind for kind, _ in groupby(text, _pdfium_kind)].count("right")


def _pdfium_kind(char: str) -> str:
    kind = unicodedata.bidirectional(char)
    if kind in {"R", "AL"}:
        return "right"
    if kind in WEAK:
        return "weak"
    return "left" if kind == "L" else "neutral"


def for_poppler(lines: Sequence[str]) -> list[str]:
    """Return what poppler turns into the *lines* of a page; direction marks are in it, and come out of it.

    It takes the lines of a page from the right if more of its letters are right than left ones. A right run reaches
    from a right letter up to the next left letter or number, a left run the other way round; neutral characters go with
    the run before them. Marks end the runs that would take too much.
    """
    leftwards = sum(map(_weight, lines)) < 0
    shown = [_from_right(line) if leftwards else _from_left(line) for line in lines]
    # The marks must not tip the scales.
    weight = sum(map(_weight, shown))
    if leftwards and weight >= 0:
        shown[0] = RIGHT_MARK * (weight + 1) + shown[0]
    if not leftwards and weight < 0:
        shown[0] += LEFT_MARK * -weight
    return [line + LEFT_MARK if line.endswith(HYPHENS) else line for line in shown]


def _from_right(line: str) -> str:
    """Return the runs from the right; a left run, which would go on up to the next right letter, ends at a mark."""
    runs = _runs(line, "".join(_poppler_kind(char) for char in line))
    return "".join(reversed([text[::-1] if right else RIGHT_MARK + text for right, text in runs]))


def _from_left(line: str) -> str:
    """Return the runs from the left; a right run starts with a right letter or with a mark."""
    runs = _runs(line, "".join(_poppler_kind(char) for char in line))
    shown = ((right, text[::-1] if right else text) for right, text in runs)
    return "".join(RIGHT_MARK + text if right and _poppler_kind(text[0]) != "R" else text for right, text in shown)


def _runs(line: str, kinds: str) -> Iterator[tuple[bool, str]]:
    """Yield the runs of *line*, right or left; neutral characters belong to a left run only in the midst of it."""
    rights = [not (kind in "L#" or (kind == "N" and _inside(kinds, place))) for place, kind in enumerate(kinds)]
    start = 0
    for right, places in groupby(rights):
        end = start + len(list(places))
        yield right, line[start:end]
        start = end


def _inside(kinds: str, place: int) -> bool:
    before, after = kinds[:place].rstrip("N"), kinds[place:].lstrip("N")
    return before[-1:] in {"L", "#"} and after[:1] in {"L", "#"}


def _weight(text: str) -> int:
    kinds = [_poppler_kind(char) for char in text]
    return kinds.count("L") - kinds.count("R")


def _poppler_kind(char: str) -> str:
    kind = unicodedata.bidirectional(char)
    if kind in {"R", "AL"}:
        return "R"
    if kind in NUMBER:
        return "#"
    return "L" if kind == "L" else "N"
