"""Worker processes that die, hang, or take too much, and what that costs."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from threading import Event
from typing import Any

import pool_work
import psutil
import pytest

from pipeline.pool import Limits, Pool, WorkerLostError, in_flight

TESTS = Path(__file__).parent


def processes(place: Path) -> list[int]:
    """The ids that `hang` has told, once it has."""
    for _ in range(600):
        if place.exists():
            return [int(number) for number in place.read_text().split()]
        time.sleep(0.1)
    raise AssertionError("the worker never began")


def gone(process: int) -> bool:
    """Whether a process is no more, or will be as soon as somebody looks at it."""
    for _ in range(600):
        try:
            if psutil.Process(process).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.1)
    return False


def test_results_and_errors_come_back() -> None:
    with Pool(2) as pool:
        futures = [pool.submit(pool_work.double, number) for number in range(9)]
        assert [future.result() for future in futures] == [2 * number for number in range(9)]
        with pytest.raises(ValueError, match="not 3"):
            pool.submit(pool_work.refuse, 3).result()


@pytest.mark.parametrize(
    ("how", "said"), [("SIGKILL", "was killed"), ("SIGSEGV", "crashed: SIGSEGV"), ("exit", "exit code 7")]
)
def test_a_worker_that_dies_costs_its_call_and_is_replaced(how: str, said: str) -> None:
    with Pool(1) as pool:
        before, deadly, after = (
            pool.submit(pool_work.double, 1),
            pool.submit(pool_work.end, how),
            pool.submit(pool_work.double, 2),
        )
        assert (before.result(), after.result()) == (2, 4)
        with pytest.raises(WorkerLostError, match=said):
            deadly.result()


def test_a_call_that_hangs_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    place = tmp_path / "processes"
    with Pool(1, Limits(seconds=1.0)) as pool:
        slow, after = pool.submit(pool_work.hang, str(place)), pool.submit(pool_work.double, 2)
        with pytest.raises(WorkerLostError, match="took longer than 1 s") as caught:
            slow.result()
        assert caught.value.was_slow
        assert after.result() == 4
    assert all(gone(process) for process in processes(place))


def test_more_memory_than_the_limit_is_refused_and_the_worker_goes_on() -> None:
    with Pool(1, Limits(memory=1 << 30)) as pool:
        with pytest.raises(MemoryError):
            pool.submit(pool_work.take, 2048).result()
        assert pool.submit(pool_work.take, 1).result() == 1 << 20


def test_what_is_given_up_ends_at_once(tmp_path: Path) -> None:
    place = tmp_path / "processes"

    def give_up() -> None:
        with Pool(1) as pool:
            pool.submit(pool_work.hang, str(place))
            processes(place)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        give_up()
    assert all(gone(process) for process in processes(place))


def test_workers_die_with_the_process_that_they_work_for(tmp_path: Path) -> None:
    place = tmp_path / "processes"
    script = (
        f"import pool_work\nfrom pipeline.pool import Pool\nPool(1).submit(pool_work.hang, {str(place)!r}).result()"
    )
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    with subprocess.Popen([sys.executable, "-c", script], env=environment) as parent:
        worker, child = processes(place)
        parent.send_signal(signal.SIGKILL)
    assert gone(worker)
    os.kill(child, signal.SIGKILL)  # the engines tie theirs with `processes.tied`; this one was not


class AtOnce(Executor):
    """Does what it is given when it is given it."""

    def submit(self, fn: Any, /, *args: Any, **_kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args))
        return future


def test_items_are_taken_only_as_there_is_room() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(10):
            taken.append(number)
            yield number

    flight = in_flight(AtOnce(), pool_work.double, items(), most=lambda: 3)
    next(flight)
    assert len(taken) <= 4
    assert sorted(item for item, _ in flight) == sorted({*range(10)} - {0}) or len(taken) == 10


def test_after_a_stop_what_is_in_hand_is_finished_and_nothing_is_begun() -> None:
    stop = Event()
    flight = in_flight(AtOnce(), pool_work.double, range(100), most=lambda: 5, stop=stop)
    first, _ = next(flight)
    stop.set()
    assert {first, *(item for item, _ in flight)} == set(range(5))
