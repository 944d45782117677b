"""Pen strokes: signatures found among the pieces of ink before lines are built.

A signature shows itself by one stroke that no type has: a long swoop, such as the flourish under a name, or a tall thin
curve. The other strokes stand above or beside it, are as thick as it is, and have no letters for neighbours.
"""

from dataclasses import dataclass

import numpy as np

from pipeline.geometry import Box
from pipeline.image import FloatArray
from pipeline.layout.components import BoolArray, Components, IntArray
from pipeline.layout.shapes import PEN, TOP, WINDING, in_margin

SWOOP = 7.0  # text heights: longer than the joined letters of most words
CALM = 0.3  # strokes crossed on a row, to a text height of width: joined letters cross one every height or two
STRAY = 9.0, 0.2  # text heights of width, and strokes crossed to each: no word is as drawn out as that
FLAT = 0.5, 3.0  # text heights that a swoop rises: less is a rule, more is a drawing
TALL = 2.5  # text heights: a curve that reaches over two lines
AIRY = 0.35  # ink in the box of a curve
NEAR = 1.5  # text heights between two strokes of one signature
ALIKE = 0.55, 1.8  # of the thickness of the other strokes: one pen
HIGH = 1.7  # text heights: higher than letters
HEAVY = 1.25  # of the thickness of the text's strokes: another pen
STROKE = 1.2  # text heights: smaller strokes of a heavy pen are dots and letters
COMPANY = 2  # letters beside a stroke: more, and it is a letter as well
LEAST = 4.0  # text heights: the least width of a signature


@dataclass(frozen=True, slots=True)
class Penned:
    """The pieces of each signature, and the lone long strokes that are neither signature nor text."""

    signatures: list[IntArray]
    strays: IntArray


def find_signatures(pieces: Components, thick: FloatArray, free: BoolArray, height: float) -> Penned:
    """Return what a pen drew in the ink of the text.

    Args:
        pieces: the pieces of ink of the page.
        thick: how thick the strokes of each are, in pixels.
        free: which of them may be part of a signature.
        height: height of the text in pixels.
    """
    usual = body_thickness(pieces, thick, height)
    low = (pieces.top + pieces.bottom) / 2 > TOP * pieces.labels.shape[0]
    able = free & low & (thick > ALIKE[0] * usual)
    taken = np.zeros(len(pieces), np.bool_)
    found: list[IntArray] = []
    strays: list[int] = []
    for seed in _seeds(pieces, thick, able, height):
        if taken[seed]:
            continue
        members = _grown(seed, pieces, thick, able & ~taken, usual, height)
        if _is_signature(members, pieces, thick, height):
            taken[members] = True
            found.append(members)
        elif (
            pieces.width[seed] >= STRAY[0] * height and _crossed(seed, pieces) <= STRAY[1] * pieces.width[seed] / height
        ):
            strays.append(seed)
    return Penned(signatures=found, strays=np.array(strays, np.int64))


def body_thickness(pieces: Components, thick: FloatArray, height: float) -> float:
    """Return how thick the strokes of the letters of *height* are, in pixels; 0.0 if there are none."""
    letters = (pieces.height > 0.6 * height) & (pieces.height < 2 * height) & (thick > 0)
    return float(np.median(thick[letters])) if letters.any() else 0.0


def _seeds(pieces: Components, thick: FloatArray, able: BoolArray, height: float) -> list[int]:
    """Return the strokes that no type has, the longest first."""
    high, wide = pieces.height, pieces.width
    long = able & (wide >= SWOOP * height) & (high >= FLAT[0] * height) & (high <= FLAT[1] * height)
    tall = able & (high >= TALL * height) & (wide >= height) & (thick < PEN * high)
    tall &= pieces.area < AIRY * high * wide
    calm = [i for i in np.flatnonzero(long).tolist() if _crossed(i, pieces) <= CALM * wide[i] / height]
    # A line drawn by hand under a few words of a line has the rest of the line for neighbours.
    found = [i for i in calm if len(_outside(_letters_beside(i, pieces, height), i, pieces)) <= COMPANY]
    found += [i for i in np.flatnonzero(tall & ~long).tolist() if len(_letters_beside(i, pieces, height)) <= COMPANY]
    return sorted(found, key=lambda i: -int(wide[i] + high[i]))


