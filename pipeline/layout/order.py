"""Reading order: blocks from top to bottom, columns in the direction that most of the page is read in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.geometry import Box, around
from pipeline.layout.blocks import level, size
from pipeline.layout.paragraphs import paragraphs
from pipeline.model import Direction, Script, TextBlock, TextLine
from pipeline.text import script_counts

TRIM = 0.2  # of a line's size: tails of letters that reach between the lines of the next block
CLOSE = 2.5  # line sizes: rows of columns nearer than that are read column by column


@dataclass(frozen=True, slots=True)
class _Area:
    """Blocks that are read in turn, and the box around them with tails trimmed."""

    blocks: tuple[TextBlock, ...]
    box: Box


def arrange(blocks: Sequence[TextBlock], *, page: int) -> tuple[TextBlock, ...]:
    """Return *blocks*, read already, in reading order, with ids such as p1_b2_l3; *page* counts from 1.

    Blocks are parted into paragraphs where a line is indented, since only now it is known on which side lines begin.
    """
    lines = [line for block in blocks for line in block.lines]
    way = page_direction(lines)
    parted = [part for block in blocks for part in paragraphs(block, way)]
    ordered = _in_order([_Area((block,), _trimmed(block)) for block in parted], way)
    return tuple(_named(block, way, f"p{page}_b{number}") for number, block in enumerate(ordered, start=1))


def page_direction(lines: Sequence[TextLine]) -> Direction:
    """Return the direction of most letters on the page; unread lines count by their own direction."""
    letters: Counter[Script] = Counter()
    for line in lines:
        letters.update(script_counts(line.text))
    if letters:
        return "rtl" if 2 * letters["Arab"] > letters.total() else "ltr"
    leftwards = sum(line.direction == "rtl" for line in lines)
    return "rtl" if 2 * leftwards > len(lines) else "ltr"


def _trimmed(block: TextBlock) -> Box:
    box, tail = block.box, int(TRIM * min(size(line) for line in block.lines))
    top = min(box.top + tail, box.bottom - 1)
    return Box(left=box.left, top=top, right=box.right, bottom=max(box.bottom - tail, top + 1))


def _in_order(areas: list[_Area], way: Direction) -> list[TextBlock]:
    """Cut between rows, then between columns, then between rows again, until nothing can be cut."""
    rows = _merged_columns(_split(areas, across=True))
    return [block for row in rows for block in _row_in_order(row, way)]


def _row_in_order(row: list[_Area], way: Direction) -> list[TextBlock]:
    columns = _split(row, across=False)
    if len(columns) == 1:
        ranked = sorted(row, key=lambda area: (area.box.top, area.box.left))
        return [block for area in ranked for block in area.blocks]
    turned = columns if way == "ltr" else columns[::-1]
    return [block for column in turned for block in _in_order(column, way)]


def _split(areas: list[_Area], *, across: bool) -> list[list[_Area]]:
    """Return *areas* in groups that a straight bare cut parts: from top to bottom if *across*, else left to right."""

    def near(area: _Area) -> int:
        return area.box.top if across else area.box.left

    found: list[list[_Area]] = []
    edge = 0
    for area in sorted(areas, key=near):
        far = area.box.bottom if across else area.box.right
        if found and near(area) < edge:
            found[-1].append(area)
            edge = max(edge, far)
        else:
            found.append([area])
            edge = far
    return found


def _merged_columns(rows: list[list[_Area]]) -> list[list[_Area]]:
    """Join rows that stand in the same columns, so that a letterhead in two columns is read column by column."""
    merged: list[list[_Area]] = []
    for row in rows:
        if merged and _same_columns(merged[-1], row):
            merged[-1] = [*merged[-1], *row]
        else:
            merged.append(row)
    return merged


def _same_columns(above: list[_Area], below: list[_Area]) -> bool:
    columns = len(_split(above, across=False))
    if columns < 2 or len(_split(below, across=False)) != columns:
        return False
    gap = min(area.box.top for area in below) - max(area.box.bottom for area in above)
    close = CLOSE * min(size(line) for area in below for block in area.blocks for line in block.lines)
    return gap <= close and len(_split([*above, *below], across=False)) == columns


def _named(block: TextBlock, way: Direction, name: str) -> TextBlock:
    lines = in_rows(block.lines, way)
    named = tuple(line.model_copy(update={"id": f"{name}_l{n}"}) for n, line in enumerate(lines, start=1))
    return block.model_copy(update={"id": name, "lines": named})


def in_rows(lines: Sequence[TextLine], way: Direction) -> list[TextLine]:
    """Return *lines* from top to bottom; those that stand side by side in the direction *way*."""
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=level):
        if rows and level(line) - level(rows[-1][0]) < 0.4 * size(line) and _beside(line, rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.box.left, reverse=way == "rtl")
    return [line for row in rows for line in row]


def _beside(line: TextLine, row: list[TextLine]) -> bool:
    box = around(other.box for other in row)
    return line.box.shared_columns(box) < 0.2 * min(line.box.width, box.width)
