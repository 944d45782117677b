"""Pages bent as paper bends: a sheet rolled about upright axes, which keeps its lengths, seen by a camera above it."""

from collections.abc import Callable
from typing import Literal

import cv2
import numpy as np

from pipeline.geometry import Point
from pipeline.image import FloatArray, Pixels, as_pixels

Shape = Literal["gutter", "curl", "wave"]

CAMERA = 1.35  # long sides of the sheet that the camera is above it
ABOVE = 0.45  # of the height of the sheet: where the middle of the picture lies
FINE = 2001  # steps along the sheet
SHADE = 0.4  # of the light that a part of the sheet would lose if it stood upright


def bent(page: Pixels, shape: Shape, amount: float) -> tuple[Pixels, Callable[[Point], Point]]:
    """Return what a camera sees of *page*, and where on that picture a point of the page lies.

    Args:
        page: a flat page.
        shape: down into a gutter at the left; rolled up at both sides; in a wave.
        amount: the steepest slope, rise over run, nearly; 0.0 leaves the page flat.
    """
    height, width = page.shape[:2]
    along = np.linspace(0, width, FINE)
    angle = _angle(along / width, shape, amount)
    across, depth = _sum(np.cos(angle), along), _sum(np.sin(angle), along)
    far = CAMERA * max(height, width)
    grown = far / (far - depth + depth.max())
    middle = across[-1] / 2, ABOVE * height
    seen = middle[0] + (across - middle[0]) * grown
    left, top = seen[0], min(((0 - middle[1]) * grown + middle[1]).min(), 0.0)
    bottom = ((height - middle[1]) * grown + middle[1]).max()
    columns = np.arange(int(seen[-1] - left)) + 0.5 + left
    rows = np.arange(int(bottom - top)) + 0.5 + top
    growth = np.interp(columns, seen, grown)
    down = middle[1] + (rows[:, None] - middle[1]) / growth - 0.5
    from_x = np.broadcast_to(np.interp(columns, seen, along) - 0.5, down.shape)
    paper = tuple(float(level) for level in np.atleast_1d(np.median(page, axis=(0, 1))))
    picture = cv2.remap(page, from_x.astype(np.float32), down.astype(np.float32), cv2.INTER_CUBIC, borderValue=paper)
    light = 1 - SHADE * (1 - np.cos(np.interp(columns, seen, angle)))
    lit = picture * (light if picture.ndim == 2 else light[:, None])

    def place(point: Point) -> Point:
        x, y = point
        return float(np.interp(x, along, seen) - left), float((y - middle[1]) * np.interp(x, along, grown)) + float(
            middle[1] - top
        )

    return as_pixels(lit.astype(np.uint8)), place


def _angle(share: FloatArray, shape: Shape, amount: float) -> FloatArray:
    """Return how steep the sheet is at each *share* of its width, in radians."""
    match shape:
        case "gutter":
            return np.asarray(np.arctan(amount * np.clip(1 - 2 * share, 0, 1) ** 1.5), np.float64)
        case "curl":
            return np.asarray(np.arctan(amount) * (1 - 2 * share), np.float64)
        case "wave":
            return np.asarray(np.arctan(amount) * np.sin(2 * np.pi * share), np.float64)


def _sum(slope: FloatArray, along: FloatArray) -> FloatArray:
    steps = (slope[1:] + slope[:-1]) / 2 * np.diff(along)
    return np.concatenate([[0.0], np.cumsum(steps)])
