"""Letters read on a Dask cluster: an executor like the one of this machine, with worker processes on many.

On each machine of the cluster a letter is read in a worker process of ours, inside the one of Dask, so that limits,
deaths and reasons are the same as on one machine. A machine that goes away costs nothing: Dask gives its letters to
another.
"""

import logging
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import urlsplit

from pipeline.batch import Crew
from pipeline.errors import DependencyError, UsageError
from pipeline.machine import GIGABYTE
from pipeline.pool import IN_FLIGHT, Limits, Pool, WorkerLostError
from pipeline.settings import BatchSettings

R = TypeVar("R")
PATIENCE = 30.0  # s for the scheduler to answer, and for its first worker to come


class Cluster(Executor):
    """Has each call done in a worker process, somewhere on the cluster."""

    def __init__(self, inner: Executor, limits: Limits) -> None:
        self._inner = inner
        self._limits = limits

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        if kwargs:
            raise TypeError("calls take arguments by place only")
        outer: Future[R] = Future()
        self._inner.submit(sheltered, self._limits, fn, *args).add_done_callback(lambda inner: _pass_on(inner, outer))
        return outer


def sheltered(limits: Limits, work: Callable[..., R], *arguments: Any) -> R:
    """Do a call in a worker process that this process has for that, and keeps."""
    return _shelter(limits).submit(work, *arguments).result()


@lru_cache(maxsize=1)
def _shelter(limits: Limits) -> Pool:
    return Pool(1, limits)


def _pass_on(inner: Future[R], outer: Future[R]) -> None:
    """Give *outer* the end of *inner*; that Dask lost several workers over a letter is told as we tell it."""
    from distributed import KilledWorker

    error = inner.exception() if not inner.cancelled() else None
    if inner.cancelled():
        outer.cancel()
    elif isinstance(error, KilledWorker):
        outer.set_exception(WorkerLostError("several machines of the cluster went away over it", was_slow=False))
    elif error is not None:
        outer.set_exception(error)
    else:
        outer.set_result(inner.result())


@contextmanager
def connected(address: str, settings: BatchSettings, *, ships: bool = False) -> Iterator[Crew]:
    """Have the cluster whose scheduler is at *address*, such as tcp://HOST:8786, as the crew.

    Raises:
        DependencyError: if the extra [cluster] is not installed.
        UsageError: if there is no scheduler there, or no worker comes.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise DependencyError(f"{error.name} is not installed; try: pip install 'mektup[cluster]'") from error
    logging.getLogger("distributed").setLevel(logging.ERROR)  # it tells of every worker that comes and goes
    with Client(_checked(address), timeout=PATIENCE, set_as_default=False) as client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise UsageError(f"{address}: it has no workers; start some with `dask worker {address}`") from error
        limits = Limits(seconds=settings.page_seconds, memory=round(settings.memory_gb * GIGABYTE))
        # The same letter submitted twice is read twice: Dask would else hand out what it remembers.
        with client.get_executor(pure=False) as inner:
            yield Crew(
                executor=Cluster(inner, limits),
                most=lambda: max(sum(client.nthreads().values()), 1) * IN_FLIGHT,
                ships=ships,
            )


def _checked(address: str) -> str:
    """Return *address* if something answers there; the library itself tries for long, and tells of it at length."""
    try:
        place = urlsplit(address)
        if place.scheme not in {"tcp", "tls"} or not place.hostname or not place.port:
            raise UsageError(f"{address}: is no address of a scheduler; give one such as tcp://HOST:8786")
        socket.create_connection((place.hostname, place.port), timeout=PATIENCE).close()
    except (OSError, ValueError) as error:
        raise UsageError(f"{address}: no scheduler answers there; start one with `dask scheduler`") from error
    return address
