"""The two folders that are compared: truth written by people, and the records that stand for it."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.codec import decode
from pipeline.errors import UsageError
from pipeline.model import FieldName, Record
from pipeline.text import nfc

ENDING = ".truth.json"
HASH = re.compile(r"-[0-9a-f]{8,}$")  # what ends an id, after the name


class Truth(BaseModel):
    """What a letter says: lines of each page, and the parts of each field; a field that is not named is not there."""

    model_config = ConfigDict(frozen=True)

    pages: tuple[tuple[str, ...], ...]
    fields: dict[FieldName, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The truth of one letter, and the path of the file without its ending: the name, and where scans of it may lie."""

    path: Path
    truth: Truth

    @property
    def name(self) -> str:
        return nfc(self.path.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record, and the folder it lies in, as seen from the top."""

    place: PurePath
    record: Record

    @property
    def names(self) -> frozenset[str]:
        """The names that a truth may know it by: that of its first scan, its id, and the id without the hash."""
        scan, whole = PurePath(self.record.sources[0].name).stem, self.record.id
        return frozenset(map(nfc, (scan, whole, HASH.sub("", whole))))


def read_truths(top: Path) -> tuple[Named, ...]:
    """Return every truth in *top* and below, by path.

    Raises:
        UsageError: if there is none, or one of them cannot be read; the message names the file.
    """
    paths = sorted(top.rglob(f"*{ENDING}"))
    if not paths:
        raise UsageError(f"{top}: no truth in this folder; expected files named NAME{ENDING}")
    return tuple(_named(path) for path in paths)


def read_records(top: Path) -> tuple[Found, ...]:
    """Return every record in *top* and below, by path.

    Raises:
        UsageError: if *top* is no folder, or a record.json in it is none; the message names the file.
    """
    if not top.is_dir():
        raise UsageError(f"{top}: no such folder; give the output folder of `mektup read`")
    return tuple(_found(path, top) for path in sorted(top.rglob("record.json")))


def record_for(truth: Named, records: Iterable[Found]) -> Found | None:
    """Return the record that has the name of *truth*; None if there is none.

    Of several, it is the one that was made from a scan that lies beside the truth: an output folder also keeps what was
    read from earlier versions of a scan.

    Raises:
        UsageError: if there are several still.
    """
    candidates = [found for found in records if truth.name in found.names]
    if len(candidates) > 1:
        scans = set(_hashes_of_scans(truth.path))
        candidates = [found for found in candidates if found.record.sources[0].sha256 in scans] or candidates
    if len(candidates) > 1:
        places = ", ".join(found.place.as_posix() for found in candidates)
        raise UsageError(f"{truth.name}: several records have this name: {places}; keep the one that is meant")
    return candidates[0] if candidates else None


def _hashes_of_scans(path: Path) -> Iterator[str]:
    beside = (file for file in path.parent.iterdir() if file.is_file() and file.stem == path.name)
    for file in beside:
        with file.open("rb") as stream:
            yield hashlib.file_digest(stream, "sha256").hexdigest()


def _named(path: Path) -> Named:
    try:
        truth = Truth.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path}: no truth that can be read: {_reason(error)}; correct or remove it") from error
    return Named(path=path.with_name(path.name.removesuffix(ENDING)), truth=truth)


def _found(path: Path, top: Path) -> Found:
    try:
        record = decode(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path}: no record that can be read: {_reason(error)}; read the letter again") from error
    return Found(place=PurePath(path.relative_to(top).parent), record=record)


def _reason(error: OSError | ValidationError) -> str:
    if isinstance(error, OSError):
        return str(error.strerror)
    first = error.errors()[0]
    where = ".".join(str(step) for step in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
