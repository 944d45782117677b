"""An executor of worker processes, each with limits; one that dies is replaced, and costs the call that it had alone.

Each worker has a keeper, a thread of this process that sends it one call at a time and waits. So it is known which call
was with a worker that died, where it was, and whether it died of itself or was stopped. `concurrent.futures` has no
such pool: there one dead worker breaks them all, and none can be stopped.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, TypeVar

from pipeline import machine
from pipeline.processes import end_session
from pipeline.worker import AT, FAILED

T = TypeVar("T")
R = TypeVar("R")
# Work is spread over processes, so that more threads in each would only wait for each other.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1"}
# Each step makes arrays the size of a page. glibc would take their memory from the system and give it back each time,
# which is a twentieth of the time of a page; so up to 128 MB stays with the worker. Other systems do not know these.
KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": str(1 << 30), "MALLOC_TRIM_THRESHOLD_": str(1 << 27)}
IN_FLIGHT = 2  # calls a worker has, one of them at work; enough to keep it busy, few enough to keep memory flat
START = 120.0  # s that a worker gets to import what it needs, on a machine that has much else to do
PATIENCE = 5.0  # s that a worker without work gets to end by itself


class WorkerLostError(Exception):
    """A worker died over a call, or was stopped; the reason says how, and where it was.

    Attributes:
        reason: a part of a sentence about a letter.
        was_slow: whether it was stopped because it took too long.
    """

    def __init__(self, reason: str, was_slow: bool) -> None:  # noqa: FBT001  # errors are pickled by their arguments
        super().__init__(reason, was_slow)
        self.reason = reason
        self.was_slow = was_slow


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a worker may take: seconds from one sign of life to the next, bytes of address space (0: no limit)."""

    seconds: float = 300.0
    memory: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A call that waits for a worker, as the worker takes it, and the future of its result."""

    packed: bytes
    future: Future[Any]


class Worker:
    """A worker process, as its keeper has it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        command = [sys.executable, "-m", "pipeline.worker"]
        numbers = (os.getpid(), theirs_in, theirs_out, limits.memory)
        self.process = subprocess.Popen(
            [*command, *map(str, numbers)],
            stdin=subprocess.DEVNULL,
            pass_fds=(theirs_in, theirs_out),
            # -P, which keeps the working folder out of the path, would be lost with PYTHONPATH; this does both.
            env={
                **os.environ,
                **ONE_THREAD,
                **KEEP_MEMORY,
                "PYTHONSAFEPATH": "1",
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            },
            start_new_session=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.calls, self.answers = Connection(ours_out, readable=False), Connection(ours_in, writable=False)

    def do(self, call: Call) -> Any:
        """Return the result of a call, or raise its error; WorkerLostError if there is neither."""
        where, patience = "at the start", max(self.limits.seconds, START)
        try:
            self.calls.send_bytes(call.packed)
            while self.answers.poll(patience):
                kind, value = self.answers.recv()
                if kind != AT:
                    break
                where, patience = value, self.limits.seconds
            else:
                self.kill()
                raise WorkerLostError(f"took longer than {patience:g} s and was stopped ({where})", was_slow=True)
        except (EOFError, BrokenPipeError, ConnectionResetError):
            raise WorkerLostError(f"its worker {self._end()} ({where})", was_slow=False) from None
        if kind == FAILED:
            raise value
        return value

    def _end(self) -> str:
        """Return how the process ended that has closed its pipe, and end what it started."""
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            code = 0
        self.kill()
        if code >= 0:
            return f"ended with exit code {code}"
        name = signal.Signals(-code).name
        return "was killed: out of memory, or by hand" if name == "SIGKILL" else f"crashed: {name}"

    def kill(self) -> None:
        """End the process and whatever it started."""
        end_session(self.process.pid)
        self.process.kill()
        self.process.wait()
        self.calls.close()
        self.answers.close()

    def dismiss(self) -> None:
        """Let the process end."""
        self.calls.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        self.kill()


class Pool(Executor):
    """So many workers; what is submitted must be picklable, the work by its name."""

    def __init__(self, workers: int, limits: Limits | None = None) -> None:
        self.width = workers
        self._limits = limits or Limits()
        self._calls: SimpleQueue[Call | None] = SimpleQueue()
        self._given_up = Event()
        self._busy: set[Worker] = set()
        self._keepers = [Thread(target=self._keep, daemon=True) for _ in range(workers)]
        for keeper in self._keepers:
            keeper.start()

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        if kwargs:
            raise TypeError("calls take arguments by place only")
        call = Call(pickle.dumps((fn, args)), Future())
        self._calls.put(call)
        return call.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002  # as in the base
        """End the workers, after what was submitted or, with *cancel_futures*, at once."""
        if cancel_futures:
            self._given_up.set()
            for worker in tuple(self._busy):
                end_session(worker.process.pid)
        for _ in self._keepers:
            self._calls.put(None)
        for keeper in self._keepers if wait else ():
            keeper.join()

    def __exit__(self, kind: Any, *_about: Any) -> None:
        self.shutdown(cancel_futures=kind is not None)

    def _keep(self) -> None:
        """Be a keeper: have one worker at a time do what comes."""
        worker: Worker | None = None
        while (call := self._calls.get()) is not None:
            if self._given_up.is_set():
                call.future.cancel()
            if not call.future.set_running_or_notify_cancel():
                continue
            worker = worker or Worker(self._limits)
            self._busy.add(worker)
            try:
                call.future.set_result(worker.do(call))
            except BaseException as error:  # noqa: BLE001  # it is raised where the result is asked for
                call.future.set_exception(error)
            self._busy.discard(worker)
            worker = None if isinstance(call.future.exception(), WorkerLostError) else worker
        if worker:
            worker.dismiss()


def in_flight(
    executor: Executor,
    work: Callable[[T], R],
    items: Iterable[T],
    *,
    most: Callable[[], int],
    stop: Event | None = None,
) -> Iterator[tuple[T, Future[R]]]:
    """Submit *work* for each of *items*, never more than `most()` at once; yield each with its future as it ends.

    Args:
        executor: who does it.
        work: picklable, for executors of processes.
        items: taken only as there is room.
        most: asked each time, since clusters grow.
        stop: once set, nothing more is submitted.
    """
    flight: dict[Future[R], T] = {}
    waiting = iter(items)
    item: T | None = next(waiting, None)
    while flight or item is not None:
        while item is not None and len(flight) < most():
            if stop is not None and stop.is_set():
                item = None
                break
            flight[executor.submit(work, item)] = item
            item = next(waiting, None)
        for future in wait(flight, return_when=FIRST_COMPLETED).done:
            yield flight.pop(future), future


def run(
    work: Callable[[T], R], items: Sequence[T], *, lost: Callable[[T, WorkerLostError], R], workers: int = 0
) -> Iterator[R]:
    """Do *work* with all *items* in worker processes of this machine; yield results as they come.

    Args:
        work: picklable, by its name; it turns errors into results.
        items: picklable.
        lost: makes the result of an item whose worker died, here.
        workers: how many; 0 is as many as there is room for.
    """
    count = min(workers or machine.workers(), max(len(items), 1))
    with Pool(count, Limits(memory=machine.memory_each(count))) as crew:
        for item, future in in_flight(crew, work, items, most=lambda: count * IN_FLIGHT):
            error = future.exception()
            yield lost(item, error) if isinstance(error, WorkerLostError) else future.result()
