"""Contacts: which pieces of ink stand on which bands, and which bands are really one line of large letters."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.layout.bands import Bands
from pipeline.layout.components import Components, IntArray, Strokes

STANDS = 0.15  # of a piece's ink on bands: less is a tail that only reaches into the next line
TALL = 1.3  # text heights: a lower piece cannot belong to two lines
SHARED = 0.5  # of the ink of the lesser band: lines that touch do so in a few places, large letters everywhere
VALLEY = 0.35  # of the ink on the bands: large letters go on between their bands, lines that touch hardly do


@dataclass(frozen=True, slots=True)
class Contacts:
    """Pairs of a piece and a band, with the number of pixels of the piece that lie in the band."""

    piece: IntArray
    band: IntArray
    count: IntArray

    def several(self, group: IntArray) -> dict[int, list[int]]:
        """Return the bands of each piece that stands on bands of more than one *group*."""
        found: dict[int, list[int]] = {}
        often = np.bincount(self.piece)[self.piece] > 1
        for piece, band in zip(self.piece[often].tolist(), self.band[often].tolist(), strict=True):
            found.setdefault(piece, []).append(band)
        return {piece: bands for piece, bands in found.items() if len({int(group[band]) for band in bands}) > 1}


def firm_contacts(written: Strokes, under: IntArray, pieces: Components, height: float) -> Contacts:
    """Return where each piece stands: on its main band, and if it is tall on others that hold much of it."""
    inside = under >= 0
    width = int(under.max(initial=0)) + 1
    keys, counts = np.unique(written.piece[inside] * width + under[inside], return_counts=True)
    piece, band = keys // width, keys % width
    total = np.bincount(piece, weights=counts, minlength=len(pieces))
    most = np.zeros(len(pieces), np.int64)
    np.maximum.at(most, piece, counts)
    tall = pieces.height[piece] > TALL * height
    kept = (counts == most[piece]) | (tall & (counts >= STANDS * total[piece]))
    return Contacts(piece=piece[kept], band=band[kept], count=counts[kept].astype(np.int64))


def groups(pairs: Sequence[tuple[int, int]], count: int) -> IntArray:
    """Return the group of each of *count* things of which *pairs* belong together, from 0 by the first of each."""
    earlier = list(range(count))
    for one, other in pairs:
        low, high = sorted((_first(one, earlier), _first(other, earlier)))
        earlier[high] = low
    firsts = [_first(thing, earlier) for thing in range(count)]
    return np.asarray(np.unique(firsts, return_inverse=True)[1], np.int64)


def _first(thing: int, earlier: list[int]) -> int:
    """Return the first of the group of *thing*; *earlier* leads there, by shorter ways each time."""
    while earlier[thing] != thing:
        earlier[thing] = earlier[earlier[thing]]
        thing = earlier[thing]
    return thing


def display_type(contacts: Contacts, pieces: Components, bands: Bands, written: Strokes) -> IntArray:
    """Return the fragment of each band: its own, or a common one where bands cross the same large letters."""
    ink = np.bincount(contacts.band, weights=pieces.area[contacts.piece], minlength=len(bands))
    shared: dict[tuple[int, int], list[int]] = {}
    for piece, stood_on in contacts.several(np.arange(len(bands))).items():
        middle = float(pieces.left[piece] + pieces.right[piece]) / 2
        ranked = sorted(stood_on, key=lambda band: bands.height_at(band, middle))
        for above, below in itertools.pairwise(ranked):
            shared.setdefault((above, below), []).append(piece)
    pairs = [
        pair
        for pair, members in shared.items()
        if pieces.area[members].sum() > SHARED * min(ink[pair[0]], ink[pair[1]])
        and _valley(members, pair, pieces, bands, written) > VALLEY
    ]
    return groups(pairs, len(bands))


def _valley(members: list[int], pair: tuple[int, int], pieces: Components, bands: Bands, written: Strokes) -> float:
    """Return the least ink of a row between two bands, as a share of that on the bands, over the *members*."""
    chosen = np.zeros(len(pieces), np.bool_)
    chosen[members] = True
    mine = chosen[written.piece]
    middle = float(written.x[mine].mean())
    level = written.y[mine] - bands.slope[pair[0]] * (written.x[mine] - middle)
    low, high = (bands.height_at(band, middle) for band in pair)
    inside = (level >= low) & (level <= high)
    profile = np.bincount((level[inside] - low).astype(np.int64), minlength=2)
    return float(profile.min() / max((profile[0] + profile[-2]) / 2, 1.0))
