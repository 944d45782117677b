"""Print that shows through from the back of the sheet."""

import cv2
import numpy as np

from pipeline.cleanup.ink import find_ink
from pipeline.cleanup.orientation import READS, SURE, Legibility
from pipeline.cleanup.sketch import sketch
from pipeline.image import Pixels, as_pixels

FAINT = 0.35  # contrast: print seen through paper stays below, and so does some faint typescript
MIRRORED = 0.1  # how much better the mirrored page must read; less may be chance


def contrast(flat: Pixels) -> float:
    """Return paper less ink as a share of the whole range, in [0, 1]; 0.0 for a bare page."""
    small = sketch(flat)
    return depth(small.pixels, find_ink(small.pixels, small.dpi, bilevel=False))


def depth(flat: Pixels, ink: Pixels) -> float:
    """Return what `contrast` returns, from a page under even light and its *ink*."""
    if not 0 < cv2.countNonZero(ink) < ink.size:
        return 0.0
    less = _median(flat, ink) - _median(flat, as_pixels(cv2.bitwise_not(ink)))
    return max(less, 0.0) / 255


def _median(pixels: Pixels, mask: Pixels) -> float:
    """Return the median of grey *pixels* where *mask* is not 0, from their histogram."""
    reached = np.cumsum(cv2.calcHist([pixels], [0], mask, [256], [0, 256]), dtype=np.float64)
    lower, upper = np.searchsorted(reached, (reached[-1] / 2, reached[-1] / 2 + 0.5))
    return float(lower + upper) / 2


def shows_only_back(pixels: Pixels, depth: float, legible: Legibility) -> bool:
    """Return whether the page holds nothing but the faint mirrored print of its back.

    Args:
        pixels: the page image.
        depth: contrast of the page.
        legible: how well a page image reads, in [0, 1]; asked only where the page is faint.
    """
    if depth > FAINT:
        return False
    reads = legible(pixels)
    return reads < SURE and legible(as_pixels(cv2.flip(pixels, 1))) > reads + MIRRORED


def shows_front(pixels: Pixels, legible: Legibility) -> bool:
    """Return whether a page that was made dark reads, and better than its mirror image, so that it is not its back."""
    front = legible(pixels)
    return front >= READS and front > legible(as_pixels(cv2.flip(pixels, 1))) + MIRRORED
