"""Whether an output folder is as its runs have left it: every file hashed anew, every record validated."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from pipeline import atomic, codec, ingest, store
from pipeline.errors import InputError
from pipeline.identity import source
from pipeline.ledger import Entry, entries
from pipeline.model import Record, Source, Value

AGAIN = "read the letter again"


class Problem(Value):
    """Something in a folder that is not as it should be."""

    place: str
    what: str
    remedy: str


def verify(output: Path, scans: Sequence[Path] = ()) -> Iterator[tuple[Path, tuple[Problem, ...]]]:
    """Yield the folder of each letter and what is wrong with it.

    Args:
        output: the folder of the results.
        scans: where the originals lie; they are compared with what was read, if they are named.

    Raises:
        InputError: if there is no such folder.
    """
    originals = _originals(scans, output) if scans else None
    for entry in entries(output):
        problems = (*_in_folder(entry, output), *_in_record(entry))
        sources = _sources(entry) if originals is not None else ()
        yield entry.place, (*problems, *_in_sources(entry.place, sources, originals or {}))


def _in_folder(entry: Entry, output: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files of a letter."""
    place = entry.place
    if store.folder(output, place.name) != place:
        yield Problem(place=str(place), what="lies in the wrong place", remedy="remove it; no run finds it there")
    if entry.state == "half-written":
        yield Problem(place=str(place), what="half-written: neither record nor failure is whole", remedy=AGAIN)
        return
    if entry.record and (place / store.FAILURE).exists():
        yield Problem(place=str(place), what="holds a record and a failure", remedy=AGAIN)
    for path in atomic.leftovers(place):
        yield Problem(place=str(path), what="a file that was never finished", remedy="remove it, or " + AGAIN)
    try:
        store.corrections(place)
    except InputError as error:
        yield Problem(place=str(place / store.CORRECTIONS), what=str(error), remedy="correct or remove it")
    named = {thing["image"] for page in entry.record.get("pages", ()) for thing in (page, *page["graphics"])}
    for path in sorted(place.iterdir()):
        if store.PAGE_IMAGE.fullmatch(path.name) and path.name not in named:
            yield Problem(place=str(path), what="a picture that no record names", remedy="remove it")


def _in_record(entry: Entry) -> Iterator[Problem]:
    """Yield what is wrong with a record and with what it was written with."""
    if not entry.record:
        return
    path = entry.place / store.RECORD
    try:
        record = codec.decode(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        yield Problem(place=str(path), what=f"does not fit the schema: {where}: {first['msg']}", remedy=AGAIN)
        return
    if record.id != entry.place.name:
        yield Problem(place=str(path), what=f"is the record of another letter, {record.id}", remedy=AGAIN)
    yield from _in_sums(entry.place, record)


def _in_sums(place: Path, record: Record) -> Iterator[Problem]:
    try:
        rows = (place / store.SUMS).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        yield Problem(place=str(place / store.SUMS), what="is missing or unreadable", remedy=AGAIN)
        return
    sums = {name: digest for digest, _, name in (row.partition("  ") for row in rows)}
    pictures = [name for page in record.pages for name in (page.image, *(cut.image for cut in page.graphics)) if name]
    for name in (store.RECORD, store.TEXT, *pictures):
        try:
            digest = hashlib.sha256((place / name).read_bytes()).hexdigest()
        except OSError:
            yield Problem(place=str(place / name), what="is missing or unreadable", remedy=AGAIN)
            continue
        if sums.get(name) != digest:
            yield Problem(place=str(place / name), what="is not as it was written", remedy=AGAIN)


def _sources(entry: Entry) -> tuple[Source, ...]:
    if entry.failure:
        return entry.failure.sources
    try:
        return store.load(entry.place).sources
    except InputError:
        return ()


def _originals(scans: Sequence[Path], output: Path) -> Mapping[str, set[str]]:
    """Return the digests of all scans by their names."""
    found: dict[str, set[str]] = {}
    for letter in ingest.find_letters(scans, "file", output=output).letters:
        for path in letter.files:
            with suppress(InputError):  # what cannot be opened is missed below
                known = source(path)
                found.setdefault(known.name, set()).add(known.sha256)
    return found


def _in_sources(place: Path, sources: Sequence[Source], originals: Mapping[str, set[str]]) -> Iterator[Problem]:
    for file in sources:
        if file.name not in originals:
            yield Problem(place=str(place), what=f"{file.name} is not among the scans", remedy="look for it")
        elif file.sha256 not in originals[file.name]:
            what = f"{file.name} is not the file that was read"
            yield Problem(place=str(place), what=what, remedy="restore the scan, or read it again")
