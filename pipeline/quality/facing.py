"""Which way a page faces, told from the shape of print without reading it.

Print is lopsided. Up and down: Latin ascenders outweigh descenders, and Arabic script stands on a heavy base line
(Caprari 2000, "Algorithm for text page up/down orientation determination", uses the rows of ink alone). Left and right:
strokes that lean and corners that are round are not as frequent as their mirror images, which shows in the gradient's
structure tensor (Bigun and Granlund 1987). Both are measured in bands over the height of the words of a page and
compared with the mean of printed pages in either script, turned four ways, by Mahalanobis distance (Fisher 1936).

facing.npz holds means and scatter; tests/bench/facing.py makes it from Debian's fonts and measures it with others.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import cv2
import numpy as np

from pipeline.geometry import Box
from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.quality.look import Look
from pipeline.quality.marks import level

Facing = Literal["upright", "upside down", "mirrored", "mirrored and upside down"]
WAYS: tuple[Facing, ...] = get_args(Facing)
HEADS: tuple[tuple[Facing, Facing], ...] = (("upright", "mirrored"), ("upside down", "mirrored and upside down"))

BANDS = 16
REACH = 0.8  # usual heights of a word, up and down from the heaviest rows: holds ascenders and descenders
JOIN = 0.35  # letter heights: gaps within a word
WORD = 1.5  # letter heights that a word is wide at least
LOW, HIGH = 0.5, 2.6  # letter heights that a word is high
LONG = 120.0  # letter heights: longer runs are rules
FEWEST = 25  # words, or lines that hang together; the lopsidedness of fewer is chance
SOFT = 1.0  # px: edges of black and white marks get a slope
STRANGE = 35.0  # distance above which a page is no print as we know it: handwriting, music, pictures
HEAD = 6.0  # by how much up must be nearer than down, or down than up
MIRROR = 5.0  # by how much the mirror image must be nearer; scans are seldom mirrored, so less is taken for chance


def facing(look: Look) -> Facing | None:
    """Return which way a page seems to face; None where it cannot be told."""
    seen = profile(level(look.marks, look.skew), look.letter)
    return None if seen is None else told(seen)


def told(seen: FloatArray) -> Facing | None:
    """Return which way a page of profile *seen* faces; None where it cannot be told."""
    far = {way: distance(seen, way) for way in WAYS}
    up, down = (min(far[plain], far[turned_over]) for plain, turned_over in HEADS)
    if min(up, down) > STRANGE or abs(up - down) < HEAD:
        return None
    plain, mirrored = HEADS[0] if up < down else HEADS[1]
    return mirrored if far[plain] - far[mirrored] >= MIRROR else plain


def profile(marks: Pixels, letter: float) -> FloatArray | None:
    """Return how ink, leaning edges and upright edges are spread over the height of words, shape (3 * BANDS,).

    None if there are too few words.

    Args:
        marks: letters and rules of a level page, 255 there, else 0.
        letter: height of its letters in pixels, 0.0 if unknown.
    """
    boxes = list(_words(marks, letter)) if letter else []
    if len(boxes) < FEWEST:
        return None
    usual = float(np.median([box.height for box in boxes]))
    soft = cv2.GaussianBlur(marks, (0, 0), SOFT)
    across = np.asarray(cv2.Sobel(soft, cv2.CV_32F, 1, 0))
    down = np.asarray(cv2.Sobel(soft, cv2.CV_32F, 0, 1))
    layers = (marks, across * down, across * across, across * across + down * down)
    total = np.zeros((4, BANDS))
    for box in boxes:
        place = slice(box.top, box.bottom), slice(box.left, box.right)
        rows = [layer[place].sum(axis=1, dtype=np.float64) for layer in layers]
        bands = _bands(rows[0], usual)
        total += np.stack([np.bincount(bands, row, BANDS) for row in rows])
    ink, leaning, upright, edges = total
    return np.concatenate([ink / ink.sum(), 4 * leaning / edges.sum(), upright / edges.sum()])


def turned(seen: FloatArray, way: Facing) -> FloatArray:
    """Return the profile that a page of profile *seen* has when it faces *way*."""
    ink, leaning, upright = seen.reshape(3, BANDS)
    if "upside down" in way:
        ink, leaning, upright = ink[::-1], leaning[::-1], upright[::-1]
    return np.concatenate([ink, -leaning if "mirrored" in way else leaning, upright])


def distance(seen: FloatArray, way: Facing) -> float:
    """Return how far a page is from print that faces *way*, in either script: a squared Mahalanobis distance."""
    means, nearness = _print()
    apart = turned(seen, way) - means
    return float(np.einsum("si,ij,sj->s", apart, nearness, apart).min())


@cache
def _print() -> tuple[FloatArray, FloatArray]:
    """Return the mean profile of each script, shape (2, 3 * BANDS), and the inverse of their scatter."""
    with files("pipeline.quality").joinpath("facing.npz").open("rb") as file:
        data = np.load(file)
        return data["means"].astype(np.float64), np.linalg.inv(data["scatter"].astype(np.float64))


def _words(marks: Pixels, height: float) -> Iterator[Box]:
    joined = cv2.morphologyEx(marks, cv2.MORPH_CLOSE, np.ones((1, max(int(JOIN * height) | 1, 3)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(as_pixels(joined), connectivity=8)
    for left, top, wide, high, _ in stats[1:].tolist():
        if WORD * height < wide < LONG * height and LOW * height < high < HIGH * height:
            yield Box(left=left, top=top, right=left + wide, bottom=top + high)


def _bands(ink: FloatArray, usual: float) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return the band of each row of a word, counted from its heaviest rows."""
    rows = np.arange(len(ink))
    middle = (rows * ink**2).sum() / (ink**2).sum()
    place = ((rows - middle) / (REACH * usual) + 1) / 2 * BANDS
    return np.asarray(np.clip(place, 0, BANDS - 1), np.int64)
