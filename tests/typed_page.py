"""Letters typed by hand for the tests: a character is a cell on the page, so spaces and empty lines are the layout."""

from collections.abc import Iterator, Sequence

import regex

from pipeline.geometry import Box, outline
from pipeline.model import Graphic, GraphicKind, Page, Reading, TextBlock, TextLine, Word
from pipeline.text import direction, script

CELL, PITCH, HEIGHT = 28, 64, 44  # px at 300 dpi, as a typewriter of ten characters an inch does it
WIDTH, LENGTH = 2480, 3508
MARGIN, TOP = 260, 180
SURE = 0.95
WORD = regex.compile(r"\S+")


def typed(sheet: str, *, number: int = 1, graphics: Sequence[Graphic] = (), top: int = TOP) -> Page:
    """A page with the text of *sheet*; a right-to-left sheet is indented from the right; empty lines part blocks.

    A column beside another is written behind a bar: "left column | right column" (in an RTL sheet "right | left").
    """
    rows = sheet.strip("\n").split("\n")
    way = direction(sheet)
    blocks: list[tuple[TextLine, ...]] = []
    for first, block in _blocks(rows):
        columns = max(row.count("|") for row in block) + 1
        for column in range(columns):
            cells = [_column(row, column) for row in block]
            lines = [_line(cell, top + PITCH * (first + n), way) for n, cell in enumerate(cells) if cell.strip()]
            blocks.append(tuple(lines))
    return Page(
        number=number,
        source="letter.png",
        source_page=number,
        status="read",
        width=WIDTH,
        height=LENGTH,
        dpi=300,
        blocks=tuple(_numbered(lines, number, place) for place, lines in enumerate(blocks, start=1) if lines),
        graphics=tuple(graphics),
    )


def graphic(kind: GraphicKind, *, row: int, cell: int, rows: int = 2, cells: int = 16, sheet: str = "") -> Graphic:
    """A graphic over so many rows and cells of a sheet."""
    left = MARGIN + CELL * cell
    right = left + CELL * cells
    if direction(sheet) == "rtl":
        left, right = WIDTH - right, WIDTH - left
    box = Box(left=left, top=TOP + PITCH * row, right=right, bottom=TOP + PITCH * (row + rows))
    return Graphic(kind=kind, box=box, ink="#102080", confidence=0.9)


def _blocks(rows: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    first = 0
    for place in range(len(rows) + 1):
        if place == len(rows) or not rows[place].strip():
            if place > first:
                yield first, list(rows[first:place])
            first = place + 1


def _column(row: str, column: int) -> str:
    """The cells of one column, at their own place in the row."""
    cells = row.split("|")
    if column >= len(cells):
        return ""
    before = sum(len(cell) + 1 for cell in cells[:column])
    return " " * before + cells[column]


def _line(cells: str, top: int, way: str) -> TextLine:
    words = tuple(
        Word(text=match.group(), box=_box(match.start(), match.end(), top, way), confidence=SURE)
        for match in WORD.finditer(cells)
    )
    left, right = min(word.box.left for word in words), max(word.box.right for word in words)
    return TextLine(
        id="",
        polygon=outline(Box(left=left, top=top, right=right, bottom=top + HEIGHT)),
        baseline=((float(left), top + 36.0), (float(right), top + 36.0)),
        script=script(cells),
        direction=direction(cells),
        hand="typed",
        readings=(Reading(engine="by-hand", words=words),),
    )


def _box(start: int, end: int, top: int, way: str) -> Box:
    left, right = MARGIN + CELL * start, MARGIN + CELL * end
    if way == "rtl":
        left, right = WIDTH - right, WIDTH - left
    return Box(left=left, top=top, right=right, bottom=top + HEIGHT)


def _numbered(lines: tuple[TextLine, ...], page: int, block: int) -> TextBlock:
    name = f"p{page}_b{block}"
    named = tuple(line.model_copy(update={"id": f"{name}_l{place}"}) for place, line in enumerate(lines, start=1))
    return TextBlock(id=name, lines=named)
