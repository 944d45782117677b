"""What databases find that know no Uyghur: FTS5 with unicode61, PostgreSQL with its `simple` and `arabic` settings."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from judged import SHOWN

Ask = Callable[[str], list[str]]
FILTER = re.compile(r"(?:date|lang):\S+")
FIELD = re.compile(r"[a-z]+:(?=\S)")
WORD = re.compile(r'-?"[^"]*"|[()]|\bOR\b|-?[^\s()"]+')


def words(query: str) -> str:
    """Return *query* as plain databases read it: without filters and the names of fields."""
    return FIELD.sub("", FILTER.sub("", query)).strip()


def fts5(texts: Mapping[str, str]) -> Ask:
    """Return what asks an FTS5 table of *texts*, by name, made as its documentation shows."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE letters USING fts5(name UNINDEXED, text, tokenize = 'unicode61')")
    base.executemany("INSERT INTO letters VALUES (?, ?)", texts.items())

    def ask(query: str) -> list[str]:
        if not words(query):
            return []
        sql = "SELECT name FROM letters WHERE letters MATCH ? ORDER BY bm25(letters) LIMIT ?"
        return [name for (name,) in base.execute(sql, (_as_fts5(words(query)), SHOWN))]

    return ask


def _as_fts5(query: str) -> str:
    wanted, unwanted = "", ""
    for piece in WORD.findall(query):
        if piece in ("(", ")", "OR"):
            wanted += f" {piece} "
        elif piece.startswith("-"):
            unwanted += f" NOT {_quoted(piece[1:])}"
        else:
            wanted += f" {_quoted(piece)} "
    return f"({wanted}){unwanted}"


def _quoted(piece: str) -> str:
    return piece if piece.startswith('"') else f'"{piece}"'


@contextmanager
def postgres(url: str, setting: str, texts: Mapping[str, str]) -> Iterator[Ask]:
    """Yield what asks PostgreSQL for *texts*, by name, with a text search configuration of its own."""
    with psycopg.connect(url, autocommit=True) as base:
        base.execute("CREATE TEMP TABLE plain(name text, words tsvector)")
        with base.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO plain VALUES (%s, to_tsvector(%s::regconfig, %s))",
                [(name, setting, text) for name, text in texts.items()],
            )

        def ask(query: str) -> list[str]:
            sql = """SELECT name FROM plain, websearch_to_tsquery(%s::regconfig, %s) AS asked
                     WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC, name LIMIT %s"""
            rows = base.execute(sql, (setting, words(query).replace("(", " ").replace(")", " "), SHOWN))
            return [name for (name,) in rows]

        yield ask


def texts_of(output: Path) -> dict[str, str]:
    """Return the text of each letter in an output folder of `mektup read`, by the name of its scan."""
    texts = sorted(output.rglob("letter.txt"))
    return {path.parent.name.rsplit("-", 1)[0]: path.read_text("utf-8") for path in texts}
