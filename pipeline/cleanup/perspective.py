"""A sheet that was photographed from aside: its four edges, and the view in which it is a rectangle again."""

from itertools import pairwise
from math import atan2, degrees, hypot

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup.frame import View
from pipeline.geometry import Matrix, Point
from pipeline.image import Pixels

NEAR = 0.15  # of the short side of a box round the sheet: how far an edge may lie from its side of the box
MIDDLE = 0.1, 0.9  # of a side: its ends belong to the corners, which may be round or turned down
SEEN = 0.6  # of the middle of a side: so much of its edge has to be seen, apart from the rim of the picture
PIECES = 40  # that a side is cut into to see how much of it there is; one with fewer pixels is none
STRAIGHT = 0.004  # of the long side: the edge of a flat sheet strays less than this from a line, in the mean
ASLANT = 0.6  # degrees between opposite edges: with less, a turn is as good, and scans are never more
WHOLE = 0.97  # of the area that its edges enclose: so much the sheet covers at least
MEETING = 0.5  # sine of the angle at a corner, at least
FRINGE = 2.0  # px of the sketch: the soft edge of a sheet and its shadow, cut off

Points = NDArray[np.float64]
Line = tuple[Point, Point]  # a point and a direction of length 1


def flat_view(mask: Pixels, scale: float) -> View | None:
    """Return the view of a scan that shows its sheet alone and flat.

    None where the sheet has no four straight edges, or where it is a rectangle already. Width and height are the means
    of opposite edges: that the far half of a sheet looks smaller is undone, how much deeper it lies is not known.

    Args:
        mask: 255 where the sheet lies, else 0, in a picture made smaller.
        scale: how much smaller: its pixels per pixel of the scan, at most 1.
    """
    corners = _corners(mask)
    if corners is None or _is_upright_box(corners):
        return None
    return _view(corners, scale)


def _corners(mask: Pixels) -> Points | None:
    """Return the corners of what *mask* marks, clockwise from the top left, shape (4, 2); None if they are not sure."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    rim = max(outlines, key=cv2.contourArea).reshape(-1, 2).astype(np.float64) + 0.5
    box = _clockwise(np.asarray(cv2.boxPoints(cv2.minAreaRect(rim.astype(np.float32))), np.float64))
    height, width = mask.shape
    inside = (rim > 2).all(axis=1) & (rim[:, 0] < width - 2) & (rim[:, 1] < height - 2)
    edges = [_edge(rim[inside], first, last, box) for first, last in pairwise([*box, box[0]])]
    found = [edge for edge in edges if edge is not None]
    if len(found) < 4:
        return None
    crossings = [_crossing(before, after) for before, after in zip([found[3], *found], found, strict=False)]
    if None in crossings:
        return None
    corners = np.array(crossings, np.float64)
    enclosed = float(cv2.contourArea(corners.astype(np.float32)))
    return corners if cv2.countNonZero(mask) >= WHOLE * enclosed else None


def _clockwise(box: Points) -> Points:
    """Return the corners of *box* in their order round it, from the top left on."""
    first = int(box.sum(axis=1).argmin())
    return np.roll(box, -first, axis=0)


def _edge(rim: Points, first: Points, last: Points, box: Points) -> Line | None:
    """Return the line through what of *rim* lies along one side of *box*; None if it is too little or bent."""
    along = last - first
    length = float(np.hypot(*along))
    if length < PIECES:
        return None
    along = along / length
    reach = (rim - first) @ along / length
    away = np.abs((rim - first) @ np.array([-along[1], along[0]]))
    sides = np.hypot(*(box - np.roll(box, 1, axis=0)).T)
    mine = rim[(away < NEAR * sides.min()) & (reach > MIDDLE[0]) & (reach < MIDDLE[1])]
    if len(mine) < 2:
        return None
    across, down, x, y = cv2.fitLine(mine.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel().tolist()
    strays = np.abs((mine - (x, y)) @ (-down, across))
    good = mine[strays < 2 * STRAIGHT * sides.max()]
    pieces = np.unique((((good - first) @ along / length - MIDDLE[0]) / (MIDDLE[1] - MIDDLE[0]) * PIECES).astype(int))
    if len(pieces) < SEEN * PIECES or float(np.median(strays)) > STRAIGHT * sides.max():
        return None
    return (x, y), (across, down)


def _crossing(one: Line, other: Line) -> Point | None:
    """Return where two lines cross, None if they hardly do."""
    (x, y), (across, down) = one
    (far_x, far_y), (far_across, far_down) = other
    turn = across * far_down - down * far_across
    if abs(turn) < MEETING:
        return None
    reach = ((far_x - x) * far_down - (far_y - y) * far_across) / turn
    return x + reach * across, y + reach * down


def _is_upright_box(corners: Points) -> bool:
    """Return whether opposite edges run the same way, so that nothing but a turn is to be undone."""
    ways = [degrees(atan2(*(end - start)[::-1])) for start, end in pairwise([*corners, corners[0]])]
    return all(abs((one - other) % 180 - 90) > 90 - ASLANT for one, other in zip(ways[:2], ways[2:], strict=True))


def _view(corners: Points, scale: float) -> View:
    """Return the view that shows what lies within *corners*, in pixels of a sketch of *scale*, as a rectangle."""
    page = corners / scale
    top, right, bottom, left = (hypot(*(end - start)) for start, end in pairwise([*page, page[0]]))
    width, height = (top + bottom) / 2, (left + right) / 2
    cut = FRINGE / scale
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)]) - cut
    matrix = cv2.getPerspectiveTransform(page.astype(np.float32), flat.astype(np.float32)).tolist()
    first, second, third = (tuple(row) for row in matrix)
    whole: Matrix = first, second, third
    return View(matrix=whole, width=max(round(width - 2 * cut), 1), height=max(round(height - 2 * cut), 1))
