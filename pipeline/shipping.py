"""Letters sent to where they are read by content, for machines that share no disk: scans go out, records come back."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event

import psutil

from pipeline.attempt import keep, read, settled
from pipeline.digitize import Digitized
from pipeline.identity import Identity, unopened
from pipeline.ingest import LetterFiles
from pipeline.outcome import Job, Outcome, Reader, failed
from pipeline.pool import in_flight
from pipeline.settings import Settings
from pipeline.stages import Stage, gathered


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A letter with the content of its files."""

    name: str
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What was read of a letter, or why nothing was, and how long that took."""

    read: Digitized | str
    stages: tuple[Stage, ...]


def ends(
    letters: Iterable[LetterFiles], job: Job, executor: Executor, named: Reader, *, most: Callable[[], int], stop: Event
) -> Iterator[tuple[LetterFiles, Outcome | BaseException]]:
    """Attempt *letters*: look them up and write them here, read them there; yield what became of each, or the error."""
    known: dict[LetterFiles, Identity] = {}
    settled_here: list[tuple[LetterFiles, Outcome]] = []

    def parcels() -> Iterator[tuple[LetterFiles, Parcel]]:
        for files in letters:
            found = settled(files, job, named)
            if isinstance(found, Outcome):
                settled_here.append((files, found))
                continue
            parcel = pack(files)
            if isinstance(parcel, str):
                settled_here.append((files, failed(files, unopened(files), job, parcel)))
            else:
                known[files] = found
                yield files, parcel

    work = partial(_unpacked, settings=job.settings)
    for (files, _), future in in_flight(executor, work, parcels(), most=most, stop=stop):
        yield from _drained(settled_here)
        error = future.exception()
        yield files, error or _kept(future.result(), known.pop(files), files, job)
    yield from _drained(settled_here)


def pack(files: LetterFiles) -> Parcel | str:
    """Return a letter with the content of its files, or why they cannot be opened."""
    try:
        return Parcel(name=files.name, files=tuple((path.name, path.read_bytes()) for path in files.files))
    except OSError as error:
        return f"{error.filename}: cannot be opened: {error.strerror}; check the path and its permissions"


def read_parcel(parcel: Parcel, settings: Settings) -> Returned:
    """Read a letter that came as a parcel; its files are written for that, and removed."""
    _sweep(Path(tempfile.gettempdir()))
    with gathered() as over, tempfile.TemporaryDirectory(prefix=f"mektup-parcel-{os.getpid()}-") as folder:
        paths: list[Path] = []
        for place, (name, content) in enumerate(parcel.files):
            inner = Path(folder, str(place))
            inner.mkdir()
            paths.append(inner / Path(name).name)
            paths[-1].write_bytes(content)
        found = read(LetterFiles(name=parcel.name, files=tuple(paths)), settings)
    return Returned(read=found, stages=tuple(over))


def _sweep(folder: Path) -> None:
    """Remove the parcels of workers that were killed over them."""
    for path in folder.glob("mektup-parcel-*"):
        process = path.name.split("-")[2]
        if process.isdecimal() and not psutil.pid_exists(int(process)):
            shutil.rmtree(path, ignore_errors=True)  # another worker may be at it as well


def _unpacked(item: tuple[LetterFiles, Parcel], settings: Settings) -> Returned:
    return read_parcel(item[1], settings)


def _kept(returned: Returned, known: Identity, files: LetterFiles, job: Job) -> Outcome:
    return replace(keep(returned.read, known, files, job), stages=returned.stages)


def _drained(outcomes: list[tuple[LetterFiles, Outcome]]) -> Iterator[tuple[LetterFiles, Outcome]]:
    while outcomes:
        yield outcomes.pop(0)
