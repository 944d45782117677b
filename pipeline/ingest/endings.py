"""Whether a file has arrived as a whole: it ends, or holds all that it points to, as files of its kind do."""

import struct
from pathlib import Path

from pipeline.ingest.kinds import PDF_MAGIC_WITHIN, begins_as_pdf

LEAST = 8  # bytes: no scan is smaller, and fewer do not tell what it is
TAIL = 1024  # bytes: so far from the end PDF allows its last mark; scanners leave a few bytes behind JPEG, too
MOST_DIRECTORIES = 10_000  # of a TIFF: as many pages as are read of one
OFFSETS, COUNTS = (273, 324), (279, 325)  # TIFF tags of strips and tiles
SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 16: 8}  # bytes of TIFF types
NAMES = {2: "H", 4: "L", 8: "Q"}  # of numbers of so many bytes, for struct


def is_whole(path: Path) -> bool:
    """Return whether a file is all there, as far as its kind lets that be told; OSError if it cannot be opened."""
    with path.open("rb") as file:
        head = file.read(PDF_MAGIC_WITHIN)
        size = file.seek(0, 2)
        file.seek(max(size - TAIL, 0))
        tail = file.read()
    if begins_as_pdf(head):
        return b"%%EOF" in tail
    if head.startswith((b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")):
        return _tiff_is_whole(path, size)
    if head.startswith(b"RIFF"):
        return size >= _number(head, 4, "<L") + 8
    if head.startswith(b"BM"):
        return size >= _number(head, 2, "<L")
    return _ends(head, tail)


def _ends(head: bytes, tail: bytes) -> bool:
    """Return whether a file of a kind that ends in a mark does so; other kinds are taken to be whole."""
    if head.startswith((b"\xff\xd8", b"\xff\x4f", b"\0\0\0\x0cjP")):  # JPEG and JPEG 2000
        return b"\xff\xd9" in tail
    if head.startswith(b"\x89PNG"):
        return b"IEND\xae\x42\x60\x82" in tail
    if head.startswith(b"GIF8"):
        return tail.rstrip(b"\0").endswith(b"\0\x3b")  # the end of the last block, and the mark
    return len(head) > LEAST


def _number(data: bytes, place: int, form: str) -> int:
    if len(data) < place + struct.calcsize(form):
        return 1 << 62  # not even that has arrived
    (number,) = struct.unpack_from(form, data, place)
    return int(number)


def _tiff_is_whole(path: Path, size: int) -> bool:
    """Return whether all that the directories of a TIFF point to lies within its *size*."""
    data = path.read_bytes()
    order = "<" if data.startswith(b"I") else ">"
    big = data[2 if order == "<" else 3] == 43
    try:
        place = _at(data, 8 if big else 4, order, 8 if big else 4)
        for _ in range(MOST_DIRECTORIES):
            if place == 0:
                return True
            end, place = _directory(data, place, order, big=big)
            if end > size:
                return False
    except (struct.error, OverflowError):  # something points beyond the end
        return False
    return True


def _directory(data: bytes, place: int, order: str, *, big: bool) -> tuple[int, int]:
    """Return the end of what a directory points to, and the place of the next one, 0 after the last."""
    head, row, word = (8, 20, 8) if big else (2, 12, 4)
    count = _at(data, place, order, head)
    values: dict[int, list[int]] = {}
    for start in range(place + head, place + head + count * row, row):
        tag, kind = _at(data, start, order, 2), _at(data, start + 2, order, 2)
        if tag in OFFSETS + COUNTS and kind in SIZES:
            values[tag] = _values(data, start + 4, order, SIZES[kind], word)
    following = _at(data, place + head + count * row, order, word)
    ends = [
        offset + length
        for offsets, counts in zip(OFFSETS, COUNTS, strict=True)
        for offset, length in zip(values.get(offsets, ()), values.get(counts, ()), strict=False)
    ]
    return max(ends, default=0), following


def _values(data: bytes, place: int, order: str, width: int, word: int) -> list[int]:
    """Return the numbers of a field: in the directory itself if they fit there, else where it points to."""
    count = _at(data, place, order, word)
    start = place + word if count * width <= word else _at(data, place + word, order, word)
    if width not in NAMES or start + count * width > len(data):
        raise struct.error
    return list(struct.unpack_from(f"{order}{count}{NAMES[width]}", data, start))


def _at(data: bytes, place: int, order: str, width: int) -> int:
    (number,) = struct.unpack_from(order + NAMES[width], data, place)
    return int(number)
