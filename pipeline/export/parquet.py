"""Fields as Parquet, for those who count and compare: the tables of `csv`, with numbers, lists and what is not there.

It needs the extra [parquet]. No cell is a formula to what reads Parquet, so that cells are as they are in the record.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any, get_args

import pyarrow as pa
from pyarrow import parquet

from pipeline.export.exporter import Stream
from pipeline.model import FieldName, Letter, Part, Record, Signatory

TOGETHER = 1000  # letters whose rows are written in one go: a row group of a few megabytes
WORDS = pa.list_(pa.string())
LETTERS = pa.schema(
    [("letter", pa.string()), ("sources", WORDS), ("pages", pa.int32()), ("review", WORDS)]
    + [(name, pa.string()) for name in get_args(FieldName)]
    + [("date_value", pa.string())]
)
PARTS = pa.schema(
    [
        *(("letter", pa.string()), ("field", pa.string()), ("number", pa.int32()), ("text", pa.string())),
        *(("language", pa.string()), ("confidence", pa.float64()), ("lines", WORDS), ("translation_of", pa.int32())),
        *(("alternatives", WORDS), ("value", pa.string()), ("name", pa.string()), ("title", pa.string())),
        *(("organisation", pa.string()), ("has_ink", pa.bool_())),
    ]
)
Row = dict[str, Any]


class Parquet:
    """letters.parquet and fields.parquet."""

    def write(self, records: Callable[[], Iterable[Record]]) -> Iterator[Stream]:
        yield Stream(name="letters.parquet", chunks=_table(LETTERS, ([_letter(record)] for record in records())))
        yield Stream(name="fields.parquet", chunks=_table(PARTS, (list(_parts(record)) for record in records())))


def read_parts(data: bytes) -> dict[str, Letter]:
    """Return the letters, by their ids, that fields.parquet holds; ValueError if it is no such file."""
    try:
        table = parquet.read_table(io.BytesIO(data))
    except pa.ArrowInvalid as error:
        raise ValueError(f"this is no Parquet file: {error}") from error
    if not table.schema.equals(PARTS):
        raise ValueError("these are not the columns of fields.parquet")
    found: dict[str, dict[str, list[Part]]] = {}
    for row in table.to_pylist():
        found.setdefault(row["letter"], {}).setdefault(row["field"], []).append(_part(row))
    return {name: Letter.model_validate(fields) for name, fields in found.items()}


class _Gathered(io.RawIOBase):
    """What is written, until it is taken away."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.pieces.append(bytes(piece))
        return len(self.pieces[-1])

    def take(self) -> bytes:
        taken = b"".join(self.pieces)
        self.pieces.clear()
        return taken


def _table(schema: Any, letters: Iterator[list[Row]]) -> Iterator[bytes]:
    """Yield the file, the rows of many letters at a time."""
    gathered = _Gathered()
    with parquet.ParquetWriter(gathered, schema, compression="zstd") as writer:
        while some := list(islice(letters, TOGETHER)):
            writer.write_table(pa.Table.from_pylist(list(chain.from_iterable(some)), schema=schema))
            yield gathered.take()
    yield gathered.take()


def _letter(record: Record) -> Row:
    texts = {name: [part.text for part in record.letter.field(name)] for name in get_args(FieldName)}
    dates = [part.value for part in record.letter.date if isinstance(part.value, str)]
    return {
        "letter": record.id,
        "sources": [source.name for source in record.sources],
        "pages": len(record.pages),
        "review": record.review.reasons,
        **{name: "\n\n".join(some) for name, some in texts.items() if some},
        "date_value": dates[0] if dates else None,
    }


def _parts(record: Record) -> Iterator[Row]:
    for name in get_args(FieldName):
        for number, part in enumerate(record.letter.field(name)):
            signs = part.value if isinstance(part.value, Signatory) else None
            yield {
                "letter": record.id,
                "field": name,
                "number": number,
                "text": part.text,
                "language": part.language,
                "confidence": part.confidence,
                "lines": part.lines,
                "translation_of": part.translation_of,
                "alternatives": part.alternatives,
                "value": part.value if isinstance(part.value, str) else None,
                **(signs.model_dump() if signs else {}),
            }


def _part(row: Row) -> Part:
    signs = {name: row[name] for name in Signatory.model_fields}
    return Part(
        text=row["text"],
        lines=tuple(row["lines"]),
        language=row["language"],
        confidence=row["confidence"],
        value=row["value"] if row["has_ink"] is None else Signatory(**signs),
        alternatives=tuple(row["alternatives"]),
        translation_of=row["translation_of"],
    )
