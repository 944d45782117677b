"""Graphics told from text: stamps by their colour and outline, rules by their straightness, drawings by their size."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.layout.components import (
    BoolArray,
    Components,
    IntArray,
    Strokes,
    find_components,
    text_height,
    thickness,
)
from pipeline.layout.creases import SOLID as SOLID_RULE
from pipeline.layout.creases import find_creases, take_crease
from pipeline.layout.frames import find_frames
from pipeline.layout.holes import find_holes
from pipeline.layout.pen import body_thickness, find_signatures
from pipeline.layout.rules import find_rules
from pipeline.layout.shapes import PEN, TOP, Region, graphic, in_margin, is_framed, is_round, kind_of, regions
from pipeline.layout.shapes import region as as_region
from pipeline.layout.tint import vivid
from pipeline.model import Graphic

SPECK = 0.5  # text heights: smaller spots of colour are fringes of letters
APART = 1.0  # text heights: coloured strokes that near make one thing
RIM = 0.15  # text heights: how far the pale edge of coloured ink reaches
BIG = 4.5  # text heights: taller pieces are drawings or display type
LINE = 1.5  # text heights: lower things are lettering
SOLID = 0.33  # of its lesser side: thicker than the strokes of the boldest letters, such as a punch hole
HAIR = 0.45  # of the thickness of the text's strokes: folds, rims of holes
MOST = 2000  # coloured spots that are looked at


@dataclass(frozen=True, slots=True)
class Parted:
    """The pieces of ink, their pixels and pen widths, which of them may be text, its height, and the graphics.

    *drawn* is 255 where a stamp, a signature or a frame has its ink, else 0.
    """

    pieces: Components
    written: Strokes
    thick: FloatArray
    text: BoolArray
    height: float
    graphics: tuple[Graphic, ...]
    drawn: Pixels


def part_graphics(pixels: Pixels, ink: Pixels, dpi: float) -> Parted:
    """Tell text from graphics on a page image with its *ink* (0 where written, 255 where bare)."""
    pieces = find_components(ink)
    written = pieces.written
    height = text_height(pieces, dpi)
    if height <= 0:
        nothing = np.zeros(len(pieces))
        return Parted(pieces, written, nothing, text=nothing > 0, height=0.0, graphics=(), drawn=np.zeros_like(ink))
    bare = ink.copy()
    stamps = _take_stamps(pixels, ink, bare, written, height, dpi)
    if stamps:
        pieces = find_components(bare)
        written = pieces.written
    thick = thickness(pieces, written)
    signatures = _take_signatures(pixels, bare, pieces, written, thick, height)
    taken = as_pixels(cv2.subtract(bare, ink))
    rules = _take_rules(pixels, bare, pieces, written, height)
    if (bare[written.y, written.x] > 0).any():
        pieces = find_components(bare)
        written = pieces.written
        thick = thickness(pieces, written)
    shapes, drawings = _drawings(pixels, pieces, written, thick, height, dpi)
    text = ~shapes & ~_spots(pieces, thick, height) & ~find_holes(pieces, dpi)
    frames = find_frames(pieces, written, text, height)
    for frame in frames:
        text[frame.members] = False
        taken[frame.y, frame.x] = 255
    rules += [graphic(frame, "rule", 0.7, pixels) for frame in frames]
    found = (*stamps, *signatures, *_outside(rules, (*stamps, *drawings)), *drawings)
    return Parted(pieces, written, thick, text=text, height=height, graphics=found, drawn=taken)


def _take_stamps(
    pixels: Pixels, ink: Pixels, bare: Pixels, written: Strokes, height: float, dpi: float
) -> list[Graphic]:
    """Take off *bare* what is stamped, sealed or signed in an ink of its own colour; print in colour stays."""
    marked, weak = vivid(pixels, ink, written.y, written.x)
    if not marked.any():
        return []
    edges = written.where(weak)
    layer = np.full_like(ink, 255)
    layer[written.y[marked], written.x[marked]] = 0
    coloured = find_components(layer)
    size = np.maximum(coloured.width, coloured.height)
    least = max(SPECK * height, float(np.sort(size)[-MOST]) if len(size) > MOST else 0.0)
    spots = coloured.written.of(size >= least)
    thick = thickness(coloured, spots)
    found = []
    for region in regions(coloured, spots, size >= least, APART * height):
        if _is_lettering(region, coloured, thick, height, ink.shape):
            continue
        _take(region, edges, bare, height)
        if not in_margin(region.box, ink.shape):
            kind, confidence = kind_of(region, ink.shape, dpi, float(np.median(thick[region.members])))
            found.append(graphic(region, "stamp" if kind == "photo" else kind, confidence, pixels))
    return found


def _take(region: Region, edges: Strokes, bare: Pixels, height: float) -> None:
    """Take *region* off *bare*, with those pixels of *edges* that border on it."""
    rim = max(round(RIM * height), 2)
    box = region.box.grown(rim, bare.shape[1], bare.shape[0])
    mask = np.zeros((box.height, box.width), np.uint8)
    mask[region.y - box.top, region.x - box.left] = 1
    wide = np.asarray(cv2.dilate(mask, np.ones((2 * rim + 1, 2 * rim + 1), np.uint8)))
    near = (edges.y >= box.top) & (edges.y < box.bottom) & (edges.x >= box.left) & (edges.x < box.right)
    y, x = edges.y[near], edges.x[near]
    taken = wide[y - box.top, x - box.left] > 0
    bare[y[taken], x[taken]] = 255


def _is_lettering(
    region: Region, coloured: Components, thick: FloatArray, height: float, shape: tuple[int, ...]
) -> bool:
    """Return whether coloured ink is printed letters rather than a stamp, a signature or a drawing."""
    if region.box.height < LINE * height:
        return True
    if is_round(region) or is_framed(region) or in_margin(region.box, shape):
        return False
    members, area = region.members, coloured.area[region.members]
    tall = coloured.height[members] > 2.5 * height
    drawn = tall & (thick[members] < PEN * coloured.height[members])
    if region.box.centre[1] > TOP * shape[0] and np.sum(area[drawn]) > 0.4 * np.sum(area):
        return False
    return bool(np.sum(area[tall]) < 0.6 * np.sum(area)) or region.fill < 0.5


def _take_signatures(
    pixels: Pixels, bare: Pixels, pieces: Components, written: Strokes, thick: FloatArray, height: float
) -> list[Graphic]:
    """Take the signatures in the ink of the text off *bare*, and lone strokes that mean nothing."""
    penned = find_signatures(pieces, thick, ~_spots(pieces, thick, height), height)
    _take_pieces(penned.strays, bare, pieces, written)
    found = []
    for members in penned.signatures:
        drawn = _take_pieces(members, bare, pieces, written)
        found.append(graphic(as_region(drawn.y, drawn.x, members), "signature", 0.8, pixels))
    return found


def _take_pieces(members: IntArray, bare: Pixels, pieces: Components, written: Strokes) -> Strokes:
    """Take the pieces *members* off *bare*; return their pixels."""
    mine = np.zeros(len(pieces), np.bool_)
    mine[members] = True
    drawn = written.of(mine)
    bare[drawn.y, drawn.x] = 255
    return drawn


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
        if kind in ("logo", "photo", "stamp"):
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
