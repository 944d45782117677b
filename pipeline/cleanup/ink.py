"""The ink of a page: which pixels are written on."""

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels

WINDOW = 0.35  # inch: holds a letter and the paper round it
WEIGHT = 0.2  # k of Sauvola: how far below the local mean ink lies
SPREAD = 128.0  # R of Sauvola: the largest local deviation of 8-bit grey
THRESHOLD_DPI = 150.0  # the threshold is smooth, so half the resolution of a good scan will do
MIDDLE = 128


def find_ink(flat: Pixels, dpi: float, *, bilevel: bool) -> Pixels:
    """Return the ink of a page.

    Grey pages get the adaptive threshold of Sauvola and Pietikäinen (2000), m (1 + k (s / R - 1)) with the mean m and
    the deviation s of a window. Bilevel pages are black and white already and only lose their specks.

    Args:
        flat: grey page under even light, shape (height, width).
        dpi: resolution of *flat*, dots per inch.
        bilevel: whether the scan had only black and white.

    Returns:
        Shape (height, width): 0 where written, 255 where bare.
    """
    if bilevel:
        return as_pixels(np.where(flat < MIDDLE, 0, 255).astype(np.uint8))
    return as_pixels(cv2.compare(flat, _threshold(flat, dpi), cv2.CMP_GT))


def _threshold(flat: Pixels, dpi: float) -> Pixels:
    """Return for each pixel the grey above which it is bare."""
    factor = min(THRESHOLD_DPI / dpi, 1.0)
    height, width = flat.shape
    size = max(round(width * factor), 1), max(round(height * factor), 1)
    small = cv2.resize(flat, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    window = max(int(WINDOW * dpi * factor) | 1, 3)
    mean = cv2.boxFilter(small, -1, (window, window), borderType=cv2.BORDER_REFLECT)
    square = cv2.sqrBoxFilter(small, -1, (window, window), borderType=cv2.BORDER_REFLECT)
    deviation = np.sqrt(np.maximum(square - mean * mean, 0))
    level = mean * (1 + WEIGHT * (deviation / SPREAD - 1))
    return as_pixels(cv2.resize(level.clip(0, 255).astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR))
