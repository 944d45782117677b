"""The command `mektup watch`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import batch, indexing, runlog
from pipeline.cli.options import AsJson, EngineName, Letters, Log, Output, SettingsFile, Workers, chosen, say
from pipeline.cli.read import stopped_by_signals, tell
from pipeline.errors import InputError
from pipeline.outcome import Job
from pipeline.progress import Tally
from pipeline.text import shown


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where scans arrive.")],
    output: Output,
    letters: Letters = None,
    engine: EngineName = None,
    settings: SettingsFile = None,
    workers: Workers = None,
    settle: Annotated[float, typer.Option(min=0.1, help="Seconds for which a file must not have changed.")] = 2.0,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look through the folder, where it does not tell of changes.")
    ] = False,
    log: Log = None,
    as_json: AsJson = False,
) -> None:
    """Read the letters that lie in a folder, and those that arrive there, until told to end.

    SIGTERM or Ctrl-C: letters in hand are finished. Exit codes: 0 told to end, 2 usage, settings or output, 3
    something is not installed, 4 there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(f"{shown(str(folder))}: there is no such folder; name the one that scans arrive in")
    from pipeline.watch import watch as outcomes  # its library takes a while that no other command need spend

    base = chosen(settings, letters=letters, engine=engine, workers=workers)
    job = Job(output=output, settings=base)
    tally = Tally(total=0)
    with runlog.opened(log) as lines, stopped_by_signals() as stop, batch.local(base.batch) as crew:
        say(f"watching {shown(str(folder))}; Ctrl-C or SIGTERM to end")
        arrived = outcomes(folder, job, crew, stop=stop, settle=settle, poll=poll)
        for outcome in indexing.kept(arrived, job.output, say, together=1):
            tally.count(outcome.status, outcome.pages_read)
            lines.tell(outcome)
            tell(outcome, as_json=as_json)
            if outcome.status in {"done", "blank"}:
                say(f"{outcome.status}: {shown(str(outcome.source))}")
        lines.sum_up(tally.progress(is_over=True))
    say(f"ended: {', '.join(f'{count} {status}' for status, count in tally.ended.items()) or 'nothing came'}")
