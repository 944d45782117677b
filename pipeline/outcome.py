"""What is asked of a run and what becomes of each letter, for those that hand letters out and those that read them."""

from dataclasses import dataclass
from pathlib import Path

from pipeline import store, succession
from pipeline.identity import Identity, Named, identify
from pipeline.ingest import LetterFiles
from pipeline.model import Finding
from pipeline.progress import Status
from pipeline.search import Document
from pipeline.settings import Settings
from pipeline.stages import Stage


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
        others: where those of the further letters are, if it is a stack.
        summary: the record in one row.
        reason: why there is no record.
        pages_read: for it now, none if it was done already.
        explanation: where that is, if it was asked for.
        documents: what the index keeps of it, and of the further letters of a stack; made where it was read.
        gone: ids of letters that have no record any more, since this failed or has taken their place.
        stages: how long each took.
        trace: where the program failed, if the fault is its own.
    """

    name: str
    source: Path
    status: Status
    record: Path | None = None
    others: tuple[Path, ...] = ()
    summary: Summary | None = None
    reason: str = ""
    pages_read: int = 0
    explanation: Path | None = None
    documents: tuple[Document, ...] = ()
    gone: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    trace: str = ""


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


def known_by(files: LetterFiles, named: Named, job: Job) -> Identity:
    """Return what a letter is known by, with what people have corrected in it; InputError if that cannot be read."""
    known = identify(files, named, job.settings)
    return known.corrected(store.corrections(store.folder(job.output, known.id)))


def failed(files: LetterFiles, known: Identity, job: Job, reason: str, *, deaths: int = 0) -> Outcome:
    """Write why a letter failed."""
    store.save_failure(known, reason, job.output, deaths=deaths)
    gone = (known.id, *succession.cut_off(known.id, 1, job.output))
    return Outcome(name=files.name, source=files.files[0], status="failed", reason=reason, gone=gone)
