"""The door to a full-text index, and what it answers: letters, best first, with the words that were found marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from pipeline.search.document import Document, Place

Tier = Literal["exact", "form", "loose", "near"]
TIERS: tuple[Tier, ...] = get_args(Tier)


class Index(Protocol):
    """A database of letters; found by the beginning of its address."""

    def put(self, documents: Iterable[Document]) -> int:
        """Keep *documents*, in the place of those with the same id; return how many they were."""

    def delete(self, ids: Iterable[str]) -> None:
        """Forget the letters with these *ids*; what is not there is no error."""

    def find(self, query: str, *, limit: int = 10, tier: Tier = "near") -> "tuple[Hit, ...]":
        """Return the letters that *query* asks for, best first; no tier below *tier* is looked in.

        Raises:
            UsageError: if the query makes no sense.
        """

    def keys(self) -> dict[str, str]:
        """Return the key of the record of each letter that is kept, by the letter's id."""

    def close(self) -> None:
        """Write what is not written yet, and let go of the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words around what was found; *marks* are the places in *text* where a found word begins and ends."""

    field: str
    text: str
    marks: tuple[tuple[int, int], ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A letter that was found; *tier* is how far from the query the words are that it was found by."""

    id: str
    tier: Tier
    score: float
    sources: tuple[str, ...]
    date: str
    languages: tuple[str, ...]
    snippets: tuple[Snippet, ...]
