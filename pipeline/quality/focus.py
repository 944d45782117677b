"""How sharp the edges of letters are."""

import cv2
import numpy as np

from pipeline.quality.look import Look, patches

PATCH = 256  # px: some letters of any print
MOST = 6  # patches: one that is out of focus, such as the fold of a sheet, does not decide
INKED = 6.0  # grey levels that ink lies below paper in a patch at least; a bare patch has no edges
STEEPEST = 99.5  # percentile of the slopes: the edges themselves, not the one steepest pixel
PAPER, INK = 90, 2  # percentiles of grey


def edge_width(look: Look) -> float | None:
    """Return over how many pixels the edges of letters rise from ink to paper, None where that cannot be told.

    The measure is the gradient of Tenenbaum (1970; Krotkov 1988, "Focusing"), taken at the steepest edges and divided
    into the contrast that they bridge, so that faint and strong ink count alike. A sharp scan has 1.5 to 3 pixels.
    """
    if look.bilevel:
        return None
    widths = []
    for patch in patches(look, look.marks, PATCH, MOST):
        paper, ink = np.percentile(patch[::2], (PAPER, INK))
        across = np.asarray(cv2.Sobel(patch, cv2.CV_32F, 1, 0)) / 8
        down = np.asarray(cv2.Sobel(patch, cv2.CV_32F, 0, 1)) / 8
        slope = float(np.percentile(cv2.magnitude(across, down)[::2], STEEPEST))
        if paper - ink > INKED and slope > 0:
            widths.append(float(paper - ink) / slope)
    return float(np.median(widths)) if widths else None
