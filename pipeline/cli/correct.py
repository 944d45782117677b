"""The command by which people correct what was read: `mektup correct`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import indexing, store
from pipeline.cli.options import SettingsFile, chosen, say
from pipeline.errors import UsageError
from pipeline.review import Correction


def correct(
    record: Annotated[Path, typer.Argument(metavar="RECORD", help="A record.json, or the folder that holds it.")],
    line: Annotated[str, typer.Option(metavar="ID", help="Which line, such as p1_b2_l3.")],
    text: Annotated[str, typer.Option(help="What the line reads.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says so.")],
    settings: SettingsFile = None,
) -> None:
    """Correct a line by hand; the letter is parsed anew, and the correction put in again after each reading."""
    from pipeline.conclude import corrected  # loads what understands letters, as few commands must

    place = record if record.is_dir() else record.parent
    before = store.load(place)
    found = [(page, one) for page in before.pages for one in page.lines if one.id == line]
    if not found:
        raise UsageError(f"{place}: it has no line {line}; its record.json tells the lines")
    if not text.strip() or not by.strip():
        raise UsageError("say what the line reads, and who says so")
    page, old = found[0]
    new = Correction(page=page.number, box=old.box, text=text.strip(), by=by.strip(), was=old.text)
    store.save_corrections((*store.corrections(place), new), corrected(before, [new], chosen(settings)), place)
    indexing.renew(place, tell=say)
