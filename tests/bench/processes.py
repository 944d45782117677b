"""What a command costs: seconds, processor seconds and memory, of it and of all that it starts."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK = 0.01  # s between looks at memory; a command's time is known to within that
PAGE = os.sysconf("SC_PAGE_SIZE")
MEKTUP = Path(sys.executable).with_name("mektup")
ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds on the clock, seconds of processors, and the most bytes resident at once, over all processes."""

    seconds: float
    cpu: float
    peak: int

    def __add__(self, other: "Cost") -> "Cost":
        """Return the cost of one after the other."""
        return Cost(seconds=self.seconds + other.seconds, cpu=self.cpu + other.cpu, peak=max(self.peak, other.peak))


NOTHING = Cost(seconds=0.0, cpu=0.0, peak=0)


def run(command: Sequence[str], out: Path, env: Mapping[str, str]) -> tuple[int, Cost]:
    """Run *command* with its standard output and errors in the files *out* and *out*.err.

    Returns:
        Exit status and cost. Memory that processes share counts once for each of them.
    """
    with out.open("wb") as output, out.with_name(f"{out.name}.err").open("wb") as errors:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env={**os.environ, **env})
        peak, ended = 0, 0
        while not ended:
            peak = max(peak, _resident(process.pid), _most_resident(process.pid))
            time.sleep(LOOK)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, Cost(seconds=seconds, cpu=usage.ru_utime + usage.ru_stime, peak=peak)


def cost_of(command: Sequence[str], out: Path, env: Mapping[str, str]) -> Cost:
    """Run *command* as `run` does; stop the bench if it fails."""
    status, cost = run(command, out, env)
    if status:
        said = out.with_name(f"{out.name}.err").read_text("utf-8", "replace").strip()
        raise SystemExit(f"{command[0]} ended with status {status}: {said[-500:]}")
    return cost


def _most_resident(pid: int) -> int:
    """Return the most bytes that a process alone has held since its program began; 0 if it has ended."""
    # What wait4 tells begins before that, with all that the bench itself holds.
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    found = re.search(r"^VmHWM:\s*(\d+) kB", status, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def _resident(pid: int, *, starter: int = 0) -> int:
    """Return the bytes resident in a process and its descendants; those that have just ended hold none.

    Until its own program begins, a process shows the memory of the one that starts it, *starter* pages in all: those
    are not counted again.
    """
    try:
        size, own = map(int, Path(f"/proc/{pid}/statm").read_text().split()[:2])
        children = [child for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task)]
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return 0 if size == starter else own * PAGE + sum(_resident(child, starter=size) for child in children)


def _children(task: Path) -> list[int]:
    return [int(child) for child in (task / "children").read_text().split()]
