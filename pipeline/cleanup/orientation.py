"""Which way up a page is: the picture says whether lines run level, and reading says which side is up."""

from collections.abc import Callable, Mapping, Sequence

from pipeline.cleanup.frame import Rotation
from pipeline.cleanup.skew import Skew
from pipeline.image import Pixels

Legibility = Callable[[Pixels], float]

# Legibility above which nothing better is looked for; pages upside down were seen to reach 0.26, mirrored ones 0.32.
SURE = 0.5
READS = 0.35  # legibility below which a page does not read at all, so that no side is up for sure
FAR_BETTER = 2.0  # times
BETTER = 0.1  # how much better a turned page must read; less may be chance
SIDEWAYS = 1.3  # how much sharper columns than rows, or rows than columns, must stand out to tell how lines run


def likely_ways(rows: Skew, columns: Skew) -> tuple[Rotation, ...]:
    """Return the turns worth trying, likeliest first, from how sharply rows and columns of the scan stand out.

    A page without clear lines, such as a blank one, is left as it is.
    """
    if not rows.clear and not columns.clear:
        return (0,)
    if columns.sharpness > SIDEWAYS * rows.sharpness:
        return 90, 270, 0, 180
    return (0, 180) if rows.sharpness > SIDEWAYS * columns.sharpness else (0, 180, 90, 270)


def best_way(ways: Sequence[Rotation], legible: Callable[[Rotation], float]) -> Rotation:
    """Return the turn after which the page reads best; no turn unless another reads clearly better.

    Args:
        ways: turns to try, likeliest first.
        legible: how well the page reads after a turn, in [0, 1]; asked as seldom as may be, since reading is slow.
    """
    if len(ways) == 1:
        return ways[0]
    known: dict[Rotation, float] = {}
    for way in ways:
        known[way] = legible(way)
        if _is_settled(known):
            return max(known, key=known.__getitem__)
    best = max(ways, key=known.__getitem__)
    return best if known[best] >= max(known[0] + BETTER, READS) else 0


def _is_settled(known: Mapping[Rotation, float]) -> bool:
    """Return whether the page reads well one way, or tolerably and far better than the other ways tried."""
    best, *others = sorted(known.values(), reverse=True)
    return best >= SURE or (best >= READS and bool(others) and FAR_BETTER * others[0] <= best)
