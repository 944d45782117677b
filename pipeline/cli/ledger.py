"""The commands that look at an output folder: `mektup status`, `verify` and `failures`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import ledger, markup, store
from pipeline.cli import standing
from pipeline.cli.options import SOME_FAILED, WIDTH, AsJson, Ledger
from pipeline.ledger.status import status as looked_through
from pipeline.ledger.verify import verify as checked


def status(output: Ledger, as_json: AsJson = False) -> None:
    """Tell how it stands with an output folder: letters by state, reason and language, rate, time left."""
    found = looked_through(output)
    if as_json:
        typer.echo(found.model_dump_json(indent=1))
        return
    Console(width=WIDTH).print(standing.standing(found))


def verify(
    output: Ledger,
    scans: Annotated[
        list[Path] | None, typer.Option("--scans", metavar="PATH", help="The originals, to be compared as well.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hash every file of an output folder anew, validate every record, find what is half-written or does not belong.

    Exit codes: 0 all is as it was written, 1 there are problems.
    """
    if standing.tell_problems(checked(output, scans or ()), as_json=as_json):
        raise typer.Exit(SOME_FAILED)


def failures(
    output: Ledger,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write them as a table for spreadsheets.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON per letter on standard output.")] = False,
) -> None:
    """Tell which letters failed: what, where, why, and what to do."""
    found = tuple(ledger.failures(output))
    if csv is not None:
        store.save_report(markup.spreadsheet(standing.failure_rows(found)), csv, option="--csv")
    if as_json:
        for line in standing.failure_lines(found):
            typer.echo(line)
        return
    Console(width=WIDTH).print(standing.failure_table(found))
