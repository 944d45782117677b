"""The fault run in short, and disks that are full or closed; `make torture` does it at length."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from storm import kinds, storm
from trouble import TURNED_OFF, draw, install

from pipeline.ledger.verify import verify

MEKTUP = Path(sys.executable).with_name("mektup")


def test_a_run_that_is_killed_again_and_again_ends_as_one_that_is_not(tmp_path: Path) -> None:
    assert storm(tmp_path, letters=300, faulty=kinds(each=5, dear=1), kills=5, seed=7) == []


def read(place: Path, output: Path, **more: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(place / "packages")}
    command = [str(MEKTUP), "read", "scans", "-o", str(output), "--engine", "trouble", "--json"]
    options = {"cwd": place, "env": environment, "capture_output": True, "text": True, "check": False, **more}
    return subprocess.run(command, **options)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    install(tmp_path / "packages")
    (tmp_path / "mektup.toml").write_text(TURNED_OFF)
    (tmp_path / "scans").mkdir()
    for number in range(6):
        draw(tmp_path / "scans" / f"fine{number}.png", "fine", number=number)
    return tmp_path


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 48 kB; it can be made larger or read-only by mounting it again."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here; the limit of file sizes shows the same, without ENOSPC")
    yield disk
    subprocess.run(["umount", "--lazy", disk], check=True)


def test_a_full_disk_stops_the_run_with_one_line_and_the_next_goes_on(place: Path, small_disk: Path) -> None:
    output = small_disk / "out"
    full = read(place, output)
    assert full.returncode == 2, full.stderr
    assert "cannot be written to: No space left on device; make room there" in full.stderr
    assert "Traceback" not in full.stderr
    assert [problem.what for _, found in verify(output) for problem in found if "half" not in problem.what] == []
    done = len(full.stdout.splitlines())
    assert len(list(output.rglob("record.json"))) >= done
    subprocess.run(["mount", "-o", "remount,size=9m", small_disk], check=True)
    again = read(place, output)
    ends = [json.loads(line)["status"] for line in again.stdout.splitlines()]
    assert (again.returncode, len(ends), set(ends) <= {"done", "skipped"}) == (0, 6, True), again.stderr
    assert [found for _, found in verify(output, [place / "scans"]) if found] == []
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    closed = read(place, output)
    assert closed.returncode == 2
    assert "cannot be written to: Read-only file system" in closed.stderr


def test_files_that_may_not_grow_stop_the_run_and_leave_nothing_half_written(place: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))

    run = read(place, place / "out", preexec_fn=limit)
    assert run.returncode == 2, run.stderr
    assert "cannot be written to: File too large" in run.stderr
    assert list((place / "out").rglob("record.json")) == []
    assert list((place / "out").rglob("*.part")) == []
    assert read(place, place / "out").returncode == 0
