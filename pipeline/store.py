"""The output folder, which is the ledger: one folder a letter, the record written last, every file whole or not at all.

A letter lies in `OUT/ab/cd/ID/`, where ab and cd are the first digits of the sha256 of its id, so that no folder grows
beyond what file systems like. It holds `record.json` (or `failure.json`), `letter.txt`, the page images, the
graphics cut out of them and `SHA256SUMS`; where they were asked for, `explain.html` as well, with its pictures in a
folder of their own, and the folder `exports`. Nothing is ever written outside of OUT.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from pipeline import atomic, codec
from pipeline.digitize import Digitized
from pipeline.errors import InputError, UsageError
from pipeline.explain import NAME as EXPLANATION
from pipeline.explain import PICTURES, Explanation
from pipeline.export import File, Stream, text_of
from pipeline.identity import Identity
from pipeline.model import Page, Record, Source, Value, place_of

RECORD = "record.json"
FAILURE = "failure.json"
TEXT = "letter.txt"
SUMS = "SHA256SUMS"
PAGE_IMAGE = re.compile(r"p[0-9]+(?:_g[0-9]+)?\.(?:jpg|png)")  # or a graphic cut out of one
EXPORTS = "exports"
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


def folder(output: Path, letter_id: str) -> Path:
    """Return the folder of a letter below *output*."""
    return output / place_of(letter_id)


def folders(output: Path) -> Iterator[Path]:
    """Yield the folders of all letters below *output*, whole or not, in the order of their shards."""
    for shard in sorted(output.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]")):
        yield from sorted(path for path in shard.iterdir() if path.is_dir())


def prepare(output: Path) -> None:
    """Make the output folder; UsageError if it cannot be made or written to."""
    with _writing(output):
        output.mkdir(parents=True, exist_ok=True)
        atomic.stage(output / RECORD, b"").unlink()


def save(done: Digitized, output: Path) -> Path:
    """Write a letter's files, the record last; return the record's path.

    Raises:
        UsageError: if the disk is full or cannot be written to; what was there before stays as it was.
    """
    images = {image.name: image.data for image in done.images}
    files = {**images, TEXT: text_of(done.record).encode(), RECORD: codec.encode(done.record)}
    place = _put({SUMS: _sums(files), **files}, folder(output, done.record.id), output)
    (place / FAILURE).unlink(missing_ok=True)
    _sweep(place, keep=images)
    return place / RECORD


def save_failure(known: Identity, reason: str, output: Path, *, deaths: int = 0) -> Path:
    """Write why a letter failed, and how many workers it cost; return the path of the failure."""
    failure = Failure(id=known.id, key=known.key, sources=known.sources, reason=reason, deaths=deaths)
    data = (json.dumps(failure.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n").encode()
    place = _put({FAILURE: data}, folder(output, known.id), output)
    for name in (TEXT, SUMS):
        (place / name).unlink(missing_ok=True)
    _sweep(place, keep={})
    return place / FAILURE


def forget_failure(letter_id: str, output: Path) -> None:
    """Remove the failure of a letter, and its folder if that held nothing else."""
    place = folder(output, letter_id)
    if (place / FAILURE).exists():
        with _writing(output):
            (place / FAILURE).unlink(missing_ok=True)
            if not any(place.iterdir()):
                place.rmdir()


def save_explanation(explanation: Explanation, record: Path) -> Path:
    """Write the explanation of the *record* at a path beside it, the pictures first; return the explanation's path."""
    folder = record.parent / PICTURES
    with _writing(folder):
        folder.mkdir(exist_ok=True)
        for picture in explanation.pictures:
            atomic.write(folder / picture.name, picture.data)
        atomic.write(explanation_of(record), explanation.html)
    return explanation_of(record)


def save_exports(files: Iterable[File], record: Path) -> tuple[Path, ...]:
    """Write what was made of the *record* at a path into the folder EXPORTS beside it; return the paths."""
    place = record.parent / EXPORTS
    paths = {place / file.name: file.data for file in files}
    with _writing(place):
        place.mkdir(exist_ok=True)
        for path, data in paths.items():
            atomic.write(path, data)
    return tuple(paths)


def save_stream(stream: Stream, output: Path) -> Path:
    """Write a file that tells of the whole collection into the *output* folder; return its path."""
    with _writing(output):
        atomic.write(output / stream.name, stream.chunks)
    return output / stream.name


def save_report(data: bytes, path: Path, *, option: str = "--html") -> None:
    """Write what *option* asked for; UsageError if that place cannot be written to."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        atomic.write(path, data)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}; name another {option}") from error


def explanation_of(record: Path) -> Path:
    """Return where the explanation of the *record* at a path stands; if there is a file, it is whole."""
    return record.parent / EXPLANATION


def page_image(record: Path, page: Page) -> bytes | None:
    """Return the page image of a *page* of the *record* at a path as its file has it, None if there is none."""
    if not PAGE_IMAGE.fullmatch(page.image):  # a record from elsewhere may name any file
        return None
    try:
        return (record.parent / page.image).read_bytes()
    except OSError:
        return None


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
        return codec.decode(place.read_bytes())
    except OSError as error:
        raise InputError(f"{place}: cannot be opened: {error.strerror}; name a record.json") from error
    except ValidationError as error:
        raise InputError(f"{place}: is no record of this version of Mektup; digitize the letter again") from error


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


def records(output: Path) -> Iterator[Path]:
    """Yield the paths of all records below *output*, in the order of their names."""
    yield from sorted(output.rglob(RECORD))


def _forget(place: Path) -> None:
    """Take away what was made of a record that is about to go."""
    (place / EXPLANATION).unlink(missing_ok=True)
    shutil.rmtree(place / EXPORTS, ignore_errors=True)


def _put(files: Mapping[str, bytes], place: Path, output: Path) -> Path:
    """Write *files*, all of them before any gets its name; an old end of the letter goes just before the new comes."""
    with _writing(output):
        place.mkdir(parents=True, exist_ok=True)
        if not place.resolve().is_relative_to(output.resolve()):
            raise UsageError(f"{place}: is a link that leads out of {output}; remove it")
        staged = atomic.stage_all({place / name: data for name, data in files.items()})
        (place / RECORD).unlink(missing_ok=True)
        _forget(place)
        for path, part in staged.items():
            part.replace(path)
        atomic.flush(place)
    return place


def _sweep(place: Path, *, keep: Mapping[str, bytes]) -> None:
    """Remove what earlier runs left in a letter's folder: page images that it has no more, and half-written files."""
    images = (path for path in place.iterdir() if PAGE_IMAGE.fullmatch(path.name) and path.name not in keep)
    for path in (*images, *atomic.leftovers(place)):
        path.unlink(missing_ok=True)


def _sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{place}: cannot be written to: {error.strerror}; make room there or name another --output"
        raise UsageError(f"{message}; what is done stays done") from error
