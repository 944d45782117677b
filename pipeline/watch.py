"""A folder that scans arrive in: each letter is read once it is whole, for as long as the watch lasts."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from time import monotonic

from watchfiles import Change, DefaultFilter
from watchfiles import watch as changes

from pipeline import batch, ingest, progress, store
from pipeline.batch import Crew
from pipeline.errors import InputError
from pipeline.ingest import LetterFiles
from pipeline.outcome import Job, Outcome
from pipeline.settings import Grouping

log = logging.getLogger(__name__)

TICK = 500  # ms between looks, and between two questions whether to stop
ANYWAY = 10.0  # s after which the folder is looked through without being told of a change: shares do not always tell
PATIENCE = 60.0  # s after which a file that does not end as it should is read all the same: perhaps it never will
ROUND = 100  # letters that are read before the folder is looked through again

Stamp = tuple[int, int]


@dataclass(slots=True)
class Seen:
    """A file's size and time of change, and since when these have been so."""

    stamp: Stamp
    since: float
    is_taken: bool = False


@dataclass(slots=True)
class Arrivals:
    """What has been seen in the folder so far, to tell which letters have arrived as a whole.

    Attributes:
        folder: scans lie in it and below it; links that lead out of it are not followed.
        output: is never read.
        letters: which files make one letter.
        settle: seconds for which a file must not have changed.
        is_away: whether the folder cannot be looked through now; a share that it lies on may come back.
    """

    folder: Path
    output: Path
    letters: Grouping
    settle: float
    files: dict[Path, Seen] = field(default_factory=dict)
    is_away: bool = False

    def ready(self, now: float) -> tuple[LetterFiles, ...]:
        """Look through the folder; return the letters that are whole and were not returned as they are now.

        Args:
            now: seconds by a clock that never goes back.
        """
        found = self._found()
        if self.is_away:
            return ()
        there = {path for letter in found for path in letter.files}
        for gone in self.files.keys() - there:
            del self.files[gone]
        for path in there:
            self._look_at(path, now)
        whole = [letter for letter in found if self._is_due(letter, now)][:ROUND]
        for letter in whole:
            for path in letter.files:
                self.files[path].is_taken = True
        return tuple(whole)

    def forget(self, outcome: Outcome) -> None:
        """Have a letter that failed since its files were not there returned again, once they are."""
        if outcome.status == "failed" and not _is_there(outcome.source):
            self.files.pop(outcome.source, None)

    def _found(self) -> tuple[LetterFiles, ...]:
        try:
            found = ingest.find_letters([self.folder], self.letters, output=self.output, within=self.folder).letters
        except (InputError, OSError) as error:
            if not self.is_away:
                log.warning("%s: cannot be looked through now, waiting: %s", self.folder, error)
            self.is_away = True
            return ()
        self.is_away = False
        return found

    @property
    def is_waiting(self) -> bool:
        """Whether there are files that have not been taken."""
        return any(not seen.is_taken for seen in self.files.values())

    def _look_at(self, path: Path, now: float) -> None:
        with suppress(OSError):  # it has gone since it was listed, and will be missed the next time
            about = path.stat()
            stamp = (about.st_size, about.st_mtime_ns)
            if path not in self.files or self.files[path].stamp != stamp:
                self.files[path] = Seen(stamp, now)

    def _is_due(self, letter: LetterFiles, now: float) -> bool:
        every = [(path, self.files.get(path)) for path in letter.files]
        if all(seen and seen.is_taken for _, seen in every):
            return False
        return all(seen is not None and self._has_arrived(path, seen, now) for path, seen in every)

    def _has_arrived(self, path: Path, seen: Seen, now: float) -> bool:
        if seen.is_taken:
            return True
        if now - seen.since < self.settle:
            return False
        try:
            return now - seen.since >= PATIENCE or ingest.is_whole(path)
        except OSError:  # whoever writes it does not let others in yet; once patience is over, the run says so
            return False


def watch(folder: Path, job: Job, crew: Crew, *, stop: Event, settle: float, poll: bool) -> Iterator[Outcome]:
    """Read what lies in *folder* and what arrives there, until *stop* is set; yield outcomes as they come.

    What was read before this began is skipped, since the output folder knows it. Letters in hand are finished.

    Raises:
        UsageError: if the output folder cannot be written to or is in use.
        InputError: if there is no such folder.
    """
    store.prepare(job.output)
    arrivals = Arrivals(folder, job.output, job.settings.ingest.letters, settle)
    with progress.alone(job.output):
        for _ in _looks(arrivals, stop, poll=poll):
            while letters := arrivals.ready(monotonic()):
                for outcome in batch.attempts(letters, job, crew, stop):
                    arrivals.forget(outcome)
                    yield outcome
                if stop.is_set():
                    return


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return False
    return True


def _looks(arrivals: Arrivals, stop: Event, *, poll: bool) -> Iterator[None]:
    """Yield when it is time to look through the folder: after changes, while something is not whole, now and then."""
    yield
    last = monotonic()
    told = changes(
        arrivals.folder,
        watch_filter=_Scans(arrivals.output),
        step=100,
        rust_timeout=TICK,
        yield_on_timeout=True,
        stop_event=stop,
        force_polling=poll or None,
        raise_interrupt=False,
    )
    for changed in told:
        if changed or arrivals.is_waiting or monotonic() - last >= ANYWAY:
            last = monotonic()
            yield


class _Scans(DefaultFilter):
    """Lets pass what may be a scan, and nothing in the output folder."""

    def __init__(self, output: Path) -> None:
        super().__init__(ignore_paths=[output.absolute(), output.resolve()])

    def __call__(self, change: Change, path: str) -> bool:
        return not Path(path).name.startswith((".", "~")) and super().__call__(change, path)
