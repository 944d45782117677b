"""Stamps and signatures lifted off the text under them."""

import cv2
import numpy as np

from pipeline.cleanup.light import WHITE
from pipeline.image import Pixels, as_pixels

EDGE = 5  # px: the square by which a stroke grows to hold its grey edge


def lift(flat: Pixels, ink: Pixels, drawn: Pixels) -> Pixels:
    """Return the page as it looks without what was *drawn* on it; ink of the text that a stroke crosses stays.

    Args:
        flat: grey page under even light, shape (height, width).
        ink: 0 where written, 255 where bare, of the same shape.
        drawn: 255 where the ink of a stamp, a signature or a frame is, else 0, of the same shape.
    """
    left, top, width, height = cv2.boundingRect(drawn)
    if not width:
        return flat
    rows = slice(max(top - EDGE, 0), top + height + EDGE)
    columns = slice(max(left - EDGE, 0), left + width + EDGE)
    rim = cv2.dilate(drawn[rows, columns], np.ones((EDGE, EDGE), np.uint8)) > 0
    text = (ink[rows, columns] == 0) & (drawn[rows, columns] == 0)
    lifted = flat.copy()
    lifted[rows, columns][rim & ~text] = WHITE
    return as_pixels(lifted)
