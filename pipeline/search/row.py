"""What the index in SQLite holds of a letter, ready to be written: made by many processes, since only one can write."""

from dataclasses import dataclass

from pipeline.search.document import Document, Span
from pipeline.search.fts import COLUMNS
from pipeline.search.keys import by_field
from pipeline.search.shelved import pack

SIDES = tuple((name.removesuffix("_form"), int(name.endswith("_form"))) for name in COLUMNS)
NOTHING: tuple[list[str], list[str]] = ([], [])


@dataclass(frozen=True, slots=True)
class Row:
    """A letter as the tables have it.

    Attributes:
        letter: id, key, sources, languages, date, and the two blobs that its text and places are packed in.
        dates: the days that it may be of.
        words: the keys of each of COLUMNS, parted by blanks.
        stems: each that it holds, once.
    """

    letter: tuple[str, str, str, str, str, bytes, bytes]
    dates: tuple[Span, ...]
    words: tuple[str, ...]
    stems: frozenset[str]

    @property
    def id(self) -> str:
        return self.letter[0]


def row(document: Document) -> Row:
    """Return the row of a *document*."""
    found = by_field(document)
    languages = f" {' '.join(document.languages)} ".lower()
    told = (document.id, document.key, "\n".join(document.sources), languages, document.date)
    return Row(
        letter=(*told, *pack(document)),
        dates=document.dates,
        words=columns(found),
        stems=frozenset().union(*(forms for _, forms in found.values())),
    )


def columns(found: dict[str, tuple[list[str], list[str]]]) -> tuple[str, ...]:
    """Return the texts of COLUMNS for the keys of each field, as `by_field` tells them."""
    return tuple(" ".join(found.get(field, NOTHING)[side]) for field, side in SIDES)
