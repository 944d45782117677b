"""The light on a page: the bare paper behind the writing, and the page without its shadows."""

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels, grey, shrunk

PAPER_DPI = 25.0  # paper changes slowly; pen strokes and noise average out at this resolution
WIDEST_STROKE = 0.3  # inch: the closing bridges anything thinner, so bold headings stay dark
DARKEST_PAPER = 0.35  # of the bright paper: darker areas are pictures and borders, which stay dark
WHITE = 250  # where bare paper comes to lie; above it there is room for the grain of the paper


def flatten(pixels: Pixels, dpi: float) -> Pixels:
    """Return the page as grey with even light: bare paper near 255, ink as dark against it as before.

    The page is divided by its paper, as light multiplies. Nothing is stretched: print that shows through stays faint.

    Args:
        pixels: grey or RGB, any size.
        dpi: resolution of *pixels*, dots per inch.

    Returns:
        Shape (height, width).
    """
    page = grey(pixels)
    paper = cv2.resize(bare_paper(page, dpi), (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR)
    return as_pixels(cv2.divide(page, paper, scale=WHITE))


def bare_paper(page: Pixels, dpi: float) -> Pixels:
    """Return how bright the paper is behind the writing, as a small picture of the whole *page*, never 0."""
    factor = min(PAPER_DPI / dpi, 1.0)
    small = shrunk(page, _scaled(page, factor))
    size = _odd(WIDEST_STROKE * dpi * factor)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
    smooth = cv2.GaussianBlur(closed, (size, size), 0, borderType=cv2.BORDER_REPLICATE)
    floor = max(int(np.percentile(smooth, 90) * DARKEST_PAPER), 1)
    return as_pixels(np.maximum(smooth, floor))


def paper_colour(pixels: Pixels) -> tuple[int, ...]:
    """Return the colour of the paper, one number a channel: the median of the brighter half of *pixels*."""
    thin = pixels[:: max(pixels.shape[0] // 200, 1), :: max(pixels.shape[1] // 200, 1)]
    brightness = grey(as_pixels(thin))
    bright = thin[brightness >= np.median(brightness)]
    return tuple(int(level) for level in np.atleast_1d(np.median(bright, axis=0)))


def _scaled(page: Pixels, factor: float) -> tuple[int, int]:
    return max(round(page.shape[1] * factor), 1), max(round(page.shape[0] * factor), 1)


def _odd(size: float) -> int:
    return max(int(size) // 2 * 2 + 1, 3)
