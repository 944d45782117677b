"""Pictures: engravings, halftones and dark patches, told from text by having no bare rows between their ink.

However tight lines are set, a row of little ink lies between two of them; in a picture as high as three lines there is
none. What is looked at is a small copy of the ink, CELL cells to a text height.
"""

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels, shrunk
from pipeline.layout.components import BoolArray, Components, Strokes
from pipeline.layout.shapes import Region, region

CELL = 5  # cells to a text height
WINDOW = 4.2  # text heights: wide and high enough to hold two lines and the rows round them
SOLID = 0.2  # of a row as wide as the window that has ink; between lines of text it is 0.0 to 0.15
LEAST = 2.0  # text heights that the window moves in a picture, each way: pens and stamps are that dense in places
FINE = 2  # cells that rows are high: the hatching of an engraving has bare rows, too, but lower ones
PALE = 2.4, 0.1  # window and SOLID for what goes on from a picture, such as its sky
RIM = 0.5  # text heights round a picture: its railings
PART = 0.5  # of a piece's ink in a picture: all of it belongs there


def find_pictures(ink: Pixels, pieces: Components, height: float) -> list[Region]:
    """Return the pictures in *ink* (0 where written, 255 where bare) beside text of *height* pixels."""
    mask = _solid(ink, height)
    if mask is None:
        return []
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = []
    for number in range(1, count):
        part = as_pixels((labels == number).astype(np.uint8))
        left, top, width, high = (value * height / CELL for value in boxes[number][:4].tolist())
        reach = RIM * height
        inside = (pieces.left > left - reach) & (pieces.right < left + width + reach)
        inside &= (pieces.top > top - reach) & (pieces.bottom < top + high + reach)
        drawn = _drawn(pieces, part, inside, height)
        if len(drawn):
            found.append(region(drawn.y, drawn.x, np.unique(drawn.piece)))
    return found


def _solid(ink: Pixels, height: float) -> Pixels | None:
    """Return the cells (1, else 0) that pictures cover; None if there is no picture."""
    scale = CELL / height
    size = max(round(ink.shape[1] * scale), 1), max(round(ink.shape[0] * scale), 1)
    small = as_pixels(cv2.bitwise_not(shrunk(ink, size)))
    dense = _without_bare_rows(small, WINDOW, SOLID)
    if not dense.any():
        return None
    pale = cv2.max(_without_bare_rows(small, *PALE), dense)
    _, labels = cv2.connectedComponents(pale, connectivity=8)
    reached = np.unique(labels[dense > 0])
    return as_pixels(np.isin(labels, reached).astype(np.uint8))


def _without_bare_rows(small: Pixels, window: float, share: float) -> Pixels:
    """Return the cells (1, else 0) of windows with ink on that *share* of each row, where many overlap."""
    cells = round(window * CELL)
    rows = cv2.boxFilter(small, -1, (cells, FINE), borderType=cv2.BORDER_CONSTANT)
    least = cv2.erode(rows, np.ones((cells, 1), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=0)
    moved = np.ones((round(LEAST * CELL),) * 2, np.uint8)
    dense = cv2.morphologyEx((least > share * 255).astype(np.uint8), cv2.MORPH_OPEN, moved)
    return as_pixels(cv2.dilate(dense, np.ones((cells, cells), np.uint8)))


def _drawn(pieces: Components, part: Pixels, inside: BoolArray, height: float) -> Strokes:
    """Return the ink of the picture that covers the cells *part*; pieces *inside* of its box belong to it whole."""
    written, scale = pieces.written, CELL / height
    rows, columns = part.shape
    y = np.minimum((written.y * scale).astype(np.int64), rows - 1)
    x = np.minimum((written.x * scale).astype(np.int64), columns - 1)
    under = part[y, x] > 0
    covered = np.bincount(written.piece[under], minlength=len(pieces))
    whole = inside | (covered > PART * pieces.area)
    return written.where(under | whole[written.piece])
