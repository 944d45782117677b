"""Bent pages made flat: the grid between the two, and the pixels.

The bent page is the page image as it would be without this step; the flat page is as wide, and high enough
for all of it.
"""

import cv2
import numpy as np

from pipeline.cleanup.bend import Bend, find_bend
from pipeline.cleanup.courses import Course, follow
from pipeline.cleanup.resolution import letter_height
from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.warp import Warp

GRID = 48  # columns of the grid, less one; from one to the next no page bends by more than a fraction of a letter
BAND = 512  # rows that are moved at a time, so that large pages take little memory
MOST_GROWN = 0.15  # of the height of the page: what bends more was not measured but guessed
MOST_PRESSED = 0.6  # of its height: how much a column of the picture may be pressed together or drawn out


def find_warp(marks: Pixels, width: int, height: int) -> Warp | None:
    """Return how a bent page becomes flat; None if it is flat, or not bent for sure.

    Args:
        marks: 255 where the bent page is written on, else 0, in a picture made smaller.
        width: of the page, in its own pixels.
        height: likewise.
    """
    letter = letter_height(marks)
    bend = find_bend(follow(marks, letter), letter, marks.shape[1], marks.shape[0]) if letter else None
    first = _grid(bend, marks.shape[1], marks.shape[0]) if bend else None
    if first is None:
        return None
    # Where the page is steep lines are hard to follow, but not once they are nearly level.
    seen = follow(unbent(marks, first, (0,)), letter)
    again = find_bend(tuple(_back(course, first) for course in seen), letter, marks.shape[1], marks.shape[0])
    return _grid(again, width, height) if again else None


def unbent(pixels: Pixels, warp: Warp, fill: tuple[int, ...]) -> Pixels:
    """Return the flat page of a bent page, in the frame that *warp* leads back from; *fill* where there is nothing."""
    rows, columns = round(warp.rows[-1]), np.arange(pixels.shape[1], dtype=np.float64)
    page = np.empty((rows, *pixels.shape[1:]), np.uint8)
    top, bottom = _levels(warp, columns + 0.5)
    for first in range(0, rows, BAND):
        # OpenCV counts from the middle of the first pixel, and points from its corner.
        share = (np.arange(first, min(first + BAND, rows))[:, None] + 0.5) / warp.rows[-1]
        down = (top + share * (bottom - top) - 0.5).astype(np.float32)
        across = np.broadcast_to(columns.astype(np.float32), down.shape)
        page[first : first + BAND] = cv2.remap(
            pixels, across, down, cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=fill
        )
    return as_pixels(page)


def _levels(warp: Warp, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return where the first and the last row lie on the bent page at each *x*; there are no others."""
    top, bottom = (np.interp(x, warp.columns, drops) for drops in warp.drops)
    return top, bottom + warp.rows[-1]


def _grid(bend: Bend, width: int, height: int) -> Warp | None:
    """Return the grid that makes a page of *width* x *height* pixels flat; None if it would be bent beyond belief.

    How far a point drops grows evenly with its height on the page, so that two rows hold all there is to say.
    """
    scale = width / bend.width
    columns = np.linspace(0, width, GRID + 1)
    above, below = (
        y * height - bend.drop(columns / scale, np.full(GRID + 1, y * bend.height)) * scale for y in (0.0, 1.0)
    )
    pressed = (below - above) / height
    high = float(np.ceil(below.max() - above.min()))
    if high > (1 + MOST_GROWN) * height or pressed.min() < MOST_PRESSED or pressed.max() > 1 / MOST_PRESSED:
        return None
    # Of each column, the level *above* on the flat page is 0 on the bent one, and *below* is its height.
    bent = [(level - (above - above.min())) / pressed for level in (0.0, high)]
    drops = (bent[0], bent[1] - high)
    return Warp(
        columns=tuple(np.round(columns, 2).tolist()),
        rows=(0.0, high),
        drops=tuple(tuple(np.round(row, 2).tolist()) for row in drops),
    )


def _back(course: Course, warp: Warp) -> Course:
    """Return a *course* of the flat page as it runs on the bent one."""
    top, bottom = _levels(warp, course.x)
    return Course(x=course.x, y=top + course.y / warp.rows[-1] * (bottom - top))
