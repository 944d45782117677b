"""A small view of a page, on which the decisions about its geometry are made."""

from dataclasses import dataclass
from math import ceil

import cv2
import numpy as np

from pipeline.cleanup.ink import find_ink
from pipeline.cleanup.light import flatten
from pipeline.image import Pixels, as_pixels, grey

WHITE = np.uint8(255)
LONG_SIDE = 1200  # px: about 100 dpi for a letter, where 0.1 degree moves the end of a line by more than a pixel
ALMOST = 0.93  # of LONG_SIDE: a sketch that is a whole number of times smaller than its page may be as much shorter
SHEET = 11.7  # inch: the long side of letter paper, which a scan shows nearly always
POSTCARD = 5.8  # inch: the long side of the smallest
SPECK = 3  # px: smaller marks at this scale are dust or noise
LONG = 8.0  # times as long as wide: a bit of a rule or a fold
FEWEST = 6  # marks like letters: fewer are staples, rims of punch holes and dust, which have no lines and no slant
PICTURE = 0.05  # of the long side: what is larger both ways is a picture or a border and no letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A page made small; scale is sketch pixels per page pixel, at most 1."""

    pixels: Pixels
    scale: float
    dpi: float


def sketch(pixels: Pixels, dpi: float | None = None) -> Sketch:
    """Return *pixels* as grey with a long side of at most LONG_SIDE.

    The page is taken for letter paper, or for less if *dpi* says so, but never for less than a postcard: what files
    claim is too often wrong to rest decisions on.
    """
    page, scale = grey(pixels), min(LONG_SIDE / max(pixels.shape[:2]), 1.0)
    step = ceil(1 / scale)
    if 1 / scale > ALMOST * step:
        # Means of whole squares take a quarter of the time.
        scale = 1 / step
        page = page[: page.shape[0] // step * step, : page.shape[1] // step * step]
    size = max(round(page.shape[1] * scale), 1), max(round(page.shape[0] * scale), 1)
    small = as_pixels(cv2.resize(page, size, interpolation=cv2.INTER_AREA))
    whole = max(small.shape) / SHEET
    known = dpi * scale if dpi else whole
    return Sketch(pixels=small, scale=scale, dpi=min(max(known, whole), whole * SHEET / POSTCARD))


def writing(small: Sketch) -> Pixels:
    """Return where the sketch has marks the size of letters or rules: 255 there, else 0.

    Pictures, dust and whatever hangs together with the edge of the scan are left out, and all if hardly any is left.
    """
    return letters(find_ink(flatten(small.pixels, small.dpi), small.dpi, bilevel=False))


def letters(ink: Pixels) -> Pixels:
    """Return what `writing` returns, from the *ink* of a sketch."""
    marks = cv2.bitwise_not(ink)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    height, width = marks.shape
    left, top, wide, high, area = stats.T[:5]
    inside = (left > 0) & (top > 0) & (left + wide < width) & (top + high < height)
    small = np.minimum(wide, high) < PICTURE * max(height, width)
    keep = inside & small & (area >= SPECK)
    keep[0] = False
    longest, least = np.maximum(wide, high), np.minimum(wide, high)
    if (keep & (longest >= SPECK + 1) & (longest < LONG * least)).sum() < FEWEST:
        keep[:] = False
    return as_pixels((keep.astype(np.uint8) * WHITE)[labels])
