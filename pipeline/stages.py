"""The stages that a page goes through: how long each took and what memory it left, and which one is at work now."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import perf_counter

import psutil

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stage that is over; page 0 is the letter as a whole.

    Attributes:
        page: number of the page in its letter.
        name: such as "layout".
        seconds: how long it took.
        memory: what the process held in memory at its end, in megabytes.
    """

    page: int
    name: str
    seconds: float
    memory: int


def _ignored(_what: str) -> None:
    """Tell nobody."""


_over: ContextVar[list[Stage] | None] = ContextVar("over", default=None)
_listener: ContextVar[Callable[[str], None]] = ContextVar("listener", default=_ignored)


def tell(where: str) -> None:
    """Tell whoever listens where the work is: a sign of life."""
    _listener.get()(where)


@contextmanager
def stage(name: str, page: int = 0) -> Iterator[None]:
    """Be in a stage: it is told as it begins, and kept, where `gathered` asks for it, as it ends."""
    tell(f"page {page}, {name}" if page else name)
    begun = perf_counter()
    try:
        yield
    finally:
        over = _over.get()
        if over is not None:
            memory = psutil.Process().memory_info().rss // MEGABYTE
            over.append(Stage(page=page, name=name, seconds=perf_counter() - begun, memory=memory))


@contextmanager
def gathered() -> Iterator[list[Stage]]:
    """Gather the stages that end within."""
    over: list[Stage] = []
    token = _over.set(over)
    try:
        yield over
    finally:
        _over.reset(token)


@contextmanager
def told(listener: Callable[[str], None]) -> Iterator[None]:
    """Tell *listener* of each stage that begins within."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
