"""What was found in a letter: the words that bear out a query, in their surroundings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.search.document import Document, Passage
from pipeline.search.index import Snippet
from pipeline.search.keys import pairs
from pipeline.search.query import Term
from pipeline.search.stems import is_uyghur

Forms = Mapping[str, tuple[str, ...]]  # exact key of the query -> stems that stand for it

AROUND = 7  # words before and after
MOST = 3  # snippets of a letter


@dataclass(frozen=True, slots=True)
class Marked:
    """The snippets of a letter, and whether each term of the query stands in it as it was asked for."""

    snippets: tuple[Snippet, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class _Key:
    """A key in a passage, with the place of its word."""

    word: int
    exact: str
    stem: str


def snippets(document: Document, terms: Sequence[Term], forms: Forms) -> Marked:
    """Return what of *document* the *terms* of a query are borne out by."""
    found: list[Snippet] = []
    met: set[Term] = set()
    for passage in document.passages:
        here = [_Key(n, *pair) for n, word in enumerate(passage.words) for pair in pairs(word, passage.language)]
        marked: set[int] = set()
        for term in terms:
            if passage.field in term.fields:
                for run, exact in _runs(here, term, forms):
                    marked.update(run)
                    met |= {term} if exact else set()
        found += _cut(passage, sorted(marked))
    found.sort(key=_marks, reverse=True)
    return Marked(tuple(found[:MOST]), exact=met == set(terms))


def only_uyghur(term: Term, forms: Forms) -> bool:
    """Return whether *forms* are such that each word of *term* must be a Uyghur one."""
    return all(forms.get(key) and all(map(is_uyghur, forms[key])) for key in term.keys)


def _marks(snippet: Snippet) -> int:
    return len(snippet.marks)


def _runs(here: Sequence[_Key], term: Term, forms: Forms) -> Iterator[tuple[set[int], bool]]:
    """Yield the words of each run of keys that *term* stands for, and whether it is the exact one."""
    size = len(term.keys)
    any_language = not only_uyghur(term, forms)
    for start in range(len(here) - size + 1):
        run = here[start : start + size]
        last = run[-1].exact.startswith(term.keys[-1]) if term.prefix else run[-1].exact == term.keys[-1]
        exact = last and all(one.exact == key for one, key in zip(run[:-1], term.keys[:-1], strict=True))
        if (exact and (any_language or all(is_uyghur(one.stem) for one in run))) or all(
            one.stem in forms.get(key, ()) for one, key in zip(run, term.keys, strict=True)
        ):
            yield {one.word for one in run}, exact


def _cut(passage: Passage, marked: Sequence[int]) -> Iterator[Snippet]:
    """Yield a snippet for each stretch of marked words that stand near each other."""
    groups: list[list[int]] = []
    for place in marked:
        if groups and place - groups[-1][-1] <= AROUND:
            groups[-1].append(place)
        else:
            groups.append([place])
    for group in groups:
        first, last = max(group[0] - AROUND, 0), min(group[-1] + AROUND + 1, len(passage.words))
        yield _snippet(passage, group, range(first, last))


def _snippet(passage: Passage, marked: Sequence[int], shown: range) -> Snippet:
    marks = []
    at = 0
    for place in shown:
        if place in marked:
            marks.append((at, at + len(passage.words[place])))
        at += len(passage.words[place]) + 1
    return Snippet(
        field=passage.field,
        text=" ".join(passage.words[shown.start : shown.stop]),
        marks=tuple(marks),
        places=tuple(place for word in marked for place in passage.places[word]),
    )
