"""The straight path for one letter: files in, a record and its page images out; nothing is written.

from pipeline.digitize import digitize
record = digitize("letter.tif")
print(record.letter.date[0].value)
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import ingest, letter, recognize
from pipeline.conclude import understand
from pipeline.errors import InputError
from pipeline.facing import without_backs
from pipeline.findings import review
from pipeline.identity import Identity, identify
from pipeline.ingest import LetterFiles
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.model import Finding, Record, Source
from pipeline.recognize import Engine
from pipeline.settings import Settings
from pipeline.sheets import PageImage, Sheet, sheets
from pipeline.stages import stage
from pipeline.text import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Digitized:
    """A letter's record, and the images of its pages and graphics."""

    record: Record
    images: tuple[PageImage, ...]
    others: tuple["Digitized", ...] = ()  # the further letters of a stack


def digitize(*paths: str | os.PathLike[str], settings: Settings | None = None) -> Record:
    """Read the files at *paths* as the pages of one letter.

    Raises:
        InputError: if a file cannot be read at all.
        DependencyError: if a program or data file is not installed.
    """
    if not paths:
        raise InputError("no file was named: give the path of at least one scan")
    chosen = settings or Settings()
    files = tuple(Path(path) for path in paths)
    engine = recognize.load(chosen.recognize)
    return digitize_letter(LetterFiles(name=files[0].stem, files=files), engine, chosen).record


def digitize_letter(files: LetterFiles, engine: Engine, settings: Settings, hashed: Sequence[Source] = ()) -> Digitized:
    """Read one letter with an engine that is loaded already.

    Args:
        files: the letter's scans.
        engine: what reads them.
        settings: what the user has turned.
        hashed: what its files are known by, if that is known already.

    Raises:
        InputError: if a file cannot be read at all.
    """
    known = identify(files, engine, settings, hashed)
    read: list[Sheet] = []
    scans = without_backs(scans_of(files.files, settings), settings.cleanup.sides)
    while scan := _next(scans, len(read) + 1):
        read += sheets(scan, len(read) + 1, engine, settings)
    if settings.ingest.letters == "auto":
        return _stack(read, known, settings)
    return _digitized(read, known, settings)


def _stack(sheets: Sequence[Sheet], known: Identity, settings: Settings) -> Digitized:
    """Return the letters that a stack of sheets holds; the first has the id of the stack."""
    of_page = {sheet.page.number: sheet for sheet in sheets}
    with stage("parse"):
        letters = letter.split([sheet.page for sheet in sheets])
    if len(letters) < 2:
        return _digitized(sheets, known, settings)
    found = []
    for place, pages in enumerate(letters, start=1):
        name = known.id if place == 1 else f"{known.id}_{place}"
        message = f"letter {place} of {len(letters)} in this stack; it begins on page {pages[0].number}"
        told = Finding(code="split-from-stack", severity="info", message=message, page=pages[0].number)
        mine = [of_page[page.number] for page in pages]
        found.append(_digitized(mine, replace(known, id=name), settings, told))
    return replace(found[0], others=tuple(found[1:]))


def _digitized(sheets: Sequence[Sheet], known: Identity, settings: Settings, *told: Finding) -> Digitized:
    """Return one letter whose sheets have been read; *told* is known of it already."""
    pages = tuple(sheet.page for sheet in sheets)
    with stage("parse"):
        parsed = understand(pages, settings)
    findings = (*told, *(finding for sheet in sheets for finding in sheet.findings), *parsed.findings)
    record = Record(
        id=known.id,
        key=known.key,
        sources=known.sources,
        pages=pages,
        letter=parsed.letter,
        steps=known.steps,
        findings=findings,
        review=review(findings),
    )
    return Digitized(record=record, images=tuple(image for sheet in sheets for image in sheet.images))


def scans_of(files: Sequence[Path], settings: Settings) -> Iterator[Scan | Unreadable]:
    """Yield the scans of all *files*; a file among several that cannot be read costs its page, not the letter."""
    for path in files:
        try:
            yield from ingest.scans(path, settings.ingest)
        except InputError as error:
            if len(files) == 1:
                raise
            yield Unreadable(source=path.name, number=1, reason=str(error).removeprefix(f"{shown(path.name)}: "))


def _next(scans: Iterator[Scan | Unreadable], number: int) -> Scan | Unreadable | None:
    """Return the next scan, None after the last; a scan is decoded when it is asked for."""
    with stage("open", number):
        return next(scans, None)
