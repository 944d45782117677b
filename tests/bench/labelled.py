"""Letters whose lines people have labelled, as pages of typescript: what the parser's zones are measured against.

A corpus is a folder of JSON files, one a letter: `lines`, `labels` and, where they are known, `pages`, `rend` and
`indent_chars`, all of one length; or `lines` of objects with `text`, `label`, `page`, `bbox`, `W` and `H`. Where no
places are known, a line is typed at its indent, or where `rend` says it stands, below the one before it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import wrap
from typing import Any

from invented.sheets import words

from pipeline.geometry import Box, outline
from pipeline.model import Page, Reading, TextBlock, TextLine
from pipeline.text import direction, plain, script

CELL, PITCH, HEIGHT, MARGIN = 28, 64, 44, 260  # px at 300 dpi, as a typewriter does it
COLUMNS = 70  # characters a line
LONG_PAGE = 3508  # px
# Every label of the corpora as a zone of ours; "" where no zone of ours says the same, and the line is not counted.
ZONES = {
    "body": "body",
    "postscript": "postscript",
    "pagenum": "furniture",
    "addressee": "addressee",
    "subject": "subject",
    "head": "reference",
    "reference": "reference",
    "letterhead": "letterhead",
    "sender_address": "letterhead",
    "dateline": "date",
    "date": "date",
    "salutation": "salutation",
    "closing": "closing",
    "signature": "signature",
    "enclosures": "enclosures",
    "copies": "copies",
    "opener_other": "",
}
TITLED = {"dahn_bi"}  # corpora in which a head is the title of a paper, not the number of a letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A letter: its pages, and of every line, by its id, the zone that it is in; "" where nobody said."""

    name: str
    pages: tuple[Page, ...]
    zones: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A line before it is set: indent in characters; place is start, centre or end; box only where it is known."""

    text: str
    zone: str
    page: int
    indent: int = 0
    place: str = "start"
    box: Box | None = None
    size: tuple[int, int] = (0, 0)


def corpora(folder: Path) -> dict[str, tuple[Labelled, ...]]:
    """Return the letters of every corpus that is a folder in *folder*, by its name."""
    found = {inner.name: tuple(letters(inner)) for inner in sorted(folder.iterdir()) if inner.is_dir()}
    return {name: each for name, each in found.items() if each}


def letters(corpus: Path) -> Iterator[Labelled]:
    for path in sorted(corpus.glob("*.json")):
        lines = list(_lines(json.loads(path.read_text("utf-8")), corpus.name))
        if lines:
            yield _set(path.stem, lines)


def _lines(letter: Mapping[str, Any], corpus: str) -> Iterator[Typed]:
    texts: Sequence[Any] = letter.get("lines", ())
    if texts and isinstance(texts[0], dict):
        yield from (_placed(line, corpus) for line in texts if line["text"].strip())
        return
    blank = [""] * len(texts)
    given = [letter.get(name, blank) for name in ("labels", "pages", "rend", "indent_chars")]
    columns = [each if len(each) == len(texts) else blank for each in given]
    for text, label, page, rend, indent in zip(texts, *columns, strict=True):
        for place, row in enumerate(wrap(plain(text), COLUMNS) or []):
            yield Typed(
                text=row,
                zone=_zone(label, corpus),
                page=page if isinstance(page, int) else 1,
                indent=_indent(rend, indent) if place == 0 else 0,
                place="centre" if "center" in rend else "end" if "right" in rend else "start",
            )


def _zone(label: str | None, corpus: str) -> str:
    return "subject" if label == "head" and corpus in TITLED else ZONES[label or "opener_other"]


def _indent(rend: str, indent: int | str) -> int:
    return int(indent or 0) or (5 if "indent" in rend else 0)


def _placed(line: Mapping[str, Any], corpus: str) -> Typed:
    left, top, right, bottom = (round(edge) for edge in line["bbox"])
    return Typed(
        text=plain(line["text"]),
        zone=_zone(line["label"], corpus),
        page=line["page"],
        box=Box(left=left, top=top, right=right, bottom=bottom),
        size=(round(line["W"]), round(line["H"])),
    )


def _set(name: str, lines: Sequence[Typed]) -> Labelled:
    pages: list[Page] = []
    zones: dict[str, str] = {}
    for number, (_, group) in enumerate(groupby(lines, key=lambda line: line.page), start=1):
        rows = list(group)
        set_lines = tuple(_line(row, f"p{number}_b1_l{place}", place) for place, row in enumerate(rows, start=1))
        zones |= {line.id: row.zone for line, row in zip(set_lines, rows, strict=True)}
        pages.append(_page(number, set_lines, rows[0].size))
    return Labelled(name=name, pages=tuple(pages), zones=zones)


def _page(number: int, lines: tuple[TextLine, ...], size: tuple[int, int]) -> Page:
    below = max(line.box.bottom for line in lines) + MARGIN
    return Page(
        number=number,
        source="letter",
        source_page=number,
        status="read",
        width=size[0] or 2 * MARGIN + COLUMNS * CELL,
        height=size[1] or max(LONG_PAGE, below),
        blocks=(TextBlock(id=f"p{number}_b1", lines=lines),),
    )


def _line(row: Typed, name: str, place: int) -> TextLine:
    box = row.box or _typed_box(row, place)
    return TextLine(
        id=name,
        polygon=outline(box),
        baseline=((float(box.left), box.top + 0.8 * box.height), (float(box.right), box.top + 0.8 * box.height)),
        script=script(row.text),
        direction=direction(row.text),
        readings=(Reading(engine="truth", words=tuple(words(row.text, box))),),
    )


def _typed_box(row: Typed, place: int) -> Box:
    room = COLUMNS - len(row.text)
    cells = {"start": row.indent, "centre": room // 2, "end": room}[row.place]
    left, top = MARGIN + CELL * max(cells, 0), MARGIN + PITCH * place
    return Box(left=left, top=top, right=left + CELL * len(row.text), bottom=top + HEIGHT)
