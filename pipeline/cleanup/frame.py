"""Turning and cutting pictures, with the matrix that says where each point went.

A matrix acts on points as boxes know them: pixel (x, y) covers the square from (x, y) to (x + 1, y + 1).
"""

from dataclasses import dataclass
from math import ceil, cos, floor, radians, sin
from typing import Literal

import cv2
import numpy as np

from pipeline.geometry import IDENTITY, Box, Matrix, Point, bounds, moved, product
from pipeline.image import Pixels, as_pixels

Rotation = Literal[0, 90, 180, 270]

TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Where the points of a picture go, and how large the new picture is."""

    matrix: Matrix
    width: int
    height: int


def turned(pixels: Pixels, rotation: Rotation) -> Pixels:
    """Return *pixels* turned clockwise by *rotation* degrees, without loss."""
    return as_pixels(cv2.rotate(pixels, TURNS[rotation])) if rotation else pixels


def turn(rotation: Rotation, width: int, height: int) -> Matrix:
    """Return the matrix of `turned` for a picture of *width* x *height*."""
    match rotation:
        case 0:
            return IDENTITY
        case 90:
            return (0.0, -1.0, float(height)), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0)
        case 180:
            return (-1.0, 0.0, float(width)), (0.0, -1.0, float(height)), (0.0, 0.0, 1.0)
        case 270:
            return (0.0, 1.0, 0.0), (-1.0, 0.0, float(width)), (0.0, 0.0, 1.0)


def shift(across: float, down: float) -> Matrix:
    """Return the matrix that moves every point."""
    return (1.0, 0.0, across), (0.0, 1.0, down), (0.0, 0.0, 1.0)


def scaling(factor: float) -> Matrix:
    """Return the matrix that enlarges about the origin."""
    return (factor, 0.0, 0.0), (0.0, factor, 0.0), (0.0, 0.0, 1.0)


def turned_view(view: View, rotation: Rotation) -> View:
    """Return *view*, turned clockwise by *rotation* degrees."""
    wide, high = (view.height, view.width) if rotation in (90, 270) else (view.width, view.height)
    return View(matrix=product(turn(rotation, view.width, view.height), view.matrix), width=wide, height=high)


def reduced(view: View, scale: float) -> View:
    """Return what *view* shows, for pictures made smaller by *scale*."""
    matrix = product(scaling(scale), product(view.matrix, scaling(1 / scale)))
    return View(matrix=matrix, width=max(round(view.width * scale), 1), height=max(round(view.height * scale), 1))


def levelled(view: View, angle: float) -> View:
    """Return *view*, turned by *angle* degrees clockwise and large enough that nothing is cut off."""
    if not angle:
        return view
    turn_by = radians(angle)
    spin = ((cos(turn_by), -sin(turn_by), 0.0), (sin(turn_by), cos(turn_by), 0.0), (0.0, 0.0, 1.0))
    box = bounds([moved(spin, corner) for corner in corners(view.width, view.height)])
    return cut(View(matrix=product(spin, view.matrix), width=box.width, height=box.height), box)


def cut(view: View, box: Box) -> View:
    """Return what *box* holds of *view*."""
    matrix = product(shift(-float(box.left), -float(box.top)), view.matrix)
    return View(matrix=matrix, width=box.width, height=box.height)


def corners(width: int, height: int) -> tuple[Point, ...]:
    """Return the corners of a picture, clockwise from the top left."""
    return (0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height))


def seen(pixels: Pixels, view: View, fill: tuple[int, ...]) -> Pixels:
    """Return *pixels* as *view* shows them; *fill*, one number a channel, where the picture has nothing.

    Whole-pixel shifts are cut out without loss; anything else is interpolated once.
    """
    if _is_inside_cut(view, pixels):
        left, top = -round(view.matrix[0][2]), -round(view.matrix[1][2])
        return as_pixels(pixels[top : top + view.height, left : left + view.width])
    # OpenCV counts from the middle of the first pixel, and boxes from its corner.
    by_centres = np.array(product(shift(-0.5, -0.5), product(view.matrix, shift(0.5, 0.5))))
    size = view.width, view.height
    if view.matrix[2] == (0.0, 0.0, 1.0):
        return as_pixels(cv2.warpAffine(pixels, by_centres[:2], size, flags=cv2.INTER_CUBIC, borderValue=fill))
    return as_pixels(cv2.warpPerspective(pixels, by_centres, size, flags=cv2.INTER_CUBIC, borderValue=fill))


def seen_mask(mask: Pixels, view: View) -> Pixels:
    """Return *mask*, 0 or 255, as *view* shows it, 0 where it has nothing; values are not mixed."""
    by_centres = np.array(product(shift(-0.5, -0.5), product(view.matrix, shift(0.5, 0.5))))
    return as_pixels(cv2.warpPerspective(mask, by_centres, (view.width, view.height), flags=cv2.INTER_NEAREST))


def seen_box(mask: Pixels, view: View) -> Box:
    """Return the box round what *mask* marks, as *view* shows it; the whole view if it marks nothing."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return Box(left=0, top=0, right=view.width, bottom=view.height)
    hull = np.asarray(cv2.convexHull(np.concatenate(outlines))).reshape(-1, 2).tolist()
    pixels = [(x + across, y + down) for x, y in hull for across, down in corners(1, 1)]
    across, down = np.array([moved(view.matrix, point) for point in pixels]).T
    # A pixel is marked if its middle is, as in `seen_mask`.
    return Box(
        left=max(ceil(across.min() - 0.5), 0),
        top=max(ceil(down.min() - 0.5), 0),
        right=min(floor(across.max() + 0.5), view.width),
        bottom=min(floor(down.max() + 0.5), view.height),
    )


def _is_inside_cut(view: View, pixels: Pixels) -> bool:
    across, down = view.matrix[0][2], view.matrix[1][2]
    if view.matrix != shift(across, down) or not (across.is_integer() and down.is_integer()):
        return False
    height, width = pixels.shape[:2]
    return bool(0 <= -across <= width - view.width and 0 <= -down <= height - view.height)
