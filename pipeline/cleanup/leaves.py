"""The leaves on a scan: the two pages of an open book or a folded sheet, or sheets that lie apart on a dark ground.

A page that is cut in two by mistake is worse than two that are read as one, so that a scan is parted only where all of
this is seen: it is wide, a gutter runs down its middle from edge to edge, no writing comes near that, and the lines of
both halves run towards it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from pipeline.cleanup.borders import sheet_box, sheets
from pipeline.cleanup.frame import Rotation, shift, turn, turned
from pipeline.cleanup.gutter import CENTRAL, Gutter, find_gutter
from pipeline.cleanup.light import paper_colour
from pipeline.cleanup.sketch import SHEET, Sketch, sketch, writing
from pipeline.cleanup.skew import find_skew
from pipeline.geometry import IDENTITY, Box, Matrix, Point, bounds, inverse, moved, outline
from pipeline.image import Pixels, as_pixels, grey
from pipeline.settings import CleanupSettings

GLANCE = 480  # px: a gutter is wider than a pixel of it, and looking at it takes a few milliseconds
WIDE = 1.1  # times its height: what is narrower is no open book
MARGIN = 0.022  # of the width, to either side of the gutter: 6 mm on a sheet of A4; columns stand closer
CLEAR = 0.011  # of the width: the same from where the shade of the gutter ends
STRAY = 0.004  # of the height: more marks in a column are writing
DEEP = 0.2  # of the brightness of the paper: a gutter that is as dark parts a written leaf from a bare one
SHEET_SHARE = 0.06  # of the scan, the least that a sheet beside another takes up
SHEET_FILL = 0.85  # of the least rectangle round it, turned as it lies
SLIM = 2.5  # times its width: a strip of the next page is longer
GAP = 0.02  # of the width between two sheets: a deep fold is a narrower band
SOFT = 0.005  # of the width: how far the shade of a gutter reaches beyond what is measured of it
BARE = 0.0005  # of a half: fewer marks are dust
RIM = 2  # px of the glance round a sheet, in which its edge lies


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page on a scan: its part of the pixels, and the matrix that leads from the scan to it."""

    pixels: Pixels
    from_scan: Matrix


def whole(pixels: Pixels) -> tuple[Leaf, ...]:
    """Return a scan that is one page as its only leaf."""
    return (Leaf(pixels=pixels, from_scan=IDENTITY),)


def find_leaves(pixels: Pixels, settings: CleanupSettings) -> tuple[Leaf, ...]:
    """Return the leaves on a scan, in no order of reading; one, and the scan untouched, if it is one page.

    Args:
        pixels: the scan, grey or RGB, of any size.
        settings: how many leaves each scan has, if that is known.
    """
    height, width = pixels.shape[:2]
    if settings.leaves == 1 or min(height, width) < 2:
        return whole(pixels)
    if settings.leaves == "auto" and WIDE * min(height, width) > max(height, width):
        return whole(pixels)
    glance = _glance(pixels)
    return _apart(pixels, glance) or _parted(pixels, glance, sure=settings.leaves == 2) or whole(pixels)


def _glance(pixels: Pixels) -> Sketch:
    long = max(pixels.shape[:2])
    step = max(long // (2 * GLANCE), 1)
    thin = grey(as_pixels(pixels[::step, ::step]))
    scale = min(GLANCE / long, 1.0)
    size = max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1)
    small = as_pixels(cv2.resize(thin, size, interpolation=cv2.INTER_AREA))
    return Sketch(pixels=small, scale=scale, dpi=max(small.shape) / SHEET)


def _apart(pixels: Pixels, glance: Sketch) -> tuple[Leaf, ...]:
    """Return the sheets that lie beside or below each other on a dark ground; none if there are not two."""
    high, wide = glance.pixels.shape
    boxes = [sheet_box(mask).grown(RIM, wide, high) for mask in sheets(glance) if _is_sheet(mask)]
    beside, below = sorted(boxes, key=_left), sorted(boxes, key=_top)
    if len(boxes) < 2:
        return ()
    if all(other.left - one.right >= GAP * wide for one, other in pairwise(beside)):
        boxes = beside
    elif all(other.top - one.bottom >= GAP * high for one, other in pairwise(below)):
        boxes = below
    else:
        return ()
    across, down = pixels.shape[1] / wide, pixels.shape[0] / high
    return tuple(_cut(pixels, [(x * across, y * down) for x, y in outline(box)]) for box in boxes)


