"""Paragraphs: where a block, read already, is parted because a line is indented."""

import itertools
from statistics import median

from pipeline.layout.blocks import level, size
from pipeline.model import Direction, TextBlock, TextLine

LEAST = 0.8  # line sizes: a smaller inset is a crooked margin
MOST = 8.0  # line sizes: a larger one is a line set to the other side or in the middle
FLUSH = 0.6  # line sizes by which lines that begin at the margin may differ


def paragraphs(block: TextBlock, way: Direction) -> tuple[TextBlock, ...]:
    """Return *block* parted before each indented line; whole if its lines do not share a margin."""
    lines = sorted(block.lines, key=level)
    if len(lines) < 3:
        return (block,)
    margin = _margin(lines, way)
    inset = [_inset(line, way, margin) for line in lines]
    unit = median(size(line) for line in lines)
    flush = [abs(value) <= FLUSH * unit for value in inset]
    if sum(flush) < len(lines) / 2:
        return (block,)
    starts = [
        i
        for i in range(1, len(lines))
        if LEAST * unit < inset[i] < MOST * unit and (i + 1 == len(lines) or flush[i + 1]) and flush[i - 1]
    ]
    edges = [0, *starts, len(lines)]
    return tuple(TextBlock(id=block.id, lines=tuple(lines[a:b])) for a, b in itertools.pairwise(edges))


def _start(line: TextLine, way: Direction) -> float:
    return float(line.box.left if way == "ltr" else -line.box.right)


def _inset(line: TextLine, way: Direction, margin: float) -> float:
    return _start(line, way) - margin


def _margin(lines: list[TextLine], way: Direction) -> float:
    """Return where most lines begin: the median of the outer half, which indents and centred lines do not reach."""
    starts = sorted(_start(line, way) for line in lines)
    return median(starts[: (len(starts) + 1) // 2])
