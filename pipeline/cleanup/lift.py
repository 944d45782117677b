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
        drawn: 255 where the ink of a stamp or a signature is, else 0, of the same shape.
    """
    if not drawn.any():
        return flat
    rim = cv2.dilate(drawn, np.ones((EDGE, EDGE), np.uint8))
    text = cv2.bitwise_and(cv2.bitwise_not(ink), cv2.bitwise_not(drawn))
    bare = cv2.bitwise_and(rim, cv2.bitwise_not(text))
    return as_pixels(np.where(bare > 0, np.uint8(WHITE), flat))
