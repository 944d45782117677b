"""Two pages on one scan, made of pages: as an open book, as a folded sheet, or apart on a dark ground."""

from typing import Literal

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels

Binding = Literal["book", "fold", "apart"]
GROUND = (44, 40, 36)


def spread(left: Pixels, right: Pixels, binding: Binding, *, depth: float = 0.4, lean: float = 0.0) -> Pixels:
    """Return two RGB pages side by side; *depth* is that of the gutter, *lean* turns the scan, in degrees clockwise."""
    if binding == "apart":
        return _apart(left, right)
    height = min(left.shape[0], right.shape[0])
    both = np.hstack([left[:height], right[:height]])
    away = np.arange(both.shape[1]) - left.shape[1] + 0.5
    wide = (0.015 if binding == "book" else 0.0008) * both.shape[1]
    lit = both * (1 - depth * np.exp(-np.abs(away) / wide))[:, None]
    middle = both.shape[1] / 2, height / 2
    turn = cv2.getRotationMatrix2D(middle, -lean, 1.0)
    turned = cv2.warpAffine(lit.astype(np.uint8), turn, both.shape[1::-1], borderMode=cv2.BORDER_REPLICATE)
    return as_pixels(turned)


def _apart(left: Pixels, right: Pixels) -> Pixels:
    small = as_pixels(cv2.resize(right, None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA))
    gap = left.shape[1] // 10
    glass = np.empty((left.shape[0] + 2 * gap, left.shape[1] + small.shape[1] + 3 * gap, 3), np.uint8)
    glass[:] = GROUND
    glass[gap : gap + left.shape[0], gap : gap + left.shape[1]] = left
    glass[2 * gap : 2 * gap + small.shape[0], 2 * gap + left.shape[1] : -gap] = small
    return glass
