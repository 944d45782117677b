"""A whole collection in a BagIt bag: originals, records, page images and exports, with checksums, for an archive.

Originals are found by their checksums, whatever they are called now. Failures go along; explanations, which can be
made anew, do not.
"""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import bagit

from pipeline import store
from pipeline.errors import InputError, UsageError
from pipeline.explain import NAME as EXPLANATION
from pipeline.explain import PICTURES
from pipeline.model import Source

CHECKSUMS = ["sha256", "sha512"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bagged:
    """What went into a bag, and which originals did not, since they are nowhere to be found."""

    letters: int
    originals: int
    missing: tuple[str, ...]


def bag(output: Path, place: Path, originals: Path | None) -> Bagged:
    """Make a bag at *place* of all that lies below *output*, with the originals that lie below *originals*.

    Raises:
        InputError: if there are no records, or one cannot be read.
        UsageError: if *place* is there already and holds anything, lies inside of *output*, or cannot be written.
    """
    paths = tuple(store.records(output))
    if not paths:
        raise InputError(f"{output}: no records there; name the folder that `mektup read` wrote")
    if place.resolve().is_relative_to(output.resolve()) or (place.exists() and any(place.iterdir())):
        raise UsageError(f"{place}: a bag needs an empty folder of its own, outside of {output}")
    found = dict(_originals(originals)) if originals else {}
    sources = {source.sha256: source for path in paths for source in store.load(path).sources}
    try:
        shutil.copytree(output, place / "letters", ignore=shutil.ignore_patterns(EXPLANATION, PICTURES, ".*"))
        for digest in sources:
            if digest in found:
                (place / "originals").mkdir(exist_ok=True)
                shutil.copy2(found[digest], place / "originals" / f"{digest[:16]}{found[digest].suffix}")
        bagit.make_bag(str(place), {"External-Description": _said(sources)}, checksums=CHECKSUMS)
    except OSError as error:
        raise UsageError(f"{place}: cannot be written: {error.strerror}; name another folder") from error
    missing = tuple(source.name for digest, source in sources.items() if digest not in found)
    return Bagged(letters=len(paths), originals=len(sources) - len(missing), missing=missing)


def _originals(place: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(place.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                yield hashlib.file_digest(file, "sha256").hexdigest(), path


def _said(sources: dict[str, Source]) -> str:
    return f"Letters read by Mektup from {len(sources)} files"
