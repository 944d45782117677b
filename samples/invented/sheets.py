"""Invented letters as pages that were read without an error, and the zone of every line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import typeset
from letterfile import LetterFile
from press import SHAPE

from pipeline.geometry import Box, outline
from pipeline.layout import arrange, group
from pipeline.model import Graphic, Page, Reading, TextLine, Word
from pipeline.text import direction, plain, script

ABOVE, BELOW = 0.72, 0.26  # of the size of the type: from the baseline up and down


@dataclass(frozen=True, slots=True, kw_only=True)
class Typeset:
    """The pages of a letter as a perfect reader sees them, and the zone of each line by its id."""

    pages: tuple[Page, ...]
    zones: Mapping[str, str]


def typeset_pages(letter: LetterFile) -> Typeset:
    """Return the pages of *letter* without any scan between."""
    pages: list[Page] = []
    zones: dict[str, str] = {}
    for number, sheet in enumerate(typeset.pages(letter), start=1):
        pairs = [(_line(line), line.block.field or line.block.zone) for line in sheet.lines if line.text.strip()]
        by_place = {line.polygon: zone for line, zone in pairs}
        blocks = arrange(group(tuple(line for line, _ in pairs)), page=number)
        zones |= {line.id: by_place[line.polygon] for block in blocks for line in block.lines}
        pages.append(
            Page(
                number=number, source="letter", source_page=number, status="read", width=SHAPE[1], height=SHAPE[0],
                dpi=typeset.DPI, blocks=blocks, graphics=tuple(_ink(sheet)),
            )
        )  # fmt: skip
    return Typeset(pages=tuple(pages), zones=zones)


def _line(line: typeset.SetLine) -> TextLine:
    size = line.face.size * typeset.DPI / 72
    left, right = round(line.x), max(round(line.x + line.width), round(line.x) + 1)
    box = Box(left=left, top=round(line.y - ABOVE * size), right=right, bottom=round(line.y + BELOW * size))
    text = plain(line.text)
    return TextLine(
        id="",
        polygon=outline(box),
        baseline=((float(left), line.y), (float(right), line.y)),
        script=script(text),
        direction=direction(text),
        readings=(Reading(engine="truth", words=tuple(words(text, box))),),
    )


def words(text: str, box: Box) -> Iterator[Word]:
    """Yield the words of *text*, each in its place in *box*: as wide as its share of the characters."""
    step, begin = box.width / max(len(text), 1), 0
    for word in text.split():
        left, right = round(begin * step), max(round((begin + len(word)) * step), round(begin * step) + 1)
        if direction(text) == "rtl":
            left, right = box.width - right, box.width - left
        place = Box(left=box.left + left, top=box.top, right=box.left + right, bottom=box.bottom)
        yield Word(text=word, box=place, confidence=1.0)
        begin += len(word) + 1


def _ink(sheet: typeset.SetPage) -> Iterator[Graphic]:
    """Yield the marks of a sheet: a signature is half as high as it is long."""
    for mark in sheet.sheet.marks:
        x, y = typeset.pixels(mark.x), typeset.pixels(mark.y)
        if mark.by:
            line = next(line for line in sheet.lines if line.block.field == mark.by)
            x, y = x + line.x + line.width / 2, y + line.y
        wide = typeset.pixels(mark.size) / 2
        high = wide * (0.45 if mark.kind == "signature" else 1.0)
        box = Box(
            left=max(round(x - wide), 0), top=max(round(y - high), 0), right=round(x + wide), bottom=round(y + high)
        )
        yield Graphic(kind=mark.kind, box=box, ink="#202060", confidence=0.9)
