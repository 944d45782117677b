"""Pages drawn for the tests of clean-up: lines of words that stand like print, and nothing else."""

import cv2
import numpy as np

from pipeline.cleanup.frame import View, levelled, seen
from pipeline.geometry import IDENTITY
from pipeline.image import Pixels, as_pixels, grey

PAPER = (236, 232, 220)
INK = (40, 40, 60)
DPI = 100.0
WORDS = ("Dear", "thank", "of", "letter", "which", "we", "a", "yesterday", "paper", "in", "signed")


def letter(lines: int = 30, *, words: int = 7, ink: tuple[int, int, int] = INK) -> Pixels:
    """Return a page of 850 x 1100 pixels, RGB, with a square at its top left and *lines* lines of *words* below."""
    page = np.full((1100, 850, 3), PAPER, np.uint8)
    cv2.rectangle(page, (90, 90), (130, 130), ink, -1)
    for number in range(lines):
        text = " ".join(WORDS[(number * 7 + place * place) % len(WORDS)] for place in range(words))
        cv2.putText(page, text, (90, 190 + 28 * number), 0, 0.55, ink, 1, 16)
    return page


def tilted(page: Pixels, angle: float) -> Pixels:
    """Return *page* turned clockwise by *angle* degrees on paper of its own colour."""
    view = levelled(View(matrix=IDENTITY, width=page.shape[1], height=page.shape[0]), angle)
    return seen(page, view, PAPER)


def upright(pixels: Pixels) -> float:
    """Stand in for reading: 0.9 if the square stands at the top left, else 0.1."""
    height, width = pixels.shape[:2]
    dark = as_pixels((grey(pixels) < 128).astype(np.uint8))
    blocks = cv2.erode(dark, np.ones((15, 15), np.uint8))
    rows, columns = np.nonzero(blocks)
    return 0.9 if rows.size and rows.mean() < height / 2 and columns.mean() < width / 2 else 0.1
