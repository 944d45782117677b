"""The ink of a page: which pixels are written on."""

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup.specks import without_specks
from pipeline.image import Pixels, as_pixels

WINDOW = 0.2  # inch: holds a letter and the paper round it
WEIGHT = 0.6  # how far into the ink the threshold lies where a window holds little of it
TYPICAL_INK = 25  # percentile of the darker marks: the grey of ink that is not blurred by its edge
BUSY = 95  # percentile of the deviation about dark marks: a window full of writing
LEAST_DEPTH = 50.0  # grey levels that ink lies below paper at least: a bare page has no ink, only grain
LEAST_SPREAD = 30.0  # grey levels of deviation, for the same reason
SOLID = 0.2  # of the way from ink to paper: what is as dark as this is ink wherever it stands
THRESHOLD_DPI = 150.0  # the threshold is smooth, so half the resolution of a good scan will do
SAMPLE = 100_000  # pixels that are enough to know the ink of a page by
MIDDLE = 128

Levels = NDArray[np.float32]


def find_ink(flat: Pixels, dpi: float, *, bilevel: bool) -> Pixels:
    """Return the ink of a page.

    Grey pages get the adaptive threshold that Wolf and Jolion (2004) made of Sauvola's, m - k (1 - s / R) (m - M) with
    mean m and deviation s of a window, but takes the grey of ink M and the largest deviation R from the page itself, so
    that faint typescript keeps its letters and strong print does not lift what shows through from the back.
    Bilevel pages are black and white already and only lose their specks.

    Args:
        flat: grey page under even light, shape (height, width).
        dpi: resolution of *flat*, dots per inch.
        bilevel: whether the scan had only black and white.

    Returns:
        Shape (height, width): 0 where written, 255 where bare.
    """
    if bilevel:
        _, ink = cv2.threshold(flat, MIDDLE - 1, 255, cv2.THRESH_BINARY)
        return without_specks(as_pixels(ink), dpi)
    return as_pixels(cv2.compare(flat, _threshold(flat, dpi), cv2.CMP_GT))


def _threshold(flat: Pixels, dpi: float) -> Pixels:
    """Return for each pixel the grey above which it is bare."""
    factor = min(THRESHOLD_DPI / dpi, 1.0)
    height, width = flat.shape
    size = max(round(width * factor), 1), max(round(height * factor), 1)
    small = as_pixels(cv2.resize(flat, size, interpolation=cv2.INTER_AREA))
    mean, deviation = _window_statistics(small, max(int(WINDOW * dpi * factor) | 1, 3))
    ink, busy = _ink_levels(small, deviation)
    depth = np.maximum(mean - ink, LEAST_DEPTH)
    depth *= WEIGHT * (1 - np.minimum(deviation / busy, 1))
    level = mean - depth
    # The middle of a stroke wider than the window is ink too, although nothing round it is lighter.
    paper = float(mean.max())
    least = min(ink + SOLID * (paper - ink), paper - LEAST_DEPTH)
    np.clip(level, max(least, 0), 255, out=level)
    return as_pixels(cv2.resize(level.astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR))


def _window_statistics(small: Pixels, window: int) -> tuple[Levels, Levels]:
    """Return mean and standard deviation of the square of *window* pixels round each pixel."""
    size, edge = (window, window), cv2.BORDER_REFLECT
    mean = np.asarray(cv2.boxFilter(small, cv2.CV_32F, size, borderType=edge), np.float32)
    square = np.asarray(cv2.sqrBoxFilter(small, cv2.CV_32F, size, borderType=edge), np.float32)
    square -= mean * mean
    return mean, np.sqrt(np.maximum(square, 0, out=square), out=square)


def _ink_levels(small: Pixels, deviation: Levels) -> tuple[float, float]:
    """Return the grey of ink and the deviation of a window full of writing, as this page has them."""
    step = max(int((small.size / SAMPLE) ** 0.5), 1)
    sample, spread = small[::step, ::step], deviation[::step, ::step]
    split, _ = cv2.threshold(as_pixels(sample), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    dark = sample <= split
    if not dark.any():
        return 0.0, LEAST_SPREAD
    return float(np.percentile(sample[dark], TYPICAL_INK)), max(float(np.percentile(spread[dark], BUSY)), LEAST_SPREAD)
