"""The output folder, which is the ledger: one folder a letter, the record written last, every file whole or not at all.

A letter lies in `OUT/ab/cd/ID/`, where ab and cd are the first digits of the sha256 of its id, so that no folder grows
beyond what file systems like. It holds `record.json` (or `failure.json`), `letter.txt`, the page images, the
graphics cut out of them and `SHA256SUMS`; where they were asked for, `explain.html` as well, with its pictures in a
folder of their own, and the folder `exports`. What people have corrected stands in `corrections.jsonl`, which no
reading takes away. Nothing is ever written outside of OUT.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from pipeline import atomic, codec
from pipeline.errors import InputError
from pipeline.export import text_of
from pipeline.identity import Identity
from pipeline.model import Record, Source, Value
from pipeline.store.beside import (
    corrections,
    explanation_of,
    page_image,
    save_corrections,
    save_explanation,
    save_exports,
    save_report,
    save_stream,
)
from pipeline.store.places import (
    CORRECTIONS,
    EXPORTS,
    FAILURE,
    PAGE_IMAGE,
    RECORD,
    SUMS,
    TEXT,
    folder,
    folders,
    records,
)
from pipeline.store.writing import put, sums, sweep, writing

if TYPE_CHECKING:
    from pipeline.digitize import Digitized

__all__ = [
    "CORRECTIONS",
    "EXPORTS",
    "FAILURE",
    "PAGE_IMAGE",
    "RECORD",
    "SUMS",
    "TEXT",
    "Failure",
    "content",
    "corrections",
    "explanation_of",
    "failed",
    "finished",
    "folder",
    "folders",
    "forget_failure",
    "load",
    "load_failure",
    "page_image",
    "prepare",
    "records",
    "save",
    "save_corrections",
    "save_explanation",
    "save_exports",
    "save_failure",
    "save_report",
    "save_stream",
]

MOST_DEATHS = 2  # workers that a letter may cost; then it is in quarantine


class Failure(Value):
    """Why a letter could not be digitized: what, where, and what to do stand in the reason."""

    id: str
    key: str
    sources: tuple[Source, ...]
    reason: str
    deaths: int = 0  # workers that died of it

    @property
    def is_final(self) -> bool:
        """Whether it is in quarantine: left alone until it is asked for."""
        return self.deaths >= MOST_DEATHS


def prepare(output: Path) -> None:
    """Make the output folder; UsageError if it cannot be made or written to."""
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        atomic.stage(output / RECORD, b"").unlink()


def save(done: "Digitized", output: Path) -> Path:
    """Write a letter's files, the record last; return the record's path.

    Raises:
        UsageError: if the disk is full or cannot be written to; what was there before stays as it was.
    """
    images = {image.name: image.data for image in done.images}
    files = {**images, TEXT: text_of(done.record).encode(), RECORD: codec.encode(done.record)}
    place = put({SUMS: sums(files), **files}, folder(output, done.record.id), output)
    (place / FAILURE).unlink(missing_ok=True)
    sweep(place, keep=images)
    return place / RECORD


def save_failure(known: Identity, reason: str, output: Path, *, deaths: int = 0) -> Path:
    """Write why a letter failed, and how many workers it cost; return the path of the failure."""
    failure = Failure(id=known.id, key=known.key, sources=known.sources, reason=reason, deaths=deaths)
    data = (json.dumps(failure.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()
    place = put({FAILURE: data}, folder(output, known.id), output)
    for name in (TEXT, SUMS):
        (place / name).unlink(missing_ok=True)
    sweep(place, keep={})
    return place / FAILURE


def forget_failure(letter_id: str, output: Path) -> None:
    """Remove the failure of a letter, and its folder if that held nothing else."""
    place = folder(output, letter_id)
    if (place / FAILURE).exists():
        with writing(output):
            (place / FAILURE).unlink(missing_ok=True)
            if not any(place.iterdir()):
                place.rmdir()


def finished(known: Identity, output: Path) -> Record | None:
    """Return the record that the same scans, settings and versions have left, if it is there and whole."""
    try:
        record = load(folder(output, known.id) / RECORD)
    except InputError:
        return None
    return record if record.key == known.key else None


def failed(known: Identity, output: Path) -> Failure | None:
    """Return how the same scans, settings and versions have failed before, None if they have not."""
    try:
        failure = load_failure(folder(output, known.id))
    except InputError:
        return None
    return failure if failure.key == known.key else None


def load(path: Path) -> Record:
    """Return the record at *path*, a record.json or the folder that holds one; InputError if there is none."""
    place = path / RECORD if path.is_dir() else path
    try:
        return codec.decode(content(place))
    except ValidationError as error:
        raise InputError(f"{place}: is no record of this version of Mektup; digitize the letter again") from error


def content(path: Path) -> bytes:
    """Return the bytes of the record.json at *path*; InputError if there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}; name a record.json") from error


def load_failure(place: Path) -> Failure:
    """Return the failure in the folder of a letter; InputError if there is none."""
    try:
        return Failure.model_validate_json((place / FAILURE).read_bytes())
    except OSError as error:
        raise InputError(f"{place / FAILURE}: cannot be opened: {error.strerror}; read the letter again") from error
    except ValidationError as error:
        raise InputError(
            f"{place / FAILURE}: is no failure of this version of Mektup; read the letter again"
        ) from error
