"""The command `mektup`: talk goes to standard error, results to standard output."""

import json
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from pipeline import __version__, codec, store
from pipeline import settings as turned
from pipeline.cli import export as publishing
from pipeline.cli import ledger
from pipeline.cli import read as reading
from pipeline.cli import search as searching
from pipeline.cli.bag import bag, unbag
from pipeline.cli.correct import correct
from pipeline.cli.explain import reasons
from pipeline.cli.options import (
    NOT_INSTALLED,
    NOTHING_READABLE,
    SOME_FAILED,
    USAGE,
    WIDTH,
    AsJson,
    EngineName,
    Letters,
    Log,
    Output,
    Paths,
    SettingsFile,
    Workers,
    chosen,
    say,
    talk,
)
from pipeline.cli.show import letter
from pipeline.cli.train import train
from pipeline.cli.watch import watch
from pipeline.errors import DependencyError, InputError, MektupError
from pipeline.export import FORMATS
from pipeline.outcome import Job
from pipeline.text import shown

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)

Formats = Annotated[str, typer.Option(metavar="FORMAT[,FORMAT...]", help="What to export each letter as, too.")]
Explain = Annotated[bool, typer.Option("--explain", help="Write explain.html beside each record: every step, drawn.")]


def main() -> NoReturn:
    """Run the command; a failure that the user can mend is one line and an exit code."""
    try:
        app(standalone_mode=True)
    except DependencyError as error:
        _stop(error, NOT_INSTALLED)
    except InputError as error:
        _stop(error, NOTHING_READABLE)
    except MektupError as error:
        _stop(error, USAGE)
    sys.exit(0)


def _stop(error: MektupError, code: int) -> NoReturn:
    say(f"mektup: {error}")
    sys.exit(code)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mektup {__version__}")
        raise typer.Exit


@app.callback()
def mektup(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Say the version and stop.")
    ] = False,
) -> None:
    """Digitize scanned letters: clean-up, bilingual reading (Uyghur and Latin), letter parsing."""


@app.command()
def read(
    paths: Paths,
    output: Output,
    letters: Letters = None,
    engine: EngineName = None,
    settings: SettingsFile = None,
    workers: Workers = None,
    redo: Annotated[
        bool, typer.Option("--redo", help="Read again what is done already, and what is in quarantine.")
    ] = False,
    no_retry: Annotated[bool, typer.Option("--no-retry", help="Leave alone what has failed before.")] = False,
    explain: Explain = False,
    export: Formats = "",
    cluster: Annotated[
        str, typer.Option(metavar="tcp://HOST:8786", help="Read on a Dask cluster, at the address of its scheduler.")
    ] = "",
    ship: Annotated[
        bool, typer.Option("--ship", help="Send scans to the cluster by content; no disk is shared.")
    ] = False,
    log: Log = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON per letter on standard output.")] = False,
) -> None:
    """Digitize scans into records.

    Every letter ends in one of done, skipped (was done already), blank or failed. Exit codes: 0 all done, 1 some
    letters failed or are left, 2 usage, settings or output, 3 something is not installed, 4 nothing readable.
    """
    base = chosen(settings, letters=letters, engine=engine, workers=workers)
    if cluster:  # the machines of a cluster work in other folders
        paths, output = [path.absolute() for path in paths], output.absolute()
    job = Job(output=output, settings=base, redo=redo, retry=not no_retry, explain=explain, formats=export)
    with reading.crew(cluster, base.batch, ships=ship) as readers:
        ended, left = reading.read(paths, job, readers, as_json=as_json, log=log)
    if export:
        publishing.collection(output, export, talk)
    if left:
        say(f"stopped: {left} letters are left; run it again to go on")
        raise typer.Exit(SOME_FAILED)
    if ended["failed"]:
        raise typer.Exit(NOTHING_READABLE if ended["failed"] == sum(ended.values()) else SOME_FAILED)


