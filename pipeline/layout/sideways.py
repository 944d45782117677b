"""Text that runs up or down the sheet: narrow columns of ink that stand alone and hold words, not a letter a row."""

import cv2
import numpy as np

from pipeline.layout.components import BoolArray, Components, Strokes
from pipeline.layout.outlines import baseline, outline
from pipeline.model import TextLine

CELL = 4  # cells to a text height
THIN = 3  # of so many pixels one is looked at: a stroke has more than that in a cell
ALONE = 1.0  # text heights to either side that are bare
WORDS = 1.5  # text heights: the widest gap between two words
WIDE = 3.0  # text heights: the widest column
LONG = 6.0  # text heights: the shortest
SLIM = 3.0  # times its width: the least length
GAP = 0.4  # text heights: wider gaps are between words, or between letters that stand one below the other
APART = 0.4  # such gaps, to each piece: letters one below the other have a gap each
LEAST = 5  # pieces of the size of letters


def find_sideways(written: Strokes, pieces: Components, text: BoolArray, height: float) -> list[BoolArray]:
    """Return the pieces of each line that runs up or down, among those that may be *text*; *height* is that of it."""
    scale = CELL / height
    rows, columns = (int(length * scale) + 1 for length in pieces.labels.shape)
    marks = np.zeros((rows, columns), np.uint8)
    y, x = written.y[::THIN], written.x[::THIN]
    marks[(y * scale).astype(np.int64), (x * scale).astype(np.int64)] = 1
    whole = cv2.morphologyEx(
        marks, cv2.MORPH_CLOSE, np.ones((round(WORDS * CELL) | 1, round(ALONE * CELL) | 1), np.uint8)
    )
    _, _, boxes, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    found = []
    for left, top, width, high, _ in boxes[1:].tolist():
        if width <= WIDE * CELL and high >= max(LONG * CELL, SLIM * width):
            members = text & (pieces.left >= left / scale - 1) & (pieces.right <= (left + width) / scale + 1)
            members &= (pieces.top >= top / scale - 1) & (pieces.bottom <= (top + high) / scale + 1)
            if _holds_words(pieces, members, height):
                found.append(np.asarray(members, np.bool_))
    return found


def _holds_words(pieces: Components, members: BoolArray, height: float) -> bool:
    letters = members & (np.maximum(pieces.width, pieces.height) > height / 2)
    count = int(letters.sum())
    if count < LEAST and not (pieces.height[letters] > SLIM * height).any():
        return False
    order = np.argsort(pieces.top[letters])
    tops = pieces.top[letters][order]
    reached = np.maximum.accumulate(pieces.bottom[letters][order])
    return bool((tops[1:] - reached[:-1] > GAP * height).sum() <= APART * count)


def line_up(name: str, written: Strokes, height: float, shape: tuple[int, ...]) -> TextLine:
    """Return the line with the pixels *written* as if it ran up the sheet; only who reads it knows if it runs down."""
    # Rows and columns exchanged, and turned so that the line begins at the left.
    along, across = int(written.y.max()) - written.y, written.x
    start = float(np.median(across))
    foot = baseline(across, along, 0.0, start, height)[0][1]
    polygon = tuple((y, x) for x, y in outline(across, written.y, height, (shape[1], shape[0])))
    return TextLine(
        id=name,
        polygon=polygon[::-1],  # exchanging x and y turned it the other way round
        baseline=((foot, float(written.y.max() + 1)), (foot, float(written.y.min()))),
    )
