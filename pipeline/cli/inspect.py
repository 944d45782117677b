"""What `mektup inspect` shows: a bar while it looks, what cannot be read as it comes, and a table of what to do."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline import ingest, inspection, store
from pipeline.cli.read import tell_ignored
from pipeline.errors import InputError
from pipeline.inspection import Inspected
from pipeline.inspection.report import report, worst_first
from pipeline.quality import WORST_FIRST
from pipeline.settings import IngestSettings
from pipeline.text import shown

COLOURS = {"good": "green", "fair": "yellow", "poor": "red", "failed": "magenta"}


def inspect(
    paths: Sequence[Path], settings: IngestSettings, workers: int, talk: Console, *, html: Path | None, as_json: bool
) -> tuple[Inspected, ...]:
    """Look at the pages of *paths*; verdicts go to standard output as JSON lines, or to *talk* as a table.

    Raises:
        InputError: if there is no scan at *paths*.
        UsageError: if the report cannot be written.
    """
    found = ingest.find_letters(paths, "file", output=None)
    files = [file for letter in found.letters for file in letter.files]
    if not files:
        places = ", ".join(shown(str(path)) for path in paths)
        raise InputError(f"{places}: no scans there; give images or PDFs, or folders that hold some")
    tell_ignored(found.ignored)
    pages: list[Inspected] = []
    sources: set[str] = set()
    with _progress(talk) as progress:
        task = progress.add_task("looking", total=len(files))
        for page in inspection.inspect(files, settings, workers=workers):
            pages.append(page)
            sources.add(page.verdict.source)
            progress.update(task, completed=len(sources))
            _tell(page, progress.console, as_json=as_json)
    if not as_json:
        talk.print(_table(pages))
    if html is not None:
        store.save_report(report(pages), html)
        talk.print(f"report: {shown(str(html))}", markup=False, highlight=False, soft_wrap=True)
    return tuple(pages)


def _tell(page: Inspected, talk: Console, *, as_json: bool) -> None:
    verdict = page.verdict
    if verdict.grade == "failed":
        talk.print(f"failed: {verdict.remarks[0].message}", style="red", markup=False, highlight=False, soft_wrap=True)
    if as_json:
        sys.stdout.write(verdict.model_dump_json() + "\n")
        sys.stdout.flush()


def _table(pages: Sequence[Inspected]) -> Table:
    """Return a row for each page that is not good, the worst first."""
    counts = Counter(page.verdict.grade for page in pages)
    said = ", ".join(f"{counts[grade]} {grade}" for grade in reversed(WORST_FIRST) if counts[grade])
    table = Table(
        "page", "grade", "to do", "why", box=None, caption=f"{len(pages)} pages: {said}", caption_justify="left"
    )
    for page in worst_first(pages):
        verdict = page.verdict
        if verdict.grade == "good":
            continue
        why = "; ".join(shown(remark.message) for remark in verdict.remarks if remark.grade != "good")
        name = f"{shown(Path(verdict.source).name)}, {verdict.page}"
        table.add_row(Text(name), Text(verdict.grade, COLOURS[verdict.grade]), Text(shown(verdict.advice)), Text(why))
    return table


def _progress(talk: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=talk
    )
