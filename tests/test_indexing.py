import json
import os
from dataclasses import replace
from io import StringIO
from pathlib import Path
from threading import Thread
from time import sleep

import psutil
import pytest
from archived import RECORDS, document
from rich.console import Console
from typer.testing import CliRunner

from pipeline import codec, indexing, store
from pipeline.cli import app
from pipeline.cli.hits import table
from pipeline.errors import UsageError
from pipeline.model import Record
from pipeline.outcome import Outcome, Summary
from pipeline.search import Hit, Snippet, load
from pipeline.search.sqlite import SqliteIndex


def write(record: Record, output: Path) -> Path:
    place = store.folder(output, record.id)
    place.mkdir(parents=True)
    (place / store.RECORD).write_bytes(codec.encode(record))
    return place / store.RECORD


@pytest.fixture
def output(tmp_path: Path) -> Path:
    for record in RECORDS[:3]:
        write(record, tmp_path)
    return tmp_path


def held(output: Path) -> set[str]:
    index = load(str(output))
    ids = set(index.keys())
    index.close()
    return ids


def test_an_index_is_made_from_the_records_and_what_is_none_is_told(output: Path) -> None:
    told: list[str] = []
    write(RECORDS[3], output).write_text("{}")
    assert indexing.rebuild(output, workers=1, tell=told.append) == 3
    assert held(output) == {record.id for record in RECORDS[:3]}
    assert len(told) == 1
    assert "is no record" in told[0]
    assert [path.name for path in output.glob("search*")] == ["search.sqlite"]


def test_a_record_that_costs_its_worker_costs_no_other_letter(output: Path) -> None:
    path = write(RECORDS[3], output)
    path.unlink()
    os.mkfifo(path)  # whoever opens it waits for what is to be read
    killer = Thread(target=kill_who_opens, args=(path, 2), daemon=True)
    killer.start()
    told: list[str] = []
    assert indexing.rebuild(output, workers=1, tell=told.append) == 3
    killer.join()
    assert len(told) == 1
    assert told[0].startswith(f"{path}: its worker was killed")


def kill_who_opens(fifo: Path, times: int) -> None:
    for _ in range(times):
        with fifo.open("wb"):
            (worker,) = (one for one in psutil.Process().children() if "pipeline.worker" in one.cmdline())
            worker.kill()
            while worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE:
                sleep(0.01)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        indexing.rebuild(tmp_path / "none", tell=print)


def outcome(record: Record, path: Path | None, status: str = "done") -> Outcome:
    return Outcome(name=record.id, source=Path("scan.png"), status=status, record=path)  # type: ignore[arg-type]


def test_the_index_is_kept_up_with_what_is_read(output: Path) -> None:
    done = outcome(RECORDS[3], write(RECORDS[3], output))
    skipped = outcome(RECORDS[0], store.folder(output, RECORDS[0].id) / store.RECORD, "skipped")
    came = list(indexing.kept([done, skipped], output, tell=pytest.fail))
    assert came == [done, skipped]
    assert held(output) == {record.id for record in RECORDS[:4]}
    failed = replace(outcome(RECORDS[1], None, "failed"), gone=(RECORDS[1].id,))
    list(indexing.kept([failed], output, tell=pytest.fail))
    assert held(output) == {RECORDS[n].id for n in (0, 2, 3)}


def test_what_went_while_the_index_was_not_kept_up_goes_with_the_next_run(output: Path) -> None:
    indexing.rebuild(output, workers=1, tell=pytest.fail)
    (store.folder(output, RECORDS[1].id) / store.RECORD).unlink()
    list(indexing.kept([outcome(RECORDS[0], None, "failed")], output, tell=pytest.fail))
    assert held(output) == {RECORDS[0].id, RECORDS[2].id}


def test_a_letter_that_the_index_has_is_not_even_loaded(output: Path) -> None:
    indexing.rebuild(output, workers=1, tell=pytest.fail)
    known = RECORDS[0]
    summary = Summary(id=known.id, key=known.key, pages=1, languages=(), fields=(), confidence=1.0, findings=())
    skipped = replace(outcome(known, output / "gone", "skipped"), summary=summary)
    assert list(indexing.kept([skipped], output, tell=pytest.fail)) == [skipped]


def test_what_workers_have_made_for_the_index_is_taken_whole_letters_of_a_stack_too(output: Path) -> None:
    made = tuple(map(document, RECORDS[3:5]))
    stack = replace(outcome(RECORDS[3], output / "not looked at"), documents=made)
    assert list(indexing.kept([stack], output, tell=pytest.fail)) == [stack]
    assert held(output) == {record.id for record in RECORDS[:5]}


def test_an_index_that_fails_does_not_stop_the_reading(output: Path) -> None:
    (output / "search.sqlite.part").mkdir()
    told: list[str] = []
    done = outcome(RECORDS[0], store.folder(output, RECORDS[0].id) / store.RECORD)
    assert list(indexing.kept([done], output, tell=told.append)) == [done]
    assert len(told) == 1


def test_an_index_is_filled_from_the_folder_and_loses_what_is_not_there(
    output: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    index = SqliteIndex(tmp_path_factory.mktemp("other") / "other.sqlite", new=True)
    assert indexing.fill(output, index, workers=1, tell=pytest.fail) == 3
    (store.folder(output, RECORDS[1].id) / store.RECORD).unlink()
    assert indexing.fill(output, index, workers=1, tell=pytest.fail) == 2
    assert set(index.keys()) == {RECORDS[0].id, RECORDS[2].id}


def test_the_command_makes_an_index_and_asks_it(output: Path) -> None:
    run = CliRunner()
    made = run.invoke(app, ["index", str(output), "--workers", "1"])
    assert made.exit_code == 0, made.output
    found = run.invoke(app, ["search", "kutupxana", "--in", str(output), "--json"])
    (hit,) = [json.loads(line) for line in found.stdout.splitlines()]
    assert hit["sources"] == ["school.png"]
    assert Path(hit["record"]).is_file()
    (snippet,) = hit["snippets"]
    start, end = snippet["marks"][0]
    assert snippet["text"][start:end] == "كۇتۇپخانىسىغا"
    assert snippet["places"][0]["page"] == 1
    assert set(snippet["places"][0]["box"]) == {"left", "top", "right", "bottom"}
    table = run.invoke(app, ["search", "kona bazar", "--in", str(output)])
    assert "market.png" in table.stdout
    assert "بازار" in table.stdout
    turned = run.invoke(app, ["search", "بازار", "--in", str(output), "--visual"])
    assert "[" + "بازار"[::-1] + "]" in turned.stdout
    none = run.invoke(app, ["search", "nothing", "--in", str(output)])
    assert (none.exit_code, none.stdout) == (0, "")


def test_a_long_snippet_in_visual_order_begins_in_its_first_line() -> None:
    snippet = Snippet(field="body", text=" ".join(f"سۆز{n}" for n in range(40)), marks=(), places=())
    hit = Hit(id="a", tier="exact", score=1, sources=("a.png",), date="", languages=(), snippets=(snippet,))
    console = Console(width=200, file=StringIO())
    with console.capture() as told:
        console.print(table([hit], visual=True))
    lines = [line for line in told.get().splitlines() if "ز" in line]
    assert len(lines) > 1
    assert lines[0].endswith("0زۆس")
    assert lines[-1].split()[0] == "39زۆس"
