"""One letter from its files to its folder: it has one outcome, and one that cannot be read is not an error."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import cv2

from pipeline import publish, recognize, search, store
from pipeline.conclude import corrected
from pipeline.digitize import Digitized, digitize_letter, scans_of
from pipeline.errors import InputError
from pipeline.explain import explain
from pipeline.identity import Identity, Named, identify, unopened
from pipeline.ingest import LetterFiles
from pipeline.model import Finding, Record, Source
from pipeline.progress import Status
from pipeline.recognize import Engine
from pipeline.search import Document
from pipeline.settings import RecognizeSettings, Settings
from pipeline.stages import Stage, gathered, stage
from pipeline.text import shown

log = logging.getLogger(__name__)

NO_MEMORY = "not enough memory; scan at a lower resolution or raise batch.memory_gb"
QUARANTINE = "it has cost two workers and is in quarantine; name it with --redo to try again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A record in one row; id and key tell whether the index has it."""

    id: str
    key: str
    pages: int
    languages: tuple[str, ...]
    fields: tuple[str, ...]
    confidence: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one letter.

    Attributes:
        name: what it is called in front of people.
        source: its first file.
        status: how it ended.
        record: where its record is.
        summary: the record in one row.
        reason: why there is no record.
        explanation: where that is, if it was asked for.
        documents: what the index keeps of it, and of the further letters of a stack; made where it was read.
        stages: how long each took.
        trace: where the program failed, if the fault is its own.
    """

    name: str
    source: Path
    status: Status
    record: Path | None = None
    summary: Summary | None = None
    reason: str = ""
    explanation: Path | None = None
    documents: tuple[Document, ...] = ()
    stages: tuple[Stage, ...] = ()
    trace: str = ""

    @property
    def pages_read(self) -> int:
        """Pages that were read for it now, none if it was done already."""
        return self.summary.pages if self.summary and self.status != "skipped" else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is the same for all letters of a run.

    Attributes:
        output: the folder for the results.
        settings: what the user has turned.
        redo: read what is done already, and what is in quarantine.
        retry: try again what has failed before.
        explain: write an explanation beside each record.
        formats: what each letter is exported as, parted by commas.
    """

    output: Path
    settings: Settings
    redo: bool = False
    retry: bool = True
    explain: bool = False
    formats: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """An engine's name and version, for those that do not load it."""

    name: str
    version: str


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
    return _followed(_outcome(files, "skipped", path, there), files, job)


def known_by(files: LetterFiles, named: Named, job: Job) -> Identity:
    """Return what a letter is known by, with what people have corrected in it; InputError if that cannot be read."""
    known = identify(files, named, job.settings)
    return known.corrected(store.corrections(store.folder(job.output, known.id)))


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
    for other in done.others:
        with stage("save"):
            place = store.save(other, job.output)
        if job.formats:
            publish.letter(place, job.formats)
    with stage("save"):
        path = store.save(done, job.output)
    status: Status = "blank" if done.record.status == "blank" else "done"
    found = tuple(search.document(letter.record) for letter in (done, *done.others))
    return _followed(replace(_outcome(files, status, path, done.record), documents=found), files, job)


def _corrected(done: Digitized, job: Job) -> Digitized:
    """Return what was read with what people have corrected in it before."""
    said = store.corrections(store.folder(job.output, done.record.id))
    others = tuple(_corrected(other, job) for other in done.others)
    return replace(done, record=corrected(done.record, said, job.settings), others=others)


def failed(files: LetterFiles, known: Identity, job: Job, reason: str, *, deaths: int = 0) -> Outcome:
    """Write why a letter failed."""
    store.save_failure(known, reason, job.output, deaths=deaths)
    return Outcome(name=files.name, source=files.files[0], status="failed", reason=reason)


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
