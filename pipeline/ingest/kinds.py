"""What kind of file something is: by name where a folder is looked through, by content where it is read."""

from pathlib import Path

IMAGE_SUFFIXES = frozenset(
    (".bmp", ".dib", ".gif", ".j2k", ".jfif", ".jp2", ".jpc", ".jpe", ".jpeg", ".jpf", ".jpg", ".jpx", ".png", ".tif")
) | {".tiff", ".webp"}
SCAN_SUFFIXES = IMAGE_SUFFIXES | {".pdf"}
BESIDE_SCANS = frozenset((".csv", ".html", ".ini", ".json", ".log", ".md", ".py", ".toml", ".txt", ".xml", ".yaml"))
PDF_MAGIC = b"%PDF-"
PDF_MAGIC_WITHIN = 1024  # bytes: readers allow that much before the header
# How images begin; what they say of themselves further on may hold the mark of a PDF.
IMAGE_MAGIC = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"II*\0",
    b"MM\0*",
    b"II+\0",
    b"MM\0+",
    b"GIF8",
    b"RIFF",
    b"\0\0\0\x0cjP",
    b"\xffO\xffQ",
)


def is_pdf(path: Path) -> bool:
    """Return whether the content of a file is PDF; OSError if it cannot be opened."""
    with path.open("rb") as file:
        return begins_as_pdf(file.read(PDF_MAGIC_WITHIN))


def begins_as_pdf(head: bytes) -> bool:
    """Return whether a file whose first bytes are *head* is PDF."""
    return PDF_MAGIC in head and not head.startswith(IMAGE_MAGIC)
