"""What `mektup export` shows while it works and when it is done."""

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.progress import track

from pipeline import publish, store
from pipeline.errors import InputError
from pipeline.publish import Published
from pipeline.text import shown


def export(output: Path, formats: str, workers: int, talk: Console) -> tuple[Published, ...]:
    """Write all records below *output* in *formats*; each that cannot be written is one line.

    Raises:
        InputError: if there are no records.
    """
    records = tuple(store.records(output))
    if not records:
        raise InputError(f"{shown(str(output))}: no records there; name the folder that `mektup read` wrote")
    done = publish.letters(records, formats, workers=workers)
    published = tuple(track(done, "exporting", total=len(records), console=talk))
    for letter in published:
        if letter.reason:
            talk.print(f"failed: {letter.reason}", style="red", markup=False, highlight=False, soft_wrap=True)
    kinds = Counter(path.name.split(".", 1)[-1] for letter in published for path in letter.files)
    for kind, count in sorted(kinds.items()):
        talk.print(f"{count} files .{kind}, in the folder {store.EXPORTS} beside each record", highlight=False)
    collection(output, formats, talk)
    return published


def collection(output: Path, formats: str, talk: Console) -> None:
    """Write the files that tell of the whole collection, and name them."""
    for path in publish.collection(output, formats):
        talk.print(f"collection: {shown(str(path))}", markup=False, highlight=False, soft_wrap=True)
