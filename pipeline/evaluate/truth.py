"""The two folders that are compared: truth written by people, and the records that stand for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.codec import decode
from pipeline.errors import UsageError
from pipeline.model import FieldName, Record
from pipeline.text import nfc

ENDING = ".truth.json"


class Truth(BaseModel):
    """What a letter says: lines of each page, and the parts of each field; a field that is not named is not there."""

    model_config = ConfigDict(frozen=True)

    pages: tuple[tuple[str, ...], ...]
    fields: dict[FieldName, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The truth of one letter, with its name and the folder it lies in, as seen from the top."""

    name: str
    folder: tuple[str, ...]
    truth: Truth


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A record, and the folder it lies in, as seen from the top."""

    place: PurePath
    record: Record

    @property
    def names(self) -> frozenset[str]:
        """The names that a truth may know it by."""
        return frozenset({nfc(PurePath(self.record.sources[0].name).stem), nfc(self.record.id)})


def read_truths(top: Path) -> tuple[Named, ...]:
    """Return every truth in *top* and below, by path.

    Raises:
        UsageError: if there is none, or one of them cannot be read; the message names the file.
    """
    paths = sorted(top.rglob(f"*{ENDING}"))
    if not paths:
        raise UsageError(f"{top}: no truth in this folder; expected files named NAME{ENDING}")
    return tuple(_named(path, top) for path in paths)


def read_records(top: Path) -> tuple[Found, ...]:
    """Return every record in *top* and below, by path.

    Raises:
        UsageError: if *top* is no folder, or a record.json in it is none; the message names the file.
    """
    if not top.is_dir():
        raise UsageError(f"{top}: no such folder; give the output folder of `mektup read`")
    return tuple(_found(path, top) for path in sorted(top.rglob("record.json")))


def record_for(truth: Named, records: Iterable[Found]) -> Found | None:
    """Return the record whose first scan, or whose id, has the name of *truth*; None if there is none.

    Of several, it is the one whose folder is most like that of the truth.

    Raises:
        UsageError: if several are alike in that, too.
    """
    candidates = [found for found in records if truth.name in found.names]
    if not candidates:
        return None
    best = max(_likeness(truth, found) for found in candidates)
    nearest = [found for found in candidates if _likeness(truth, found) == best]
    if len(nearest) > 1:
        places = ", ".join(found.place.as_posix() for found in nearest)
        raise UsageError(
            f"{truth.name}: several records have this name: {places}; keep one, or put the truth beside it"
        )
    return nearest[0]


def _likeness(truth: Named, found: Found) -> tuple[bool, int]:
    above = found.place.parent.parts
    return above == truth.folder, _common_end(above, truth.folder)


def _common_end(one: Sequence[str], other: Sequence[str]) -> int:
    return next((n for n, (a, b) in enumerate(_backwards(one, other)) if a != b), min(len(one), len(other)))


def _backwards(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip(reversed(one), reversed(other), strict=False)


def _named(path: Path, top: Path) -> Named:
    try:
        truth = Truth.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path}: no truth that can be read: {_reason(error)}; correct or remove it") from error
    name = nfc(path.name.removesuffix(ENDING))
    return Named(name=name, folder=path.relative_to(top).parent.parts, truth=truth)


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
