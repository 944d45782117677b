"""A page that comes late, to a letter or to a stack: one letter is left, with all pages, whatever was killed."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from builders import bilingual

from pipeline import indexing, ingest, store, succession
from pipeline.attempt import keep, settled
from pipeline.digitize import Digitized
from pipeline.geometry import Box
from pipeline.identity import Identity
from pipeline.ledger import entries
from pipeline.ledger.verify import verify
from pipeline.outcome import Job, Outcome, Reader, failed
from pipeline.review import Correction, encode
from pipeline.search.sqlite import FILE, SqliteIndex
from pipeline.settings import Grouping, Settings
from pipeline.sheets import PageImage
from pipeline.store.places import CORRECTIONS

NAMED = Reader(name="scripted", version="1")


class Bench:
    """A folder with a letter, and a run over it that reads without looking."""

    def __init__(self, place: Path, grouping: Grouping) -> None:
        self.scans, self.grouping = place / "scans", grouping
        self.job = Job(output=place / "out", settings=Settings())
        (self.scans / "box").mkdir(parents=True)
        self.job.output.mkdir()
        SqliteIndex(self.job.output / FILE, new=True).close()
        self.page(1)

    def page(self, number: int) -> None:
        (self.scans / "box" / f"p{number}.png").write_bytes(str(number).encode())

    def read(self, *, stack: int = 1) -> list[str]:
        """Read all letters, each as a stack of so many; return how each ended."""
        found = ingest.find_letters([self.scans], self.grouping, output=self.job.output).letters
        succession.sweep(self.job.output)
        outcomes = [self._ended(files, stack) for files in found]
        return [outcome.status for outcome in indexing.kept(outcomes, self.job.output, pytest.fail)]

    def _ended(self, files: ingest.LetterFiles, stack: int) -> Outcome:
        end = settled(files, self.job, NAMED)
        if isinstance(end, Outcome):
            return end
        if not stack:
            return failed(files, end, self.job, "why")
        first, *others = (self._letter(end, place) for place in range(1, stack + 1))
        whole = Digitized(record=first.record, images=first.images, others=tuple(others))
        return keep(whole, end, files, self.job)

    @staticmethod
    def _letter(known: Identity, place: int) -> Digitized:
        name = known.id if place == 1 else f"{known.id}_{place}"
        record = bilingual().model_copy(update={"id": name, "key": known.key, "sources": known.sources})
        return Digitized(record=record, images=(PageImage(name="p1.png", data=b"pixels"),))

    def letters(self) -> Sequence[Sequence[str]]:
        """Return the scans of all letters that are there, which are whole and those that the index knows."""
        index = SqliteIndex(self.job.output / FILE)
        known = set(index.keys())
        index.close()
        there = [entry for entry in entries(self.job.output) if entry.state == "done"]
        assert known == {entry.place.name for entry in there}
        assert [found for _, found in verify(self.job.output) if found] == []
        return sorted([source["name"] for source in entry.record["sources"]] for entry in there)

    def only(self) -> Path:
        (place,) = store.folders(self.job.output)
        return place


@pytest.mark.parametrize("grouping", ["folder", "sequence"])
def test_a_page_that_comes_late_belongs_to_its_letter(tmp_path: Path, grouping: Grouping) -> None:
    bench = Bench(tmp_path, grouping)
    for number in (2, 3, 4):
        assert bench.read() == ["done"]
        bench.page(number)
    assert bench.read() == ["done"]
    assert bench.letters() == [["p1.png", "p2.png", "p3.png", "p4.png"]]
    assert bench.read() == ["skipped"]


def test_a_page_that_comes_late_and_belongs_in_the_middle_goes_there(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "folder")
    for number in (3, 2):
        bench.page(number)
        bench.read()
    assert bench.letters() == [["p1.png", "p2.png", "p3.png"]]


def test_letters_of_their_own_do_not_go(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "file")
    bench.read()
    bench.page(2)
    bench.read()
    assert bench.letters() == [["p1.png"], ["p2.png"]]


def test_a_letter_whose_late_page_makes_it_fail_leaves_what_was_read(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "folder")
    bench.read()
    bench.page(2)
    assert bench.read(stack=0) == ["failed"]
    assert bench.letters() == [["p1.png"]]


def test_a_run_that_was_killed_before_the_old_letter_was_gone_leaves_that_to_the_next(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "folder")
    bench.read()
    old = bench.only()
    shutil.copytree(old, tmp_path / "old")
    bench.page(2)
    bench.read()
    shutil.copytree(tmp_path / "old", old)
    (tmp_path / "old").rename(bench.job.output / succession.ASIDE.format(old.name))
    assert bench.read() == ["skipped"]
    assert bench.letters() == [["p1.png", "p2.png"]]
    assert list(bench.job.output.glob(succession.ASIDE.format("*"))) == []


def test_a_letter_that_people_have_corrected_stays(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "folder")
    bench.read()
    said = Correction(page=1, box=Box(left=0, top=0, right=9, bottom=9), text="Dear Sir,", by="Anna")
    (bench.only() / CORRECTIONS).write_bytes(encode([said]))
    bench.page(2)
    bench.read()
    assert bench.letters() == [["p1.png"], ["p1.png", "p2.png"]]


def test_a_stack_takes_its_letters_with_it(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "auto")
    bench.read(stack=3)
    assert len(bench.letters()) == 3
    bench.page(2)
    bench.read(stack=4)
    assert bench.letters() == [["p1.png", "p2.png"]] * 4


@pytest.mark.parametrize("stack", [1, 2, 0])
def test_a_stack_that_is_split_otherwise_has_no_letters_left_over(tmp_path: Path, stack: int) -> None:
    bench = Bench(tmp_path, "auto")
    bench.read(stack=4)
    bench.job = Job(output=bench.job.output, settings=Settings(), redo=True)
    bench.read(stack=stack)
    assert len(bench.letters()) == stack
