"""From a scan to its page image: turned upright, level, cut to the sheet, in colour."""

from dataclasses import dataclass, replace
from functools import cache

from pipeline.cleanup.borders import sheet, sheet_box
from pipeline.cleanup.frame import Rotation, View, cut, levelled, scaling, seen, seen_mask, turn, turned
from pipeline.cleanup.light import paper_colour
from pipeline.cleanup.orientation import Legibility, best_way, likely_ways
from pipeline.cleanup.sketch import Sketch, sketch, writing
from pipeline.cleanup.skew import find_skew
from pipeline.geometry import IDENTITY, Matrix, product
from pipeline.image import Pixels, as_pixels
from pipeline.settings import CleanupSettings

LEVEL = 0.05  # degrees: lines that are straighter than this are not worth the blur of a turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Straightened:
    """A page image and how it came about: from_source leads from the scan to it.

    The scan was turned by rotation and then by skew, both in degrees clockwise.
    """

    pixels: Pixels
    from_source: Matrix
    rotation: Rotation
    skew: float


def straighten(pixels: Pixels, dpi: float, settings: CleanupSettings, legible: Legibility) -> Straightened:
    """Turn a scan upright, level its lines and cut it to the sheet.

    Args:
        pixels: the scan, grey or RGB, of any size.
        dpi: resolution of *pixels*, dots per inch; an estimate will do.
        settings: which of the three to do.
        legible: how well a page image reads, in [0, 1]; it is slow, so it is asked again only where that is poor.
    """

    @cache
    def laid(rotation: Rotation) -> Straightened:
        return _laid(pixels, rotation, dpi, settings)

    def legible_after(rotation: Rotation) -> float:
        return legible(laid(rotation).pixels)

    ways = _ways(pixels, dpi) if settings.orient else (0,)
    return laid(best_way(ways, legible_after))


def _ways(pixels: Pixels, dpi: float) -> tuple[Rotation, ...]:
    marks = writing(sketch(pixels, dpi))
    return likely_ways(find_skew(marks), find_skew(as_pixels(marks.T)))


def _laid(pixels: Pixels, rotation: Rotation, dpi: float, settings: CleanupSettings) -> Straightened:
    """Return the page image after a turn by *rotation*."""
    upright = turned(pixels, rotation)
    small = sketch(upright, dpi)
    angle = _angle(small) if settings.deskew else 0.0
    height, width = upright.shape[:2]
    view = levelled(View(matrix=IDENTITY, width=width, height=height), angle)
    mask = sheet(small) if settings.crop else None
    page, view = _shown(upright, view) if mask is None else _cut_out(upright, view, mask, small.scale)
    matrix = product(view.matrix, turn(rotation, pixels.shape[1], pixels.shape[0]))
    return Straightened(pixels=page, from_source=matrix, rotation=rotation, skew=angle)


def _angle(small: Sketch) -> float:
    skew = find_skew(writing(small))
    return skew.angle if skew.clear and abs(skew.angle) >= LEVEL else 0.0


def _shown(upright: Pixels, view: View) -> tuple[Pixels, View]:
    return seen(upright, view, paper_colour(upright)), view


def _cut_out(upright: Pixels, view: View, mask: Pixels, scale: float) -> tuple[Pixels, View]:
    """Return what *mask*, which is *scale* times as large as *upright*, marks; paper round it up to its box."""
    whole = replace(view, matrix=product(view.matrix, scaling(1 / scale)))
    box = sheet_box(seen_mask(mask, whole))
    part = cut(view, box)
    page = seen(upright, part, (0, 0, 0)).copy()
    outside = seen_mask(mask, cut(whole, box)) == 0
    page[outside] = paper_colour(page[~outside].reshape(-1, 1, *page.shape[2:]))
    return page, part
