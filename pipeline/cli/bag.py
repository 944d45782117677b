"""The command that puts a collection into a bag for the archive: `mektup bag`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import bag as bagging
from pipeline.cli.options import SOME_FAILED, talk
from pipeline.text import shown


def bag(
    output: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `mektup read` wrote.")],
    place: Annotated[Path, typer.Argument(metavar="BAG", help="Folder for the bag; not there yet, or empty.")],
    originals: Annotated[Path | None, typer.Option(metavar="DIR", help="Where the scans lie.")] = None,
) -> None:
    """Put a collection into a BagIt bag: records, page images, exports and originals, with checksums."""
    made = bagging.bag(output, place, originals)
    talk.print(f"bagged: {made.letters} letters, {made.originals} originals", highlight=False)
    for name in made.missing:
        talk.print(f"original not found: {shown(name)}", markup=False, highlight=False, soft_wrap=True)
    if made.missing and originals:
        raise typer.Exit(SOME_FAILED)
