"""A whole collection in a BagIt bag: originals, records, page images and exports, with checksums, for an archive.

Originals are found by their checksums, whatever they are called now. Failures go along; explanations, which can be
made anew, do not. A bag is taken out again only if all of its checksums are true.
"""

import hashlib
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import bagit

from pipeline import store
from pipeline.errors import InputError, UsageError
from pipeline.model import Source
from pipeline.store.places import EXPLANATION, PICTURES

CHECKSUMS = ["sha256", "sha512"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bagged:
    """What went into a bag or came out of it, and which originals did not, since they are nowhere to be found."""

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


def unbag(place: Path, output: Path, originals: Path | None = None) -> Bagged:
    """Take the collection out of the bag at *place* into the folder *output*, and the scans into *originals*.

    Scans get the names that they had when they were read; where two had the same, their checksums stand in front.

    Raises:
        InputError: if there is no bag, or it is not whole, or it is none of ours.
        UsageError: if *output* or *originals* holds anything, or cannot be written to.
    """
    _check(place)
    for folder in (output, *([originals] if originals else [])):
        if folder.exists() and any(folder.iterdir()):
            raise UsageError(f"{folder}: holds something already; name an empty folder, or one that is not there yet")
    try:
        shutil.copytree(place / "data" / "letters", output, dirs_exist_ok=True)
        sources = {source.sha256: source for path in store.records(output) for source in store.load(path).sources}
        found = {digest: path for digest, path in _originals(place / "data" / "originals") if digest in sources}
        if originals:
            _restore([(sources[digest], path) for digest, path in found.items()], originals)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}; name another folder") from error
    missing = tuple(source.name for digest, source in sources.items() if digest not in found)
    return Bagged(letters=len(tuple(store.records(output))), originals=len(found), missing=missing)


def _check(place: Path) -> None:
    try:
        bagit.Bag(str(place)).validate()
    except bagit.BagError as error:
        raise InputError(f"{place}: is no whole bag: {str(error).splitlines()[0]}; get it again") from error
    if not (place / "data" / "letters").is_dir():
        raise InputError(f"{place}: is no bag of `mektup bag`: it has no folder data/letters")


def _restore(found: Sequence[tuple[Source, Path]], originals: Path) -> None:
    """Copy scans into the folder *originals*, under the names that they had."""
    named = Counter(source.name for source, _ in found)
    originals.mkdir(parents=True, exist_ok=True)
    for source, path in found:
        name = Path(source.name).name or path.name  # a bag from elsewhere may name any place
        shutil.copy2(path, originals / (name if named[source.name] == 1 else f"{source.sha256[:16]}-{name}"))


def _originals(place: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(place.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                yield hashlib.file_digest(file, "sha256").hexdigest(), path


def _said(sources: dict[str, Source]) -> str:
    return f"Letters read by Mektup from {len(sources)} files"
