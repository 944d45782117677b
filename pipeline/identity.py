"""What a letter is known by before it is read: the same key means the same result."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.errors import InputError
from pipeline.ingest import LetterFiles
from pipeline.model import Source, Step
from pipeline.recognize import Engine
from pipeline.settings import Settings

HASH_LENGTH = 12  # hex digits in a folder name: 48 bits, no clash in a million letters
NAME_LENGTH = 60  # characters of the file's name kept in a folder name, far below every file system's limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A letter's id, key and sources, and the steps that will work on it."""

    id: str
    key: str
    sources: tuple[Source, ...]
    steps: tuple[Step, ...]


def identify(files: LetterFiles, engine: Engine, settings: Settings) -> Identity:
    """Return id and key of a letter: the key changes with scans, settings and versions, the id with the scans alone.

    Raises:
        InputError: if a file cannot be opened.
    """
    sources = tuple(_source(path) for path in files.files)
    scans = "".join(f"{source.sha256} {source.name}\n" for source in sources)
    steps = _steps(engine)
    work = settings.model_dump_json() + "".join(f"{step.name} {step.by}\n" for step in steps)
    name = re.sub(r"[^\w.-]+", "_", files.name).strip("._")[:NAME_LENGTH] or "letter"
    return Identity(
        id=f"{name}-{hashlib.sha256(scans.encode('utf-8', 'surrogateescape')).hexdigest()[:HASH_LENGTH]}",
        key=hashlib.sha256((scans + work).encode("utf-8", "surrogateescape")).hexdigest(),
        sources=sources,
        steps=steps,
    )


def _source(path: Path) -> Source:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise InputError(f"{path}: cannot be opened: {error.strerror}; check the path and its permissions") from error
    return Source(name=path.name.encode("utf-8", "backslashreplace").decode(), sha256=digest, bytes=size)


def _steps(engine: Engine) -> tuple[Step, ...]:
    return (
        Step(name="digitize", by=_library("mektup")),
        Step(name="pixels", by=_library("opencv-python-headless")),
        Step(name="pdf", by=_library("pdfplumber")),
        Step(name="recognize", by=f"{engine.name} {engine.version}"),
    )


@cache
def _library(name: str) -> str:
    return f"{name} {version(name)}"
