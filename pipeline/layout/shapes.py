"""Shapes: ink that is no text, gathered into regions, and what kind of thing each region is."""

from dataclasses import dataclass

import numpy as np

from pipeline.geometry import Box
from pipeline.image import Pixels
from pipeline.layout.components import BoolArray, Components, IntArray, Strokes
from pipeline.layout.contacts import groups
from pipeline.layout.tint import ink_colour
from pipeline.model import Graphic, GraphicKind

MM = 25.4  # in an inch
STAMP = 10.0, 65.0  # mm across: the range of stamps and seals
PEN = 0.12  # of the height of a region: thinner strokes are drawn with a pen
AIRY = 0.25  # ink in its box: signatures and stamps leave most of it bare
SOLID = 0.45  # ink in its box: wax, and seals that are cut out of their ground; a stamp is drawn in lines
WINDING = 1.5  # times its width: the length of what a pen wrote; a line under words or an edge of paper is straighter
EDGE = 0.025  # of the page: its outermost strip
HEAD = 0.15  # of the page: a round thing there is the emblem of a letterhead; stamps of receipt are framed
TOP = 0.3  # of the page: where logos stand and signatures do not


@dataclass(frozen=True, slots=True)
class Region:
    """Ink that makes one shape: its pixels, its pieces' numbers, its box."""

    y: IntArray
    x: IntArray
    members: IntArray
    box: Box

    @property
    def fill(self) -> float:
        return len(self.y) / self.box.area


def regions(pieces: Components, written: Strokes, chosen: BoolArray, reach: float) -> list[Region]:
    """Return the *chosen* pieces in regions of those that lie within *reach* pixels of each other."""
    numbers = np.flatnonzero(chosen)
    if not len(numbers):
        return []
    near = _touching(pieces, numbers, reach)
    table = np.full(len(pieces), -1, np.int64)
    table[numbers] = groups(near, len(numbers))
    owner = table[written.piece]
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(int(table.max()) + 2))
    found = []
    for number in range(int(table.max()) + 1):
        mine = order[ends[number] : ends[number + 1]]
        if len(mine):
            found.append(region(written.y[mine], written.x[mine], np.flatnonzero(table == number)))
    return found


def region(y: IntArray, x: IntArray, members: IntArray) -> Region:
    """Return the pixels (*y*, *x*), at least one, of the pieces *members* as a region."""
    box = Box(left=int(x.min()), top=int(y.min()), right=int(x.max()) + 1, bottom=int(y.max()) + 1)
    return Region(y=y, x=x, members=members, box=box)


def _touching(pieces: Components, numbers: IntArray, reach: float) -> list[tuple[int, int]]:
    left, right = pieces.left[numbers] - reach, pieces.right[numbers]
    top, bottom = pieces.top[numbers] - reach, pieces.bottom[numbers]
    across = (left[:, None] < right[None, :]) & (left[None, :] < right[:, None])
    down = (top[:, None] < bottom[None, :]) & (top[None, :] < bottom[:, None])
    one, other = np.nonzero(np.triu(across & down, 1))
    return list(zip(one.tolist(), other.tolist(), strict=True))


def kind_of(region: Region, shape: tuple[int, ...], dpi: float, thickness: float) -> tuple[GraphicKind, float]:
    """Return what *region* is, on a page of *shape*, and how sure that is; *thickness* is that of its strokes."""
    box = region.box
    place = box.centre[1] / shape[0]
    across = max(box.width, box.height) / dpi * MM
    if STAMP[0] <= across <= STAMP[1] and region.fill >= SOLID and (is_round(region) or is_framed(region)):
        return "seal", 0.7
    if STAMP[0] <= across <= STAMP[1] and is_round(region):
        return ("logo", 0.7) if place <= HEAD else ("stamp", 0.9)
    if STAMP[0] <= across <= STAMP[1] and is_framed(region):
        return "stamp", 0.9
    if place > TOP and thickness < PEN * box.height and region.fill < AIRY:
        winding = len(region.y) >= WINDING * thickness * max(box.width, box.height)
        return ("signature", 0.7) if winding else ("stain", 0.4)
    if across < STAMP[0] or region.fill < 0.02:
        return "stain", 0.4
    return ("logo", 0.6) if place <= TOP else ("photo", 0.5)


def is_round(region: Region) -> bool:
    """Return whether the ink fills a circle or ellipse up to its rim and leaves the corners of its box bare."""
    box = region.box
    if not 0.6 < box.width / box.height < 1.7:
        return False
    across = (region.x + 0.5 - box.centre[0]) / (box.width / 2)
    down = (region.y + 0.5 - box.centre[1]) / (box.height / 2)
    radius = np.hypot(across, down)
    sectors = np.histogram(np.arctan2(down, across)[(radius > 0.75) & (radius < 1.06)], bins=12, range=(-np.pi, np.pi))
    rim = int((sectors[0] > len(radius) * 0.004).sum())
    return bool((radius > 1.08).mean() < 0.03 and rim >= 9)


def is_framed(region: Region) -> bool:
    """Return whether much of the ink runs along all four sides of the box."""
    box = region.box
    edge = max(0.08 * min(box.width, box.height), 3.0)
    across, down = region.x - box.left, region.y - box.top
    sides = [
        (across < edge, down, box.height),
        (box.width - across <= edge, down, box.height),
        (down < edge, across, box.width),
        (box.height - down <= edge, across, box.width),
    ]
    return all(len(np.unique(along[near])) > 0.8 * length for near, along, length in sides)


def in_margin(box: Box, shape: tuple[int, ...]) -> bool:
    """Return whether *box* lies in the outermost strip of a page of *shape*, where shadows and torn edges are."""
    rows, columns = shape[0], shape[1]
    across = box.right < EDGE * columns or box.left > (1 - EDGE) * columns
    return across or box.bottom < EDGE / 2 * rows or box.top > (1 - EDGE / 2) * rows


def graphic(region: Region, kind: GraphicKind, confidence: float, pixels: Pixels) -> Graphic:
    """Return *region* as a graphic of *kind*, with the colour of its ink on the page image."""
    return Graphic(kind=kind, box=region.box, ink=ink_colour(pixels, region.y, region.x), confidence=confidence)