def _is_sheet(mask: Pixels) -> bool:
    if cv2.countNonZero(mask) < SHEET_SHARE * mask.size:
        return False
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    _, (wide, high), _ = cv2.minAreaRect(outlines[0])
    filled = cv2.contourArea(outlines[0]) >= SHEET_FILL * wide * high
    return bool(filled and max(wide, high) < SLIM * min(wide, high))


def _left(box: Box) -> int:
    return box.left


def _top(box: Box) -> int:
    return box.top


def _parted(pixels: Pixels, glance: Sketch, *, sure: bool) -> tuple[Leaf, ...]:
    """Return both leaves of an open book, none if it is none; where that is *sure*, it is parted in any case."""
    height, width = pixels.shape[:2]
    # A book that lies on its side is looked at turned, so that its gutter stands upright.
    lies: Rotation = 90 if height > width else 0
    gutter = find_gutter(turned(glance.pixels, lies))
    if gutter is None and not sure:
        return ()
    marks = turned(writing(sketch(pixels)), lies)
    if gutter is None:
        gutter = _bare_middle(marks)
    elif not sure and not _parts(marks, gutter):
        return ()
    back = inverse(turn(lies, width, height))
    wide, high = (height, width) if lies else (width, height)
    # The darkest of the gutter goes with neither leaf: it would be the strongest line on the page.
    core = 0.0 if sure else gutter.wide / 2
    edges = [
        (((gutter.top + side) * wide, 0.0), ((gutter.bottom + side) * wide, float(high))) for side in (-core, core)
    ]
    left = ((0.0, 0.0), *edges[0], (0.0, float(high)))
    right = (edges[1][0], (float(wide), 0.0), (float(wide), float(high)), edges[1][1])
    leaves = [_cut(pixels, [moved(back, point) for point in half]) for half in (left, right)]
    return tuple(leaves)


def _parts(marks: Pixels, gutter: Gutter) -> bool:
    """Return whether *marks*, 255 where written, are those of two pages, one on either side of the *gutter*."""
    upright, middle = _sheared(marks, gutter)
    height, width = upright.shape
    written = (upright > 0).sum(axis=0) > STRAY * height
    shade = int((gutter.wide / 2 + SOFT) * width) + 1
    written[middle - shade : middle + shade] = False
    near = np.abs(np.flatnonzero(written) - middle)
    if not len(near) or near.min() < max(MARGIN * width, shade + CLEAR * width):
        return False
    halves = [half for half in (upright[:, :middle], upright[:, middle:]) if (half > 0).mean() > BARE]
    if len(halves) < 2 and gutter.deep < DEEP:
        return False
    return all(_runs_level(as_pixels(half)) for half in halves)


def _runs_level(half: Pixels) -> bool:
    return find_skew(half).sharpness > find_skew(as_pixels(half.T)).sharpness


def _sheared(marks: Pixels, gutter: Gutter) -> tuple[Pixels, int]:
    """Return *marks* with the *gutter* made upright, and the column where it then stands."""
    height, width = marks.shape
    lean = (gutter.bottom - gutter.top) * width / height
    middle = gutter.at(0.5) * width
    shear = np.array([(1.0, -lean, middle - gutter.top * width), (0.0, 1.0, 0.0)])
    return as_pixels(cv2.warpAffine(marks, shear, (width, height), flags=cv2.INTER_NEAREST)), round(middle)


def _bare_middle(marks: Pixels) -> Gutter:
    """Return an upright line where the widest gap between columns of writing is, near the middle of *marks*."""
    width = marks.shape[1]
    first, last = (round(share * width) for share in CENTRAL)
    written = (marks[:, first:last] > 0).sum(axis=0) > STRAY * len(marks)
    edges = np.concatenate([[-1], np.flatnonzero(written), [last - first]])
    widest = int(np.argmax(np.diff(edges)))
    middle = (first + (edges[widest] + edges[widest + 1] + 1) / 2) / width
    return Gutter(top=middle, bottom=middle, wide=0.0, deep=0.0)


def _cut(pixels: Pixels, polygon: Sequence[Point]) -> Leaf:
    """Return what lies in *polygon* as a leaf; paper where its box holds more."""
    height, width = pixels.shape[:2]
    box = bounds([(min(max(x, 0.0), width), min(max(y, 0.0), height)) for x, y in polygon])
    part = as_pixels(pixels[box.top : box.bottom, box.left : box.right].copy())
    outside = np.full(part.shape[:2], 255, np.uint8)
    corners = np.rint(np.array(polygon) - (box.left, box.top)).astype(np.int32)
    cv2.fillPoly(outside, [corners], (0,))
    part[outside > 0] = paper_colour(part)
    return Leaf(pixels=part, from_scan=shift(-float(box.left), -float(box.top)))
