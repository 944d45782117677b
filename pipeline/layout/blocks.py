"""Blocks: lines that stand together, told by their gaps, their columns and the size of their letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from pipeline.layout.contacts import groups
from pipeline.model import TextBlock, TextLine

LOOSE = 1.35  # times the pitch of the neighbouring lines: a wider step begins a new block
FAR = 4.0  # times the size of the letters: lines farther apart never stand together
GROWN = 1.6  # times the size of the letters on the line above or below: another block
ALIKE = 0.25  # of the narrower line: columns that lines of one block share


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where a line stands: its level and its size, as below, and its sides."""

    left: float
    right: float
    level: float
    size: float

    def shared(self, other: "_Placed") -> float:
        return min(self.right, other.right) - max(self.left, other.left)

    def overlaps(self, other: "_Placed") -> bool:
        return self.shared(other) > ALIKE * min(self.right - self.left, other.right - other.left)


def level(line: TextLine) -> float:
    """Return the y of the baseline of *line* in its middle."""
    return float(np.mean([y for _, y in line.baseline]))


def size(line: TextLine) -> float:
    """Return the mean height of the outline of *line*: its area by its width."""
    corners = np.array(line.polygon)
    x, y = corners[:, 0], corners[:, 1]
    area = abs(float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1)))) / 2
    return max(area / max(float(np.ptp(x)), 1.0), 1.0)


def group(lines: Sequence[TextLine]) -> tuple[TextBlock, ...]:
    """Return *lines* in blocks, from top to bottom, with provisional ids."""
    if not lines:
        return ()
    ordered = sorted(lines, key=level)
    placed = [_place(line) for line in ordered]
    number = groups(_together(placed), len(placed))
    members: dict[int, list[TextLine]] = {}
    for line, block in zip(ordered, number.tolist(), strict=True):
        members.setdefault(block, []).append(line)
    return tuple(TextBlock(id=f"b{n}", lines=tuple(block)) for n, block in enumerate(members.values(), start=1))


def _place(line: TextLine) -> _Placed:
    box = line.box
    return _Placed(left=box.left, right=box.right, level=level(line), size=size(line))


def _together(placed: list[_Placed]) -> list[tuple[int, int]]:
    """Return the pairs of lines, one below the other, that belong to one block."""
    below = [_next(placed, i, 1) for i in range(len(placed))]
    above = [_next(placed, i, -1) for i in range(len(placed))]
    steps = {(i, j): placed[j].level - placed[i].level for i, j in enumerate(below) if j is not None and above[j] == i}
    usual = median(steps.values()) if steps else 0.0
    return [pair for pair in steps if _stands_with(pair, steps, placed, usual)]


def _next(placed: list[_Placed], i: int, way: int) -> int | None:
    """Return the nearest line below (*way* 1) or above (-1) line *i* in its columns; None if there are two abreast."""
    here = placed[i]
    rest = range(i + 1, len(placed)) if way > 0 else range(i - 1, -1, -1)
    found = [j for j in rest if here.shared(placed[j]) > 0 and abs(placed[j].level - here.level) > here.size / 3]
    if not found:
        return None
    first = placed[found[0]]
    abreast = [j for j in found if abs(placed[j].level - first.level) < first.size / 2]
    return found[0] if len(abreast) == 1 and here.overlaps(first) else None


def _stands_with(
    pair: tuple[int, int], steps: dict[tuple[int, int], float], placed: list[_Placed], usual: float
) -> bool:
    one, other = placed[pair[0]], placed[pair[1]]
    large, small = max(one.size, other.size), min(one.size, other.size)
    step = steps[pair]
    if large > GROWN * small or step > FAR * large:
        return False
    near = [step_ for (i, j), step_ in steps.items() if j == pair[0] or i == pair[1]]
    return step <= LOOSE * min([*near, max(usual, 1.2 * large)])
