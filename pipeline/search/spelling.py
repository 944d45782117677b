"""Which trigrams a misspelt word cannot but share with the right one.

A wrong letter changes at most three trigrams, two letters that changed places four. So of a few more trigrams than can
be changed one is shared for certain, and it is enough to ask for the rarest of them.
"""

from collections.abc import Callable, Sequence

EDGE = "<<", ">>"  # so that the first and the last letter stand in as many trigrams as the others
CHANGED = 4  # trigrams at most, for a wrong letter


def framed(loose: str) -> str:
    """Return a loose key as it stands in the index of trigrams."""
    return f"{EDGE[0]}{loose}{EDGE[1]}"


def trigrams(loose: str) -> tuple[str, ...]:
    """Return the trigrams of a loose key, its edges included, each once."""
    whole = framed(loose)
    return tuple(dict.fromkeys(whole[n : n + 3] for n in range(len(whole) - 2)))


def telling(loose: str, wrong: int, counts: Callable[[Sequence[str]], dict[str, int]]) -> tuple[str, ...]:
    """Return trigrams one of which stands in every word that is *wrong* letters away from the loose key.

    Args:
        loose: the key.
        wrong: how many letters may be wrong.
        counts: tells how many keys hold each trigram; one that it leaves out stands in none.
    """
    own = trigrams(loose)
    known = counts(own)
    needed = sorted(own, key=lambda gram: known.get(gram, 0))[: CHANGED * wrong + 1]
    return tuple(gram for gram in needed if gram in known)
