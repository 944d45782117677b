"""What `mektup read` shows while it works and when it is done."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline import batch, ingest
from pipeline.batch import Job, Outcome
from pipeline.errors import InputError
from pipeline.text import shown

COLOURS = {"done": "green", "skipped": "cyan", "blank": "yellow", "failed": "red"}


def read(paths: Sequence[Path], job: Job, workers: int, talk: Console, *, as_json: bool) -> tuple[Outcome, ...]:
    """Digitize *paths* with a progress bar and a closing table on *talk*; JSON lines go to standard output.

    Raises:
        InputError: if there is no scan at *paths*.
    """
    found = ingest.find_letters(paths, job.settings.ingest.letters, output=job.output)
    tell_ignored(found.ignored, talk)
    if not found.letters:
        places = ", ".join(shown(str(path)) for path in paths)
        raise InputError(f"{places}: no scans there; give images or PDFs, or folders that hold some")
    outcomes = []
    with _progress(talk) as progress:
        task = progress.add_task("reading", total=len(found.letters))
        for outcome in batch.run(found.letters, job, workers=workers):
            outcomes.append(outcome)
            progress.advance(task)
            if outcome.status == "failed":
                progress.console.print(
                    f"failed: {outcome.reason}", style="red", markup=False, highlight=False, soft_wrap=True
                )
            if outcome.explanation:
                progress.console.print(
                    f"explained: {shown(str(outcome.explanation))}", markup=False, highlight=False, soft_wrap=True
                )
            if as_json:
                sys.stdout.write(json.dumps(as_line(outcome)) + "\n")
                sys.stdout.flush()
    talk.print(summary(outcomes))
    return tuple(outcomes)


def tell_ignored(ignored: Sequence[tuple[Path, str]], talk: Console) -> None:
    """Say what was left alone; what never was a scan is only counted."""
    others = sum(why == ingest.NO_SCAN for _, why in ignored)
    lines = [f"{shown(str(path))}: {why}" for path, why in ignored if why != ingest.NO_SCAN]
    if others:
        lines.append(f"{others} files that are no scans")
    for line in lines:
        talk.print(f"left alone: {line}", style="dim", markup=False, highlight=False, soft_wrap=True)


def as_line(outcome: Outcome) -> dict[str, object]:
    """Return what `--json` says of a letter."""
    findings = [finding.model_dump(mode="json") for finding in outcome.summary.findings] if outcome.summary else []
    failure = [{"code": "failed", "severity": "error", "message": outcome.reason}] if outcome.reason else []
    return {
        "source": str(outcome.source),
        "status": outcome.status,
        "record": str(outcome.record) if outcome.record else None,
        "findings": findings + failure,
    }


def summary(outcomes: Iterable[Outcome]) -> Table:
    """Return a row a letter, in the order of their names."""
    table = Table("letter", "status", "pages", "languages", "fields found", "confidence", "findings", box=None)
    for outcome in sorted(outcomes, key=_by_name):
        table.add_row(Text(shown(outcome.name)), Text(outcome.status, COLOURS[outcome.status]), *_cells(outcome))
    return table


def _by_name(outcome: Outcome) -> tuple[str, str]:
    return outcome.name, str(outcome.source)


def _cells(outcome: Outcome) -> tuple[Text, ...]:
    row = outcome.summary
    if row is None:
        return (Text(""), Text(""), Text(""), Text(""), Text(outcome.reason))
    codes = ", ".join(dict.fromkeys(finding.code for finding in row.findings))
    confidence = f"{row.confidence:.2f}" if outcome.status != "blank" else ""
    texts = (str(row.pages), ", ".join(row.languages), ", ".join(row.fields), confidence, codes)
    return tuple(Text(text) for text in texts)


def _progress(talk: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=talk
    )
