"""Fields as tables for spreadsheets: a row for each letter in one, a row for each part in the other.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, and so does one that starts with an
apostrophe, so that what was in a cell can always be told. The files are UTF-8 and say so (byte order mark), without
which spreadsheets show Uyghur as rubbish.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from pipeline.export.exporter import Stream
from pipeline.markup import guarded
from pipeline.model import FieldName, Letter, Part, Record, Signatory

BOM = "\ufeff"
LETTERS = ("letter", "sources", "pages", "review", *get_args(FieldName), "date_value")
PARTS = ("letter", "field", "number", "text", "language", "confidence", "lines", "translation_of", "alternatives",
         "value", "name", "title", "organisation", "has_ink")  # fmt: skip


class Tables:
    """letters.csv and fields.csv."""

    def write(self, records: Callable[[], Iterable[Record]]) -> Iterator[Stream]:
        yield Stream(name="letters.csv", chunks=_rows(LETTERS, ([_letter(record)] for record in records())))
        yield Stream(name="fields.csv", chunks=_rows(PARTS, (list(_parts(record)) for record in records())))


def read_parts(data: bytes) -> dict[str, Letter]:
    """Return the letters, by their ids, that fields.csv holds; ValueError if it is no such file."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    if tuple(rows.fieldnames or ()) != PARTS:
        raise ValueError("these are not the columns of fields.csv")
    found: dict[str, dict[str, list[Part]]] = {}
    for row in rows:
        cells = {name: _bare(cell) for name, cell in row.items()}
        found.setdefault(cells["letter"], {}).setdefault(cells["field"], []).append(_part(cells))
    return {name: Letter.model_validate(fields) for name, fields in found.items()}


def _bare(cell: str) -> str:
    return cell.removeprefix("'")


def _rows(head: Iterable[str], records: Iterable[list[dict[str, str]]]) -> Iterator[bytes]:
    """Yield the table, the rows of a record at a time."""
    columns = tuple(head)
    page = io.StringIO(BOM, newline="")
    page.seek(0, io.SEEK_END)
    table = csv.DictWriter(page, columns, quoting=csv.QUOTE_ALL)
    table.writeheader()
    for rows in records:
        table.writerows({name: guarded(cell) for name, cell in row.items()} for row in rows)
        yield page.getvalue().encode()
        page.seek(0)
        page.truncate()
    yield page.getvalue().encode()


def _letter(record: Record) -> dict[str, str]:
    fields = {name: "\n\n".join(part.text for part in record.letter.field(name)) for name in get_args(FieldName)}
    dates = [part.value for part in record.letter.date if isinstance(part.value, str)]
    return {
        "letter": record.id,
        "sources": "\n".join(source.name for source in record.sources),
        "pages": str(len(record.pages)),
        "review": ", ".join(record.review.reasons),
        **fields,
        "date_value": dates[0] if dates else "",
    }


def _parts(record: Record) -> Iterator[dict[str, str]]:
    for name in get_args(FieldName):
        for number, part in enumerate(record.letter.field(name)):
            yield {"letter": record.id, "field": name, "number": str(number), **_cells(part)}


def _cells(part: Part) -> dict[str, str]:
    signs = part.value if isinstance(part.value, Signatory) else None
    return {
        "text": part.text,
        "language": part.language,
        "confidence": repr(part.confidence),
        "lines": " ".join(part.lines),
        "translation_of": "" if part.translation_of is None else str(part.translation_of),
        "alternatives": "\n".join(part.alternatives),
        "value": part.value if isinstance(part.value, str) else "",
        "name": signs.name if signs else "",
        "title": signs.title if signs else "",
        "organisation": signs.organisation if signs else "",
        "has_ink": ("yes" if signs.has_ink else "no") if signs else "",
    }


def _part(cells: dict[str, str]) -> Part:
    signs = Signatory(
        name=cells["name"], title=cells["title"], organisation=cells["organisation"], has_ink=cells["has_ink"] == "yes"
    )
    return Part(
        text=cells["text"],
        lines=tuple(cells["lines"].split()),
        language=cells["language"],
        confidence=float(cells["confidence"]),
        value=signs if cells["has_ink"] else cells["value"] or None,
        alternatives=tuple(cells["alternatives"].split("\n")) if cells["alternatives"] else (),
        translation_of=int(cells["translation_of"]) if cells["translation_of"] else None,
    )
