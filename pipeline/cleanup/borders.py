"""The sheet on a scan, apart from dark scanner borders, the table it lies on, and the strip of a neighbouring page."""

import cv2
import numpy as np

from pipeline.cleanup.sketch import Sketch
from pipeline.geometry import Box
from pipeline.image import Pixels, as_pixels

WRITING = 0.25  # inch: closing by this leaves paper and borders, and no letters
BRIDGE = 0.1  # inch: what joins the sheet to its neighbour by less is cut
DARK = 0.62  # of the brightness of paper: the darkest that shaded paper was seen to be against a border
LEAST_SHEET = 0.25  # of the scan: a smaller bright area is no sheet but a lamp or a label
LEAST_BORDER = 0.002  # of the scan: less is not worth a cut
WHITE = 255


def sheet(small: Sketch) -> Pixels | None:
    """Return where the sheet lies on the scan, 255 there, else 0; None if there is nothing to cut off for sure."""
    paper = _paper(small)
    if paper is None:
        return None
    size = max(round(BRIDGE * small.dpi), 1)
    loose = cv2.erode(paper, np.ones((size, size), np.uint8), borderType=cv2.BORDER_REPLICATE)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(as_pixels(loose), connectivity=4)
    if count < 2:
        return None
    largest = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    core = as_pixels(np.where(labels == largest, WHITE, 0).astype(np.uint8))
    # One pixel less than was eroded, so that the dark fringe of the sheet goes with the border.
    grown = cv2.dilate(core, np.ones((size, size), np.uint8), borderValue=0)
    whole = _filled(as_pixels(grown))
    share = cv2.countNonZero(whole) / whole.size
    return whole if LEAST_SHEET <= share <= 1 - LEAST_BORDER else None


def sheet_box(mask: Pixels) -> Box:
    """Return the box round what *mask* marks; the whole picture if it marks nothing."""
    left, top, width, height = cv2.boundingRect(mask)
    if not width:
        return Box(left=0, top=0, right=mask.shape[1], bottom=mask.shape[0])
    return Box(left=left, top=top, right=left + width, bottom=top + height)


def _paper(small: Sketch) -> Pixels | None:
    """Return what is bright without its writing, 255 there, else 0; None if nothing dark reaches the edge."""
    size = max(round(WRITING * small.dpi), 1) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))
    plain = cv2.morphologyEx(small.pixels, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE)
    level, split = cv2.threshold(plain, 0, WHITE, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    bright, dark = plain[plain > level], plain[plain <= level]
    if not bright.size or not dark.size or np.median(dark) > DARK * np.median(bright):
        return None
    return as_pixels(cv2.bitwise_not(_at_edge(as_pixels(cv2.bitwise_not(split)))))


def _at_edge(mask: Pixels) -> Pixels:
    """Return the parts of *mask* that reach the edge of the picture."""
    _, labels = cv2.connectedComponents(mask, connectivity=4)
    rim = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    reaching = np.zeros(int(labels.max()) + 1, np.uint8)
    reaching[np.unique(rim)] = WHITE
    reaching[0] = 0
    return as_pixels(reaching[labels])


def _filled(mask: Pixels) -> Pixels:
    """Return *mask* with its holes filled: a photograph on the sheet belongs to it."""
    return as_pixels(cv2.bitwise_not(_at_edge(as_pixels(cv2.bitwise_not(mask)))))
