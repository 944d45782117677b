"""A document as two small blobs, and back: text as compressed JSON, places as compressed columns of numbers."""

import zlib
from array import array
from collections.abc import Iterator
from itertools import chain

import msgspec

from pipeline.search.document import Document, Passage, Place

QUICK = 1  # zlib's level: half the size for a tenth of a millisecond
SIDES = len(Place._fields)
SMALL, ANY = "H", "i"  # numbers of two bytes where all are in [0, 65535], as on all but huge pages; else of four


def pack(document: Document) -> tuple[bytes, bytes]:
    """Return the text and the places of *document*."""
    groups = [places for passage in document.passages for places in passage.places]
    content = {
        "id": document.id,
        "key": document.key,
        "sources": document.sources,
        "languages": document.languages,
        "dates": document.dates,
        "passages": [(passage.field, passage.language, " ".join(passage.words)) for passage in document.passages],
        "divided": {n: len(places) for n, places in enumerate(groups) if len(places) > 1},
    }
    text = msgspec.json.encode(content)
    numbers = list(chain.from_iterable(chain.from_iterable(groups)))
    return zlib.compress(text, QUICK), zlib.compress(_columns(numbers), QUICK)


def _columns(numbers: list[int]) -> bytes:
    """Return numbers, five a place, column by column, as those of a column are alike; the first byte is their kind."""
    try:
        rows = array(SMALL, numbers)
    except OverflowError:
        rows = array(ANY, numbers)
    return rows.typecode.encode() + b"".join(rows[side::SIDES].tobytes() for side in range(SIDES))


def unpack(text: bytes, places: bytes) -> Document:
    """Return the document that `pack` made two blobs of."""
    content = msgspec.json.decode(zlib.decompress(text))
    divided = {int(n): count for n, count in content["divided"].items()}
    all_places = _places(zlib.decompress(places))
    passages = []
    done = 0
    for field, language, joined in content["passages"]:
        words = tuple(joined.split(" "))
        counts = [divided.get(done + n, 1) for n in range(len(words))]
        passages.append(Passage(field, language, words, tuple(_next(all_places, count) for count in counts)))
        done += len(words)
    return Document(
        id=content["id"],
        key=content["key"],
        sources=tuple(content["sources"]),
        languages=tuple(content["languages"]),
        dates=tuple((first, last) for first, last in content["dates"]),
        passages=tuple(passages),
    )


def _next(places: Iterator[Place], count: int) -> tuple[Place, ...]:
    return tuple(next(places) for _ in range(count))


def _places(data: bytes) -> Iterator[Place]:
    numbers = array(data[:1].decode())
    numbers.frombytes(data[1:])
    size = len(numbers) // SIDES
    columns = [numbers[side * size : (side + 1) * size] for side in range(SIDES)]
    return map(Place._make, zip(*columns, strict=True))
