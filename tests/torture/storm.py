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
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

import pikepdf
import psutil
from trouble import TURNED_OFF, draw, install

from pipeline import store
from pipeline.ledger import entries
from pipeline.ledger.verify import verify

MEKTUP = Path(sys.executable).with_name("mektup")
KINDS = ("empty", "cut", "garbage", "bomb", "locked", "faulty", "deadly", "hangs")
PAGE_SECONDS = 10.0
HANGS_EACH = 20  # faulty letters for each that hangs: such a one costs its seconds two times over
WHERE = re.compile(r" \([^()]*\)(?=; )")  # at which page and stage a worker died is chance


def box(scans: Path, letters: int, faulty: int) -> None:
    """Fill a folder with *letters*, of which *faulty* are at fault, each kind in its turn."""
    scans.mkdir()
    for number in range(letters - faulty):
        draw(scans / f"fine{number:04}.png", "fine", number=number)
    hangs = max(faulty // HANGS_EACH, 1)
    for number in range(faulty):
        kind = "hangs" if number < hangs else KINDS[:-1][number % (len(KINDS) - 1)]
        _fault(scans, kind, number)


def _fault(scans: Path, kind: str, number: int) -> None:
    path = scans / f"{kind}{number:04}.png"
    if kind in {"faulty", "deadly", "hangs"}:
        draw(path, kind, number=number)
        return
    whole = draw(path, "fine", number=number).read_bytes()
    path.unlink()
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(whole[: len(whole) // 2])
        case "garbage":
            path.write_bytes(random.Random(number).randbytes(5000))
        case "bomb":
            path.write_bytes(whole[:16] + (60_000).to_bytes(4) + (60_000).to_bytes(4) + whole[24:])
        case "locked":
            with pikepdf.new() as pdf:
                pdf.add_blank_page(page_size=(300 + number, 300))
                lock = pikepdf.Encryption(user="secret", owner="secret")
                pdf.save(path.with_suffix(".pdf"), encryption=lock, deterministic_id=False)


@dataclass
class Storm:
    """The place of a run, and what has been done to it."""

    place: Path
    chance: random.Random
    environment: dict[str, str] = field(init=False)
    workers_killed: int = 0
    runs_killed: int = 0

    def __post_init__(self) -> None:
        (self.place / "tmp").mkdir()
        (self.place / "mektup.toml").write_text(TURNED_OFF + f"[batch]\npage_seconds = {PAGE_SECONDS}\n")
        self.environment = {**install(self.place / "packages"), "TMPDIR": str(self.place / "tmp")}

    def start(self, output: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [str(MEKTUP), "read", "scans", "-o", output, "--engine", "trouble", "--workers", "2", *arguments]
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(command, cwd=self.place, env=self.environment, stdout=nowhere, stderr=nowhere)

    def calm(self, output: str, *arguments: str) -> None:
        """Run to the end, undisturbed."""
        self.start(output, *arguments).wait()

    def blow(self, output: str, seconds: float) -> bool:
        """Run for some seconds while workers are killed, then kill the run; return whether it ended before that."""
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
        return run.wait() >= 0

    def _kill_workers(self, run: int, over: Event) -> None:
        while not over.wait(self.chance.uniform(0.3, 2.0)):
            found = workers(run)
            if found:
                with suppress(psutil.NoSuchProcess):  # it ended by itself in the meantime
                    self.chance.choice(found).kill()
                    self.workers_killed += 1

    def release(self, output: str) -> int:
        """Read again what chance has put into quarantine, letters that were hit twice; return how many."""
        held = [entry.failure for entry in entries(self.place / output) if entry.state == "quarantined"]
        names = [failure.sources[0].name for failure in held if failure and "was killed" in failure.reason]
        fine = [f"scans/{name}" for name in names if not name.startswith("deadly")]
        if fine:
            command = [str(MEKTUP), "read", *fine, "-o", output, "--engine", "trouble", "--redo"]
            subprocess.run(command, cwd=self.place, env=self.environment, check=False, capture_output=True)
        return len(fine)

    def strays(self) -> list[str]:
        """Processes that are still at work in the place of the run."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.cwd() == str(self.place) and process.pid != os.getpid():
                    found.append(" ".join(process.cmdline()) or process.status())
            except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                continue
        return found


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
            if path.parent.name.startswith(("deadly", "hangs")):
                del failure["reason"]  # the storm may have killed its worker before it did so itself
            found[str(path.relative_to(output))] = json.dumps(failure).encode()
        elif path.is_file():
            found[str(path.relative_to(output))] = path.read_bytes()
    return found


def storm(place: Path, *, letters: int, faulty: int, kills: int, seed: int) -> list[str]:
    """Do it; return what is not as it must be."""
    box(place / "scans", letters, faulty)
    storm = Storm(place, random.Random(seed))
    begun = time.monotonic()
    storm.calm("calm")
    took = time.monotonic() - begun
    while storm.runs_killed < kills and not storm.blow("storm", storm.chance.uniform(0.2, 1.0) * took / (2 * kills)):
        pass
    storm.blow("storm", 20 * took)  # workers are killed, the run is not
    storm.calm("storm")
    released = storm.release("storm")
    expected, found = tree(place / "calm"), tree(place / "storm")
    states = Counter(entry.state for entry in entries(place / "storm"))
    sys.stdout.write(
        f"{letters} letters, {faulty} faulty; {storm.workers_killed} workers and {storm.runs_killed} runs killed; "
        f"{dict(states)}; {released} released; {took:.0f} s undisturbed\n"
    )
    wrong = [f"differs: {name}" for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)]
    wrong += [str(problem) for _, problems in verify(place / "storm", [place / "scans"]) for problem in problems]
    wrong += [f"left over: {path}" for path in (place / "tmp").iterdir()]
    wrong += [f"stray: {process}" for process in storm.strays()]
    if storm.runs_killed < kills:
        wrong.append(f"only {storm.runs_killed} runs were killed")
    if states["done"] != letters - faulty or sum(states.values()) != letters:
        wrong.append(f"not accounted for: {states}")
    return wrong
