"""Scans whose bytes were changed at random, read for so many seconds: nothing may hang or fail but by rule."""

import argparse
import io
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
from fuzzed import read
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.pool import Limits, Pool, WorkerLostError, in_flight

LIMITS = Limits(seconds=30.0, memory=3 << 30)
TOKENS = (
    b"\0" * 4,
    b"\xff" * 4,
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"\xff\xd9",
    b"obj",
    b"endstream",
    b"<<",
    b">>",
    b"IDAT",
)


def seeds() -> Iterator[tuple[str, bytes]]:
    """Yield small scans of all kinds."""
    page = Image.new("RGB", (160, 120), "white")
    page.paste("black", (20, 20, 140, 30))
    page.paste("black", (20, 60, 100, 70))
    kinds: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("jpg", "JPEG", {}),
        ("png", "PNG", {}),
        ("tif", "TIFF", {"compression": "tiff_lzw", "save_all": True, "append_images": [page]}),
        ("tif", "TIFF", {"compression": "group4"}),
        ("tif", "TIFF", {"compression": "jpeg"}),
        ("webp", "WEBP", {}),
        ("bmp", "BMP", {}),
        ("gif", "GIF", {}),
        ("jp2", "JPEG2000", {}),
        ("pdf", "PDF", {}),
    )
    for suffix, form, options in kinds:
        file = io.BytesIO()
        shown = page.convert("1") if options.get("compression") == "group4" else page
        shown.save(file, form, **options)
        yield suffix, file.getvalue()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(200, 200), pageCompression=0)
    canvas.drawString(20, 150, "Dear Sir, all is well.")
    canvas.save()
    yield "pdf", file.getvalue()
    with pikepdf.open(io.BytesIO(file.getvalue())) as pdf:
        packed = io.BytesIO()
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield "pdf", packed.getvalue()


def changed(data: bytes, chance: random.Random) -> bytes:
    """Return *data* with a few changes: bits, tokens, pieces cut out, doubled or swapped, the end cut off."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place, length = chance.randrange(max(len(found), 1)), chance.choice((1, 2, 8, 64, 512))
        match chance.randrange(6):
            case 0 if found:
                found[place] ^= 1 << chance.randrange(8)
            case 1:
                found[place : place + 4] = chance.choice(TOKENS)
            case 2:
                del found[place : place + length]
            case 3:
                found[place:place] = found[place : place + length]
            case 4:
                found[place:] = b""
            case _:
                found[place : place + length] = chance.randbytes(length)
    return bytes(found)


def attempts(folder: Path, chance: random.Random, until: float) -> Iterator[Path]:
    """Yield files that were changed at random, until so late by the clock."""
    every = tuple(seeds())
    number = 0
    while time.monotonic() < until:
        suffix, data = chance.choice(every)
        path = folder / f"{number}.{suffix}"
        path.write_bytes(changed(data, chance))
        number += 1
        yield path


def main() -> int:
    """Fuzz; keep what fails otherwise than by rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"), help="folder for files that fail")
    chosen = parser.parse_args()
    ends: Counter[str] = Counter()
    chance = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as folder, Pool(2, LIMITS) as pool:
        paths = attempts(Path(folder), chance, time.monotonic() + chosen.seconds)
        for path, future in in_flight(pool, read, paths, most=lambda: 4):
            error = future.exception()
            lost = isinstance(error, WorkerLostError)
            end = future.result() if error is None else f"{'lost' if lost else 'FAULT'}: {error!r}"[:200]
            ends[end] += 1
            if error is not None:
                chosen.keep.mkdir(exist_ok=True)
                (chosen.keep / path.name).write_bytes(path.read_bytes())
            path.unlink()
    for end, count in ends.most_common():
        sys.stdout.write(f"{count:7} {end}\n")
    sys.stdout.write(f"{sum(ends.values()):7} inputs in {chosen.seconds:g} s, seed {chosen.seed}\n")
    return int(any(end.startswith("FAULT") for end in ends))


if __name__ == "__main__":
    sys.exit(main())
