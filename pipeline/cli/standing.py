"""What `mektup status`, `verify` and `failures` print of an output folder."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline import store
from pipeline.cli.options import say
from pipeline.ledger.status import Status
from pipeline.ledger.verify import Problem
from pipeline.store import Failure
from pipeline.text import shown

RUNS = {
    "none": "no run has told of itself",
    "running": "a run is at work",
    "over": "the latest run came to its end",
    "stopped": "the latest run was stopped before its end; run it again to go on",
}
CSV_COLUMNS = ("letter", "scans", "reason", "what to do", "deaths")


def standing(found: Status) -> RenderableType:
    """Return how it stands with an output folder."""
    facts = Table(box=None, show_header=False, pad_edge=False)
    facts.add_row("run", Text(RUNS[found.run]))
    if found.progress:
        total = f" of {found.progress.total}" if found.progress.total else ""
        facts.add_row(
            "it has done", Text(f"{found.progress.letters}{total} letters, {found.progress.pages} pages read")
        )
        facts.add_row("pages a second", Text(f"{found.pages_per_second:.2f}"))
    if found.run == "running" and found.seconds_left is not None:
        facts.add_row("time left", Text(str(timedelta(seconds=round(found.seconds_left)))))
    facts.add_row("pages in records", Text(str(found.pages)))
    facts.add_row("letters to review", Text(str(found.review)))
    tables: tuple[tuple[str, Mapping[Any, int]], ...] = (
        ("letters", found.states),
        ("failed because", found.reasons),
        ("language", found.languages),
        ("confidence from", found.confidence),
    )
    return Group(facts, *(_counts(title, counts) for title, counts in tables if counts))


def failure_table(failures: Iterable[Failure]) -> Table:
    """Return a row a failure: what, where, why, what to do."""
    table = Table("letter", "scan", "why", "what to do", box=None)
    for failure in failures:
        table.add_row(*(Text(shown(cell)) for cell in _cells(failure)[:4]))
    return table


def failure_lines(failures: Iterable[Failure]) -> Iterator[str]:
    """Yield a line of JSON a failure."""
    for failure in failures:
        told = dict(zip(CSV_COLUMNS, _cells(failure), strict=True))
        yield json.dumps({**failure.model_dump(mode="json"), "what to do": told["what to do"]})


def failure_rows(failures: Iterable[Failure]) -> Iterator[Sequence[str]]:
    """Yield the rows of a table for spreadsheets, the names of the columns first."""
    yield CSV_COLUMNS
    yield from map(_cells, failures)


def tell_problems(checked: Iterable[tuple[Path, tuple[Problem, ...]]], *, as_json: bool) -> int:
    """Say what is wrong, as it is found; return how many problems there are."""
    letters = problems = 0
    for _, found in checked:
        letters += 1
        problems += len(found)
        for problem in found:
            if as_json:
                sys.stdout.write(problem.model_dump_json() + "\n")
            else:
                say(shown(f"{problem.place}: {problem.what}; {problem.remedy}"), style="red")
    say(f"{letters} letters looked at, {problems} problems")
    return problems


def _counts(title: str, counts: Mapping[str, int]) -> Table:
    table = Table(title, "letters", box=None)
    for name, count in counts.items():
        table.add_row(Text(shown(name)), Text(str(count)))
    return table


def _cells(failure: Failure) -> tuple[str, ...]:
    """Return what, where, why, what to do (behind the last semicolon of the reason), and the workers it cost."""
    why, _, remedy = failure.reason.rpartition("; ")
    remedy = "look at the scan, then name it with --redo" if failure.deaths >= store.MOST_DEATHS else remedy
    names = ", ".join(file.name for file in failure.sources)
    return failure.id, names, why or failure.reason, remedy, str(failure.deaths)
