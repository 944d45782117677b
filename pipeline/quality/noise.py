"""The grain of a scan where nothing is written."""

import cv2
import numpy as np

from pipeline.image import as_pixels
from pipeline.quality.look import Look, patches

PATCH = 128  # px
MOST = 8
MASK = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32)
SPECK = 0.014  # inch: a full stop of 8 point print is wider, and so is a dot of an Arabic letter


def grain(look: Look) -> float | None:
    """Return the standard deviation of the noise in grey levels, None where there is no bare paper or no grey.

    Immerkaer (1996), "Fast noise variance estimation": the mask leaves nothing of flat and sloping grey, so that what
    it leaves is noise. It is asked on bare patches alone, as edges would count for noise.
    """
    if look.bilevel:
        return None
    near = cv2.erode(look.ink, np.ones((9, 9), np.uint8))
    bare = near if look.sheet is None else cv2.bitwise_and(near, look.sheet)
    found = [_deviation(patch) for patch in patches(look, as_pixels(bare), PATCH, MOST)]
    return float(np.median(found)) if found else None


def _deviation(patch: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> float:
    left = cv2.filter2D(patch, cv2.CV_32F, MASK)[1:-1, 1:-1]
    return float(np.sqrt(np.pi / 2) / 6 * np.abs(left).mean())


def specks(look: Look) -> float | None:
    """Return what share of the marks of a black-and-white scan are specks, in [0, 1]; None for other scans."""
    if not look.bilevel:
        return None
    _, _, stats, _ = cv2.connectedComponentsWithStats(as_pixels((look.page == 0).astype(np.uint8)), connectivity=8)
    size = stats[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]].max(axis=1)
    return float(np.mean(size < SPECK * look.dpi)) if size.size else 0.0
