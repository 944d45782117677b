"""Coloured ink told from dark ink, as the paper makes it look."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.image import Pixels
from pipeline.layout.components import BoolArray, IntArray

Shades = NDArray[np.floating[Any]]

VIVID = 0.2  # strongest less weakest channel, as shares of the paper's: pencil, print and grey stay below
WEAK = 0.4  # of VIVID: the edge of a coloured stroke
LIGHT = 0.45  # strongest channel, as a share of the paper's: black ink stays below, and coloured ink over it
ALIKE = 50.0  # degrees of hue: inks of one colour
SOME = 0.002  # of the ink: less colour is the fringe of a lens
BODY = 0.4  # of the ink: then the text itself is printed in colour


def vivid(pixels: Pixels, ink: Pixels, y: IntArray, x: IntArray) -> tuple[BoolArray, BoolArray, BoolArray]:
    """Return which of the written pixels (*y*, *x*) are in an ink of another colour than the text.

    The second mask takes in weak colour as well: the pale or mixed edge of coloured strokes, and fringes of dark ones.
    The third is weak colour that is too light for the ink of the text.

    Args:
        pixels: the page image; on a grey one nothing is coloured.
        ink: 0 where written, 255 where bare.
        y: rows of the written pixels, shape (n,).
        x: columns of the written pixels, shape (n,).
    """
    none = np.zeros(len(y), np.bool_)
    if pixels.ndim == 2 or not len(y):
        return none, none, none
    paper = _paper(pixels, ink)
    thin = slice(None, None, max(len(y) // 20000, 1))
    sample = pixels[y[thin], x[thin]] / paper
    bright = _spread(sample) > VIVID
    if bright.mean() < SOME:
        return none, none, none
    shades = pixels[y, x] / paper
    spread = _spread(shades)
    weak = spread > WEAK * VIVID
    if bright.mean() > BODY:
        usual = float(np.median(_hue(sample[bright])))
        weak[weak] = np.abs((_hue(shades[weak]) - usual + 180) % 360 - 180) > ALIKE
    light = weak & (shades.max(axis=1) > LIGHT)
    return np.asarray(weak & (spread > VIVID), np.bool_), np.asarray(weak, np.bool_), np.asarray(light, np.bool_)


def ink_colour(pixels: Pixels, y: IntArray, x: IntArray) -> str:
    """Return the median colour of the pixels (*y*, *x*) as #rrggbb."""
    middle = np.median(pixels[y, x], axis=0)
    red, green, blue = np.broadcast_to(np.atleast_1d(middle), 3).astype(int).tolist()
    return f"#{red:02x}{green:02x}{blue:02x}"


def _paper(pixels: Pixels, ink: Pixels) -> Shades:
    step = max(int((ink.size / 40000) ** 0.5), 1)
    bare = pixels[::step, ::step][ink[::step, ::step] > 0]
    if not len(bare):
        return np.full(3, 255, np.float32)
    return np.asarray(np.maximum(np.median(bare, axis=0), 1), np.float32)


def _spread(shades: Shades) -> Shades:
    red, green, blue = shades[:, 0], shades[:, 1], shades[:, 2]
    strongest = np.maximum(np.maximum(red, green), blue)
    return np.asarray(strongest - np.minimum(np.minimum(red, green), blue))


def _hue(shades: Shades) -> Shades:
    """Return the hue of each colour in degrees, (-180, 180], 0 for red."""
    red, green, blue = shades[:, 0], shades[:, 1], shades[:, 2]
    angle = np.degrees(np.arctan2(np.sqrt(3) / 2 * (green - blue), red - (green + blue) / 2))
    return np.asarray(angle, np.float32)
