"""One letter from its files to its folder: it has one outcome, and one that cannot be read is not an error."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import cv2

from pipeline import publish, recognize, search, store, succession
from pipeline.conclude import corrected
from pipeline.digitize import Digitized, digitize_letter
from pipeline.errors import InputError
from pipeline.explaining import explanation
from pipeline.identity import Identity, Named, unopened
from pipeline.ingest import LetterFiles
from pipeline.model import Record, Source
from pipeline.outcome import Job, Outcome, Reader, Summary, failed, known_by
from pipeline.progress import Status
from pipeline.recognize import Engine
from pipeline.settings import RecognizeSettings, Settings
from pipeline.stages import gathered, stage
from pipeline.text import shown

NO_MEMORY = "not enough memory; scan at a lower resolution or raise batch.memory_gb"
QUARANTINE = "it has cost two workers and is in quarantine; name it with --redo to try again"


def reader(settings: RecognizeSettings) -> Reader:
    """Load the engine and tell what it is.

    Raises:
        DependencyError: if the engine is not installed.
        UsageError: if there is no such engine.
    """
    loaded = engine(settings)
    return Reader(name=loaded.name, version=loaded.version)


@lru_cache(maxsize=1)
def engine(settings: RecognizeSettings) -> Engine:
    """Load an engine once a process."""
    cv2.setNumThreads(1)
    return recognize.load(settings)


def attempt(files: LetterFiles, job: Job) -> Outcome:
    """Digitize one letter, unless that is done already.

    Raises:
        UsageError: if the output cannot be written to; no other letter will fare better.
    """
    with gathered() as over:
        outcome = settled(files, job, engine(job.settings.recognize))
        if isinstance(outcome, Identity):
            outcome = keep(read(files, job.settings, outcome.sources), outcome, files, job)
    return replace(outcome, stages=tuple(over))


def settled(files: LetterFiles, job: Job, named: Named) -> Outcome | Identity:
    """Return what became of a letter without reading it, or what it is known by if it has to be read."""
    try:
        with stage("identify"):
            known = known_by(files, named, job)
    except InputError as error:
        return failed(files, unopened(files), job, str(error))
    store.forget_failure(unopened(files).id, job.output)
    if job.redo:
        return known
    before = store.failed(known, job.output)
    if before and (before.is_final or not job.retry):
        reason = f"{before.reason}; {QUARANTINE}" if before.is_final else before.reason
        return Outcome(name=files.name, source=files.files[0], status="failed", reason=reason)
    there = store.finished(known, job.output)
    if there is None:
        return known
    path = store.folder(job.output, known.id) / store.RECORD
    return _followed(_outcome(files, "skipped", path, there), known, files, job)


def read(files: LetterFiles, settings: Settings, hashed: Sequence[Source] = ()) -> Digitized | str:
    """Return what was read of a letter, or the reason why nothing was; *hashed* as `digitize_letter` takes it."""
    name = shown(files.files[0].name)
    try:
        done = digitize_letter(files, engine(settings.recognize), settings, hashed)
    except InputError as error:
        return str(error)
    except MemoryError:
        return f"{name}: {NO_MEMORY}"
    except cv2.error as error:
        if error.code != cv2.Error.StsNoMem:
            raise
        return f"{name}: {NO_MEMORY}"
    return done.record.findings[0].message if done.record.status == "failed" else done


def keep(done: Digitized | str, known: Identity, files: LetterFiles, job: Job) -> Outcome:
    """Write what was read of a letter, or why nothing was."""
    if isinstance(done, str):
        return failed(files, known, job, done)
    try:
        done = _corrected(done, job)
    except InputError as error:
        return failed(files, known, job, str(error))
    # The first letter of a stack is written last: once it is there, the whole stack is done.
    letters = (*done.others, done)
    with stage("save"):
        *_, path = paths = [store.save(letter, job.output) for letter in letters]
    outcome = replace(
        _outcome(files, "blank" if done.record.status == "blank" else "done", path, done.record),
        pages_read=sum(len(letter.record.pages) for letter in letters),
        documents=tuple(search.document(store.content(place)) for place in paths),
        gone=succession.cut_off(known.id, len(letters), job.output),
    )
    return _followed(outcome, known, files, job)


def _corrected(done: Digitized, job: Job) -> Digitized:
    """Return what was read with what people have corrected in it before."""
    said = store.corrections(store.folder(job.output, done.record.id))
    others = tuple(_corrected(other, job) for other in done.others)
    return replace(done, record=corrected(done.record, said, job.settings), others=others)


def _followed(outcome: Outcome, known: Identity, files: LetterFiles, job: Job) -> Outcome:
    """Make of the letters whatever else is wanted, once they have taken the place of others."""
    gone = succession.take_over(files, known, job.output)
    records = tuple(succession.stack(known.id, job.output))
    for record in records if job.formats else ():
        publish.letter(record, job.formats)
    made = [explanation(record, files.files, job.settings) for record in records if job.explain]
    return replace(outcome, others=records[1:], gone=(*outcome.gone, *gone), explanation=made[0] if made else None)


def _outcome(files: LetterFiles, status: Status, path: Path, record: Record) -> Outcome:
    return Outcome(name=files.name, source=files.files[0], status=status, record=path, summary=_summary(record))


def _summary(record: Record) -> Summary:
    lines = [line for page in record.pages for line in page.lines]
    parts = [part for name in record.letter.fields_found for part in getattr(record.letter, name)]
    return Summary(
        id=record.id,
        key=record.key,
        pages=len(record.pages),
        languages=tuple(dict.fromkeys(part.language for part in parts if part.language)),
        fields=record.letter.fields_found,
        confidence=sum(line.confidence for line in lines) / len(lines) if lines else 0.0,
        findings=record.findings,
    )
