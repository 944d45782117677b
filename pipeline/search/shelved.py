"""A document as two small blobs, and back: text as compressed JSON, places as compressed columns of numbers."""

import zlib
from array import array
from collections.abc import Iterator
from itertools import chain, islice

import msgspec

from pipeline.search.document import Document, Passage, Place

QUICK = 1  # zlib's level: half the size for a tenth of a millisecond
SIDES = len(Place._fields)
SMALL, ANY = "H", "i"  # numbers of two bytes where all are in [0, 65535], as on all but huge pages; else of four


def pack(document: Document) -> tuple[bytes, bytes]:
    """Return the text and the places of *document*."""
    content = {
        "id": document.id,
        "key": document.key,
        "sources": document.sources,
        "languages": document.languages,
        "dates": document.dates,
        "passages": [(one.field, one.language, " ".join(one.words), one.divided) for one in document.passages],
    }
    numbers = list(chain.from_iterable(passage.numbers for passage in document.passages))
    return zlib.compress(msgspec.json.encode(content), QUICK), zlib.compress(_columns(numbers), QUICK)


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
    numbers = _numbers(zlib.decompress(places))
    passages = []
    for field, language, joined, counts in content["passages"]:
        words = tuple(joined.split(" "))
        divided = tuple((place, count) for place, count in counts)
        total = len(words) + sum(count - 1 for _, count in divided)
        passages.append(Passage(field, language, words, tuple(islice(numbers, total * SIDES)), divided))
    return Document(
        id=content["id"],
        key=content["key"],
        sources=tuple(content["sources"]),
        languages=tuple(content["languages"]),
        dates=tuple((first, last) for first, last in content["dates"]),
        passages=tuple(passages),
    )


def _numbers(data: bytes) -> Iterator[int]:
    """Yield the numbers of the columns *data*, five a place."""
    numbers = array(data[:1].decode())
    numbers.frombytes(data[1:])
    size = len(numbers) // SIDES
    columns = [numbers[side * size : (side + 1) * size] for side in range(SIDES)]
    return chain.from_iterable(zip(*columns, strict=True))
