"""The index in one SQLite file: FTS5 over keys instead of text, which needs a third of the room and knows Uyghur.

The text itself is kept packed, for snippets. FTS5 without content forgets a row only if it is told what stood in it; so
rows are made again from the packed text, and a file that was made with other folding is refused.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.search.conditions import all_of, condition, divided
from pipeline.search.document import Document
from pipeline.search.finding import Ranked, find
from pipeline.search.folding import loose
from pipeline.search.fts import COLUMNS, RANKS, Fts
from pipeline.search.index import Hit, Tier
from pipeline.search.keys import VERSION, by_field
from pipeline.search.marking import Forms
from pipeline.search.query import Node
from pipeline.search.row import Row, columns, row
from pipeline.search.shelved import unpack
from pipeline.search.spelling import framed, telling

SCHEMA = f"""
CREATE TABLE letters(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, sources TEXT NOT NULL,
  languages TEXT NOT NULL, date TEXT NOT NULL, content BLOB NOT NULL, places BLOB NOT NULL);
CREATE TABLE dates(letter INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL);
CREATE INDEX dates_first ON dates(first, last, letter);
CREATE INDEX dates_letter ON dates(letter);
CREATE VIRTUAL TABLE words USING fts5({", ".join(COLUMNS)}, content='', tokenize='ascii');
CREATE TABLE spellings(number INTEGER PRIMARY KEY, loose TEXT NOT NULL UNIQUE);
CREATE TABLE stems(stem TEXT PRIMARY KEY, spelling INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX stems_spelling ON stems(spelling);
CREATE VIRTUAL TABLE grams USING fts5(
  loose, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1');
CREATE VIRTUAL TABLE gram_counts USING fts5vocab(grams, row);
PRAGMA user_version = {VERSION};
"""
INSERT_LETTER = """INSERT INTO letters(id, key, sources, languages, date, content, places)
VALUES (?, ?, ?, ?, ?, ?, ?)"""
COLUMN_LIST, MARKS = ", ".join(COLUMNS), ", ".join("?" * len(COLUMNS))
INSERT_WORDS = f"INSERT INTO words(rowid, {COLUMN_LIST}) VALUES (?, {MARKS})"  # noqa: S608  # names of our own
DELETE_WORDS = f"INSERT INTO words(words, rowid, {COLUMN_LIST}) VALUES ('delete', ?, {MARKS})"  # noqa: S608
RANKED = f"""
WITH found AS MATERIALIZED (SELECT rowid AS number, -bm25(words, {RANKS}) AS score FROM words WHERE words MATCH ?)
SELECT letters.id, found.score FROM found JOIN letters USING (number)
WHERE %s ORDER BY found.score DESC, letters.id LIMIT ?"""  # noqa: S608
BEST = f"""
SELECT letters.id, found.score FROM
  (SELECT rowid AS number, -bm25(words, {RANKS}) AS score FROM words WHERE words MATCH ? ORDER BY score DESC LIMIT ?)
  AS found JOIN letters USING (number) ORDER BY found.score DESC, letters.id"""  # noqa: S608
LISTED = "SELECT letters.id, 0.0 FROM letters WHERE %s ORDER BY letters.date, letters.id LIMIT ?"
FILE = "search.sqlite"  # in an output folder
PATIENCE = 30.0  # seconds to wait while another process writes
TOGETHER = 500  # letters that are written in one go
AT_ONCE = 20_000  # and where nobody else is looking yet; what FTS5 gathers meanwhile takes up to GATHERED bytes
GATHERED, USUALLY = 1 << 26, 1 << 20


class SqliteIndex:
    """An index in the file at a path."""

    def __init__(self, path: Path, *, new: bool = False) -> None:
        """Open the index at *path*.

        Args:
            path: the file.
            new: make the file, for a rebuild that starts over if it is cut off; nothing waits for the disk then.

        Raises:
            UsageError: if there is no index, or one that another version of Mektup made.
        """
        self.path = path
        if new:
            path.unlink(missing_ok=True)
        elif not path.is_file():
            raise UsageError(f"{path}: no index there; make it with: mektup index {path.parent}")
        with self._told():
            self.base = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            if new:
                self.base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
                self._gather(GATHERED)
            version = self.base.execute("PRAGMA user_version").fetchone()[0]
        if version != VERSION:
            self.base.close()
            raise UsageError(f"{path}: was made by another version of Mektup; run: mektup index {path.parent}")
        self.known: set[str] = set()
        self.spellings: dict[str, int] = {}
        self.ids: set[str] = set()
        self.whole = new  # whether all that the file holds is among these

    def put(self, documents: Iterable[Document]) -> int:
        return self.put_rows(map(row, documents))

    def put_rows(self, rows: Iterable[Row]) -> int:
        """Do as `put` does, for rows that were made of documents already."""
        count = 0
        together = AT_ONCE if self.whole else TOGETHER
        with self._written():
            for new in rows:
                self._put(new)
                count += 1
                if count % together == 0:
                    self.base.execute("COMMIT")
                    self.base.execute("BEGIN IMMEDIATE")
        return count

    def delete(self, ids: Iterable[str]) -> None:
        with self._written():
            for letter in ids:
                self._forget(letter)

    def find(self, query: str, *, limit: int = 10, tier: Tier = "near") -> tuple[Hit, ...]:
        with self._told():
            return find(self, query, limit=limit, tier=tier)

    def keys(self) -> dict[str, str]:
        with self._told():
            return dict(self.base.execute("SELECT id, key FROM letters"))

    def settle(self) -> None:
        """Merge what was written in many pieces, after a rebuild: the file gets smaller and answers sooner."""
        with self._told():
            self.base.execute("INSERT INTO words(words) VALUES ('optimize')")
            self.base.execute("INSERT INTO grams(grams) VALUES ('optimize')")
            self._gather(USUALLY)

    def close(self) -> None:
        self.base.close()

    def ranked(self, node: Node, forms: Forms, limit: int) -> Sequence[Ranked]:
        text, rest = divided(node)
        fts = Fts(forms)
        where = all_of([condition(one, fts) for one in rest])
        if text is None:
            rows = self.base.execute(LISTED % where.text, (*where.values, limit))
        elif rest:
            rows = self.base.execute(RANKED % where.text, (fts.expression(text), *where.values, limit))
        else:
            rows = self.base.execute(BEST, (fts.expression(text), limit))
        return [Ranked(letter, score) for letter, score in rows]

    def alike(self, loose: Iterable[str]) -> tuple[str, ...]:
        sql = "SELECT stem FROM stems JOIN spellings ON spelling = number WHERE loose = ?"
        return tuple(stem for one in loose for (stem,) in self.base.execute(sql, (one,)))

    def candidates(self, loose: str, wrong: int) -> Sequence[str]:
        grams = telling(loose, wrong, self._counts)
        if not grams:
            return ()
        sql = """SELECT loose FROM spellings WHERE number IN (SELECT rowid FROM grams WHERE grams MATCH ?)
                 AND length(loose) BETWEEN ? AND ?"""
        wanted = " OR ".join(f'"{gram}"' for gram in grams)
        rows = self.base.execute(sql, (wanted, len(loose) - wrong, len(loose) + wrong))
        return [other for (other,) in rows]

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        sql = "SELECT content, places FROM letters WHERE id = ?"
        return {letter: unpack(*self.base.execute(sql, (letter,)).fetchone()) for letter in ids}

    def _counts(self, grams: Sequence[str]) -> dict[str, int]:
        sql = "SELECT doc FROM gram_counts WHERE term = ?"
        rows = {gram: self.base.execute(sql, (gram,)).fetchone() for gram in grams}
        return {gram: row[0] for gram, row in rows.items() if row}

    def _put(self, new: Row) -> None:
        if not self.whole or new.id in self.ids:
            self._forget(new.id)
        number = self.base.execute(INSERT_LETTER, new.letter).lastrowid
        self.base.executemany("INSERT INTO dates VALUES (?, ?, ?)", [(number, *span) for span in new.dates])
        self.base.execute(INSERT_WORDS, (number, *new.words))
        self._learn(new.stems)
        if self.whole:
            self.ids.add(new.id)

    def _learn(self, stems: frozenset[str]) -> None:
        """Keep *stems* that were never seen, with the trigrams of their loose keys."""
        new = stems - self.known
        spelled = {stem: loose(stem) for stem in new}
        fresh = [one for one in dict.fromkeys(spelled.values()) if self._number(one) is None]
        first = len(self.spellings) + 1 if self.whole else self._last() + 1
        numbers = dict(zip(fresh, range(first, first + len(fresh)), strict=True))
        self.base.executemany("INSERT INTO spellings(loose, number) VALUES (?, ?)", numbers.items())
        framed_keys = [(number, framed(one)) for one, number in numbers.items()]
        self.base.executemany("INSERT INTO grams(rowid, loose) VALUES (?, ?)", framed_keys)
        self.spellings |= numbers
        rows = [(stem, self.spellings[one]) for stem, one in spelled.items()]
        self.base.executemany("INSERT OR IGNORE INTO stems VALUES (?, ?)", rows)
        self.known |= new

    def _gather(self, size: int) -> None:
        """Have FTS5 gather *size* bytes of keys before it writes them: what is gathered need not be merged."""
        self.base.execute("INSERT INTO words(words, rank) VALUES ('hashsize', ?)", (size,))

    def _number(self, spelled: str) -> int | None:
        """Return the number of a loose key, None if it was never seen."""
        if spelled not in self.spellings and not self.whole:
            row = self.base.execute("SELECT number FROM spellings WHERE loose = ?", (spelled,)).fetchone()
            if row:
                self.spellings[spelled] = row[0]
        return self.spellings.get(spelled)

    def _last(self) -> int:
        return int(self.base.execute("SELECT coalesce(max(number), 0) FROM spellings").fetchone()[0])

    def _forget(self, letter: str) -> None:
        row = self.base.execute("SELECT number, content, places FROM letters WHERE id = ?", (letter,)).fetchone()
        if row is None:
            return
        number, *blobs = row
        self.base.execute(DELETE_WORDS, (number, *columns(by_field(unpack(*blobs)))))
        self.base.execute("DELETE FROM dates WHERE letter = ?", (number,))
        self.base.execute("DELETE FROM letters WHERE number = ?", (number,))

    @contextmanager
    def _written(self) -> Iterator[None]:
        """Write what is done inside whole, or not at all."""
        with self._told():
            self.base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.base.execute("ROLLBACK")
                raise
            self.base.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell what SQLite fails at in one line."""
        try:
            yield
        except sqlite3.Error as error:
            raise UsageError(
                f"{self.path}: the index cannot be used: {error}; make it anew with: mektup index {self.path.parent}"
            ) from error


def load(address: str) -> SqliteIndex:
    """Return the index in the file, or the output folder, at *address*."""
    path = Path(address)
    return SqliteIndex(path / FILE if path.is_dir() else path)
