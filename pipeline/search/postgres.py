"""The index in PostgreSQL, for teams: the same keys in a tsvector, and pg_trgm for what is misspelt.

It needs the extra [postgres]. All tables are in a schema of their own, whose name tells the version of the folding:
what another version of Mektup has put there stays until somebody drops it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice

import psycopg

from pipeline.errors import UsageError
from pipeline.search.conditions import all_of, condition, divided
from pipeline.search.document import Document
from pipeline.search.finding import Ranked, find
from pipeline.search.folding import loose
from pipeline.search.index import Hit, Tier
from pipeline.search.keys import VERSION, by_field
from pipeline.search.marking import Forms
from pipeline.search.query import Node
from pipeline.search.shelved import pack, unpack
from pipeline.search.tsquery import WEIGHTS, TsQuery, tsvector

SCHEMA = f"mektup_{VERSION}"
TABLES = f"""
CREATE SCHEMA IF NOT EXISTS {SCHEMA};
SET search_path TO {SCHEMA}, public;
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE TABLE IF NOT EXISTS letters(
  id text PRIMARY KEY, key text NOT NULL, sources text NOT NULL, languages text NOT NULL, date text NOT NULL,
  content bytea NOT NULL, places bytea NOT NULL, words tsvector NOT NULL);
CREATE INDEX IF NOT EXISTS letters_words ON letters USING gin(words);
CREATE TABLE IF NOT EXISTS dates(
  letter text NOT NULL REFERENCES letters ON DELETE CASCADE, first text NOT NULL, last text NOT NULL);
CREATE INDEX IF NOT EXISTS dates_first ON dates(first, last);
CREATE INDEX IF NOT EXISTS dates_letter ON dates(letter);
CREATE TABLE IF NOT EXISTS stems(stem text PRIMARY KEY, loose text NOT NULL);
CREATE INDEX IF NOT EXISTS stems_loose ON stems(loose);
CREATE INDEX IF NOT EXISTS stems_near ON stems USING gin(loose gin_trgm_ops);
SET pg_trgm.similarity_threshold = 0.1;
"""
PUT = """
INSERT INTO letters VALUES (%s, %s, %s, %s, %s, %s, %s, %s::tsvector)
ON CONFLICT (id) DO UPDATE SET (key, sources, languages, date, content, places, words) =
  (EXCLUDED.key, EXCLUDED.sources, EXCLUDED.languages, EXCLUDED.date, EXCLUDED.content, EXCLUDED.places, EXCLUDED.words)
"""
RANKED = f"""
SELECT letters.id, ts_rank('{WEIGHTS}', letters.words, %s::tsquery, 1) AS score FROM letters
WHERE %{{where}} ORDER BY score DESC, letters.id LIMIT %s"""  # noqa: S608  # a constant of ours
LISTED = "SELECT letters.id, 0.0 FROM letters WHERE %{where} ORDER BY letters.date, letters.id LIMIT %s"
NEAR = """
SELECT DISTINCT loose, similarity(loose, %(loose)s) AS near FROM stems
WHERE loose %% %(loose)s AND length(loose) BETWEEN %(shortest)s AND %(longest)s ORDER BY near DESC LIMIT 500"""
TOGETHER = 200  # letters that are written in one go
PATIENCE = 10  # seconds to wait for the server


class PostgresIndex:
    """An index in the database at a URL."""

    def __init__(self, url: str) -> None:
        """Open the index, and make its tables if there are none; UsageError if that is not possible."""
        with _told():
            self.base = psycopg.connect(url, autocommit=True, connect_timeout=PATIENCE)
            self.base.execute(TABLES)

    def put(self, documents: Iterable[Document]) -> int:
        count = 0
        rest = iter(documents)
        while some := tuple(islice(rest, TOGETHER)):
            with _told(), self.base.transaction():
                self._put(some)
            count += len(some)
        return count

    def delete(self, ids: Iterable[str]) -> None:
        with _told():
            self.base.execute("DELETE FROM letters WHERE id = ANY(%s)", (list(ids),))

    def find(self, query: str, *, limit: int = 10, tier: Tier = "near") -> tuple[Hit, ...]:
        with _told():
            return find(self, query, limit=limit, tier=tier)

    def keys(self) -> dict[str, str]:
        with _told():
            return dict(self.base.execute("SELECT id, key FROM letters").fetchall())

    def close(self) -> None:
        self.base.close()

    def ranked(self, node: Node, forms: Forms, limit: int) -> Sequence[Ranked]:
        text, rest = divided(node)
        dialect = TsQuery(forms)
        where = all_of([condition(one, dialect) for one in ((text, *rest) if text else rest)])
        first = (dialect.expression(text),) if text else ()
        sql = (RANKED if text else LISTED).replace("%{where}", where.text)
        return [Ranked(*row) for row in self.base.execute(sql.encode(), (*first, *where.values, limit))]

    def alike(self, loose: Iterable[str]) -> tuple[str, ...]:
        rows = self.base.execute("SELECT stem FROM stems WHERE loose = ANY(%s) ORDER BY stem", (list(loose),))
        return tuple(stem for (stem,) in rows)

    def candidates(self, loose: str, wrong: int) -> Sequence[str]:
        values = {"loose": loose, "shortest": len(loose) - wrong, "longest": len(loose) + wrong}
        return [other for other, _ in self.base.execute(NEAR, values)]

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        rows = self.base.execute("SELECT id, content, places FROM letters WHERE id = ANY(%s)", (list(ids),))
        return {letter: unpack(content, places) for letter, content, places in rows}

    def _put(self, documents: Sequence[Document]) -> None:
        stems = {stem for one in documents for _, forms in by_field(one).values() for stem in forms}
        with self.base.cursor() as cursor:
            cursor.executemany(PUT, [_row(document) for document in documents])
            cursor.execute("DELETE FROM dates WHERE letter = ANY(%s)", ([document.id for document in documents],))
            spans = [(document.id, *span) for document in documents for span in document.dates]
            cursor.executemany("INSERT INTO dates VALUES (%s, %s, %s)", spans)
            cursor.execute(
                "INSERT INTO stems SELECT * FROM unnest(%s::text[], %s::text[]) ON CONFLICT DO NOTHING",
                (sorted(stems), [loose(stem) for stem in sorted(stems)]),
            )


def load(address: str) -> PostgresIndex:
    """Return the index in the database at the URL *address*."""
    return PostgresIndex(address)


def _row(document: Document) -> tuple[object, ...]:
    languages = f" {' '.join(document.languages)} ".lower()
    sources = "\n".join(document.sources)
    return (document.id, document.key, sources, languages, document.date, *pack(document), tsvector(document))


@contextmanager
def _told() -> Iterator[None]:
    """Tell what PostgreSQL fails at in one line; the URL, which may hold a password, is not said."""
    try:
        yield
    except psycopg.Error as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise UsageError(f"the database cannot be used: {reason}; check the URL and what its user may do") from error
