"""Staples and bits of folds: thin straight strokes, whatever way they lie, that stand alone and are no letters.

Joined letters are as long, but higher; strokes of letters are as straight, but shorter, or have others beside them. A
small stroke that stands quite alone in the margin at a side of a bare page is a bit of the rim of a punch hole.
"""

import numpy as np

from pipeline.layout.components import MM, BoolArray, Components

LENGTH = 6.0, 17.0  # mm: staples, near an edge of the page
FOLD = 15.0  # mm: the least of a bit of a fold
LEAN = 0.7  # mm that a staple rises and goes along, less its thickness: what does not is a rule or a dash
THICK = 1.3  # mm: the most, on the mean
STRAY = 0.42  # mm that pixels of a straight stroke are from its line, on the mean square; those of words 0.6 and more
STRIP = 45.0  # mm from an edge of the page
SIDE = 18.0  # mm from the left or right edge: where holes are
BIT = 11.0  # mm: the longest bit of a rim that is left of a hole
FEWEST = 60  # pieces as large as letters, on a page with writing: what time left on a bare one is less
ENDS = 0.1  # of the page at its head and foot, where page numbers are
ALONE = 5.0  # mm round it where nothing of the size of a letter is
WITHIN = 0.5  # of the box of the smaller of two pieces
HIGHEST = 12.0  # mm: higher pieces are no letters
LETTER = 1.0  # mm: lower pieces are dots, dust and dashes


def find_staples(pieces: Components, dpi: float, *, folded: bool) -> BoolArray:
    """Return which pieces are staples or bits of rims, and of folds if *folded*, on a page of *dpi* pixels per inch."""
    unit = dpi / MM
    length = np.hypot(pieces.width, pieces.height)
    thin, long = pieces.area <= THICK * unit * length, folded & (length >= FOLD * unit)
    leans = np.minimum(pieces.width, pieces.height) - pieces.area / length >= LEAN * unit
    near = near_edge(pieces, STRIP * unit) & leans & (length >= LENGTH[0] * unit) & (length <= LENGTH[1] * unit)
    bits = _at_sides(pieces, SIDE * unit) & (length >= LETTER * unit) & (length <= BIT * unit)
    # Where there is writing, what stands there may be the number of a paragraph.
    bits &= _letters(pieces, unit).sum() < FEWEST
    result = np.zeros(len(pieces), np.bool_)
    for piece in np.flatnonzero((thin & (near | long)) | bits).tolist():
        straight = bits[piece] or _stray(pieces, piece) < STRAY * unit
        result[piece] = straight and is_alone(pieces, piece, unit, among_folds=bool(long[piece]))
    return result


def _letters(pieces: Components, unit: float) -> BoolArray:
    """Return which pieces are as large as letters."""
    size = np.maximum(pieces.width, pieces.height)
    return np.asarray((size >= LETTER * unit) & (pieces.height <= HIGHEST * unit), np.bool_)


def near_edge(pieces: Components, strip: float) -> BoolArray:
    """Return which pieces lie, at least in part, in the outermost *strip* of pixels."""
    rows, columns = pieces.labels.shape
    across = (pieces.left < strip) | (pieces.right > columns - strip)
    return np.asarray(across | (pieces.top < strip) | (pieces.bottom > rows - strip), np.bool_)


def _at_sides(pieces: Components, strip: float) -> BoolArray:
    """Return which pieces lie in the *strip* of pixels at either side, but not at the head or foot of the page."""
    rows, columns = pieces.labels.shape
    across = (pieces.right < strip) | (pieces.left > columns - strip)
    return np.asarray(across & (pieces.top > ENDS * rows) & (pieces.bottom < (1 - ENDS) * rows), np.bool_)


def is_alone(pieces: Components, piece: int, unit: float, *, among_folds: bool = False) -> bool:
    """Return whether nothing of the size of a letter is near a piece; *unit* is a millimetre in pixels.

    Other bits of a fold, which are flat, are no company *among_folds*.
    """
    reach = ALONE * unit
    size = pieces.height if among_folds else np.maximum(pieces.width, pieces.height)
    letters = (size >= LETTER * unit) & (pieces.height <= HIGHEST * unit)
    across = np.maximum(pieces.left, pieces.left[piece]) - np.minimum(pieces.right, pieces.right[piece])
    down = np.maximum(pieces.top, pieces.top[piece]) - np.minimum(pieces.bottom, pieces.bottom[piece])
    # What lies within it, as the shade of a hole within its rim, is a part of it.
    least = np.minimum(pieces.width * pieces.height, pieces.width[piece] * pieces.height[piece])
    part = np.clip(-across, 0, None) * np.clip(-down, 0, None) >= WITHIN * least
    return not (letters & ~part & (across < reach) & (down < reach)).any()


def _stray(pieces: Components, piece: int) -> float:
    """Return how far the pixels of a piece are from the line through them, on the mean square."""
    top, left = int(pieces.top[piece]), int(pieces.left[piece])
    part = pieces.labels[top : int(pieces.bottom[piece]), left : int(pieces.right[piece])]
    y, x = np.nonzero(part == piece + 1)
    return float(np.sqrt(max(np.linalg.eigvalsh(np.cov(x, y))[0], 0.0)))
