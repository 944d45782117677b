"""Many letters: each is attempted, each has one outcome, and none that fails stops the others.

What reads them is any `concurrent.futures.Executor`: worker processes of this machine, or a cluster.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from time import monotonic

from pipeline import export, machine, progress, store, succession
from pipeline.calls import attempt, reader
from pipeline.errors import DependencyError, InputError, MektupError
from pipeline.identity import Identity, unopened
from pipeline.ingest import LetterFiles
from pipeline.outcome import Job, Outcome, Reader, failed, known_by
from pipeline.pool import IN_FLIGHT, Limits, Pool, WorkerLostError, in_flight
from pipeline.progress import Tally
from pipeline.settings import BatchSettings, RecognizeSettings
from pipeline.text import shown

FAULT = "a fault of Mektup itself, not of the scan; report it with the scan"
TRIES = 4  # workers, at least, that have to die over the engine before it is not taken for chance
EVERY = 1.0  # s from one word on how far the run is to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Who reads.

    Attributes:
        executor: what is given the letters.
        most: how many letters it may have at once; asked again and again, since clusters grow.
        ships: whether letters are sent by content, since scans and output are on no disk that it shares.
    """

    executor: Executor
    most: Callable[[], int]
    ships: bool = False


@contextmanager
def local(settings: BatchSettings, letters: int = 0) -> Iterator[Crew]:
    """Have worker processes of this machine as the crew, no more than *letters*, if that is known."""
    workers = settings.workers or machine.workers()
    workers = min(workers, letters) if letters else workers
    memory = round(settings.memory_gb * machine.GIGABYTE) or machine.memory_each(workers)
    with Pool(workers, Limits(seconds=settings.page_seconds, memory=memory)) as pool:
        yield Crew(executor=pool, most=lambda: workers * IN_FLIGHT)


def run(
    letters: Sequence[LetterFiles], job: Job, crew: Crew | None = None, *, stop: Event | None = None
) -> Iterator[Outcome]:
    """Digitize *letters*; yield outcomes as they come.

    Args:
        letters: each has one outcome in the end, unless *stop* is set.
        job: what is to be done with each.
        crew: who does it; none: worker processes of this machine.
        stop: once set, the letters in hand are finished and no more are begun.

    Raises:
        DependencyError: before the first letter, if the engine is not installed.
        UsageError: if there is no such engine or format, or the output folder cannot be written to or is in use.
    """
    if job.formats:
        export.load(job.formats)
    store.prepare(job.output)
    ended = stop or Event()
    with progress.alone(job.output):
        if crew is not None:
            yield from attempts(letters, job, crew, ended)
            return
        with local(job.settings.batch, len(letters)) as workers:
            yield from attempts(letters, job, workers, ended)


def attempts(letters: Sequence[LetterFiles], job: Job, crew: Crew, stop: Event) -> Iterator[Outcome]:
    """Do as `run` does, in an output folder that is prepared and kept from others; tell there how far it is."""
    succession.sweep(job.output)
    named = _named(crew, job.settings.recognize)
    tally = Tally(total=len(letters))
    told = 0.0
    for outcome in _twice(letters, job, crew, named, stop):
        tally.count(outcome.status, outcome.pages_read)
        if monotonic() - told > EVERY:
            told = monotonic()
            progress.save(tally.progress(), job.output)
        yield outcome
    progress.save(tally.progress(is_over=not stop.is_set()), job.output)


def _named(crew: Crew, settings: RecognizeSettings) -> Reader:
    """Return what the engine is; all workers load it at once, and it is not the end if one dies over it."""
    loads = [crew.executor.submit(reader, settings) for _ in range(max(crew.most(), TRIES))]
    lost = ""
    for load in as_completed(loads):
        try:
            return load.result()
        except WorkerLostError as error:
            lost = error.reason
    raise DependencyError(f"{settings.engine}: cannot be loaded: {lost}; raise batch.memory_gb")


def _twice(letters: Iterable[LetterFiles], job: Job, crew: Crew, named: Reader, stop: Event) -> Iterator[Outcome]:
    """Attempt all *letters*, and once more those whose worker died of itself: it may not have been their fault."""
    again: list[LetterFiles] = []
    for files, outcome, may_try_again in _once(letters, job, crew, named, stop):
        if may_try_again:
            again.append(files)
        else:
            yield outcome
    for _, outcome, _ in _once(again, job, crew, named, stop):
        yield outcome


def _once(
    letters: Iterable[LetterFiles], job: Job, crew: Crew, named: Reader, stop: Event
) -> Iterator[tuple[LetterFiles, Outcome, bool]]:
    """Attempt *letters*; yield each with its outcome, and whether it deserves another try."""
    for files, end in _ends(letters, job, crew, named, stop):
        if isinstance(end, Outcome):
            yield files, end, False
        elif isinstance(end, WorkerLostError):
            yield files, *_lost(files, job, named, end)
        elif isinstance(end, MektupError) or not isinstance(end, Exception):
            raise end
        else:
            reason = f"{shown(files.files[0].name)}: {type(end).__name__}: {' '.join(str(end).split())}; {FAULT}"
            outcome = failed(files, _known(files, job, named), job, reason)
            yield files, replace(outcome, trace="".join(getattr(end, "__notes__", ()))), False


def _ends(
    letters: Iterable[LetterFiles], job: Job, crew: Crew, named: Reader, stop: Event
) -> Iterator[tuple[LetterFiles, Outcome | BaseException]]:
    """Attempt *letters*; yield each with what became of it, or the error that came instead."""
    if crew.ships:
        from pipeline import shipping  # reads here what it has to, as no other run does

        yield from shipping.ends(letters, job, crew.executor, named, most=crew.most, stop=stop)
        return
    for files, future in in_flight(crew.executor, partial(attempt, job=job), letters, most=crew.most, stop=stop):
        yield files, future.exception() or future.result()


def _lost(files: LetterFiles, job: Job, named: Reader, error: WorkerLostError) -> tuple[Outcome, bool]:
    """Write that a letter has cost a worker; one that hangs is not tried again at once, as that takes long."""
    known = _known(files, job, named)
    before = store.failed(known, job.output)
    deaths = (before.deaths if before else 0) + 1
    remedy = "scan it at a lower resolution or raise batch.page_seconds" if error.was_slow else "scan or copy it again"
    outcome = failed(files, known, job, f"{shown(files.files[0].name)}: {error.reason}; {remedy}", deaths=deaths)
    return outcome, not error.was_slow and deaths < store.MOST_DEATHS


def _known(files: LetterFiles, job: Job, named: Reader) -> Identity:
    try:
        return known_by(files, named, job)
    except InputError:  # it has gone in the meantime
        return unopened(files)
