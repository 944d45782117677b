"""The path of a query, the same for every database: read it, ask for it tier by tier, mark what was found.

The first tiers are asked for together: words as they stand, and, weighing less, words of the same stem. Letters that
only a further tier finds come after all of these: stems that differ in letters that are easily mistaken (loose), then
stems one letter away, then two (near).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pipeline.search.document import Document
from pipeline.search.folding import loose
from pipeline.search.index import TIERS, Hit, Tier
from pipeline.search.marking import Forms, snippets
from pipeline.search.query import Node, parse, terms
from pipeline.search.stems import stems

MOST_FORMS = 60  # stems that a word is widened to: more would be another word
PASSES: tuple[tuple[Tier, int], ...] = (("form", 0), ("loose", 0), ("near", 1), ("near", 2))
SHORT = 5  # letters: in a shorter stem two wrong letters make another word; one is only tried if nothing else is found
SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Ranked:
    """A letter and how well it answers; more is better."""

    id: str
    score: float


class Shelf(Protocol):
    """What a database has to tell."""

    def ranked(self, node: Node, forms: Forms, limit: int) -> Sequence[Ranked]:
        """Return the letters that *node* holds for, best first, words in any of their *forms*."""

    def alike(self, loose: Iterable[str]) -> tuple[str, ...]:
        """Return the stems whose loose keys are among these."""

    def candidates(self, loose: str, wrong: int) -> Sequence[str]:
        """Return loose keys in the index, all among them that are *wrong* letters away from this one."""

    def documents(self, ids: Sequence[str]) -> Mapping[str, Document]:
        """Return letters by their ids."""


def find(shelf: Shelf, query: str, *, limit: int, tier: Tier) -> tuple[Hit, ...]:
    """Return the letters on *shelf* that *query* asks for, best first.

    Raises:
        UsageError: if the query makes no sense.
    """
    node = parse(query)
    words = {key: term.uyghur for term in terms(node) if not term.prefix for key in term.keys}
    found: dict[str, tuple[Tier, float, Forms]] = {}
    before: Forms | None = None
    for name, wrong in PASSES:
        if len(found) >= limit or (before is not None and TIERS.index(name) > TIERS.index(tier)):
            break
        shortest = SHORT if found else SHORTEST
        step = _Step(name, wrong, shortest)
        forms = {key: () if tier == "exact" else _forms(shelf, key, step, uyghur) for key, uyghur in words.items()}
        if forms != before:
            for ranked in shelf.ranked(node, forms, limit):
                found.setdefault(ranked.id, (name, ranked.score, forms))
        before = forms
    return _hits(shelf, node, dict(list(found.items())[:limit]))


@dataclass(frozen=True, slots=True)
class _Step:
    """How far words are widened: how many letters may be wrong in a stem that has at least *shortest*."""

    tier: Tier
    wrong: int
    shortest: int


def _forms(shelf: Shelf, key: str, step: _Step, uyghur: bool) -> tuple[str, ...]:  # noqa: FBT001  # goes with the key
    """Return the stems that stand for *key* in a tier, those of the tiers before it first.

    A word that is known to be Uyghur may still be a name, in a letter in English; that is left to the loose tier.
    """
    own = stems(key, only_uyghur=uyghur and step.tier == "form")
    if step.tier == "form":
        return own
    spelled = dict.fromkeys(loose(stem) for stem in own)
    if step.tier == "near":
        long = [stem for stem in spelled if len(stem) >= step.shortest]
        spelled |= dict.fromkeys(other for stem in long for other in _near(shelf, stem, step.wrong))
    return tuple(dict.fromkeys((*own, *shelf.alike(spelled))))[:MOST_FORMS]


def _near(shelf: Shelf, spelled: str, wrong: int) -> list[str]:
    """Return the loose keys that are at most *wrong* letters away, the nearest first; figures are never mistaken."""
    most = min(wrong, 1 if len(spelled) < SHORT else 2)
    if any(letter.isdigit() for letter in spelled):
        return []
    candidates = shelf.candidates(spelled, most)
    near = process.extract(spelled, candidates, scorer=OSA.distance, score_cutoff=most, limit=MOST_FORMS)
    return [other for other, _, _ in near]


def _hits(shelf: Shelf, node: Node, found: Mapping[str, tuple[Tier, float, Forms]]) -> tuple[Hit, ...]:
    documents = shelf.documents(tuple(found))
    hits = []
    for letter, (tier, score, forms) in found.items():
        document = documents[letter]
        marked = snippets(document, terms(node), forms)
        hits.append(
            Hit(
                id=letter,
                tier="exact" if tier == "form" and marked.exact else tier,
                score=round(score, 4),
                sources=document.sources,
                date=document.date,
                languages=document.languages,
                snippets=marked.snippets,
            )
        )
    return tuple(hits)
