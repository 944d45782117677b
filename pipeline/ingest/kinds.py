"""What kind of file something is: by name where a folder is looked through, by content where it is read."""

from pathlib import Path

IMAGE_SUFFIXES = frozenset(
    (".bmp", ".dib", ".gif", ".j2k", ".jfif", ".jp2", ".jpc", ".jpe", ".jpeg", ".jpf", ".jpg", ".jpx", ".png", ".tif")
) | {".tiff", ".webp"}
SCAN_SUFFIXES = IMAGE_SUFFIXES | {".pdf"}
BESIDE_SCANS = frozenset((".csv", ".html", ".ini", ".json", ".log", ".md", ".py", ".toml", ".txt", ".xml", ".yaml"))
PDF_MAGIC = b"%PDF-"
PDF_MAGIC_WITHIN = 1024  # bytes: readers allow that much before the header


def is_pdf(path: Path) -> bool:
    """Return whether the content of a file is PDF; OSError if it cannot be opened."""
    with path.open("rb") as file:
        return PDF_MAGIC in file.read(PDF_MAGIC_WITHIN)
