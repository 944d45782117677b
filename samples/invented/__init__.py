"""Letters invented by the thousand, for training and measuring: families of layout, each with words of chance.

Some families are for training and for writing rules, the others are only measured on; the fresh ones were written last,
with words of their own, and have been measured on least. `invent` with the same family and seed gives the same letter.
"""

from collections.abc import Callable

import numpy as np
import typeset
from letterfile import LetterFile

from invented import addressed, fresh, seen, unseen
from invented.chance import pick
from invented.draft import FOOT, Draft, Way

Family = tuple[Callable[[Draft], None], tuple[Way, ...]]
SEEN: dict[str, Family] = {**seen.FAMILIES, **addressed.FAMILIES}
UNSEEN: dict[str, Family] = dict(unseen.FAMILIES)
FRESH: dict[str, Family] = dict(fresh.FAMILIES)
# In the order in which they were written: a family's place is part of the seed of its letters.
FAMILIES: dict[str, Family] = {**seen.FAMILIES, **UNSEEN, **FRESH, **addressed.FAMILIES}


def invent(family: str, seed: int) -> LetterFile:
    """Return letter number *seed* of a family; it has as many paragraphs as its sheet has room for."""
    write, ways = FAMILIES[family]
    place = list(FAMILIES).index(family)
    for paragraphs in (4, 3, 2, 1):
        rng = np.random.default_rng([place, seed])
        body = min(paragraphs, int(rng.integers(2, 5)))
        draft = Draft(rng=rng, direction=pick(rng, ways), body=body)
        write(draft)
        letter = draft.letter(family=family, seen=family in SEEN, seed=seed)
        if all(_fits(page) for page in typeset.pages(letter)):
            return letter
    raise ValueError(f"{family} {seed}: does not fit its sheet")


def _fits(page: typeset.SetPage) -> bool:
    """Whether all that is set below what stands above it ends above the foot."""
    flowing = [line for line in page.lines if line.block.y is None]
    return all(line.y < typeset.pixels(FOOT) for line in flowing)
