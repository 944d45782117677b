"""Scans that are small as files and without bounds once they are opened."""

import io
import struct
import zlib
from pathlib import Path

import pikepdf
from PIL import Image


def png(path: Path) -> None:
    """A PNG of 60,000 x 60,000 pixels in a few hundred bytes, whose data never come."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(9999))))


def jpeg2000(path: Path) -> None:
    """A JPEG 2000 that says it is 60,000 pixels wide and high."""
    file = io.BytesIO()
    Image.new("L", (64, 64), 255).save(file, "JPEG2000", no_jp2=True)
    data = bytearray(file.getvalue())
    place = data.index(b"\xff\x51") + 6  # marker SIZ, its length and its capabilities
    struct.pack_into(">II", data, place, 60_000, 60_000)
    path.write_bytes(data)


def tiff(path: Path) -> None:
    """A TIFF of 60,000 x 60,000 pixels in LZW."""
    file = io.BytesIO()
    Image.new("L", (64, 64), 255).save(file, "TIFF", compression="tiff_lzw")
    data = bytearray(file.getvalue())
    (place,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, place)
    for start in range(place + 2, place + 2 + 12 * count, 12):
        (tag,) = struct.unpack_from("<H", data, start)
        if tag in {256, 257, 278}:
            struct.pack_into("<HHII", data, start, tag, 4, 1, 60_000)
    path.write_bytes(data)


def endless_tiff(path: Path) -> None:
    """A TIFF whose first directory is its own successor."""
    Image.new("1", (64, 64), 1).save(path, "TIFF")
    data = bytearray(path.read_bytes())
    (place,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, place)
    struct.pack_into("<I", data, place + 2 + 12 * count, place)
    path.write_bytes(data)


def long_tiff(path: Path) -> None:
    page = Image.new("1", (64, 64), 1)
    page.save(path, "TIFF", save_all=True, append_images=[page] * 30)


def long_pdf(path: Path) -> None:
    with pikepdf.new() as pdf:
        for _ in range(30):
            pdf.add_blank_page(page_size=(50, 50))
        pdf.save(path)


def picture_in_pdf(path: Path) -> None:
    """A PDF with an image of 60,000 x 60,000 pixels, all zero."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(600, 800))
        image = pdf.make_stream(
            zlib.compress(bytes(1 << 20)),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=60_000,
            Height=60_000,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.FlateDecode,
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        page.Contents = pdf.make_stream(b"600 0 0 800 0 0 cm /Im Do")
        pdf.save(path)


def forms_in_forms(path: Path) -> None:
    """A PDF whose form draws itself ten times."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(600, 800))
        form = pdf.make_stream(b"/F Do " * 10, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form = pdf.make_indirect(form)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")
        pdf.save(path)


def streams_in_pdf(path: Path, *, megabytes: int = 900) -> None:
    """A PDF whose one page has so many megabytes of lines to draw, packed a thousand times."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        pack = zlib.compressobj(9)
        packed = b"".join(pack.compress(b"0 0 m 9 9 l S " * 74_899) for _ in range(megabytes)) + pack.flush()
        page.Contents = pikepdf.Stream(pdf, packed, Filter=pikepdf.Name.FlateDecode)
        pdf.save(path, stream_decode_level=pikepdf.StreamDecodeLevel.none)
