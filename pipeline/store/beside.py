"""What stands beside a record or tells of many: corrections, explanations, exports, reports."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import atomic, codec, review
from pipeline.errors import InputError, UsageError
from pipeline.export import File, Stream, text_of
from pipeline.model import Page, Record
from pipeline.store.places import CORRECTIONS, EXPLANATION, EXPORTS, PAGE_IMAGE, PICTURES, RECORD, SUMS, TEXT
from pipeline.store.writing import put, sums, writing

if TYPE_CHECKING:
    from pipeline.explain import Explanation


def explanation_of(record: Path) -> Path:
    """Return where the explanation of the *record* at a path stands; if there is a file, it is whole."""
    return record.parent / EXPLANATION


def save_explanation(explanation: "Explanation", record: Path) -> Path:
    """Write the explanation of the *record* at a path beside it, the pictures first; return the explanation's path."""
    folder = record.parent / PICTURES
    with writing(folder):
        folder.mkdir(exist_ok=True)
        for picture in explanation.pictures:
            atomic.write(folder / picture.name, picture.data)
        atomic.write(explanation_of(record), explanation.html)
    return explanation_of(record)


def save_exports(files: Iterable[File], record: Path) -> tuple[Path, ...]:
    """Write what was made of the *record* at a path into the folder EXPORTS beside it; return the paths."""
    place = record.parent / EXPORTS
    paths = {place / file.name: file.data for file in files}
    with writing(place):
        place.mkdir(exist_ok=True)
        for path, data in paths.items():
            atomic.write(path, data)
    return tuple(paths)


def save_stream(stream: Stream, output: Path) -> Path:
    """Write a file that tells of the whole collection into the *output* folder; return its path."""
    with writing(output):
        atomic.write(output / stream.name, stream.chunks)
    return output / stream.name


def save_report(data: bytes, path: Path, *, option: str = "--html") -> None:
    """Write what *option* asked for; UsageError if that place cannot be written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}; name another {option}") from error


def corrections(place: Path) -> tuple[review.Correction, ...]:
    """Return what people have corrected in the letter of a folder; InputError if that cannot be read."""
    path = place / CORRECTIONS
    try:
        return review.decode(path.read_bytes()) if path.exists() else ()
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {error}") from error


def save_corrections(corrections: Sequence[review.Correction], record: Record, place: Path) -> None:
    """Write all *corrections* of the letter of a folder, and the *record* into which they have been put."""
    files = {TEXT: text_of(record).encode(), RECORD: codec.encode(record)}
    with writing(place):
        atomic.write(place / CORRECTIONS, review.encode(corrections))
        old = (place / SUMS).read_text("utf-8", "replace") if (place / SUMS).exists() else ""
    # Pictures keep the digests that they were written with, so that one that has changed since is still noticed.
    pictures = [row for row in old.splitlines(keepends=True) if PAGE_IMAGE.fullmatch(row.partition("  ")[2].strip())]
    put({SUMS: sums(files) + "".join(pictures).encode(), **files}, place, place.parent)


def page_image(record: Path, page: Page) -> bytes | None:
    """Return the page image of a *page* of the *record* at a path as its file has it, None if there is none."""
    if not PAGE_IMAGE.fullmatch(page.image):  # a record from elsewhere may name any file
        return None
    try:
        return (record.parent / page.image).read_bytes()
    except OSError:
        return None
