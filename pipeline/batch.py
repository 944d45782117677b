"""Many letters: each is attempted, each has one outcome, and one that fails does not stop the others."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal

import cv2

from pipeline import export, pool, publish, recognize, store
from pipeline.digitize import digitize_letter, scans_of
from pipeline.errors import InputError
from pipeline.explain import explain
from pipeline.identity import Identity, identify
from pipeline.ingest import LetterFiles
from pipeline.model import Finding, Record
from pipeline.recognize import Engine
from pipeline.settings import RecognizeSettings, Settings

log = logging.getLogger(__name__)

Status = Literal["done", "skipped", "blank", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A record in one row."""

    pages: int
    languages: tuple[str, ...]
    fields: tuple[str, ...]
    confidence: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one letter; a record and its summary, or the reason why there is none."""

    name: str
    source: Path
    status: Status
    record: Path | None = None
    summary: Summary | None = None
    reason: str = ""
    explanation: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is the same for all letters of a run."""

    output: Path
    settings: Settings
    redo: bool = False
    explain: bool = False
    formats: str = ""  # what each letter is exported as, parted by commas


def run(letters: Sequence[LetterFiles], job: Job, *, workers: int = 0) -> Iterator[Outcome]:
    """Digitize *letters* with *workers* processes (0: one a core); yield outcomes as they come.

    Raises:
        DependencyError: before the first letter, if the engine is not installed.
        UsageError: if the output folder cannot be written to or there is no such engine or format.
    """
    store.prepare(job.output)
    _engine(job.settings.recognize)
    if job.formats:
        export.load(job.formats)
    task = pool.Task(work=partial(attempt, job=job), lost=partial(_lost, job=job), module=__name__)
    yield from pool.run(task, letters, workers=workers)


def attempt(files: LetterFiles, job: Job) -> Outcome:
    """Digitize one letter, unless that is done already; a letter that cannot be read is an outcome, not an error."""
    cv2.setNumThreads(1)
    engine = _engine(job.settings.recognize)
    try:
        known = identify(files, engine, job.settings)
    except InputError as error:
        return Outcome(name=files.name, source=files.files[0], status="failed", reason=str(error))
    there = None if job.redo else store.finished(known, job.output)
    if there:
        return _followed(_outcome(files, "skipped", there, store.load(there)), files, job)
    try:
        done = digitize_letter(files, engine, job.settings)
    except InputError as error:
        return _failed(files, known, job, str(error))
    except MemoryError:
        return _failed(files, known, job, f"{files.files[0].name}: not enough memory; lower ingest.max_megapixels")
    if done.record.status == "failed":
        return _failed(files, known, job, done.record.findings[0].message)
    outcome = _outcome(files, done.record.status, store.save(done, job.output), done.record)
    return _followed(outcome, files, job)


def _followed(outcome: Outcome, files: LetterFiles, job: Job) -> Outcome:
    """Make of the record of *outcome* whatever else is wanted."""
    if job.formats and outcome.record:
        publish.letter(outcome.record, job.formats)
    return _explained(outcome, files, job)


def _explained(outcome: Outcome, files: LetterFiles, job: Job) -> Outcome:
    """Return *outcome* with the explanation of its record, if that is wanted; one that is there is not made again."""
    if not job.explain or outcome.record is None:
        return outcome
    path = store.explanation_of(outcome.record)
    try:
        if not path.exists():
            scans = scans_of(files.files, job.settings)
            made = explain(store.load(outcome.record), scans, partial(store.page_image, outcome.record))
            path = store.save_explanation(made, outcome.record)
    except (InputError, MemoryError) as error:  # the scan has gone since it was read; the record stands
        log.warning("%s: not explained: %s", files.name, error)
        return outcome
    return replace(outcome, explanation=path)


@lru_cache(maxsize=1)
def _engine(settings: RecognizeSettings) -> Engine:
    """Load an engine once a process."""
    return recognize.load(settings)


def _failed(files: LetterFiles, known: Identity, job: Job, reason: str) -> Outcome:
    store.save_failure(known, reason, job.output)
    return Outcome(name=files.name, source=files.files[0], status="failed", reason=reason)


def _outcome(files: LetterFiles, status: Status, path: Path, record: Record) -> Outcome:
    return Outcome(name=files.name, source=files.files[0], status=status, record=path, summary=_summary(record))


def _summary(record: Record) -> Summary:
    lines = [line for page in record.pages for line in page.lines]
    parts = [part for name in record.letter.fields_found for part in getattr(record.letter, name)]
    return Summary(
        pages=len(record.pages),
        languages=tuple(dict.fromkeys(part.language for part in parts if part.language)),
        fields=record.letter.fields_found,
        confidence=sum(line.confidence for line in lines) / len(lines) if lines else 0.0,
        findings=record.findings,
    )


def _lost(files: LetterFiles, job: Job) -> Outcome:
    reason = f"{files.files[0].name}: its worker died (killed, or out of memory); scan at a lower resolution"
    return _failed(files, identify(files, _engine(job.settings.recognize), job.settings), job, reason)
