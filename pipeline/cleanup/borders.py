"""The sheet on a scan, apart from dark scanner borders, the table it lies on, and the strip of a neighbouring page."""

from collections.abc import Iterator
from itertools import islice

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup.sketch import Sketch
from pipeline.geometry import Box
from pipeline.image import Pixels, as_pixels

WHITE = np.uint8(255)
THICK = 0.06  # inch: borders are thicker than this and strokes of a pen thinner
FRINGE = 0.04  # inch: how far the shadow of a sheet reaches beyond the border
BRIDGE = 0.1  # inch: what joins the sheet to its neighbour by less is cut
DARK = 0.62  # of the brightness of paper: borders were seen to be darker, and shaded paper brighter
LEAST_SHEET = 0.25  # of the scan: a smaller bright area is no sheet but a lamp or a label
LEAST_BORDER = 0.002  # of the scan: less is not worth a cut
LONG = 0.1  # of the long side of the scan: a shorter dark area at the edge is a mark that runs off the sheet
LETTER = 0.03, 0.4  # inch: the height of bright marks in a dark band that are letters, so that the band is print
FEW_LETTERS = 4
MOST_SHEETS = 6  # that are looked for on one scan


def sheet(small: Sketch) -> Pixels | None:
    """Return where the sheet lies on the scan, 255 there, else 0; None if there is nothing to cut off for sure."""
    border = _border(small)
    if border is None:
        return None
    whole = next(_bright(border, small.dpi), None)
    if whole is None:
        return None
    share = cv2.countNonZero(whole) / whole.size
    if not LEAST_SHEET <= share <= 1 - LEAST_BORDER:
        return None
    return None if _has_letters(border, whole, small.dpi) else whole


def sheets(small: Sketch) -> tuple[Pixels, ...]:
    """Return where bright areas lie apart on a dark ground that may be sheets, the largest first; none if it is one."""
    border = _border(small)
    if border is None:
        return ()
    found = tuple(islice(_bright(border, small.dpi), MOST_SHEETS))
    return () if len(found) < 2 or _has_letters(border, found[0], small.dpi) else found


def _bright(border: Pixels, dpi: float) -> Iterator[Pixels]:
    """Yield the areas that are no *border*, the largest first, without their holes."""
    bright = as_pixels(cv2.bitwise_not(border))
    bridge = _square(BRIDGE * dpi)
    loose = as_pixels(cv2.erode(bright, bridge, borderType=cv2.BORDER_REPLICATE))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(loose, connectivity=4)
    for number in 1 + np.argsort(-stats[1:, cv2.CC_STAT_AREA], kind="stable"):
        core = as_pixels((labels == number).astype(np.uint8) * WHITE)
        yield _filled(as_pixels(cv2.bitwise_and(as_pixels(cv2.dilate(core, bridge)), bright)))


def sheet_box(mask: Pixels) -> Box:
    """Return the box round what *mask* marks; the whole picture if it marks nothing."""
    left, top, width, height = cv2.boundingRect(mask)
    if not width:
        return Box(left=0, top=0, right=mask.shape[1], bottom=mask.shape[0])
    return Box(left=left, top=top, right=left + width, bottom=top + height)


def _border(small: Sketch) -> Pixels | None:
    """Return the thick dark areas that reach the edge of the scan, 255 there, else 0; None if there are none."""
    level, split = cv2.threshold(small.pixels, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    dark = as_pixels(split)
    bright = small.pixels[dark == 0]
    if not bright.size:
        return None
    thick = _thick(dark, THICK * small.dpi)
    border = _at_edge(thick, LONG * max(dark.shape))
    if not border.any() or np.median(small.pixels[border > 0]) > DARK * np.median(bright):
        return None
    near = as_pixels(cv2.dilate(border, _square(2 * FRINGE * small.dpi)))
    shadow = (small.pixels < (level + float(np.median(bright))) / 2).astype(np.uint8) * WHITE
    return as_pixels(cv2.bitwise_or(border, as_pixels(cv2.bitwise_and(near, shadow))))


def _thick(dark: Pixels, least: float) -> Pixels:
    """Return what of *dark* is at least *least* pixels thick; beyond the edge of the scan it is dark as well."""
    square = _square(least)
    margin = square.shape[0]
    wide = cv2.copyMakeBorder(dark, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=(255,))
    opened = cv2.morphologyEx(wide, cv2.MORPH_OPEN, square)
    return as_pixels(opened[margin:-margin, margin:-margin])


def _has_letters(border: Pixels, whole: Pixels, dpi: float) -> bool:
    """Return whether the border holds bright letters: then it is a printed band, which belongs to the sheet."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(as_pixels(cv2.bitwise_not(border)), connectivity=4)
    island = np.bincount(labels[whole > 0], minlength=count) == 0
    smallest, largest = LETTER[0] * dpi, LETTER[1] * dpi
    size = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]]
    letters = island & (size.min(axis=1) > smallest) & (size.max(axis=1) < largest)
    return int(letters[1:].sum()) > FEW_LETTERS


def _at_edge(mask: Pixels, least: float = 0) -> Pixels:
    """Return the parts of *mask* that reach the edge of the picture and are at least *least* pixels long."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    length = stats[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    reaching = (np.bincount(rim, minlength=len(stats)) > 0) & (length >= least)
    reaching[0] = False
    return as_pixels((reaching.astype(np.uint8) * WHITE)[labels])


def _filled(mask: Pixels) -> Pixels:
    """Return *mask* with its holes filled: a photograph on the sheet belongs to it."""
    return as_pixels(cv2.bitwise_not(_at_edge(as_pixels(cv2.bitwise_not(mask)))))


def _square(size: float) -> NDArray[np.uint8]:
    return np.ones((max(round(size), 1) | 1,) * 2, np.uint8)
