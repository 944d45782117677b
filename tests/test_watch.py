"""Scans that arrive while somebody watches: in pieces, under other names, through links, before and after a restart."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from trouble import TURNED_OFF, draw, install

from pipeline.ledger import entries
from pipeline.ledger.verify import verify
from pipeline.outcome import Outcome
from pipeline.search.sqlite import SqliteIndex
from pipeline.watch import PATIENCE, Arrivals

MEKTUP = Path(sys.executable).with_name("mektup")
SETTLE = 2.0


@pytest.fixture
def arrivals(tmp_path: Path) -> Arrivals:
    (tmp_path / "in").mkdir()
    return Arrivals(tmp_path / "in", tmp_path / "in" / "out", "file", SETTLE)


def names(arrivals: Arrivals, now: float) -> list[str]:
    return [path.name for letter in arrivals.ready(now) for path in letter.files]


def test_a_file_is_taken_once_it_has_not_changed_for_a_while(arrivals: Arrivals) -> None:
    scan = draw(arrivals.folder / "a.png", "fine")
    assert names(arrivals, 0.0) == []
    draw(scan, "faulty")
    assert names(arrivals, 1.9) == []
    assert names(arrivals, 3.8) == []
    assert arrivals.is_waiting
    assert names(arrivals, 4.0) == ["a.png"]
    assert names(arrivals, 9.0) == []
    draw(scan, "deadly")
    assert [names(arrivals, now) for now in (10.0, 12.5)] == [[], ["a.png"]]


def test_a_file_that_does_not_end_is_waited_for_but_not_for_ever(arrivals: Arrivals) -> None:
    scan = draw(arrivals.folder / "a.png", "fine")
    scan.write_bytes(scan.read_bytes()[:-20])
    assert [names(arrivals, now) for now in (0.0, 30.0, PATIENCE)] == [[], [], ["a.png"]]


def test_temporary_names_output_and_links_that_lead_out_are_left_alone(arrivals: Arrivals, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    draw(outside / "b.png", "fine")
    (arrivals.folder / "folder").symlink_to(outside)
    (arrivals.folder / "link.png").symlink_to(outside / "b.png")
    (arrivals.folder / "inner.png").symlink_to(draw(arrivals.folder / "a.png", "fine"))
    arrivals.output.mkdir()
    for name in (".a.png", "~a.png", "a.png.part", "a.tmp", "out/p1.png"):
        draw(arrivals.folder / "c.png", "fine").rename(arrivals.folder / name)
    assert names(arrivals, 0.0) == []
    assert names(arrivals, 3.0) == ["a.png"]


def test_pages_of_a_folder_wait_for_each_other(arrivals: Arrivals) -> None:
    arrivals.letters = "folder"
    draw(arrivals.folder / "p1.png", "fine")
    assert names(arrivals, 0.0) == []
    draw(arrivals.folder / "p2.png", "fine", number=1)
    assert [names(arrivals, now) for now in (2.5, 5.0)] == [[], ["p1.png", "p2.png"]]


def test_a_folder_on_a_share_that_goes_away_and_comes_back_is_looked_through_again(arrivals: Arrivals) -> None:
    scan = draw(arrivals.folder / "a.png", "fine")
    assert [names(arrivals, now) for now in (0.0, 2.5)] == [[], ["a.png"]]
    away = arrivals.folder.rename(arrivals.folder.with_name("away"))
    arrivals.forget(Outcome(name="a", source=scan, status="failed"))
    assert names(arrivals, 3.0) == []
    assert arrivals.is_away
    away.rename(arrivals.folder)
    draw(arrivals.folder / "b.png", "fine", number=1)
    assert [names(arrivals, now) for now in (4.0, 6.5)] == [[], ["a.png", "b.png"]]
    arrivals.forget(Outcome(name="a", source=scan, status="failed"))
    assert names(arrivals, 9.0) == []  # its file is there: reading it again would change nothing


@pytest.mark.parametrize("how", [(), ("--poll",)])
def test_what_arrives_is_read_and_a_restart_reads_nothing_twice(tmp_path: Path, how: tuple[str, ...]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "mektup.toml").write_text(TURNED_OFF)
    environment = install(tmp_path / "packages")
    draw(tmp_path / "in" / "early.png", "fine")
    ends: list[str] = []
    for late in ("late.png", "later.png"):
        command = [str(MEKTUP), "watch", "in", "-o", "in/out", "--engine", "trouble", "--json", "--settle", "0.2", *how]
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout
            for _ in range(max(len(ends), 1)):
                told = json.loads(process.stdout.readline())
            ends.append(told["status"])
            draw(tmp_path / "in" / late, "fine", number=len(ends))
            ends.append(json.loads(process.stdout.readline())["status"])
            process.send_signal(signal.SIGTERM)
            assert process.stdout.read() == b""
        assert process.returncode == 0
    assert ends == ["done", "done", "skipped", "done"]


@pytest.mark.parametrize(("grouping", "letters"), [("folder", 1), ("auto", 3)])
def test_a_page_that_comes_late_has_its_letter_read_again(tmp_path: Path, grouping: str, letters: int) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "mektup.toml").write_text(TURNED_OFF)
    environment = install(tmp_path / "packages")
    command = [str(MEKTUP), "watch", "in", "-o", "out", "--engine", "trouble", "--json", "--settle", "0.2"]
    for number in (1, 3):
        draw(tmp_path / "in" / f"p{number}.png", "whole", number=number)
    with subprocess.Popen(
        [*command, "--letters", grouping], cwd=tmp_path, env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        early = json.loads(process.stdout.readline())
        draw(tmp_path / "in" / "p2.png", "whole", number=2)
        late = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        assert process.stdout.read() == b""
    assert (early["status"], late["status"]) == ("done", "done")
    found = [entry.record for entry in entries(tmp_path / "out")]
    assert len(found) == letters
    assert [[source["name"] for source in record["sources"]] for record in found] == [
        [f"p{n}.png" for n in (1, 2, 3)]
    ] * letters
    assert [problems for _, problems in verify(tmp_path / "out", [tmp_path / "in"]) if problems] == []
    index = SqliteIndex(tmp_path / "out" / "search.sqlite")
    assert set(index.keys()) == {record["id"] for record in found}
    index.close()
