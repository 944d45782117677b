"""What lies in an output folder: each letter's state, without validating what is known to be whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic_core import from_json

from pipeline import store
from pipeline.errors import InputError
from pipeline.store import Failure

State = Literal["done", "blank", "failed", "quarantined", "half-written"]
STATES: tuple[State, ...] = ("done", "blank", "failed", "quarantined", "half-written")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A letter in the ledger.

    Attributes:
        place: its folder.
        state: how it stands with it.
        record: as JSON has it, empty where there is none.
        failure: why it has no record.
    """

    place: Path
    state: State
    record: dict[str, Any]
    failure: Failure | None = None


def entries(output: Path) -> Iterator[Entry]:
    """Yield all letters below *output*.

    Raises:
        InputError: if there is no such folder.
    """
    if not output.is_dir():
        raise InputError(f"{output}: there is no such folder; name the --output of a run")
    return map(_entry, store.folders(output))


def failures(output: Path) -> Iterator[Failure]:
    """Yield why each letter that failed did so."""
    return (entry.failure for entry in entries(output) if entry.failure)


def _entry(place: Path) -> Entry:
    try:
        record = from_json((place / store.RECORD).read_bytes())
        ends = {page["status"] for page in record["pages"]}
        return Entry(place=place, state="done" if "read" in ends else "blank", record=record)
    except FileNotFoundError:
        return _without_record(place)
    except (OSError, ValueError, KeyError, TypeError):
        return Entry(place=place, state="half-written", record={})


def _without_record(place: Path) -> Entry:
    try:
        failure = store.load_failure(place)
    except InputError:
        return Entry(place=place, state="half-written", record={})
    return Entry(place=place, state="quarantined" if failure.is_final else "failed", record={}, failure=failure)
