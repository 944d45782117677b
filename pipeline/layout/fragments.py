"""Fragments: stretches of one line each, made by giving every piece of ink to the band that it stands on.

A piece that stands on two bands is a large letter (then the bands are one line) or letters of two lines that touch
(then it is cut where it is thinnest). Dots and hamzas stand on no band and go to the nearest letter.
"""

import itertools
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.image import FloatArray
from pipeline.layout.bands import Bands
from pipeline.layout.components import BoolArray, Components, IntArray, Strokes
from pipeline.layout.contacts import Contacts, display_type, firm_contacts

REACH = 1.0  # text heights: how far from the nearest letter a dot or hamza may be
FAR_DUST = 0.12  # text heights: a smaller dot that touches no line is dust
LONE = 0.35  # text heights: the least width or height of ink that stands alone, such as a dash
BESIDE = 1.5  # text heights: lone pieces closer than this make one fragment


@dataclass(frozen=True, slots=True)
class Fragments:
    """Which fragment owns each written pixel (-1: none), and the course of each: y = start + slope * x."""

    owner: IntArray
    slope: FloatArray
    start: FloatArray

    def __len__(self) -> int:
        return len(self.start)


def find_fragments(written: Strokes, pieces: Components, bands: Bands, height: float) -> Fragments:
    """Give the pixels of *written* to fragments; *height* is the height of the text in pixels."""
    contacts = firm_contacts(written, bands.under(written), pieces, height)
    group = display_type(contacts, pieces, bands, written)
    main = _main(contacts, len(pieces), group)
    owner = _cut(written, main[written.piece], contacts, bands, group)
    slope, start = _courses(contacts, bands, group)
    owner = _with_marks(written, owner, pieces, height)
    return _with_lone(written, Fragments(owner=owner, slope=slope, start=start), pieces, height)


def _main(contacts: Contacts, count: int, group: IntArray) -> IntArray:
    """Return the fragment that most of each piece stands on, -1 where it stands on none."""
    main = np.full(count, -1, np.int64)
    order = np.argsort(contacts.count, kind="stable")
    main[contacts.piece[order]] = group[contacts.band[order]]
    return main


def _courses(contacts: Contacts, bands: Bands, group: IntArray) -> tuple[FloatArray, FloatArray]:
    weight = np.bincount(contacts.band, weights=contacts.count, minlength=len(bands)) + 1e-9
    count = int(group.max(initial=-1)) + 1
    mass = np.bincount(group, weights=weight, minlength=count)
    slope = np.bincount(group, weights=weight * bands.slope, minlength=count) / mass
    start = np.bincount(group, weights=weight * bands.start, minlength=count) / mass
    return slope, start


def _cut(written: Strokes, owner: IntArray, contacts: Contacts, bands: Bands, group: IntArray) -> IntArray:
    """Share out the pixels of each piece that stands on several fragments."""
    order = np.argsort(written.piece, kind="stable")
    bounds = np.searchsorted(written.piece[order], np.arange(int(written.piece.max(initial=-1)) + 2))
    result = owner.copy()
    for piece, stood_on in contacts.several(group).items():
        pixels = order[bounds[piece] : bounds[piece + 1]]
        y, x = written.y[pixels], written.x[pixels]
        middle = float(x.mean())
        ranked = sorted(stood_on, key=lambda band: bands.height_at(band, middle))
        for above, below in itertools.pairwise(ranked):
            if group[above] == group[below]:
                continue
            level = y - bands.slope[above] * (x - middle)
            row = thinnest(level, bands.height_at(above, middle), bands.height_at(below, middle))
            result[pixels[level >= row]] = group[below]
            if above == ranked[0]:
                result[pixels[level < row]] = group[above]
    return result


def thinnest(level: FloatArray, above: float, below: float) -> float:
    """Return the level between *above* and *below* where the fewest pixels lie, the middle one of equals."""
    low, high = round(above), max(round(below), round(above) + 1)
    profile = np.bincount(
        np.clip(np.round(level).astype(np.int64) - low, -1, high - low) + 1, minlength=high - low + 2
    )[1:-1]
    soft = np.convolve(profile, np.ones(3) / 3, mode="same")
    off_centre = np.abs(np.arange(len(soft)) - len(soft) / 2) / len(soft)
    return low + float(np.argmin(soft + off_centre * (soft.max(initial=0.0) * 0.3 + 1e-3)))


