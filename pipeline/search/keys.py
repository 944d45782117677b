"""The keys of a document, field by field: the strings that a full-text index is given instead of its text."""

from collections.abc import Sequence
from functools import lru_cache

from pipeline.search.document import Document, Passage
from pipeline.search.folding import KNOWN, exact, words
from pipeline.search.stems import stem

VERSION = 1  # of folding and stems; an index that was made with another one is made anew


@lru_cache(maxsize=KNOWN)
def keys(word: str) -> tuple[str, ...]:
    """Return the exact keys of a word as it was read; "12/45," has two, a dash has none."""
    return tuple(key for start, end in words(word) if (key := exact(word[start:end])))


def exact_keys(passage: Passage) -> list[str]:
    """Return the exact keys of *passage*, in order."""
    return [key for word in passage.words for key in keys(word)]


def by_field(document: Document) -> dict[str, tuple[list[str], list[str]]]:
    """Return, of each field that the *document* has, its exact keys and the stem of each, in order."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for passage in document.passages:
        exacts, forms = found.setdefault(passage.field, ([], []))
        more = exact_keys(passage)
        exacts += more
        forms += [stem(key, passage.language) for key in more]
    return found


def joined(some: Sequence[str]) -> str:
    """Return keys as the text that a tokenizer parts at spaces."""
    return " ".join(some)
