"""Runs in which letters kill, stop or confuse the process that reads them, with an engine that does so."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from trouble import TURNED_OFF, draw, install

from pipeline import progress, store
from pipeline.attempt import settled
from pipeline.batch import TRIES, Crew, run
from pipeline.calls import reader
from pipeline.errors import DependencyError, UsageError
from pipeline.identity import Identity
from pipeline.ingest import LetterFiles
from pipeline.ledger import failures
from pipeline.outcome import Job, Outcome, Reader
from pipeline.pool import WorkerLostError
from pipeline.settings import Settings

MEKTUP = Path(sys.executable).with_name("mektup")


class Bench:
    """A folder with scans, results and settings, and the command that is run there."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.scans = place / "scans"
        self.scans.mkdir()
        self.output = place / "out"
        self.environment = install(place / "packages")
        (place / "mektup.toml").write_text(TURNED_OFF)

    def command(self, *arguments: object) -> Sequence[str]:
        return [str(MEKTUP), "read", "scans", "-o", "out", "--engine", "trouble", *map(str, arguments)]

    def read(self, *arguments: object) -> tuple[dict[str, str], subprocess.CompletedProcess[str]]:
        """Run the command; return how each scan ended, and the run."""
        done = subprocess.run(
            [*self.command("--json"), *map(str, arguments)],
            cwd=self.place,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = map(json.loads, done.stdout.splitlines())
        return {Path(line["source"]).stem: line["status"] for line in lines}, done

    def failures(self) -> dict[str, store.Failure]:
        found = (store.load_failure(path.parent) for path in self.output.rglob("failure.json"))
        return {Path(failure.sources[0].name).stem: failure for failure in found}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_letter_that_kills_its_worker_costs_itself_alone_and_twice_is_enough(bench: Bench) -> None:
    for number in range(3):
        draw(bench.scans / f"fine{number}.png", "fine", number=number)
    draw(bench.scans / "deadly.png", "deadly")
    draw(bench.scans / "faulty.png", "faulty")
    log = bench.place / "log.jsonl"
    ends, done = bench.read("--workers", 2, "--log", log)
    assert ends == {"fine0": "done", "fine1": "done", "fine2": "done", "deadly": "failed", "faulty": "failed"}
    assert done.returncode == 1, done.stderr
    assert "failed: deadly.png: its worker was killed" in done.stderr
    assert "failed: faulty.png: ValueError: a bug; a fault of Mektup itself" in done.stderr
    assert bench.failures()["deadly"].is_final
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    stages = {line["stage"] for line in lines if line.get("letter") == "fine0" and "stage" in line}
    assert stages == {"identify", "open", "leaves", "straighten", "look", "read", "parse", "save"}
    assert "a bug" in next(line["trace"] for line in lines if line.get("letter") == "faulty")
    assert lines[-1]["summary"]["ended"] == {"done": 3, "failed": 2}
    begun = time.time_ns()
    ends, done = bench.read()
    assert (ends["fine0"], ends["faulty"], ends["deadly"]) == ("skipped", "failed", "failed")
    assert "is in quarantine" in done.stderr
    places = {name: next(bench.output.rglob(f"{name}-*/failure.json")) for name in ("faulty", "deadly")}
    assert places["faulty"].stat().st_mtime_ns > begun > places["deadly"].stat().st_mtime_ns
    bench.read("--no-retry", "--redo", bench.scans / "deadly.png")
    assert places["deadly"].stat().st_mtime_ns > begun


def test_a_letter_that_hangs_is_stopped_and_not_tried_again_unless_wanted(bench: Bench) -> None:
    with (bench.place / "mektup.toml").open("a") as file:
        file.write("[batch]\npage_seconds = 4\n")
    draw(bench.scans / "hangs.png", "hangs")
    _, done = bench.read()
    assert "hangs.png: took longer than 4 s and was stopped (page 1, read)" in done.stderr
    assert bench.failures()["hangs"].deaths == 1
    ends, done = bench.read("--no-retry")
    assert (ends, done.returncode) == ({"hangs": "failed"}, 4)
    assert bench.failures()["hangs"].deaths == 1


def test_a_run_that_is_told_to_end_finishes_the_letters_in_hand(bench: Bench) -> None:
    for number in range(60):
        draw(bench.scans / f"fine{number}.png", "fine", number=number)
    with subprocess.Popen(
        bench.command("--json"), cwd=bench.place, env=bench.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        rest, said = process.stdout.read(), process.stderr.read().decode()
    assert process.returncode == 1
    assert "letters are left; run it again" in said
    records = list(bench.output.rglob("record.json"))
    assert len(records) == len(rest.splitlines()) + 1 < 60
    ends, _ = bench.read()
    assert list(ends.values()).count("skipped") == len(records)
    assert set(ends.values()) == {"done", "skipped"}


def test_two_runs_do_not_write_to_one_folder(bench: Bench) -> None:
    draw(bench.scans / "fine.png", "fine")
    store.prepare(bench.output)
    with progress.alone(bench.output):
        _, done = bench.read()
    assert done.returncode == 2
    assert "another run is writing there" in done.stderr


SCRIPTED = Reader(name="scripted", version="1")


class Scripted(Executor):
    """Answers each call, in this process, with what stands next in a list: one for the engine, one for letters."""

    def __init__(self, *answers: Any, loads: Sequence[Any] = (SCRIPTED,) * TRIES) -> None:
        self.answers, self.loads = iter(answers), iter(loads)

    def submit(self, fn: Any, /, *_args: Any, **_kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        answer = next(self.loads if fn is reader else self.answers)
        if isinstance(answer, BaseException):
            future.set_exception(answer)
        else:
            future.set_result(answer)
        return future


def test_a_worker_that_dies_over_the_engine_is_not_the_end_unless_all_do(tmp_path: Path) -> None:
    died = [WorkerLostError("its worker was killed", was_slow=False)] * TRIES
    job = Job(output=tmp_path / "out", settings=Settings())
    but_one = Scripted(loads=[*died[1:], SCRIPTED])
    assert list(run([], job, Crew(executor=but_one, most=lambda: 1))) == []
    with pytest.raises(DependencyError, match="cannot be loaded: its worker was killed"):
        list(run([], job, Crew(executor=Scripted(loads=died), most=lambda: 1)))


def test_a_disk_that_is_full_stops_the_run(tmp_path: Path) -> None:
    scan = draw(tmp_path / "fine.png", "fine")
    crew = Crew(executor=Scripted(UsageError("out: cannot be written to")), most=lambda: 1)
    job = Job(output=tmp_path / "out", settings=Settings())
    with pytest.raises(UsageError, match="cannot be written"):
        list(run([LetterFiles(name="fine", files=(scan,))], job, crew))


def test_a_scan_that_cannot_be_opened_is_accounted_for_until_it_can(tmp_path: Path) -> None:
    job = Job(output=tmp_path / "out", settings=Settings())
    named = Reader(name="scripted", version="1")
    files = LetterFiles(name="fine", files=(tmp_path / "fine.png",))
    outcome = settled(files, job, named)
    assert isinstance(outcome, Outcome)
    assert "fine.png: cannot be opened" in outcome.reason
    assert len(list(failures(job.output))) == 1
    draw(tmp_path / "fine.png", "fine")
    assert isinstance(settled(files, job, named), Identity)
    assert list(store.folders(job.output)) == []