@app.command("export")
def export_records(
    output: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `mektup read` wrote.")],
    to: Annotated[str, typer.Option(metavar="FORMAT[,FORMAT...]", help=f"One or more of {', '.join(FORMATS)}.")],
    workers: Workers = None,
) -> None:
    """Write the letters in other formats, from their records.

    The files of a letter lie in the folder `exports` beside its record, those of the collection in OUT. Exit codes: 0
    all letters were exported, 1 some cannot be, 2 there is no such format, 4 there are no records.
    """
    published = publishing.export(output, to, workers or 0, talk)
    if any(letter.reason for letter in published):
        raise typer.Exit(SOME_FAILED)


app.command()(bag)
app.command()(unbag)
app.command()(correct)
app.command()(searching.index)
app.command()(searching.search)
app.command()(searching.feed)


@app.command()
def inspect(
    paths: Paths,
    html: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a report with thumbnails as HTML.")] = None,
    settings: SettingsFile = None,
    workers: Workers = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON per page on standard output.")] = False,
) -> None:
    """Grade scans without reading them, and say what to do about each.

    Exit codes: 0 all pages were looked at, whatever their grades, 1 some cannot be read, 2 usage or settings, 4 none
    can be read.
    """
    from pipeline.cli.inspect import inspect as looked_at

    base = chosen(settings, workers=workers)
    pages = looked_at(paths, base.ingest, base.batch.workers, talk, html=html, as_json=as_json)
    failed = sum(page.verdict.grade == "failed" for page in pages)
    if failed == len(pages):
        raise typer.Exit(NOTHING_READABLE)
    if failed:
        raise typer.Exit(SOME_FAILED)


for command in (watch, ledger.status, ledger.verify, ledger.failures):
    app.command()(command)


@app.command()
def settings(file: SettingsFile = None) -> None:
    """Print all settings as they are in force here, with what they mean and their defaults."""
    path = file or turned.find(Path.cwd())
    typer.echo(f"# from {shown(str(path))}" if path else "# no mektup.toml here or above: these are the defaults")
    typer.echo(turned.printed(chosen(file)), nl=False)


@app.command()
def show(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A record.json, or the folder that holds it.")],
    visual: Annotated[
        bool, typer.Option("--visual", help="Put right-to-left text in visual order, for terminals that do not.")
    ] = False,
) -> None:
    """Print a letter as people read it, right-to-left text on the right."""
    Console(width=WIDTH).print(letter(store.load(record), visual=visual))


@app.command()
def explain(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A record.json, or the folder that holds it.")],
) -> None:
    """Say why each field is what it is: its lines, how likely it is, what decided, and the runner-up."""
    Console(width=WIDTH).print(reasons(store.load(record)))


@app.command()
def evaluate(
    truth: Annotated[Path, typer.Argument(metavar="TRUTH", help="Folder of NAME.truth.json.")],
    output: Annotated[Path, typer.Argument(metavar="OUTPUT", help="Folder that `mektup read` wrote.")],
    as_json: AsJson = False,
) -> None:
    """Compare what was read with the truth: CER and WER, lines found, confidences, fields right."""
    from pipeline import evaluate as evaluation

    result = evaluation.evaluate(truth, output)
    if as_json:
        typer.echo(result.model_dump_json(indent=1))
        return
    Console(width=WIDTH).print(evaluation.table(result))


@app.command()
def schema() -> None:
    """Print the JSON Schema of record.json."""
    typer.echo(json.dumps(codec.schema(), ensure_ascii=False, indent=1))


@app.command()
def doctor() -> None:
    """Say what is installed, with versions, and what to do about what is not."""
    from pipeline.cli.doctor import report
    from pipeline.doctor import checkup

    checks = checkup()
    Console(width=WIDTH).print(report(checks))
    if not all(check.ok for check in checks):
        raise typer.Exit(NOT_INSTALLED)


app.command()(train)
