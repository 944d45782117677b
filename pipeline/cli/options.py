"""What several commands have in common: their options, their exit codes, and where they talk."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline import settings
from pipeline.settings import Grouping, Settings

SOME_FAILED, USAGE, NOT_INSTALLED, NOTHING_READABLE = 1, 2, 3, 4

WIDTH = None if sys.stderr.isatty() else 160  # columns, where there is no terminal to ask
talk = Console(stderr=True, width=WIDTH)

Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Scans, PDFs, or folders of them.")]
Output = Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for the results.")]
Ledger = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `mektup read` wrote.")]
SettingsFile = Annotated[
    Path | None,
    typer.Option(
        "--settings", metavar="FILE", help="Settings in TOML; else the nearest mektup.toml upwards from here."
    ),
]
Letters = Annotated[
    Grouping | None,
    typer.Option(help="Which files make one letter: each file, a folder, a numbered sequence, or auto."),
]
EngineName = Annotated[str | None, typer.Option("--engine", metavar="auto|mektup|tesseract|NAME", help="Who reads.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output instead of tables.")]
Workers = Annotated[
    int | None, typer.Option(min=0, help="Processes to work with; 0 is one a core, fewer where memory is short.")
]
Log = Annotated[Path | None, typer.Option("--log", metavar="FILE", help="Write what is done, and how long it takes.")]


def chosen(
    path: Path | None, *, letters: Grouping | None = None, engine: str | None = None, workers: int | None = None
) -> Settings:
    """Return the settings of a file, the one that is named or the nearest, and on top what the command line says."""
    file = path or settings.find(Path.cwd())
    base = settings.load(file) if file else Settings()
    ingest = base.ingest.model_copy(update={"letters": letters} if letters else {})
    recognize = base.recognize.model_copy(update={"engine": engine} if engine else {})
    batch = base.batch.model_copy(update={"workers": workers} if workers is not None else {})
    return base.model_copy(update={"ingest": ingest, "recognize": recognize, "batch": batch})


def say(text: str, *, style: str = "") -> None:
    """Say one line to people, as it is."""
    talk.print(text, style=style, markup=False, highlight=False, soft_wrap=True)
