"""Writing so faint that it hardly stands out from the grain of its paper."""

import cv2
import numpy as np

from pipeline.cleanup.light import WHITE
from pipeline.image import Pixels, as_pixels

DEEP = 120.0  # grey levels that ink comes to lie below paper: as far as in ordinary print
STROKE = 0.004  # inch: half a thin stroke, over which grain averages out and a stroke does not
DARKEST = 99.5  # percentile of darkness: a page with a few lines has more ink than the rest
GRAIN = 75  # percentile: paper, even where a page is full
ABOVE = 4.0  # times the grain: ink that is no deeper cannot be told from it


def strengthened(flat: Pixels, dpi: float) -> Pixels | None:
    """Return the page with its faint writing as dark as print; None if nothing stands out that is not dark already.

    It is in the frame of *flat*: nothing moves.

    Args:
        flat: grey page under even light, shape (height, width).
        dpi: resolution of *flat*, dots per inch.
    """
    soft = as_pixels(cv2.GaussianBlur(flat, (0, 0), max(STROKE * dpi, 0.5)))
    paper = float(np.median(soft))
    depth, grain = paper - float(np.percentile(soft, 100 - DARKEST)), paper - float(np.percentile(soft, 100 - GRAIN))
    if depth < ABOVE * max(grain, 1.0) or depth >= DEEP:
        return None
    darkness = cv2.subtract(np.full_like(soft, round(paper)), soft)
    return as_pixels(cv2.subtract(np.full_like(soft, WHITE), cv2.convertScaleAbs(darkness, alpha=DEEP / depth)))
