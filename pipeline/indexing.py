"""The index of an output folder: made anew from its records, and kept up with while letters are read."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from pipeline import pool, search, store
from pipeline.errors import InputError, MektupError, UsageError
from pipeline.outcome import Outcome
from pipeline.search import Document, Index
from pipeline.search.row import Row, row
from pipeline.search.sqlite import FILE, SqliteIndex

TOGETHER = 100  # letters that are written in one go while others are being read
BUNDLE = 50  # records that a process takes at once, since to be asked and to answer takes it half as long as a record

Tell = Callable[[str], None]


def rebuild(output: Path, *, workers: int = 0, tell: Tell) -> int:
    """Make the index of the *output* folder anew; return how many letters it holds.

    The old index answers until the new one is whole. A record that cannot be read is told and left out.

    Raises:
        UsageError: if there is no such folder, or the index cannot be written.
    """
    if not output.is_dir():
        raise UsageError(f"{output}: no such folder; give the output folder of `mektup read`")
    part = output / f"{FILE}.part"
    try:
        index = SqliteIndex(part, new=True)
        count = index.put_rows(_rows(output, workers, tell))
        index.settle()
        index.close()
        part.replace(output / FILE)
    except OSError as error:
        raise UsageError(f"{part}: cannot be written: {error.strerror}") from error
    return count


def renew(place: Path, tell: Tell) -> None:
    """Put the letter in the folder *place*, which has changed, into the index of its output folder, if there is one."""
    letter = document_at(place / store.RECORD)
    output = place.resolve().parents[2]
    if store.folder(output, letter.id) != place.resolve() or not (output / FILE).exists():
        return
    try:
        index = SqliteIndex(output / FILE)
        index.put([letter])
        index.close()
    except UsageError as error:
        tell(str(error))


def fill(output: Path, index: Index, *, workers: int = 0, tell: Tell) -> int:
    """Put all letters of the *output* folder into *index*, and take out what is not in the folder; return how many."""
    if not output.is_dir():
        raise UsageError(f"{output}: no such folder; give the output folder of `mektup read`")
    there: set[str] = set()
    count = index.put(_noted(_documents(output, workers, tell), there))
    index.delete(index.keys().keys() - there)
    return count


def kept(outcomes: Iterable[Outcome], output: Path, tell: Tell, *, together: int = TOGETHER) -> Iterator[Outcome]:
    """Yield *outcomes* as they come and keep the index of the *output* folder up with them, *together* at a time.

    An index that fails is told of once; letters are read all the same, and `mektup index` makes it good.
    """
    keeper: _Keeper | None = None
    try:
        for n, outcome in enumerate(outcomes):
            yield outcome
            if n == 0:  # not before: the folder is there since then
                keeper = _kept_from(output, tell, together)
            keeper = keeper and keeper.note(outcome)
    finally:
        if keeper:
            keeper.close()


def _kept_from(output: Path, tell: Tell, together: int) -> "_Keeper | None":
    try:
        return _Keeper(output, tell, together)
    except MektupError as error:
        tell(str(error))
        return None


class _Keeper:
    """What has been read, or is gone, and the index does not know yet."""

    def __init__(self, output: Path, tell: Tell, together: int) -> None:
        self.output, self.tell, self.together = output, tell, together
        self.index = self._opened()
        self.known = self.index.keys()
        self.waiting: list[Document] = []
        self.gone = [letter for letter in self.known if not self._stands(letter)]

    def _opened(self) -> Index:
        try:
            return SqliteIndex(self.output / FILE)
        except UsageError:  # none yet, or of another version
            rebuild(self.output, workers=1, tell=self.tell)
            return SqliteIndex(self.output / FILE)

    def note(self, outcome: Outcome) -> "_Keeper | None":
        """Take an outcome up; return what keeps the index from here on, None if it cannot be kept."""
        self.gone += outcome.gone
        self.waiting += outcome.documents
        if outcome.record and not outcome.documents and not self._knows(outcome):
            self.waiting.append(document_at(outcome.record))
        return self if len(self.waiting) + len(self.gone) < self.together or self._wrote() else None

    def _knows(self, outcome: Outcome) -> bool:
        told = outcome.summary
        return told is not None and self.known.get(told.id) == told.key

    def _stands(self, letter: str) -> bool:
        return (store.folder(self.output, letter) / store.RECORD).exists()

    def close(self) -> None:
        self._wrote()
        self.index.close()

    def _wrote(self) -> bool:
        try:
            self.index.put(self.waiting)
            self.index.delete(self.gone)
        except UsageError as error:
            self.tell(str(error))
            return False
        self.waiting, self.gone = [], []
        return True


def document_at(path: Path) -> Document:
    """Return what can be searched of the letter whose record is at *path*; InputError if there is none."""
    try:
        return search.document(store.content(path))
    except ValueError as error:
        raise InputError(f"{path}: is no record of this version of Mektup; digitize the letter again") from error


def _documents(output: Path, workers: int, tell: Tell) -> Iterator[Document]:
    for found in pool.run(_read, tuple(store.records(output)), lost=_lost, workers=workers):
        if isinstance(found, Document):
            yield found
        else:
            tell(found)


def _read(path: Path) -> Document | str:
    try:
        return document_at(path)
    except InputError as error:
        return str(error)


def _lost(path: Path, error: pool.WorkerLostError) -> str:
    return f"{path}: {error.reason}; left out"


def _rows(output: Path, workers: int, tell: Tell) -> Iterator[Row]:
    """Yield the rows of all letters, made by many processes; those that were with one that died are tried alone."""
    paths = tuple(store.records(output))
    bundles = [paths[start : start + BUNDLE] for start in range(0, len(paths), BUNDLE)]
    alone: list[tuple[Path, ...]] = []

    def lost(bundle: tuple[Path, ...], error: pool.WorkerLostError) -> list[Row | str]:
        if len(bundle) == 1:
            return [_lost(bundle[0], error)]
        alone.extend((path,) for path in bundle)
        return []

    yield from _told(pool.run(_made, bundles, lost=lost, workers=workers), tell)
    yield from _told(pool.run(_made, alone, lost=lost, workers=workers), tell)


def _made(paths: Sequence[Path]) -> list[Row | str]:
    gc.disable()  # it would go through all places of all words again and again, and none is in a circle
    try:
        return [row(found) if isinstance(found, Document) else found for found in map(_read, paths)]
    finally:
        gc.enable()


def _told(made: Iterable[list[Row | str]], tell: Tell) -> Iterator[Row]:
    for found in chain.from_iterable(made):
        if isinstance(found, Row):
            yield found
        else:
            tell(found)


def _noted(documents: Iterable[Document], ids: set[str]) -> Iterator[Document]:
    for document in documents:
        ids.add(document.id)
        yield document
