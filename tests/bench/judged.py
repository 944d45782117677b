"""Queries over the bench's archive, and which letters answer them: by what was printed, not by what was read."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from archive import Facts
from pydantic import BaseModel, ConfigDict

from pipeline.letter.romanize import romanize

QUERIES = Path(__file__).with_name("text") / "queries.toml"
SHOWN = 10  # letters of an answer that are looked at


class Query(BaseModel):
    """A query, and what a letter must have printed on it to be relevant."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    text: str
    words: tuple[tuple[str, ...], ...] = ()
    phrase: str = ""
    without: tuple[str, ...] = ()
    field: str = ""
    days: tuple[date, date] | None = None
    tongues: tuple[str, ...] = ()

    def answered_by(self, letter: Facts) -> bool:
        """Return whether *letter* is relevant."""
        fields = [letter.fields[self.field]] if self.field else letter.fields.values()
        text = " ".join(part for parts in fields for part in parts).lower()
        return (
            (not self.tongues or letter.tongue in self.tongues)
            and (self.days is None or self.days[0] <= letter.day <= self.days[1])
            and all(any(_holds(text, word) for word in choice) for choice in self.words)
            and not any(_holds(text, word) for word in self.without)
            and any(form in text for form in _written(self.phrase.lower()))
        )


def _written(text: str) -> tuple[str, str]:
    """Return *text* as it is written, and as Uyghur Latin writes it."""
    return text, romanize(text)


def _holds(text: str, word: str) -> bool:
    words = {piece.strip(".,:;!?()،؛؟«»'") for piece in text.replace("-", " ").split()}
    whole = word.endswith("$")
    forms = _written(word.removesuffix("$"))
    return any(piece in forms if whole else piece.startswith(forms) for piece in words)


@cache
def queries() -> tuple[Query, ...]:
    """Return all queries."""
    return tuple(Query.model_validate(one) for one in tomllib.loads(QUERIES.read_text("utf-8"))["queries"])


def recall(relevant: set[str], answer: Sequence[str]) -> float:
    """Return how much of what could stand among the first ten does."""
    return len(relevant & set(answer[:SHOWN])) / min(len(relevant), SHOWN)


def reciprocal_rank(relevant: set[str], answer: Sequence[str]) -> float:
    """Return one by the rank of the first relevant letter among the first ten, 0 if there is none."""
    return next((1 / rank for rank, name in enumerate(answer[:SHOWN], 1) if name in relevant), 0.0)
