"""The commands that put a collection into a bag for the archive, and take it out: `mektup bag`, `mektup unbag`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import bag as bagging
from pipeline.bag import Bagged
from pipeline.cli.options import SOME_FAILED, say
from pipeline.text import shown


def bag(
    output: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `mektup read` wrote.")],
    place: Annotated[Path, typer.Argument(metavar="BAG", help="Folder for the bag; not there yet, or empty.")],
    originals: Annotated[Path | None, typer.Option(metavar="DIR", help="Where the scans lie.")] = None,
) -> None:
    """Put a collection into a BagIt bag: records, page images, exports and originals, with checksums."""
    _tell("bagged", bagging.bag(output, place, originals), counts=originals is not None)


def unbag(
    place: Annotated[Path, typer.Argument(metavar="BAG", help="Folder that `mektup bag` wrote.")],
    output: Annotated[Path, typer.Argument(metavar="OUT", help="Folder for the letters; not there yet, or empty.")],
    originals: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder for the scans.")] = None,
) -> None:
    """Check a BagIt bag and take the collection out of it, to go on with it; scans get their names back."""
    _tell("unbagged", bagging.unbag(place, output, originals), counts=originals is not None)


def _tell(what: str, done: Bagged, *, counts: bool) -> None:
    """Say what became of a bag; end with 1 if a scan is not there that *counts*."""
    say(f"{what}: {done.letters} letters, {done.originals} originals")
    for name in done.missing:
        say(f"original not found: {shown(name)}")
    if done.missing and counts:
        raise typer.Exit(SOME_FAILED)
