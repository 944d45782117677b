"""From a scan to its page image: flat, turned upright, level, cut to the sheet, in colour."""

from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np

from pipeline.cleanup.borders import sheet
from pipeline.cleanup.frame import (
    Rotation,
    View,
    cut,
    levelled,
    reduced,
    scaling,
    seen,
    seen_box,
    seen_mask,
    turn,
    turned,
    turned_view,
)
from pipeline.cleanup.light import paper_colour
from pipeline.cleanup.orientation import Legibility, best_way, likely_ways
from pipeline.cleanup.perspective import flat_view
from pipeline.cleanup.sketch import Sketch, sketch, writing
from pipeline.cleanup.skew import Skew, find_skew
from pipeline.cleanup.unbend import find_warp, unbent
from pipeline.geometry import IDENTITY, Matrix, inverse, product
from pipeline.image import Pixels, as_pixels
from pipeline.settings import CleanupSettings
from pipeline.warp import Warp

LEVEL = 0.05  # degrees: lines that are straighter than this are not worth the blur of a turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Straightened:
    """A page image and how it came about: from_source leads from the scan to it, and warp, if any, to the flat page.

    The scan was turned by rotation and then by skew, both in degrees clockwise.
    """

    pixels: Pixels
    from_source: Matrix
    rotation: Rotation
    skew: float
    warp: Warp | None = None


def straighten(pixels: Pixels, dpi: float, settings: CleanupSettings, legible: Legibility) -> Straightened:
    """Turn a scan upright, level its lines, cut it to the sheet and flatten it where it is bent.

    Args:
        pixels: the scan, grey or RGB, of any size.
        dpi: resolution of *pixels*, dots per inch; an estimate will do.
        settings: which of these to do.
        legible: how well a page image reads, in [0, 1]; it is slow, so it is asked again only where that is poor.
    """
    small = sketch(pixels, dpi)
    mask = sheet(small) if settings.crop or settings.perspective else None
    photo = flat_view(mask, small.scale) if mask is not None and settings.perspective else None
    if photo:
        small = replace(small, pixels=seen(small.pixels, reduced(photo, small.scale), paper_colour(small.pixels)))
    marks = writing(small)

    as_scanned = find_skew(marks)

    @cache
    def laid(rotation: Rotation) -> Straightened:
        angle = _angle(find_skew(turned(marks, rotation)) if rotation else as_scanned, settings)
        if photo:
            return _flat(pixels, turned_view(photo, rotation), rotation, angle)
        lies = turned(mask, rotation) if mask is not None and settings.crop else None
        return _laid(turned(pixels, rotation), rotation, lies, small.scale, angle)

    def legible_after(rotation: Rotation) -> float:
        return legible(laid(rotation).pixels)

    ways = likely_ways(as_scanned, find_skew(as_pixels(marks.T))) if settings.orient else (0,)
    page = laid(best_way(ways, legible_after))
    if not settings.dewarp:
        return page
    to_page = product(page.from_source, inverse(photo.matrix)) if photo else page.from_source
    return _unbent(page, marks, View(matrix=to_page, width=page.pixels.shape[1], height=page.pixels.shape[0]), small)


def _unbent(page: Straightened, marks: Pixels, view: View, small: Sketch) -> Straightened:
    """Return *page*, flattened if it is bent; *view* shows it from where the *marks* of the sketch *small* lie."""
    height, width = page.pixels.shape[:2]
    warp = find_warp(seen_mask(marks, reduced(view, small.scale)), width, height)
    if warp is None:
        return page
    return replace(page, pixels=unbent(page.pixels, warp, paper_colour(page.pixels)), warp=warp)


def _angle(skew: Skew, settings: CleanupSettings) -> float:
    return skew.angle if settings.deskew and skew.clear and abs(skew.angle) >= LEVEL else 0.0


def _flat(pixels: Pixels, photo: View, rotation: Rotation, angle: float) -> Straightened:
    """Return the page image of a sheet photographed from aside, as the view *photo* shows it upright."""
    view = levelled(photo, angle)
    page = seen(pixels, view, paper_colour(pixels))
    return Straightened(pixels=page, from_source=view.matrix, rotation=rotation, skew=angle)


def _laid(upright: Pixels, rotation: Rotation, mask: Pixels | None, scale: float, angle: float) -> Straightened:
    """Return the page image of a scan that was turned *upright* by *rotation*; *mask* says where its sheet lies."""
    height, width = upright.shape[:2]
    view = levelled(View(matrix=IDENTITY, width=width, height=height), angle)
    if mask is None:
        page = seen(upright, view, paper_colour(upright))
    else:
        page, view = _cut_out(upright, view, mask, scale)
    before = (height, width) if rotation in (90, 270) else (width, height)
    matrix = product(view.matrix, turn(rotation, *before))
    return Straightened(pixels=page, from_source=matrix, rotation=rotation, skew=angle)


def _cut_out(upright: Pixels, view: View, mask: Pixels, scale: float) -> tuple[Pixels, View]:
    """Return what *mask*, which is *scale* times as large as *upright*, marks; paper round it up to its box."""
    whole = replace(view, matrix=product(view.matrix, scaling(1 / scale)))
    box = seen_box(mask, whole)
    part = cut(view, box)
    colour = paper_colour(upright)
    page = np.empty((part.height, part.width, *upright.shape[2:]), np.uint8)
    cv2.rectangle(page, (0, 0), (part.width, part.height), colour, cv2.FILLED)
    cv2.copyTo(seen(upright, part, colour), seen_mask(mask, cut(whole, box)), page)
    return as_pixels(page), part
