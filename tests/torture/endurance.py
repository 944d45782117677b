"""What a long run costs: memory over thousands of letters, two workers beside one, the ledger of 100,000."""

import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from statistics import mean
from typing import Any

import psutil
from builders import bilingual
from trouble import TURNED_OFF, draw, install

from pipeline import indexing, ingest
from pipeline.attempt import keep, settled
from pipeline.digitize import Digitized
from pipeline.identity import Identity
from pipeline.outcome import Job, Outcome, Reader
from pipeline.settings import Settings
from pipeline.sheets import PageImage
from pipeline.stages import MEGABYTE

MEKTUP = Path(sys.executable).with_name("mektup")
ROUNDS = 3
A4 = (1240, 1754)  # pixels at 150 dpi
SETTLED = 100  # letters after which memory must not grow
NAMED = Reader(name="simulated", version="1")
RECORD = bilingual()


def memory(place: Path, letters: int) -> str:
    """Read so many letters; tell what was held in memory after the first hundred, and at the end."""
    run = _run(_box(place, letters), workers=2)
    ours: list[int] = []
    while run.poll() is None:
        try:
            ours.append(psutil.Process(run.pid).memory_info().rss // MEGABYTE)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.5)
    held = [line["memory"] for line in _log(place) if line.get("stage") == "save"]
    first, last = mean(held[SETTLED : 2 * SETTLED]), mean(held[-SETTLED:])
    early, late = mean(ours[len(ours) // 20 :][:10]), mean(ours[-10:])
    return (
        f"memory over {len(held)} letters: a worker {first:.1f} MB after the first hundred, {last:.1f} MB at the end "
        f"({last / first - 1:+.1%}); the run itself {early:.0f} MB, then {late:.0f} MB ({late / early - 1:+.1%})"
    )


def rate(place: Path, letters: int) -> str:
    """Read so many letters with one worker, with two, and in two runs of one worker each, which share nothing.

    Tells letters a second, from the first outcome to the last, each time of the best of some rounds: others may be at
    work on this machine. What two runs at once reach is what it has to give.
    """
    shapes = {"one": (1,), "two": (2,), "apart": (1, 1)}
    rates, busy = dict.fromkeys(shapes, 0.0), dict.fromkeys(shapes, float("inf"))
    for turn in range(ROUNDS):
        for name, shape in shapes.items():
            boxes = [_box(place / f"{turn}-{name}-{run}", letters, size=A4) for run in range(len(shape))]
            before = _processor(resource.RUSAGE_CHILDREN)
            for run in [_run(box, workers=workers) for box, workers in zip(boxes, shape, strict=True)]:
                run.wait()
            used = _processor(resource.RUSAGE_CHILDREN) - before
            rates[name] = max(rates[name], sum(map(_rate, boxes)))
            busy[name] = min(busy[name], 1e3 * used / letters / len(shape))
    return (
        f"{letters} letters: {rates['one']:.1f} a second with one worker, {rates['two']:.1f} with two: "
        f"{rates['two'] / rates['one']:.2f}; two runs at once, one worker each: {rates['apart'] / rates['one']:.2f}; "
        f"processor time a letter, starts included: {busy['one']:.1f} ms, {busy['two']:.1f} ms, {busy['apart']:.1f} ms"
    )


def _rate(box: Path) -> float:
    ends = [_seconds(line["time"]) for line in _log(box) if "status" in line]
    return (len(ends) - 1) / (ends[-1] - ends[0])


def ledger(place: Path, letters: int) -> str:
    """Find, look up, write and index so many letters that a simulated engine has read, then look them up again."""
    scans = place / "scans"
    scans.mkdir(parents=True)
    for number in range(letters):
        (scans / f"{number:06}.png").write_bytes(str(number).encode())
    job = Job(output=place / "out", settings=Settings())
    job.output.mkdir()
    begun = time.monotonic()
    found = ingest.find_letters([scans], "file", output=job.output).letters
    steps = [("find", time.monotonic() - begun, _processor())]
    for name in ("write", "skip"):
        begun, busy = time.monotonic(), _processor()
        outcomes = (_simulated(files, job) for files in found)
        ends = Counter(outcome.status for outcome in indexing.kept(outcomes, job.output, _unexpected))
        assert ends == {"done" if name == "write" else "skipped": letters}, ends
        steps.append((name, time.monotonic() - begun, _processor() - busy))
    told = "; ".join(
        f"{name} {1e3 * took / letters:.2f} ms ({1e3 * busy / letters:.2f} busy)" for name, took, busy in steps
    )
    return f"the ledger at {letters} letters, for each: {told}; at most {_peak()} MB"


def _simulated(files: ingest.LetterFiles, job: Job) -> Outcome:
    end = settled(files, job, NAMED)
    if isinstance(end, Identity):
        record = RECORD.model_copy(update={"id": end.id, "key": end.key, "sources": end.sources})
        end = keep(Digitized(record=record, images=(PageImage(name="p1.png", data=b"pixels"),)), end, files, job)
    assert isinstance(end, Outcome)
    return end


def _unexpected(what: str) -> None:
    raise AssertionError(what)


def _box(place: Path, letters: int, *, size: tuple[int, int] = (400, 320)) -> Path:
    (place / "scans").mkdir(parents=True)
    (place / "mektup.toml").write_text(TURNED_OFF)
    for number in range(letters):
        draw(place / "scans" / f"{number:05}.png", "fine", number=number, size=size)
    return place


def _run(place: Path, *, workers: int) -> subprocess.Popen[bytes]:
    command = [str(MEKTUP), "read", "scans", "-o", "out", "--engine", "trouble", "--log", "log.jsonl"]
    nowhere = subprocess.DEVNULL
    environment = install(place / "packages")
    return subprocess.Popen(
        [*command, "--workers", str(workers)], cwd=place, env=environment, stdout=nowhere, stderr=nowhere
    )


def _log(place: Path) -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in (place / "log.jsonl").read_text("utf-8").splitlines()]


def _seconds(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def _processor(whose: int = resource.RUSAGE_SELF) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
