"""Stamps: what is stamped, sealed or signed in an ink of its own colour, taken off the text under it."""

import cv2
import numpy as np

from pipeline.geometry import Box
from pipeline.image import FloatArray, Pixels
from pipeline.layout.beneath import Beneath, beneath
from pipeline.layout.components import Components, Strokes, find_components, thickness
from pipeline.layout.shapes import PEN, TOP, Region, graphic, in_margin, is_framed, is_round, kind_of, regions
from pipeline.layout.tint import vivid
from pipeline.model import Graphic

SPECK = 0.5  # text heights: smaller spots of colour are fringes of letters
APART = 1.0  # text heights: coloured strokes that near make one thing
RIM = 0.15  # text heights: how far the pale edge of coloured ink reaches
LINE = 1.5  # text heights: lower things are lettering
PRESSED = ("stamp", "seal")
MOST = 2000  # coloured spots that are looked at


def take_stamps(
    pixels: Pixels, ink: Pixels, bare: Pixels, written: Strokes, height: float, dpi: float
) -> tuple[list[Graphic], Beneath | None]:
    """Take off *bare* what is stamped, sealed or signed in an ink of its own colour; print in colour stays.

    Text under it stays as well, as far as its colour can be told from that of the stamp.
    """
    marked, weak, light = vivid(pixels, ink, written.y, written.x)
    if not marked.any():
        return [], None
    under = beneath(pixels, written, weak, height)
    edges = written.where(weak)
    layer = np.full_like(ink, 255)
    layer[written.y[marked], written.x[marked]] = 0
    coloured = find_components(layer)
    size = np.maximum(coloured.width, coloured.height)
    least = max(SPECK * height, float(np.sort(size)[-MOST]) if len(size) > MOST else 0.0)
    spots = coloured.written.of(size >= least)
    thick = thickness(coloured, spots)
    found: list[Graphic] = []
    parts = regions(coloured, spots, size >= least, APART * height)
    for region in sorted(parts, key=lambda part: -part.box.area):
        if any(region.box.shared(stamp.box) == region.box.area for stamp in found if stamp.kind in PRESSED):
            _take(region, edges, bare, height, under)  # a word on the rim of a stamp, or the emblem in its middle
            continue
        if _is_lettering(region, coloured, thick, height, ink.shape):
            continue
        _take(region, edges, bare, height, under)
        if not in_margin(region.box, ink.shape):
            kind, confidence = kind_of(region, ink.shape, dpi, float(np.median(thick[region.members])))
            found.append(graphic(region, "stamp" if kind == "photo" else kind, confidence, pixels))
    pale = written.where(light)
    for stamp in found:
        if stamp.kind in PRESSED:
            _take_pale(stamp.box, pale, bare)
    return found, under


def _take_pale(box: Box, pale: Strokes, bare: Pixels) -> None:
    """Take off *bare* what is *pale* within *box*: bits of a stamp that its ink hardly reached."""
    y, x = pale.y, pale.x
    inside = (y >= box.top) & (y < box.bottom) & (x >= box.left) & (x < box.right)
    bare[y[inside], x[inside]] = 255


def _take(region: Region, edges: Strokes, bare: Pixels, height: float, under: Beneath | None) -> None:
    """Take *region* off *bare*, with those pixels of *edges* that border on it; text *under* it stays."""
    rim = max(round(RIM * height), 2)
    box = region.box.grown(rim, bare.shape[1], bare.shape[0])
    mask = np.zeros((box.height, box.width), np.uint8)
    mask[region.y - box.top, region.x - box.left] = 1
    wide = np.asarray(cv2.dilate(mask, np.ones((2 * rim + 1, 2 * rim + 1), np.uint8)))
    near = (edges.y >= box.top) & (edges.y < box.bottom) & (edges.x >= box.left) & (edges.x < box.right)
    y, x = edges.y[near], edges.x[near]
    taken = wide[y - box.top, x - box.left] > 0
    text = under.look(region, box, wide > 0) if under else None
    if text is not None:
        taken &= ~text[y - box.top, x - box.left]
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
