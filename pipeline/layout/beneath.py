"""The text beneath coloured ink: how much of each pixel the ink of the text covers, whatever was stamped over it.

A pixel is paper less so much of the way to the ink of the text and so much of the way to that of the stamp; three
channels tell both apart. Stamped ink hides some of what is beneath it, so that what is left counts for more.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.geometry import Box
from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.layout.components import BoolArray, Strokes
from pipeline.layout.shapes import Region

ALIKE = 0.99  # cosine of the ways from paper to both inks: beyond, three channels do not tell them apart
FULL = 0.25  # of the ink that is darker: the ink of the text where it covers a pixel whole
DENSE = 0.6  # of the stamp's pixels are less coloured: its ink where it covers a pixel whole
HIDES = 0.75  # of what is beneath it, where it covers a pixel whole
FRINGE = 0.2  # of text: less is the fringe of a stroke, whose colours are blurred more than its light
INK = 0.5  # of text: more is written on
MOST = 0.16  # of a region over text: more, and a darker ink, as of a signature, is mixed with that of a stamp
LARGE = 16.0  # px: strokes of letters that high are wider than the pixel that fringes are wide
FEW = 50  # pixels of an ink: fewer do not tell its colour


@dataclass(frozen=True, slots=True)
class Beneath:
    """A page whose text is looked for under coloured ink.

    Attributes:
        pixels: the page image, RGB.
        text: colour of the ink of the text.
        cover: how much text covers a pixel, 0 to 255, where that was looked at.
        known: 255 where it was, else 0.
        height: height of the text in pixels.
    """

    pixels: Pixels
    text: FloatArray
    cover: Pixels
    known: Pixels
    height: float

    def look(self, region: Region, box: Box, where: BoolArray) -> BoolArray | None:
        """Look under *region* within *box*, *where* that is true; return where text is, None if nobody can tell."""
        part = self.pixels[box.top : box.bottom, box.left : box.right].astype(np.float64)
        stamp = _dense(self.pixels[region.y, region.x])
        paper = _paper(part)
        cover = _cover(part, paper, self.text, stamp)
        if cover is None:
            return None
        inside = slice(box.top, box.bottom), slice(box.left, box.right)
        smooth = (cover * 255).astype(np.uint8)
        if self.height >= LARGE:
            smooth = as_pixels(cv2.medianBlur(smooth, 3))
        over = smooth[region.y - box.top, region.x - box.left] >= INK * 255
        if over.mean() > MOST:
            return None
        self.cover[inside][where] = smooth[where]
        self.known[inside][where] = 255
        return np.asarray(smooth >= INK * 255, np.bool_)


def beneath(pixels: Pixels, written: Strokes, coloured: BoolArray, height: float) -> Beneath | None:
    """Return a page image to be looked at; None if too little of what is *written* is not *coloured*."""
    y, x = written.y[~coloured], written.x[~coloured]
    if len(y) < FEW:
        return None
    thin = slice(None, None, max(len(y) // 20000, 1))
    text = np.quantile(pixels[y[thin], x[thin]].astype(np.float64), FULL, axis=0)
    nothing = np.zeros(pixels.shape[:2], np.uint8)
    return Beneath(pixels, text, nothing, nothing.copy(), height)


def _dense(ink: Pixels) -> FloatArray:
    """Return the colour of a stamp's *ink*, shape (n, 3), where it is dense."""
    spread = ink.max(axis=1).astype(np.int64) - ink.min(axis=1)
    return np.asarray(np.median(ink[spread >= np.quantile(spread, DENSE)], axis=0), np.float64)


def _paper(part: FloatArray) -> FloatArray:
    """Return the colour of the paper in a *part* of the page: that of its brighter half."""
    flat = part.reshape(-1, 3)[:: max(part.size // 60000, 1)]
    bright = flat.sum(axis=1)
    return np.asarray(np.median(flat[bright >= np.median(bright)], axis=0), np.float64)


def _cover(part: FloatArray, paper: FloatArray, text: FloatArray, stamp: FloatArray) -> FloatArray | None:
    """Return how much of each pixel the text covers, in [0, 1]."""
    ways = np.stack([paper - text, paper - stamp])
    lengths = np.linalg.norm(ways, axis=1)
    if lengths.min() < 1 or ways[0] @ ways[1] > ALIKE * lengths[0] * lengths[1]:
        return None
    # Not by BLAS, whose threads cost more than so small a product.
    solved = np.einsum("ijc,ck->ijk", paper - part, np.linalg.pinv(ways), optimize=False)
    stamped = np.clip(solved[..., 1], 0, 1)
    seen = np.clip(solved[..., 0] - FRINGE * (stamped > FRINGE), 0, 1) / (1 - HIDES * stamped)
    return np.asarray(np.clip(seen, 0, 1), np.float64)
