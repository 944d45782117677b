"""What `mektup read` shows while it works and when it is done."""

import json
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

from rich.table import Table
from rich.text import Text

from pipeline import batch, indexing, ingest, runlog
from pipeline.batch import Crew
from pipeline.cli.bar import Bar
from pipeline.cli.options import say, talk
from pipeline.errors import InputError
from pipeline.ledger.status import kind_of
from pipeline.outcome import Job, Outcome
from pipeline.progress import Status, Tally
from pipeline.settings import BatchSettings
from pipeline.text import shown

COLOURS: dict[Status, str] = {"done": "green", "skipped": "cyan", "blank": "yellow", "failed": "red"}
MOST_ROWS = 50  # letters, up to which each has its row in the closing table


def read(
    paths: Sequence[Path], job: Job, crew: Crew | None, *, as_json: bool, log: Path | None
) -> tuple[Counter[Status], int]:
    """Digitize *paths*; return how many letters ended how, and how many are left because the run was stopped.

    Raises:
        InputError: if there is no scan at *paths*.
    """
    found = ingest.find_letters(paths, job.settings.ingest.letters, output=job.output)
    tell_ignored(found.ignored)
    if not found.letters:
        places = ", ".join(shown(str(path)) for path in paths)
        raise InputError(f"{places}: no scans there; give images or PDFs, or folders that hold some")
    tally = Tally(total=len(found.letters))
    closing = Closing()
    with runlog.opened(log) as lines, stopped_by_signals() as stop, Bar(talk) as bar:
        for outcome in indexing.kept(batch.run(found.letters, job, crew, stop=stop), job.output, say):
            tally.count(outcome.status, outcome.pages_read)
            lines.tell(outcome)
            tell(outcome, as_json=as_json)
            closing.add(outcome)
            bar.show(tally.progress())
        lines.sum_up(tally.progress(is_over=True))
    talk.print(closing.table(len(found.letters)))
    return Counter(tally.ended), len(found.letters) - sum(tally.ended.values())


@contextmanager
def crew(address: str, settings: BatchSettings, *, ships: bool) -> Iterator[Crew | None]:
    """Have the cluster at *address* as the crew, none if there is no address: then this machine does the work.

    Raises:
        UsageError: if there is no cluster at the address.
        DependencyError: if the extra [cluster] is not installed.
    """
    if not address:
        yield None
        return
    from pipeline.cluster import connected  # its libraries take a second that no other run need spend

    with connected(address, settings, ships=ships) as found:
        yield found


@contextmanager
def stopped_by_signals() -> Iterator[Event]:
    """Set an event when the process is told to end, so that letters in hand are finished; the second time, end."""
    stop = Event()

    def handle(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        sys.stderr.write(
            f"mektup: {signal.Signals(number).name}: finishing the letters in hand; again to stop at once\n"
        )

    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def tell(outcome: Outcome, *, as_json: bool) -> None:
    """Say what is worth a line, and a line of JSON for every letter if that is wanted."""
    if outcome.status == "failed":
        say(f"failed: {shown(outcome.reason)}", style="red")
    if outcome.explanation:
        say(f"explained: {shown(str(outcome.explanation))}")
    if as_json:
        sys.stdout.write(json.dumps(as_line(outcome)) + "\n")
        sys.stdout.flush()


def tell_ignored(ignored: Sequence[tuple[Path, str]]) -> None:
    """Say what was left alone; what never was a scan is only counted."""
    others = sum(why == ingest.NO_SCAN for _, why in ignored)
    lines = [f"{shown(str(path))}: {why}" for path, why in ignored if why != ingest.NO_SCAN]
    if others:
        lines.append(f"{others} files that are no scans")
    for line in lines:
        say(f"left alone: {line}", style="dim")


def as_line(outcome: Outcome) -> dict[str, object]:
    """Return what `--json` says of a letter."""
    findings = [finding.model_dump(mode="json") for finding in outcome.summary.findings] if outcome.summary else []
    failure = [{"code": "failed", "severity": "error", "message": outcome.reason}] if outcome.reason else []
    return {
        "source": str(outcome.source),
        "status": outcome.status,
        "record": str(outcome.record) if outcome.record else None,
        "others": list(map(str, outcome.others)),
        "findings": findings + failure,
    }


class Closing:
    """What is kept for the closing table: a row a letter while they are few, else how many ended how."""

    def __init__(self) -> None:
        self.rows: list[Outcome] = []
        self.ended: Counter[Status] = Counter()
        self.reasons: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        self.ended[outcome.status] += 1
        if outcome.reason:
            self.reasons[kind_of(outcome.reason)] += 1
        if len(self.rows) < MOST_ROWS:
            self.rows.append(outcome)

    def table(self, letters: int) -> Table:
        return letter_rows(self.rows) if letters <= MOST_ROWS else self._counts()

    def _counts(self) -> Table:
        table = Table("letters", "how many", box=None)
        for status, colour in COLOURS.items():
            if self.ended[status]:
                table.add_row(Text(status, colour), str(self.ended[status]))
        for reason, count in self.reasons.most_common():
            table.add_row(Text(f"  failed: {shown(reason)}", "dim"), Text(str(count), "dim"))
        return table


def letter_rows(outcomes: Sequence[Outcome]) -> Table:
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
        return (Text(""), Text(""), Text(""), Text(""), Text(shown(outcome.reason)))
    codes = ", ".join(dict.fromkeys(finding.code for finding in row.findings))
    confidence = f"{row.confidence:.2f}" if outcome.status != "blank" else ""
    texts = (str(row.pages), ", ".join(row.languages), ", ".join(row.fields), confidence, codes)
    return tuple(Text(text) for text in texts)
