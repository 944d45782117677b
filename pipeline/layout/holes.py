"""Punch holes: the thin dark arcs that their rims leave near the edges of a page."""

import numpy as np

from pipeline.layout.components import BoolArray, Components
from pipeline.layout.staples import is_alone, near_edge

MM = 25.4  # in an inch
RADIUS = 1.75, 4.3  # mm: holes of 5 to 8 mm; a short arc makes a hole look smaller
STRIP = 20.0  # mm from the edge of the page to where the farthest hole has its rim
ARC = 1.5  # mm: a shorter arc says nothing of its circle
SLIM = 0.18  # of its length: arcs are thinner than the strokes of letters
STOUT = 0.32  # of its length: an arc that thick is one if it stands alone
TRUE = 0.14, 0.26  # mm that an arc may leave its circle by, on the mean: thin, and stout
BAND = 0.3  # of its thickness, likewise: the pixels of a band are a quarter of that from its middle
RIM = 0.4  # mm on either side of the circle where bits of the rim lie
INSIDE = 0.75  # of the radius: a hole is bare in there, where a bracket has text
DUST = 0.1  # square mm of ink that may lie in a hole


def find_holes(pieces: Components, dpi: float) -> BoolArray:
    """Return which pieces are the rims of punch holes, on a page of *dpi* pixels per inch."""
    result = np.zeros(len(pieces), np.bool_)
    unit = dpi / MM
    near, slim = near_edge(pieces, STRIP * unit), _arcs(pieces, unit, SLIM)
    for piece in np.flatnonzero(near & _arcs(pieces, unit, STOUT)).tolist():
        if not result[piece] and (slim[piece] or is_alone(pieces, piece, unit)):
            thick = float(pieces.area[piece]) / float(np.hypot(pieces.width[piece], pieces.height[piece]))
            true = max(TRUE[0] * unit, BAND * thick) if slim[piece] else TRUE[1] * unit
            result |= _hole(pieces, piece, unit, true)
    return result


def _arcs(pieces: Components, unit: float, slim: float) -> BoolArray:
    size = np.maximum(pieces.width, pieces.height)
    sized = (size > ARC * unit) & (size < 2.2 * RADIUS[1] * unit)
    # What a straight stroke with those ends would hold of ink, if it were as thick as *slim* of its length.
    return np.asarray(sized & (pieces.area < slim * size * np.hypot(pieces.width, pieces.height)), np.bool_)


def _hole(pieces: Components, piece: int, unit: float, true: float) -> BoolArray:
    """Return the pieces on the rim of the hole that *piece* is an arc of; none if it is no such arc."""
    none = np.zeros(len(pieces), np.bool_)
    top, left = int(pieces.top[piece]), int(pieces.left[piece])
    part = pieces.labels[top : int(pieces.bottom[piece]), left : int(pieces.right[piece])]
    y, x = np.nonzero(part == piece + 1)
    # Circle by least squares (Kasa): x^2 + y^2 = 2 a x + 2 b y + c.
    terms = np.column_stack([2.0 * x, 2.0 * y, np.ones(len(x))])
    a, b, c = np.linalg.lstsq(terms, x * x + y * y, rcond=None)[0]
    radius = float(np.sqrt(max(c + a * a + b * b, 0.0)))
    if not RADIUS[0] * unit <= radius <= RADIUS[1] * unit:
        return none
    if float(np.abs(np.hypot(x - a, y - b) - radius).mean()) > true:
        return none
    middle_x, middle_y = left + float(a), top + float(b)
    if not _is_bare(pieces, middle_x, middle_y, INSIDE * radius, unit):
        return none
    away = np.hypot((pieces.left + pieces.right) / 2 - middle_x, (pieces.top + pieces.bottom) / 2 - middle_y)
    size = np.maximum(pieces.width, pieces.height)
    bits = (np.abs(away - radius) < RIM * unit) & (size < radius)
    bits[piece] = True
    return np.asarray(bits, np.bool_)


def _is_bare(pieces: Components, x: float, y: float, radius: float, unit: float) -> bool:
    top, left = max(round(y - radius), 0), max(round(x - radius), 0)
    part = pieces.labels[top : max(round(y + radius), 0), left : max(round(x + radius), 0)]
    down, across = np.nonzero(part)
    inside = np.hypot(across + left - x, down + top - y) < radius
    return bool(inside.sum() <= DUST * unit * unit)
