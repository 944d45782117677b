"""A real Dask scheduler and two real workers, one of which is killed in the middle."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from trouble import TURNED_OFF, draw, install

from pipeline.cluster import connected
from pipeline.errors import UsageError
from pipeline.ledger.verify import verify
from pipeline.settings import BatchSettings

MEKTUP = Path(sys.executable).with_name("mektup")
DASK = Path(sys.executable).with_name("dask")
LETTERS = 16


class Cluster:
    """A scheduler and two workers, with scans beside them."""

    def __init__(self, place: Path, stack: ExitStack) -> None:
        self.place = place
        (place / "tmp").mkdir()
        self.environment = {**install(place / "packages"), "TMPDIR": str(place / "tmp")}
        self.stack = stack
        told = place / "scheduler.json"
        self.dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", told)
        for _ in range(600):
            if told.exists() and told.read_text():
                break
            time.sleep(0.1)
        self.address = json.loads(told.read_text())["address"]
        worker = ("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", place)
        self.workers = [self.dask(*worker), self.dask(*worker)]

    def dask(self, *arguments: object) -> subprocess.Popen[bytes]:
        command = [str(DASK), *map(str, arguments)]
        process = subprocess.Popen(command, env=self.environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    @property
    def where(self) -> list[str]:
        return ["--cluster", self.address]

    def command(self, output: str, *arguments: str) -> list[str]:
        return [str(MEKTUP), "read", "scans", "-o", output, "--engine", "trouble", *self.where, *arguments, "--json"]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "scans").mkdir()
    (tmp_path / "mektup.toml").write_text(TURNED_OFF)
    for number in range(LETTERS):
        draw(tmp_path / "scans" / f"fine{number:02}.png", "fine", number=number)
    draw(tmp_path / "scans" / "deadly.png", "deadly")
    with ExitStack() as stack:
        yield Cluster(tmp_path, stack)


def tree(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in output.glob("*/*/*/*") if path.is_file()}


def test_nothing_is_lost_with_a_machine_and_shipped_letters_give_the_same_bytes(cluster: Cluster) -> None:
    place, environment = cluster.place, cluster.environment
    with subprocess.Popen(
        cluster.command("out"), cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout
        assert run.stderr
        first = run.stdout.readline()
        cluster.workers[0].send_signal(signal.SIGKILL)
        lines = [json.loads(line) for line in (first, *run.stdout.readlines())]
        said = run.stderr.read().decode()
    ends = [line["status"] for line in lines]
    assert (len(ends), ends.count("done"), ends.count("failed")) == (LETTERS + 1, LETTERS, 1), said
    assert "failed: deadly.png: its worker was killed" in said
    assert [found for _, found in verify(place / "out", [place / "scans"]) if found] == []
    shipped = subprocess.run(
        cluster.command("shipped", "--ship"), cwd=place, env=environment, capture_output=True, check=False
    )
    assert len(shipped.stdout.splitlines()) == LETTERS + 1, shipped.stderr
    assert tree(place / "shipped") == tree(place / "out")
    assert len(list((place / "tmp").glob("mektup-*"))) <= 1  # of the worker that was killed last, until another comes


def test_a_stack_is_split_and_explained_on_a_cluster_as_it_is_here(cluster: Cluster) -> None:
    place, environment = cluster.place, cluster.environment
    (place / "stack").mkdir()
    for number in range(3):
        draw(place / "stack" / f"pile{number}.png", "whole", number=number)
    for output, where in (("here", []), ("there", cluster.where), ("shipped", [*cluster.where, "--ship"])):
        command = [str(MEKTUP), "read", "stack", "-o", output, "--engine", "trouble", "--letters", "auto", *where]
        run = subprocess.run(
            [*command, "--explain", "--export", "text", "--json"],
            cwd=place,
            env=environment,
            capture_output=True,
            check=False,
        )
        (line,) = map(json.loads, run.stdout.splitlines())
        assert (line["status"], len(line["others"])) == ("done", 2), run.stderr
        assert [len(list((place / output).rglob(name))) for name in ("record.json", "explain.html", "exports")] == [
            3
        ] * 3
        assert [found for _, found in verify(place / output, [place / "stack"]) if found] == []
        assert tree(place / output) == tree(place / "here")


@pytest.mark.parametrize(
    ("address", "said"), [("tcp://127.0.0.1:1", "no scheduler answers there"), ("nowhere", "is no address")]
)
def test_a_cluster_that_is_not_there_is_named(address: str, said: str) -> None:
    with pytest.raises(UsageError, match=said), connected(address, BatchSettings()):
        pass
