"""Work in a pool of processes, in which an item that kills its worker costs that item alone."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Generic, TypeVar

IN_FLIGHT = 3  # items a worker has waiting; enough to keep it busy, few enough to keep memory flat

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Generic[T, R]):
    """What is done with each item.

    Attributes:
        work: does it, in a worker; it must be picklable and turn errors into results.
        lost: makes the result of an item that killed its worker, here.
        module: what workers import before they start, else each takes a second or two to import the libraries.
    """

    work: Callable[[T], R]
    lost: Callable[[T], R]
    module: str


def run(task: Task[T, R], items: Sequence[T], *, workers: int = 0) -> Iterator[R]:
    """Do *task* with all *items* in *workers* processes (0: one a core; 1: in this one); yield results as they come."""
    count = min(workers or os.cpu_count() or 1, max(len(items), 1))
    if count == 1:
        yield from map(task.work, items)
        return
    waiting = deque(items)
    while waiting:
        suspects: list[T] = []
        yield from _until_broken(task, waiting, suspects, count)
        for item in suspects:
            yield _alone(task, item)


def _until_broken(task: Task[T, R], waiting: deque[T], suspects: list[T], workers: int) -> Iterator[R]:
    """Keep a few items in flight; once a worker has died, gather those that were with it in *suspects*."""
    flight: dict[Future[R], T] = {}
    with _pool(task, workers) as pool:
        while flight or (waiting and not suspects):
            while waiting and not suspects and len(flight) < workers * IN_FLIGHT:
                item = waiting.popleft()
                try:
                    flight[pool.submit(task.work, item)] = item
                except BrokenProcessPool:
                    suspects.append(item)
            for future in wait(flight, return_when=FIRST_COMPLETED).done:
                item = flight.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    suspects.append(item)
                else:
                    yield future.result()


def _alone(task: Task[T, R], item: T) -> R:
    """Try an item that may have killed its worker in a process of its own."""
    with _pool(task, 1) as pool:
        try:
            return pool.submit(task.work, item).result()
        except BrokenProcessPool:
            return task.lost(item)


def _pool(task: Task[T, R], workers: int) -> ProcessPoolExecutor:
    context = get_context("forkserver")
    context.set_forkserver_preload([task.module])
    return ProcessPoolExecutor(workers, mp_context=context)
