"""Files in, scans out: which files make one letter, and each page of them as pixels, one page in memory at a time."""

from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.ingest.endings import is_whole
from pipeline.ingest.files import NO_SCAN, Found, LetterFiles, find_letters
from pipeline.ingest.kinds import is_pdf
from pipeline.settings import IngestSettings
from pipeline.text import shown

if TYPE_CHECKING:
    from pipeline.ingest.scan import Scan, Unreadable

__all__ = ["NO_SCAN", "Found", "LetterFiles", "find_letters", "is_whole", "scans"]


TOO_LONG = "split the file or raise ingest.max_pages"


def scans(path: Path, settings: IngestSettings, *, colour: bool = True) -> "Iterator[Scan | Unreadable]":
    """Yield each page of a file, decoded when it is asked for; what kind of file it is, its content decides.

    Args:
        path: the file.
        settings: limits, and the resolution of what has none.
        colour: whether colour is wanted; JPEG is decoded faster without.

    Raises:
        InputError: on the first step, if the whole file cannot be read: missing, empty, encrypted, of no known kind.
    """
    # Finding letters takes none of the libraries that decode them.
    from pipeline.ingest import images
    from pipeline.ingest.scan import Unreadable

    name = shown(path.name)
    try:
        if not path.is_file():
            raise InputError(f"{name}: there is no such file; check the path" if not path.exists() else _no_file(name))
        if path.stat().st_size == 0:
            raise InputError(f"{name}: the file is empty (0 bytes); scan or copy it again")
        reader = _pdf_pages if is_pdf(path) else partial(images.pages, colour=colour)
    except OSError as error:
        raise InputError(f"{name}: cannot be opened: {error.strerror}; check the path and its permissions") from error
    pages = reader(path, settings)
    yield from islice(pages, settings.max_pages)
    if next(pages, None) is not None:
        reason = f"is over the limit of {settings.max_pages} pages, and so are those after it; {TOO_LONG}"
        yield Unreadable(source=name, number=settings.max_pages + 1, reason=reason)


def _pdf_pages(path: Path, settings: IngestSettings) -> "Iterator[Scan | Unreadable]":
    # Loading the libraries takes a tenth of a second that a run without PDF need not spend.
    from pipeline.ingest import pdf

    return pdf.pages(path, settings)


def _no_file(name: str) -> str:
    return f"{name}: is not a regular file; give the path of a scan"