def _outside(letters: IntArray, piece: int, pieces: Components) -> IntArray:
    """Return the *letters* that lie before or after *piece*, not over or under it."""
    middle = (pieces.left[letters] + pieces.right[letters]) / 2
    return np.asarray(letters[(middle < pieces.left[piece]) | (middle > pieces.right[piece])], np.int64)


def _crossed(piece: int, pieces: Components) -> float:
    """Return how many strokes of *piece* a row crosses, on the mean."""
    rows = slice(int(pieces.top[piece]), int(pieces.bottom[piece]))
    marks = pieces.labels[rows, int(pieces.left[piece]) : int(pieces.right[piece])] == piece + 1
    return float((np.diff(marks.astype(np.int8), axis=1, prepend=0) == 1).sum() / len(marks))


def _letters_beside(piece: int, pieces: Components, height: float) -> IntArray:
    """Return the pieces of the size of letters that stand on a level with *piece* and near it."""
    high = pieces.height
    level = np.minimum(pieces.bottom, pieces.bottom[piece]) - np.maximum(pieces.top, pieces.top[piece])
    gap = np.maximum(pieces.left, pieces.left[piece]) - np.minimum(pieces.right, pieces.right[piece])
    sized = (high > height / 2) & (high < 2 * height) & (pieces.width < LEAST * height)
    beside = sized & (2 * level > np.minimum(high, high[piece])) & (gap < NEAR * height)
    beside[piece] = False
    return np.flatnonzero(beside)


def _grown(seed: int, pieces: Components, thick: FloatArray, able: BoolArray, usual: float, height: float) -> IntArray:
    """Return *seed* and the strokes near it that were drawn with the same pen."""
    size = np.maximum(pieces.width, pieces.height)
    drawn = (pieces.height >= HIGH * height) & (pieces.area > 2.5 * height * thick)
    drawn |= (thick >= HEAVY * usual) & (size >= STROKE * height)
    alike = (thick > ALIKE[0] * thick[seed]) & (thick < ALIKE[1] * thick[seed])
    # A typed name stands below the flourish, so that strokes are looked for above its foot.
    above = (pieces.top + pieces.bottom) / 2 < pieces.bottom[seed]
    open_ = able & drawn & alike & above
    open_[seed] = False
    members = [seed]
    for member in members:
        near = np.flatnonzero(open_ & (_gaps(member, pieces) <= NEAR * height))
        fit = [i for i in near.tolist() if len(np.setdiff1d(_letters_beside(i, pieces, height), members)) <= COMPANY]
        open_[near] = False
        members += fit
    return np.array(members)


def _gaps(piece: int, pieces: Components) -> IntArray:
    """Return how far the box of each piece is from that of *piece*, in pixels."""
    across = np.maximum(pieces.left, pieces.left[piece]) - np.minimum(pieces.right, pieces.right[piece])
    down = np.maximum(pieces.top, pieces.top[piece]) - np.minimum(pieces.bottom, pieces.bottom[piece])
    return np.asarray(np.maximum(np.maximum(across, down), 0), np.int64)


def _is_signature(members: IntArray, pieces: Components, thick: FloatArray, height: float) -> bool:
    """Return whether strokes are enough for a name: not one tick, nor a line under a word, nor a shadow at the edge."""
    box = Box(
        left=int(pieces.left[members].min()),
        top=int(pieces.top[members].min()),
        right=int(pieces.right[members].max()),
        bottom=int(pieces.bottom[members].max()),
    )
    whole = box.width >= LEAST * height and box.height >= HIGH * height
    length = float((pieces.area[members] / thick[members]).sum())
    return whole and length >= WINDING * box.width and not in_margin(box, pieces.labels.shape)
