"""A run over an output folder: that it is the only one there, and how far it is, for whoever asks from outside."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Literal

from pydantic import ValidationError

from pipeline import atomic
from pipeline.errors import UsageError
from pipeline.model import Value

RUN = "run.json"
LOCK = ".lock"
Status = Literal["done", "skipped", "blank", "failed"]


class Progress(Value):
    """How far a run is.

    Attributes:
        total: letters there are to do; 0 where more may come at any time.
        ended: how many letters ended how.
        pages: pages read in this run; those of letters that were done before do not count.
        seconds: for how long it has been running.
        is_over: whether it ran to its end.
    """

    total: int
    ended: dict[Status, int]
    pages: int = 0
    seconds: float = 0.0
    is_over: bool = False

    @property
    def letters(self) -> int:
        return sum(self.ended.values())

    @property
    def rate(self) -> float:
        """Pages a second, 0.0 before the first."""
        return self.pages / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """As far as can be told from letters that were not skipped, None before the first of them."""
        worked = self.letters - self.ended.get("skipped", 0)
        if not worked or not self.total:
            return None
        return self.seconds / worked * (self.total - self.letters)


@dataclass(slots=True)
class Tally:
    """Counts how the letters of a run end."""

    total: int
    begun: float = field(default_factory=monotonic)
    pages: int = 0
    ended: dict[Status, int] = field(default_factory=dict)

    def count(self, status: Status, pages: int) -> None:
        self.ended[status] = self.ended.get(status, 0) + 1
        self.pages += pages

    def progress(self, *, is_over: bool = False) -> Progress:
        seconds = round(monotonic() - self.begun, 3)
        return Progress(total=self.total, ended=dict(self.ended), pages=self.pages, seconds=seconds, is_over=is_over)


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Keep other runs out of an output folder for as long as this lasts.

    Raises:
        UsageError: if one is there already.
    """
    with (output / LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(f"{output}: another run is writing there; wait for its end or stop it") from error
        yield


def is_running(output: Path) -> bool:
    """Return whether a run is writing to an output folder now."""
    try:
        with (output / LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def save(progress: Progress, output: Path) -> None:
    """Leave word in the output folder of how far the run there is."""
    atomic.write(output / RUN, (progress.model_dump_json() + "\n").encode())


def load(output: Path) -> Progress | None:
    """Return how far the latest run got, None if there was none."""
    try:
        return Progress.model_validate_json((output / RUN).read_bytes())
    except (OSError, ValidationError):
        return None
