"""Graphics told from text: stamps by their colour and outline, rules by their straightness, drawings by their size."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.geometry import Box
from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.layout.beneath import Beneath
from pipeline.layout.components import (
    MM,
    BoolArray,
    Components,
    IntArray,
    Strokes,
    find_components,
    remaining,
    text_height,
    thickness,
)
from pipeline.layout.creases import SOLID as SOLID_RULE
from pipeline.layout.creases import find_creases, take_crease
from pipeline.layout.folds import find_folds
from pipeline.layout.frames import find_frames
from pipeline.layout.holes import find_holes
from pipeline.layout.overwritten import pen_strokes
from pipeline.layout.pen import body_thickness, find_signatures
from pipeline.layout.pictures import find_pictures
from pipeline.layout.rings import find_rings, without_company
from pipeline.layout.rules import find_rules
from pipeline.layout.shapes import TOP, Region, graphic, in_margin, kind_of, regions
from pipeline.layout.shapes import region as as_region
from pipeline.layout.stamps import take_stamps
from pipeline.layout.staples import find_staples
from pipeline.model import Graphic

BIG = 4.5  # text heights: taller pieces are drawings or display type
SOLID = 0.33  # of its lesser side: thicker than the strokes of the boldest letters, such as a punch hole
HAIR = 0.45  # of the thickness of the text's strokes: folds, rims of holes
NONE: IntArray = np.zeros(0, np.int64)
USUAL = 3.2  # mm: letters of letters are rarely higher


@dataclass(frozen=True, slots=True)
class Parted:
    """The pieces of ink, their pixels and pen widths, which of them may be text, its height, and the graphics.

    *drawn* is 255 where a stamp, a signature or a frame has its ink, else 0; *beneath* tells of text under colour.
    """

    pieces: Components
    written: Strokes
    thick: FloatArray
    text: BoolArray
    height: float
    graphics: tuple[Graphic, ...]
    drawn: Pixels
    beneath: Beneath | None = None


def part_graphics(pixels: Pixels, ink: Pixels, dpi: float) -> Parted:
    """Tell text from graphics on a page image with its *ink* (0 where written, 255 where bare)."""
    pieces = find_components(ink)
    written = pieces.written
    height = text_height(pieces, dpi)
    if height <= 0:
        nothing = np.zeros(len(pieces))
        return Parted(pieces, written, nothing, text=nothing > 0, height=0.0, graphics=(), drawn=np.zeros_like(ink))
    bare = ink.copy()
    pictures = _take_pictures(pixels, ink, bare, pieces, height, dpi)
    rest = remaining(pieces, bare)
    if rest is not pieces:
        pieces, height = rest, text_height(rest, dpi) or height
    stamps, under = take_stamps(pixels, ink, bare, pieces.written, height, dpi)
    pieces = remaining(pieces, bare)
    rings = _take_rings(pixels, bare, pieces, height, dpi)
    staples = pieces.written.of(find_staples(pieces, dpi, folded=False))
    bare[staples.y, staples.x] = 255
    pieces = remaining(pieces, bare)
    thick = thickness(pieces, pieces.written)
    signatures = _take_signatures(pixels, bare, pieces, pieces.written, thick, height)
    taken = as_pixels(cv2.subtract(bare, ink))
    rules = _take_rules(pixels, bare, pieces, pieces.written, height)
    rest = remaining(pieces, bare)
    # What crossed the rules of a table hung together with them, and is found only now.
    _take_folds(bare, rest, height)
    rest = remaining(rest, bare)
    if rest is not pieces:
        pieces, thick = rest, thickness(rest, rest.written)
    written = pieces.written
    shapes, drawings = _drawings(pixels, pieces, written, thick, height, dpi)
    text = ~shapes & ~_spots(pieces, thick, height) & ~find_holes(pieces, dpi) & ~find_staples(pieces, dpi, folded=True)
    frames = find_frames(pieces, written, text, height)
    for frame in frames:
        text[frame.members] = False
        taken[frame.y, frame.x] = 255
    rules += [graphic(frame, "rule", 0.7, pixels) for frame in frames]
    stamps += rings
    found = (*pictures, *stamps, *signatures, *_outside(rules, (*pictures, *stamps, *drawings)), *drawings)
    return Parted(pieces, written, thick, text=text, height=height, graphics=found, drawn=taken, beneath=under)


def _take_pictures(
    pixels: Pixels, ink: Pixels, bare: Pixels, pieces: Components, height: float, dpi: float
) -> list[Graphic]:
    """Take engravings, halftones and dark patches off *bare*; a patch at the edge of the page is no graphic."""
    found = []
    # On a page that is mostly picture, the height of most ink is that of windows and trees.
    for picture in find_pictures(ink, pieces, min(height, USUAL / MM * dpi)):
        bare[picture.y, picture.x] = 255
        if not _reaches_edge(picture.box, ink.shape):
            kind, confidence = kind_of(picture, ink.shape, dpi, height)
            shown = kind if kind in ("logo", "stamp", "seal") else "photo"
            found.append(graphic(picture, shown, confidence, pixels))
    return found


def _take_rings(pixels: Pixels, bare: Pixels, pieces: Components, height: float, dpi: float) -> list[Graphic]:
    """Take the rings of stamps in the ink of the text off *bare*, and what within them is no text."""
    outer = find_rings(bare, pieces, pieces.written, height, dpi)
    if not outer:
        return []
    for ring in outer:
        bare[ring.y, ring.x] = 255
    rest = remaining(pieces, bare)
    drawn = [without_company(rest, ring, height) for ring in outer]
    words = rest.written.of(np.asarray(np.any(drawn, axis=0), np.bool_))
    bare[words.y, words.x] = 255
    return [graphic(as_region(ring.y, ring.x, NONE), "stamp", 0.8, pixels) for ring in outer if ring.is_outer]


def _reaches_edge(box: Box, shape: tuple[int, ...]) -> bool:
    return box.left <= 1 or box.top <= 1 or box.right >= shape[1] - 1 or box.bottom >= shape[0] - 1


def _take_signatures(
    pixels: Pixels, bare: Pixels, pieces: Components, written: Strokes, thick: FloatArray, height: float
) -> list[Graphic]:
    """Take the signatures in the ink of the text off *bare*, and lone strokes that mean nothing."""
    penned = find_signatures(pieces, thick, ~_spots(pieces, thick, height), height)
    strays = _pixels_of(penned.strays, pieces, written)
    bare[strays.y, strays.x] = 255
    usual = body_thickness(pieces, thick, height)
    found = []
    for members in penned.signatures:
        drawn = pen_strokes(bare, _pixels_of(members, pieces, written), usual, height)
        bare[drawn.y, drawn.x] = 255
        found.append(graphic(as_region(drawn.y, drawn.x, members), "signature", 0.8, pixels))
    return found


def _pixels_of(members: IntArray, pieces: Components, written: Strokes) -> Strokes:
    mine = np.zeros(len(pieces), np.bool_)
    mine[members] = True
    return written.of(mine)


def _take_rules(pixels: Pixels, bare: Pixels, pieces: Components, written: Strokes, height: float) -> list[Graphic]:
    """Take the rules and folds off *bare*; folds are no graphics."""
    creased = _take_creases(pixels, bare, pieces, height, upright=False)
    creased += _take_creases(pixels, bare, pieces, height, upright=True)
    found = find_rules(pieces, written.where(bare[written.y, written.x] == 0), height)
    if found is None:
        return creased
    rules, top, left = found
    drawn = rules.written
    y, x = drawn.y + top, drawn.x + left
    bare[y, x] = 255
    long = np.maximum(rules.width, rules.height) > BIG * height
    shown = regions(rules, Strokes(y=y, x=x, piece=drawn.piece), long, 2)
    return [*creased, *(graphic(rule, "rule", 0.9, pixels) for rule in shown if not in_margin(rule.box, bare.shape))]


def _take_folds(bare: Pixels, pieces: Components, height: float) -> None:
    """Take folds of which only traces are seen off *bare*."""
    for upright in (False, True):
        for fold in find_folds(pieces, height, upright=upright):
            take_crease(bare, pieces, fold, upright=upright)


def _outside(rules: Sequence[Graphic], drawn: Sequence[Graphic]) -> list[Graphic]:
    """Return the *rules* that are no part of something *drawn*."""
    return [rule for rule in rules if all(rule.box.shared(one.box) < rule.box.area / 2 for one in drawn)]


def _take_creases(pixels: Pixels, bare: Pixels, pieces: Components, height: float, *, upright: bool) -> list[Graphic]:
    found = []
    for crease in find_creases(pieces, height, upright=upright):
        before = bare[crease.box.top : crease.box.bottom, crease.box.left : crease.box.right] == 0
        take_crease(bare, pieces, crease, upright=upright)
        after = bare[crease.box.top : crease.box.bottom, crease.box.left : crease.box.right] == 0
        y, x = np.nonzero(before & ~after)
        # A rule with a wide gap in it is found from either side, and taken off the first time.
        if len(y) and crease.covered >= SOLID_RULE and not in_margin(crease.box, bare.shape):
            rule = as_region(y + crease.box.top, x + crease.box.left, crease.members)
            found.append(graphic(rule, "rule", 0.9, pixels))
    return found


def _drawings(
    pixels: Pixels, pieces: Components, written: Strokes, thick: FloatArray, height: float, dpi: float
) -> tuple[BoolArray, list[Graphic]]:
    """Return which pieces belong to drawings, and the drawings."""
    shape = pieces.labels.shape
    big = (pieces.height > BIG * height) & ~_display(pieces, height, shape)
    drawn = big.copy()
    found = []
    for region in regions(pieces, written, big, height / 2):
        if in_margin(region.box, shape):
            continue
        kind, confidence = kind_of(region, shape, dpi, float(np.median(thick[region.members])))
        found.append(graphic(region, kind, confidence, pixels))
        if kind in ("logo", "photo", "stamp", "seal"):
            drawn |= _inside(pieces, region)
    return drawn, found


def _display(pieces: Components, height: float, shape: tuple[int, ...]) -> BoolArray:
    """Return which big pieces are display type: several of like height in a row, near the top of the page."""
    result = np.zeros(len(pieces), np.bool_)
    middle = (pieces.top + pieces.bottom) / 2
    for i in np.flatnonzero((pieces.height > BIG * height) & (middle < TOP * shape[0])):
        like = (pieces.height > 0.45 * pieces.height[i]) & (pieces.height < 2.2 * pieces.height[i])
        level = np.abs(middle - middle[i]) < 0.35 * pieces.height[i]
        result[i] = (like & level).sum() >= 4
    return result


def _inside(pieces: Components, region: Region) -> BoolArray:
    box = region.box
    level = (pieces.top >= box.top) & (pieces.bottom <= box.bottom)
    result: BoolArray = level & (pieces.left >= box.left) & (pieces.right <= box.right)
    return result


def _spots(pieces: Components, thick: FloatArray, height: float) -> BoolArray:
    """Return which pieces are no letters: hair lines, solid spots, and shadows at the edge of the page."""
    rows, columns = pieces.labels.shape
    usual = body_thickness(pieces, thick, height)
    size, least = np.maximum(pieces.width, pieces.height), np.minimum(pieces.width, pieces.height)
    hair = (thick < HAIR * usual) & (size > height)
    upright = (pieces.height > 2.2 * height) & (pieces.width < 0.3 * height)
    solid = (least > 1.3 * height) & (thick > SOLID * least)
    edge = (pieces.left <= 1) | (pieces.top <= 1) | (pieces.right >= columns - 1) | (pieces.bottom >= rows - 1)
    shadow = edge & ((pieces.height > 1.5 * height) | (pieces.width < 0.3 * pieces.height))
    result: BoolArray = hair | upright | solid | shadow
    return result
