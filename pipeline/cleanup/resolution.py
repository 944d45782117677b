"""The resolution of a scan that does not tell it."""

import cv2
import numpy as np

from pipeline.cleanup.sketch import sketch, writing
from pipeline.image import Pixels

PAPERS = ((8.27, 11.69), (8.5, 11.0))  # inch: A4 and US Letter
SAME_SHAPE = 0.02  # how far the proportions of a scan may be from those of the paper
LETTER_HEIGHT = 0.1  # inch: the typical height of marks, by area, in 10 to 12 point print of either script
SHORTEST, LONGEST = 5.0, 14.5  # inch: the long side of a sheet that a letter is written on
LOWEST, HIGHEST = 70.0, 600.0  # dots per inch
FEWEST_MARKS = 20
PLAUSIBLE = 2.0  # times: letters on a sheet may be larger or smaller than usual by this much


def estimate_dpi(pixels: Pixels) -> float:
    """Return a credible resolution of a scan, between 70 and 600 dots per inch.

    A scan of the proportions of letter paper is taken for a whole sheet of it, unless its letters would then be far too
    large or too small; else the height of the letters decides.
    """
    small = sketch(pixels)
    height, width = pixels.shape[:2]
    return likely_dpi(width, height, letter_height(writing(small)) / small.scale)


def likely_dpi(width: int, height: int, letter: float) -> float:
    """Return what `estimate_dpi` returns, from the size of a scan and the height of its letters, 0.0 if unknown."""
    long, short = max(width, height), min(width, height)
    letters = letter / LETTER_HEIGHT
    whole = [long / tall for wide, tall in PAPERS if abs(long / short / (tall / wide) - 1) < SAME_SHAPE]
    if whole and (not letters or 1 / PLAUSIBLE < letters / whole[0] < PLAUSIBLE):
        return _within(whole[0])
    if not letters:
        return _within(long / PAPERS[0][1])
    return _within(float(np.clip(letters, long / LONGEST, long / SHORTEST)))


def is_credible(dpi: float | None, letter: float) -> bool:
    """Return whether letters of *letter* pixels, 0.0 if unknown, can be print at *dpi*; None is not credible."""
    if dpi is None:
        return False
    return not letter or 1 / PLAUSIBLE <= letter / LETTER_HEIGHT / dpi <= PLAUSIBLE


def letter_height(marks: Pixels) -> float:
    """Return the median height of *marks*, 255 where written, in pixels; 0.0 if there are too few to tell.

    Each mark counts by its width, so that dots and dust do not outweigh letters.
    """
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    heights, widths = stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_WIDTH]
    if heights.size < FEWEST_MARKS:
        return 0.0
    order = np.argsort(heights)
    reached = np.cumsum(np.minimum(widths, heights)[order])
    return float(heights[order][np.searchsorted(reached, reached[-1] / 2)])


def _within(dpi: float) -> float:
    return float(np.clip(dpi, LOWEST, HIGHEST))
