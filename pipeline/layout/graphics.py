"""Graphics told from text: stamps by their colour and outline, rules by their straightness, drawings by their size."""

from dataclasses import dataclass

import numpy as np

from pipeline.image import FloatArray, Pixels
from pipeline.layout.components import BoolArray, Components, Strokes, find_components, strokes, text_height, thickness
from pipeline.layout.rules import find_rules
from pipeline.layout.shapes import PEN, TOP, Region, graphic, is_framed, is_round, kind_of, regions
from pipeline.layout.tint import vivid
from pipeline.model import Graphic

SPECK = 0.5  # text heights: smaller spots of colour are fringes of letters
APART = 1.0  # text heights: coloured strokes that near make one thing
BIG = 4.5  # text heights: taller pieces are drawings or display type
SOLID = 0.6  # ink in its box, of a spot such as a punch hole
HAIR = 0.45  # of the thickness of the text's strokes: folds, rims of holes
MOST = 2000  # coloured spots that are looked at


@dataclass(frozen=True, slots=True)
class Parted:
    """The pieces of ink, which of them may be text, the height of the text in pixels, and what the others are."""

    pieces: Components
    text: BoolArray
    strokes: FloatArray
    height: float
    graphics: tuple[Graphic, ...]


def part_graphics(pixels: Pixels, ink: Pixels, dpi: float) -> Parted:
    """Tell text from graphics on a page image with its *ink* (0 where written, 255 where bare)."""
    pieces = find_components(ink)
    height = text_height(pieces, dpi)
    if height <= 0:
        nothing = np.zeros(len(pieces), np.bool_)
        return Parted(pieces=pieces, text=nothing, strokes=np.zeros(len(pieces)), height=0.0, graphics=())
    pieces, stamps = _without_stamps(pixels, ink, pieces, height, dpi)
    pieces, rules = _without_rules(pixels, pieces, height)
    written = strokes(pieces, np.ones(len(pieces), np.bool_))
    thick = thickness(pieces, written)
    drawn, drawings = _drawings(pixels, pieces, written, thick, height, dpi)
    text = ~drawn & ~_spots(pieces, thick, height)
    return Parted(pieces=pieces, text=text, strokes=thick, height=height, graphics=(*stamps, *drawings, *rules))


def _without_stamps(
    pixels: Pixels, ink: Pixels, pieces: Components, height: float, dpi: float
) -> tuple[Components, list[Graphic]]:
    """Take off what is stamped, sealed or signed in an ink of its own colour; print in colour stays."""
    written = strokes(pieces, np.ones(len(pieces), np.bool_))
    marked = vivid(pixels, ink, written.y, written.x)
    if not marked.any():
        return pieces, []
    layer = np.full_like(ink, 255)
    layer[written.y[marked], written.x[marked]] = 0
    coloured = find_components(layer)
    size = np.maximum(coloured.width, coloured.height)
    least = max(SPECK * height, float(np.sort(size)[-MOST]) if len(size) > MOST else 0.0)
    spots = strokes(coloured, size >= least)
    thick = thickness(coloured, spots)
    bare = ink.copy()
    found = []
    for region in regions(coloured, spots, size >= least, APART * height):
        if _is_lettering(region, coloured, thick, height, ink.shape):
            continue
        kind, confidence = kind_of(region, ink.shape, dpi, float(np.median(thick[region.members])))
        found.append(graphic(region, "stamp" if kind == "photo" else kind, confidence, pixels))
        bare[region.y, region.x] = 255
    return (find_components(bare), found) if found else (pieces, found)


def _is_lettering(
    region: Region, coloured: Components, thick: FloatArray, height: float, shape: tuple[int, ...]
) -> bool:
    """Return whether coloured ink is printed letters rather than a stamp, a signature or a drawing."""
    box = region.box
    if box.height < 1.5 * height or is_round(region) or is_framed(region):
        return box.height < 1.5 * height
    members = region.members
    tall = coloured.height[members] > 2.5 * height
    share = float(coloured.area[members][tall].sum() / coloured.area[members].sum())
    drawn = thick[members] < PEN * coloured.height[members]
    pen = float(coloured.area[members][tall & drawn].sum() / coloured.area[members].sum())
    if box.centre[1] > TOP * shape[0] and pen > 0.4:
        return False
    return share < 0.6 or region.fill < 0.5


def _without_rules(pixels: Pixels, pieces: Components, height: float) -> tuple[Components, list[Graphic]]:
    found = find_rules(pieces, height)
    if found is None:
        return pieces, []
    mask, rules = found
    ink = np.where((pieces.labels > 0) & ~mask, 0, 255).astype(np.uint8)
    written = strokes(rules, np.ones(len(rules), np.bool_))
    long = np.maximum(rules.width, rules.height) > BIG * height
    shown = [graphic(region, "rule", 0.9, pixels) for region in regions(rules, written, long, 2)]
    return find_components(ink), shown


def _drawings(
    pixels: Pixels, pieces: Components, written: Strokes, thick: FloatArray, height: float, dpi: float
) -> tuple[BoolArray, list[Graphic]]:
    """Return which pieces belong to drawings, and the drawings."""
    shape = pieces.labels.shape
    big = (pieces.height > BIG * height) & ~_display(pieces, height, shape)
    drawn = big.copy()
    found = []
    for region in regions(pieces, written, big, height / 2):
        pen = float(np.median(thick[region.members]))
        kind, confidence = kind_of(region, shape, dpi, pen)
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
    result: BoolArray = (
        (pieces.left >= box.left)
        & (pieces.right <= box.right)
        & (pieces.top >= box.top)
        & (pieces.bottom <= box.bottom)
    )
    return result


def _spots(pieces: Components, thick: FloatArray, height: float) -> BoolArray:
    """Return which pieces are no letters: hair lines, solid spots, and shadows at the edge of the page."""
    rows, columns = pieces.labels.shape
    letters = (pieces.height > 0.6 * height) & (pieces.height < 2 * height)
    usual = float(np.median(thick[letters])) if letters.any() else 0.0
    size = np.maximum(pieces.width, pieces.height)
    hair = (thick < HAIR * usual) & (size > height)
    upright = (pieces.height > 2.2 * height) & (pieces.width < 0.3 * height)
    solid = (np.minimum(pieces.width, pieces.height) > 1.3 * height) & (
        pieces.area > SOLID * pieces.width * pieces.height
    )
    edge = (pieces.left <= 1) | (pieces.top <= 1) | (pieces.right >= columns - 1) | (pieces.bottom >= rows - 1)
    shadow = edge & ((pieces.height > 1.5 * height) | (pieces.width < 0.3 * pieces.height))
    result: BoolArray = hair | upright | solid | shadow
    return result
