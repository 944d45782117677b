"""The keys of a document, field by field: what a full-text index is given instead of its text."""

import re
from functools import lru_cache

from pipeline.search.document import Document
from pipeline.search.folding import exact, words
from pipeline.search.stems import stem

VERSION = 2  # of folding, stems and what is kept of a letter; an index of another one is made anew
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
IN_LATIN = "ug-Latn"
AROUND = '.,:;!?()[]"«»،؛؟'  # signs that stand round words and never in them
KNOWN = 1 << 18  # words whose keys are kept at hand: the vocabulary of some 100,000 letters, 60 MB

Pair = tuple[str, str]  # exact key and stem


def keys(word: str) -> tuple[str, ...]:
    """Return the exact keys of a word as it was read; "12/45," has two, a dash has none."""
    core = word.strip(AROUND)
    if core.isalnum():  # nearly all words
        return (key,) if (key := exact(core)) else ()
    return tuple(key for start, end in words(word) if (key := exact(word[start:end])))


@lru_cache(maxsize=KNOWN)
def pairs(word: str, language: str) -> tuple[Pair, ...]:
    """Return the exact keys, each with its stem, of a word as it was read in a text in *language* (BCP 47).

    A Latin word in a text in Arabic script is a name or a number, and no Uyghur one.
    """
    latin = LATIN.search(word) is not None
    own = language if latin == (language == IN_LATIN) else ""
    return tuple((key, stem(key, own)) for key in keys(word))


def by_field(document: Document) -> dict[str, tuple[list[str], list[str]]]:
    """Return, of each field that the *document* has, its exact keys and the stem of each, in order."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for passage in document.passages:
        exacts, forms = found.setdefault(passage.field, ([], []))
        for word in passage.words:
            for key, form in pairs(word, passage.language):
                exacts.append(key)
                forms.append(form)
    return found
