"""What a letter is known by before it is read: the same key means the same result."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from pipeline.errors import InputError
from pipeline.ingest import LetterFiles
from pipeline.model import CORRECT, Record, Source, Step
from pipeline.review import Correction, encode
from pipeline.settings import Settings
from pipeline.text import shown

HASH_LENGTH = 12  # hex digits in a folder name: 48 bits, no clash in a million letters
NO_MATTER = {"batch"}  # settings that change how a run works, and nothing in a record
NAME_LENGTH = 60  # characters of the file's name kept in a folder name, far below every file system's limit


class Named(Protocol):
    """What is known of an engine without loading it."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A letter's id, key and sources, and the steps that will work on it."""

    id: str
    key: str
    sources: tuple[Source, ...]
    steps: tuple[Step, ...]

    def corrected(self, corrections: Iterable[Correction]) -> "Identity":
        """Return the identity once *corrections* are put in, one after the other: each makes another key."""
        known = self
        for correction in corrections:
            key = hashlib.sha256(known.key.encode() + encode([correction])).hexdigest()
            step = Step(name=CORRECT, by=correction.by)
            steps = known.steps if step in known.steps else (*known.steps, step)
            known = replace(known, key=key, steps=steps)
        return known


def of_record(record: Record) -> Identity:
    """Return what the letter of *record* is known by."""
    return Identity(id=record.id, key=record.key, sources=record.sources, steps=record.steps)


def identify(files: LetterFiles, engine: Named, settings: Settings, hashed: Sequence[Source] = ()) -> Identity:
    """Return id and key of a letter: the key changes with scans, settings and versions, the id with the scans alone.

    The files are hashed, unless *hashed* says what they are known by.

    Raises:
        InputError: if a file cannot be opened.
    """
    sources = tuple(hashed) or tuple(source(path) for path in files.files)
    scans = _listed(sources)
    steps = _steps(engine)
    work = settings.model_dump_json(exclude=NO_MATTER) + "".join(f"{step.name} {step.by}\n" for step in steps)
    return Identity(id=_id(files.name, scans), key=_digest(scans + work), sources=sources, steps=steps)


def unopened(files: LetterFiles) -> Identity:
    """Return what a letter is known by whose files cannot be opened: where they lie."""
    places = "".join(f"{path.absolute()}\n" for path in files.files)
    return Identity(id=_id(files.name, places), key="", sources=(), steps=())


def id_of(name: str, sources: Iterable[Source]) -> str:
    """Return the id of the letter of that name that these scans make."""
    return _id(name, _listed(sources))


def _listed(sources: Iterable[Source]) -> str:
    return "".join(f"{file.sha256} {file.name}\n" for file in sources)


def _id(called: str, what: str) -> str:
    name = re.sub(r"[^\w.-]+", "_", called).strip("._")[:NAME_LENGTH] or "letter"
    return f"{name}-{_digest(what)[:HASH_LENGTH]}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def source(path: Path) -> Source:
    """Return what a file is known by; InputError if it cannot be opened."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise InputError(
            f"{shown(str(path))}: cannot be opened: {error.strerror}; check the path and its permissions"
        ) from error
    return Source(name=path.name.encode("utf-8", "backslashreplace").decode(), sha256=digest, bytes=size)


def _steps(engine: Named) -> tuple[Step, ...]:
    return (
        Step(name="digitize", by=_library("mektup")),
        Step(name="pixels", by=_library("opencv-python-headless")),
        Step(name="pdf", by=_library("pdfplumber")),
        Step(name="recognize", by=f"{engine.name} {engine.version}"),
    )


@cache
def _library(name: str) -> str:
    return f"{name} {version(name)}"