def _with_marks(written: Strokes, owner: IntArray, pieces: Components, height: float) -> IntArray:
    """Give pieces that stand on no band to the nearest fragment within reach."""
    free = owner < 0
    if not free.any() or free.all():
        return owner
    near, far = _nearest(written, owner, free, pieces.labels.shape, height)
    piece = written.piece[free]
    of_piece = np.full(len(pieces), np.inf)
    np.minimum.at(of_piece, piece, far)
    closest = far == of_piece[piece]
    target = np.full(len(pieces), -1, np.int64)
    target[piece[closest]] = near[closest]
    small = np.maximum(pieces.width, pieces.height) < FAR_DUST * height
    target[(of_piece > REACH * height) | (small & (of_piece > REACH * height / 2))] = -1
    result = owner.copy()
    result[free] = target[piece]
    return result


def _nearest(
    written: Strokes, owner: IntArray, free: BoolArray, shape: tuple[int, ...], height: float
) -> tuple[IntArray, FloatArray]:
    """Return the fragment of the owned pixel nearest to each *free* one and how far it is, on a grid of 1/10 height."""
    scale = min(10 / height, 1.0)
    rows, columns = int(shape[0] * scale) + 1, int(shape[1] * scale) + 1
    y, x = (written.y * scale).astype(np.int64), (written.x * scale).astype(np.int64)
    owned = owner >= 0
    grid = np.full((rows, columns), -1, np.int64)
    grid[y[owned], x[owned]] = owner[owned]
    bare = grid < 0
    distance, label = cv2.distanceTransformWithLabels(
        bare.view(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    sources = np.flatnonzero(~bare)
    at = np.zeros(len(sources) + 1, np.int64)
    at[np.asarray(label).ravel()[sources]] = grid.ravel()[sources]
    y, x = y[free], x[free]
    return at[np.asarray(label)[y, x]], np.asarray(distance)[y, x].astype(np.float64) / scale


def _with_lone(written: Strokes, found: Fragments, pieces: Components, height: float) -> Fragments:
    """Make fragments of pieces that are near no other, such as a page number or a dash."""
    free = _free_pieces(written, found.owner, len(pieces)) & (np.maximum(pieces.width, pieces.height) >= LONE * height)
    if not free.any():
        return found
    group = _near_each_other(pieces, free, BESIDE * height)
    owner = np.where(free[written.piece], group[written.piece] + len(found), found.owner)
    lone = owner >= len(found)
    count = int(group.max()) + 1
    mass = np.bincount(owner[lone] - len(found), minlength=count)
    middle = np.bincount(owner[lone] - len(found), weights=written.y[lone], minlength=count) / mass
    return Fragments(owner=owner, slope=np.append(found.slope, np.zeros(count)), start=np.append(found.start, middle))


def _free_pieces(written: Strokes, owner: IntArray, count: int) -> BoolArray:
    free = np.zeros(count, np.bool_)
    free[written.piece[owner < 0]] = True
    free[written.piece[owner >= 0]] = False
    return free


def _near_each_other(pieces: Components, free: BoolArray, gap: float) -> IntArray:
    """Return a number for each group of *free* pieces that share rows within *gap* of each other; -1 for the rest."""
    group = np.full(len(pieces), -1, np.int64)
    last: list[tuple[int, int, int]] = []  # of each group: top, bottom, right
    for i in np.flatnonzero(free)[np.argsort(pieces.left[free], kind="stable")]:
        top, bottom = int(pieces.top[i]), int(pieces.bottom[i])
        for number, (high, low, right) in enumerate(last):
            if pieces.left[i] - right <= gap and min(low, bottom) - max(high, top) > 0:
                last[number] = (min(high, top), max(low, bottom), max(right, int(pieces.right[i])))
                group[i] = number
                break
        else:
            group[i] = len(last)
            last.append((top, bottom, int(pieces.right[i])))
    return group
