"""Print that shows through from the back of the sheet."""

import cv2
import numpy as np

from pipeline.quality.look import Look

CLEAR_OF_INK = 5  # px of the small picture: the soft rim of letters
GRAIN = 1.2  # px: noise is smoothed away, letters of the back are not
BACKGROUND = 61  # px: stains and folds are wider than letters
EDGE = 31  # px: the shadow at the edge of the sheet
FAINTEST = 0.06  # of the way from paper to ink: below is the texture of paper


def shows_through(look: Look, contrast: float) -> float | None:
    """Return what share of the bare paper is darker than paper and lighter than ink, in the size of letters, in [0, 1].

    The print of the back is fainter than that of the front (Tonazzini et al. 2004; Moghaddam and Cheriet 2009), so it
    lies between both, and unlike stains it has the scale of letters. None where there is no ink to compare with, or no
    grey.

    Args:
        look: the page.
        contrast: its paper less its ink, as a share of the whole range.
    """
    if look.bilevel or contrast <= 0:
        return None
    smooth = cv2.GaussianBlur(look.flat, (0, 0), GRAIN)
    darker = cv2.subtract(cv2.blur(smooth, (BACKGROUND, BACKGROUND)), smooth)
    bare = cv2.erode(look.ink, np.ones((2 * CLEAR_OF_INK + 1,) * 2, np.uint8))
    if look.sheet is not None:
        bare = cv2.bitwise_and(bare, cv2.erode(look.sheet, np.ones((EDGE, EDGE), np.uint8)))
    area = cv2.countNonZero(bare)
    if not area:
        return None
    _, marked = cv2.threshold(darker, FAINTEST * contrast * 255, 255, cv2.THRESH_BINARY)
    return cv2.countNonZero(cv2.bitwise_and(marked, bare)) / area
