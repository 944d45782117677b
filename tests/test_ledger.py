"""An output folder as its commands see it: how it stands, what failed, and what is not as it was written."""

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import bilingual, page, record
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import atomic, markup, progress, store
from pipeline.cli.standing import failure_lines, failure_rows
from pipeline.digitize import Digitized
from pipeline.errors import InputError, UsageError
from pipeline.geometry import Box
from pipeline.identity import Identity
from pipeline.ledger import failures
from pipeline.ledger.status import kind_of, status
from pipeline.ledger.verify import verify
from pipeline.model import Graphic, Record
from pipeline.progress import Tally
from pipeline.sheets import PageImage

BLANK = page("a").model_copy(update={"status": "blank", "blocks": (), "reason": "no text on the page", "image": ""})


def saved(found: Record, output: Path) -> Path:
    images = tuple(PageImage(name=one.image, data=b"pixels") for one in found.pages if one.image)
    return store.save(Digitized(record=found, images=images), output)


def failed(name: str, reason: str, output: Path, *, deaths: int = 0) -> Path:
    one = record(BLANK, name=name)
    known = Identity(id=one.id, key=one.key, sources=one.sources, steps=())
    return store.save_failure(known, reason, output, deaths=deaths)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with a letter in each state."""
    saved(bilingual(), tmp_path)
    saved(record(BLANK, name="blank.png"), tmp_path)
    failed("cut.png", "cut.png, page 3: the image is damaged; scan or copy it again", tmp_path)
    failed("cut2.png", "cut2.png, page 11: the image is damaged; scan or copy it again", tmp_path)
    failed("deadly.png", "deadly.png: its worker was killed; scan or copy it again", tmp_path, deaths=2)
    store.folder(tmp_path, "begun-0123456789ab").mkdir(parents=True)
    return tmp_path


def problems(output: Path, *scans: Path) -> list[str]:
    return [problem.what for _, found in verify(output, scans) for problem in found]


def test_status_counts_by_state_reason_language_and_confidence(output: Path) -> None:
    found = status(output)
    assert found.states == {"done": 1, "blank": 1, "failed": 2, "quarantined": 1, "half-written": 1}
    assert found.reasons == {"the image is damaged": 2, "its worker was killed": 1}
    assert found.languages == {"ug": 1, "en": 1}
    assert found.confidence == {"0.9": 1}
    assert (found.pages, found.run, found.progress) == (2, "none", None)


def test_status_tells_rate_and_time_left_of_the_run(output: Path) -> None:
    tally = Tally(total=10, begun=0.0)
    tally.count("done", 3)
    tally.count("skipped", 0)
    far = tally.progress().model_copy(update={"seconds": 6.0})
    progress.save(far, output)
    found = status(output)
    assert (found.run, found.pages_per_second, found.seconds_left) == ("stopped", 0.5, 48.0)
    with progress.alone(output):
        assert status(output).run == "running"
        with pytest.raises(UsageError, match="another run"), progress.alone(output):
            pass


def test_failures_tell_what_where_why_and_what_to_do(output: Path) -> None:
    told = [json.loads(line) for line in failure_lines(failures(output))]
    assert {one["sources"][0]["name"]: one["what to do"] for one in told} == {
        "cut.png": "scan or copy it again",
        "cut2.png": "scan or copy it again",
        "deadly.png": "look at the scan, then name it with --redo",
    }
    rows = list(csv.reader(markup.spreadsheet(failure_rows(failures(output))).decode("utf-8-sig").splitlines()))
    assert rows[0] == ["letter", "scans", "reason", "what to do", "deaths"]
    assert len(rows) == 4


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(), min_size=1))
def test_no_cell_of_a_spreadsheet_is_a_formula_or_turns_its_neighbours(cells: list[str]) -> None:
    (row,) = csv.reader(markup.spreadsheet([cells]).decode("utf-8-sig").splitlines()) if any(cells) else (cells,)
    assert len(row) == len(cells)
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    assert not {"\u202e", "\u2066", "\x1b"} & set("".join(row))


def test_what_is_as_it_was_written_has_no_problems(output: Path) -> None:
    store.folder(output, "begun-0123456789ab").rmdir()
    assert problems(output) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda place: (place / "p1.png").write_bytes(b"other"), "not as it was written"),
        (lambda place: (place / "p1.png").unlink(), "missing or unreadable"),
        (lambda place: (place / "SHA256SUMS").unlink(), "missing or unreadable"),
        (lambda place: (place / "p9.jpg").write_bytes(b"of an earlier run"), "no record names"),
        (lambda place: (place / "record.json").write_text("{}"), "half-written"),
        (lambda place: (place / "record.json").write_text('{"pages": []}'), "does not fit the schema"),
        (lambda place: place.rename(place.with_name("elsewhere")), "lies in the wrong place"),
        (lambda place: (place / "failure.json").write_text("{}"), "holds a record and a failure"),
    ],
)
def test_what_is_not_as_it_was_written_is_found(tmp_path: Path, harm: Callable[[Path], object], said: str) -> None:
    harm(saved(bilingual(), tmp_path).parent)
    assert any(said in what for what in problems(tmp_path)), problems(tmp_path)


def test_what_a_dead_process_has_left_is_found_and_goes_with_the_next_save(tmp_path: Path) -> None:
    place = saved(bilingual(), tmp_path).parent
    ours = atomic.stage(place / "p1.png", b"half")
    ours.with_name(ours.name.replace(f"~{os.getpid()}~", "~999999999~")).write_bytes(b"half")
    assert problems(tmp_path) == ["a file that was never finished"]
    saved(bilingual(), tmp_path)
    assert problems(tmp_path) == []
    assert ours.exists()  # its process is still at work


def test_pictures_of_graphics_are_looked_at_as_well(tmp_path: Path) -> None:
    seal = Graphic(
        kind="seal", box=Box(left=1, top=1, right=9, bottom=9), ink="#102080", confidence=0.9, image="p1_g1.png"
    )
    sealed = record(page("a").model_copy(update={"graphics": (seal,)}))
    images = tuple(PageImage(name=name, data=b"pixels") for name in ("p1.png", "p1_g1.png"))
    place = store.save(Digitized(record=sealed, images=images), tmp_path).parent
    assert problems(tmp_path) == []
    (place / "p1_g1.png").unlink()
    assert problems(tmp_path) == ["is missing or unreadable"]


def test_originals_that_have_changed_or_gone_are_found(tmp_path: Path) -> None:
    saved(bilingual(), tmp_path / "out")
    scans = tmp_path / "scans"
    scans.mkdir()
    assert problems(tmp_path / "out", scans) == ["letter.png is not among the scans"]
    (scans / "letter.png").write_bytes(b"something else")
    assert problems(tmp_path / "out", scans) == ["letter.png is not the file that was read"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none: there is no such folder"):
        status(tmp_path / "none")


def test_reasons_of_one_kind_are_counted_together() -> None:
    one, other = (f"a{n}.tif, page {n}: 20{n}00 x 9 pixels are over the limit; scan it smaller" for n in (3, 14))
    assert kind_of(one) == kind_of(other) == "N x N pixels are over the limit"
