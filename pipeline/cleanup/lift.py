"""Stamps and signatures lifted off the text under them."""

import cv2
import numpy as np

from pipeline.cleanup.light import WHITE
from pipeline.image import Pixels, as_pixels

FULL = 0.25  # of the ink that is darker: the ink of the text where it covers a pixel whole
EDGE = 5  # px: the square by which a stroke grows to hold its grey edge


def lift(flat: Pixels, ink: Pixels, drawn: Pixels, beneath: tuple[Pixels, Pixels] | None = None) -> Pixels:
    """Return the page as it looks without what was *drawn* on it; ink of the text that a stroke crosses stays.

    Args:
        flat: grey page under even light, shape (height, width).
        ink: 0 where written, 255 where bare, of the same shape.
        drawn: 255 where the ink of a stamp, a signature or a frame is, else 0, of the same shape.
        beneath: how much of each pixel text covers under coloured ink, 0 to 255, and 255 where that is known.
    """
    seen = flat if beneath is None else _shown(flat, ink, drawn, beneath)
    # Where the text under a mark is known, nothing need be guessed.
    unknown = drawn if beneath is None else cv2.subtract(drawn, beneath[1])
    left, top, width, height = cv2.boundingRect(unknown)
    if not width:
        return seen
    rows = slice(max(top - EDGE, 0), top + height + EDGE)
    columns = slice(max(left - EDGE, 0), left + width + EDGE)
    rim = cv2.dilate(unknown[rows, columns], np.ones((EDGE, EDGE), np.uint8)) > 0
    text = (ink[rows, columns] == 0) & (drawn[rows, columns] == 0)
    lifted = seen.copy()
    lifted[rows, columns][rim & ~text] = WHITE
    return as_pixels(lifted)


def _shown(flat: Pixels, ink: Pixels, drawn: Pixels, beneath: tuple[Pixels, Pixels]) -> Pixels:
    """Return the page with the text *beneath* coloured ink alone, as dark as the rest."""
    cover, known = beneath
    left, top, width, height = cv2.boundingRect(known)
    if not width:
        return flat
    written = flat[(ink == 0) & (drawn == 0) & (known == 0)]
    dark = float(np.quantile(written[::50], FULL)) if len(written) else 0.0
    part = slice(top, top + height), slice(left, left + width)
    where = known[part] > 0
    shown = flat.copy()
    shown[part][where] = WHITE - np.rint(cover[part][where] * ((WHITE - dark) / 255)).astype(np.uint8)
    return as_pixels(shown)
