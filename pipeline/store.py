"""The output folder, which is the ledger: one folder a letter, the record written last, every file whole or not at all.

A letter lies in `OUT/ab/cd/ID/`, where ab and cd are the first digits of the sha256 of its id, so that no folder grows
beyond what file systems like. It holds `record.json` (or `failure.json`), `letter.txt` and the page images; where they
were asked for, `explain.html` as well, with its pictures in a folder of their own, and the folder `exports`.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline import codec
from pipeline.digitize import Digitized
from pipeline.errors import InputError, UsageError
from pipeline.explain import NAME as EXPLANATION
from pipeline.explain import PICTURES, Explanation
from pipeline.export import File, Stream, text_of
from pipeline.identity import Identity
from pipeline.model import Page, Record, Source, Value

RECORD = "record.json"
FAILURE = "failure.json"
EXPORTS = "exports"


class Failure(Value):
    """Why a letter could not be digitized: what, where, and what to do stand in the reason."""

    id: str
    key: str
    sources: tuple[Source, ...]
    reason: str


def folder(output: Path, letter_id: str) -> Path:
    """Return the folder of a letter below *output*."""
    shard = hashlib.sha256(letter_id.encode()).hexdigest()
    return output / shard[:2] / shard[2:4] / letter_id


def prepare(output: Path) -> None:
    """Make the output folder; UsageError if it cannot be made or written to."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=output):
            pass
    except OSError as error:
        raise UsageError(f"{output}: cannot be written to: {error.strerror}; name another --output") from error


def save(done: Digitized, output: Path) -> Path:
    """Write a letter's files, the record last; return the record's path."""
    place = folder(output, done.record.id)
    place.mkdir(parents=True, exist_ok=True)
    _forget(place)
    for image in done.images:
        _write(place / image.name, image.data)
    _write(place / "letter.txt", text_of(done.record).encode())
    _write(place / RECORD, codec.encode(done.record))
    (place / FAILURE).unlink(missing_ok=True)
    return place / RECORD


def save_failure(known: Identity, reason: str, output: Path) -> Path:
    """Write why a letter failed; return the path of the failure."""
    place = folder(output, known.id)
    place.mkdir(parents=True, exist_ok=True)
    failure = Failure(id=known.id, key=known.key, sources=known.sources, reason=reason)
    _write(place / FAILURE, (json.dumps(failure.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode())
    (place / RECORD).unlink(missing_ok=True)
    _forget(place)
    return place / FAILURE


def save_explanation(explanation: Explanation, record: Path) -> Path:
    """Write the explanation of the *record* at a path beside it, the pictures first; return the explanation's path."""
    folder = record.parent / PICTURES
    folder.mkdir(exist_ok=True)
    for picture in explanation.pictures:
        _write(folder / picture.name, picture.data)
    _write(explanation_of(record), explanation.html)
    return explanation_of(record)


def save_exports(files: Iterable[File], record: Path) -> tuple[Path, ...]:
    """Write what was made of the *record* at a path into the folder EXPORTS beside it; return the paths."""
    place = record.parent / EXPORTS
    place.mkdir(exist_ok=True)
    paths = {place / file.name: file.data for file in files}
    for path, data in paths.items():
        _write(path, data)
    return tuple(paths)


def save_stream(stream: Stream, output: Path) -> Path:
    """Write a file that tells of the whole collection into the *output* folder; return its path."""
    _write(output / stream.name, stream.chunks)
    return output / stream.name


def save_report(html: bytes, path: Path) -> None:
    """Write a report of scans; UsageError if that place cannot be written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, html)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}; name another --html") from error


def explanation_of(record: Path) -> Path:
    """Return where the explanation of the *record* at a path stands; if there is a file, it is whole."""
    return record.parent / EXPLANATION


def page_image(record: Path, page: Page) -> bytes | None:
    """Return the page image of a *page* of the *record* at a path as its file has it, None if there is none."""
    try:
        return (record.parent / page.image).read_bytes() if page.image else None
    except OSError:
        return None


def finished(known: Identity, output: Path) -> Path | None:
    """Return the path of the record that the same scans, settings and versions have left, if it is there and whole."""
    path = folder(output, known.id) / RECORD
    try:
        record = load(path)
    except InputError:
        return None
    return path if record.key == known.key else None


def load(path: Path) -> Record:
    """Return the record at *path*, a record.json or the folder that holds one; InputError if there is none."""
    place = path / RECORD if path.is_dir() else path
    try:
        return codec.decode(place.read_bytes())
    except OSError as error:
        raise InputError(f"{place}: cannot be opened: {error.strerror}; name a record.json") from error
    except ValidationError as error:
        raise InputError(f"{place}: is no record of this version of Mektup; digitize the letter again") from error


def records(output: Path) -> Iterator[Path]:
    """Yield the paths of all records below *output*, in the order of their names."""
    yield from sorted(output.rglob(RECORD))


def _forget(place: Path) -> None:
    """Take away what was made of a record that is about to go."""
    (place / EXPLANATION).unlink(missing_ok=True)
    shutil.rmtree(place / EXPORTS, ignore_errors=True)


def _write(path: Path, data: bytes | Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.writelines([data] if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o644)
    Path(name).replace(path)
