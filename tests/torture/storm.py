"""A box of letters, many of them faulty, read while workers and the run itself are killed at random moments."""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import psutil
from faults import KINDS, fill, kind_of
from trouble import TURNED_OFF, install

from pipeline import store
from pipeline.ledger import entries
from pipeline.ledger.verify import verify

MEKTUP = Path(sys.executable).with_name("mektup")
PAGE_SECONDS = 5.0
MEMORY_GB = 1.0
MOST_RUNS = 40  # until enough of them have been killed
WHERE = re.compile(r" \([^()]*\)(?=; )")  # at which page and stage a worker died is chance


def kinds(each: int, dear: int) -> list[str]:
    """Return so many of each kind of faulty letter, and so many of those of which each costs seconds."""
    return [name for name, kind in KINDS.items() for _ in range(dear if kind.is_dear else each)]


@dataclass
class Storm:
    """The place of a run, and what has been done to it."""

    place: Path
    chance: random.Random
    begun: float = field(default_factory=time.time)
    environment: dict[str, str] = field(init=False)
    workers_killed: int = 0
    runs_killed: int = 0

    def __post_init__(self) -> None:
        (self.place / "tmp").mkdir()
        limits = f"[batch]\npage_seconds = {PAGE_SECONDS}\nmemory_gb = {MEMORY_GB}\n"
        (self.place / "mektup.toml").write_text(TURNED_OFF + limits)
        self.environment = {**install(self.place / "packages"), "TMPDIR": str(self.place / "tmp")}

    def start(self, output: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [
            str(MEKTUP),
            "read",
            "-o",
            output,
            "--engine",
            "trouble",
            "--workers",
            "2",
            *(arguments or ["scans"]),
        ]
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self.place, env=self.environment, stdout=nowhere, stderr=nowhere)

    def calm(self, output: str, *arguments: str) -> float:
        """Run to the end, undisturbed; return how many seconds that took."""
        begun = time.monotonic()
        self.start(output, *arguments).wait()
        return time.monotonic() - begun

    def blow(self, output: str, seconds: float) -> None:
        """Run for some seconds while workers are killed, then kill the run."""
        run, over = self.start(output), Event()
        killer = Thread(target=self._kill_workers, args=(run.pid, over))
        killer.start()
        try:
            run.wait(seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            self.runs_killed += 1
        over.set()
        killer.join()
        run.wait()

    def _kill_workers(self, run: int, over: Event) -> None:
        while not over.wait(self.chance.uniform(0.3, 2.0)):
            found = workers(run)
            if found:
                with suppress(psutil.NoSuchProcess):  # it ended by itself in the meantime
                    self.chance.choice(found).kill()
                    self.workers_killed += 1

    def release(self, output: str) -> int:
        """Read again what chance has put into quarantine, letters that were hit twice; return how many."""
        held = [
            entry.failure.sources[0].name
            for entry in entries(self.place / output)
            if entry.failure and entry.failure.deaths
        ]
        hit = [f"scans/{name}" for name in held if not is_dear(name)]
        if hit:
            self.calm(output, "--redo", *hit)
        return len(hit)

    def strays(self) -> Iterator[str]:
        """Yield processes that the runs have left: at work in their place, or dead and not buried."""
        for process in psutil.process_iter():
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                ours = process.ppid() == os.getpid() and process.create_time() >= self.begun
                if ours or (process.pid != os.getpid() and process.cwd() == str(self.place)):
                    yield f"{process.status()}: {process.name()}"


def is_dear(name: str) -> bool:
    return kind_of(name) in KINDS and KINDS[kind_of(name)].is_dear


def workers(run: int) -> list[psutil.Process]:
    """Return the workers of a run that are alive."""
    found = []
    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(run).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                found += [child] if "pipeline.worker" in child.cmdline() else []
    return found


def tree(output: Path) -> dict[str, bytes]:
    """All files of all letters; what is chance in a failure is taken out."""
    found = {}
    for path in sorted(output.glob("*/*/*/**/*")):
        if path.name == store.FAILURE:
            failure = json.loads(path.read_bytes())
            failure.pop("deaths")
            failure["reason"] = WHERE.sub("", failure["reason"])
            if is_dear(failure["sources"][0]["name"]):
                del failure["reason"]  # the storm may have killed its worker before it did so itself
            found[str(path.relative_to(output))] = json.dumps(failure).encode()
        elif path.is_file():
            found[str(path.relative_to(output))] = path.read_bytes()
    return found


def untrue(output: Path) -> Iterator[str]:
    """Yield what became of letters otherwise than it must: read though faulty, or failed for another reason."""
    for entry in entries(output):
        sources = entry.failure.sources if entry.failure else store.load(entry.place).sources
        kind = kind_of(sources[0].name)
        reason = entry.failure.reason if entry.failure else ""
        if bool(kind) != bool(entry.failure) or (kind and not re.search(KINDS[kind].said, reason)):
            yield f"{sources[0].name}: {entry.state}: {reason}"


def storm(place: Path, *, letters: int, faulty: Sequence[str], kills: int, seed: int) -> list[str]:
    """Do it; return what is not as it must be."""
    fill(place / "scans", letters=letters, kinds=faulty)
    storm = Storm(place, random.Random(seed))
    took = storm.calm("calm")
    for _ in range(MOST_RUNS):
        if storm.runs_killed == kills:
            break
        storm.blow("storm", storm.chance.uniform(0.3, 1.3) * took / kills)
    storm.blow("storm", 20 * took)  # workers are killed, the run is not
    storm.calm("storm")
    released = storm.release("storm")
    states = Counter(entry.state for entry in entries(place / "storm"))
    sys.stdout.write(
        f"{letters} letters, {len(faulty)} faulty; {storm.workers_killed} workers and {storm.runs_killed} runs killed; "
        f"{dict(states)}; {released} released; {took:.0f} s undisturbed, {time.time() - storm.begun:.0f} s in all\n"
    )
    wrong = [f"not accounted for: {states}"] if sum(states.values()) != letters else []
    wrong += [f"only {storm.runs_killed} runs were killed"] if storm.runs_killed < kills else []
    return [*wrong, *untrue(place / "storm"), *_compared(place), *(f"stray: {found}" for found in storm.strays())]


def _compared(place: Path) -> Iterator[str]:
    """Yield what the storm has left otherwise than the run that was not disturbed, or left over."""
    expected, found = tree(place / "calm"), tree(place / "storm")
    for name in expected.keys() | found.keys():
        if expected.get(name) != found.get(name):
            yield f"differs: {name}"
    for _, problems in verify(place / "storm", [place / "scans"]):
        yield from map(str, problems)
    for path in (place / "tmp").iterdir():
        yield f"left over: {path}"
