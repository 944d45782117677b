"""Letters that another has taken the place of: the same letter while it had fewer pages, or while it was a stack.

A letter is known by its scans; a page that comes late makes it another one, which is read with all pages. What was
read without that page goes once the new record stands. How it was called is found again from the scans and from when
they came, so that nothing need be kept for it.
"""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, count, takewhile
from os import stat_result
from pathlib import Path

from pipeline import store
from pipeline.errors import UsageError
from pipeline.identity import Identity, id_of
from pipeline.ingest import LetterFiles
from pipeline.model import Source
from pipeline.store.places import CORRECTIONS
from pipeline.text import shown

log = logging.getLogger(__name__)

ASIDE = ".{}.gone"  # what the folder of a letter is called while it is removed


def stack(letter: str, output: Path) -> Iterator[Path]:
    """Yield the record of a letter and, if it is the first of a stack, those of the others."""
    names = chain((letter,), (f"{letter}_{place}" for place in count(2)))
    records = (store.folder(output, name) / store.RECORD for name in names)
    yield from takewhile(Path.exists, records)


def take_over(files: LetterFiles, known: Identity, output: Path) -> tuple[str, ...]:
    """Remove what the scans of a letter made as long as some of them had not come; return the ids that are gone."""
    return tuple(gone for letter in dict.fromkeys(earlier(files, known)) for gone in _with_stack(letter, output))


def earlier(files: LetterFiles, known: Identity) -> Iterator[str]:
    """Yield the ids that letters with a part of the scans have: each scan alone, and those that came first."""
    if len(files.files) < 2:
        return
    sources = dict(zip(files.files, known.sources, strict=True))
    for path, source in sources.items():
        yield from (id_of(name, [source]) for name in (shown(path.stem), files.name))
    for came in (_changed, _written):
        for there in _growing(sources, came):
            yield id_of(files.name, there)


def cut_off(letter: str, letters: int, output: Path) -> tuple[str, ...]:
    """Remove the letters of a stack beyond so many: it held more before; return the ids that are gone."""
    further = (f"{letter}_{place}" for place in count(letters + 1))
    gone: list[str] = []
    for one in further:
        if not _withdraw(one, output):
            return tuple(gone)
        gone.append(one)
    return ()


def sweep(output: Path) -> None:
    """Remove what a run that was killed had begun to remove."""
    for path in output.glob(ASIDE.format("*")):
        shutil.rmtree(path, ignore_errors=True)


def _growing(sources: dict[Path, Source], came: Callable[[stat_result], int]) -> Iterator[list[Source]]:
    """Yield the first of the scans by when they *came*, the first two, and so on, in the order of pages."""
    with suppress(OSError):  # one has gone since it was read
        order = sorted(sources, key=lambda path: came(path.stat()))
        for many in range(2, len(order)):
            there = set(order[:many])
            yield [source for path, source in sources.items() if path in there]


def _changed(about: stat_result) -> int:
    return about.st_ctime_ns


def _written(about: stat_result) -> int:
    return about.st_mtime_ns


def _with_stack(letter: str, output: Path) -> Iterator[str]:
    if _withdraw(letter, output):
        yield letter
        yield from cut_off(letter, 1, output)


def _withdraw(letter: str, output: Path) -> bool:
    """Remove a letter in one go, unless people have corrected it; return whether it is gone."""
    place, aside = store.folder(output, letter), output / ASIDE.format(letter)
    if not place.is_dir():
        return False
    if (place / CORRECTIONS).exists():
        log.warning("%s: its pages are in a letter with more pages now; it stays, since it was corrected", place)
        return False
    try:
        place.rename(aside)
    except FileNotFoundError:  # another letter has taken its place in this moment
        return False
    except OSError as error:
        raise UsageError(f"{place}: cannot be removed: {error.strerror}; remove it by hand") from error
    shutil.rmtree(aside, ignore_errors=True)
    return True
