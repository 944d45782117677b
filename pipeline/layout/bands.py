"""Bands: where lines of text run, seen from afar.

The ink is blurred, more along the line than across it, and a band is where the blurred ink arches over what is round it
(its second derivative across the line is below zero). A line of print has one band, on its baseline in Arabic script
and on its small letters in Latin; dots and hamzas are too light to have one.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import FloatArray, Pixels, shrunk
from pipeline.layout.components import IntArray, Labels, Strokes

Arch = NDArray[np.float32]  # shape (rows, columns) in cells

CELL = 10  # cells to a text height: coarse enough to be quick, fine enough to keep lines set solid apart
ALONG = 1.5  # text heights: bridges the gaps between words
ACROSS = 0.42  # text heights: melts the top and foot of letters into one band, but never two lines
BLUR = round((4 * (ALONG * CELL) ** 2 + 1) ** 0.5) | 1  # cells: three means of so many deviate by ALONG
FAINTEST = 0.02  # arch of the blurred ink; a full line has 0.1 to 0.3, scattered speckle below 0.01
STEEPEST = 0.2  # rise over run: pages come straightened
SHORTEST = 6.0  # text heights: a shorter band has no slope to speak of


@dataclass(frozen=True, slots=True)
class Bands:
    """Band i runs along y = *start*[i] + *slope*[i] * x, in page pixels; *labels* holds i + 1 on its cells."""

    labels: Labels
    scale: float
    slope: FloatArray
    start: FloatArray

    def __len__(self) -> int:
        return len(self.start)

    def height_at(self, band: int, x: float) -> float:
        """Return the y of the middle of *band* at *x*."""
        return float(self.start[band] + self.slope[band] * x)

    def under(self, written: Strokes) -> IntArray:
        """Return the band that each pixel lies in, -1 where in none."""
        rows, columns = self.labels.shape
        y = np.minimum((written.y * self.scale).astype(np.int64), rows - 1)
        x = np.minimum((written.x * self.scale).astype(np.int64), columns - 1)
        return np.asarray(self.labels[y, x], np.int64) - 1


def find_bands(ink: Pixels, height: float) -> Bands:
    """Return the bands of *ink* (0 where written) with letters of *height* pixels."""
    arch, scale = _arch(ink, height)
    _, labels = cv2.connectedComponents((arch > FAINTEST).view(np.uint8), connectivity=4, ltype=cv2.CV_32S)
    marked = np.asarray(labels, np.int32)
    slope, start = _courses(marked, arch, height * scale)
    # Cell centres lie half a cell inside.
    return Bands(labels=marked, scale=scale, slope=slope, start=(start + 0.5 - 0.5 * slope) / scale)


def _arch(ink: Pixels, height: float) -> tuple[Arch, float]:
    scale = CELL / height
    size = (max(round(ink.shape[1] * scale), 1), max(round(ink.shape[0] * scale), 1))
    small = np.asarray(cv2.bitwise_not(shrunk(ink, size)), np.float32)
    small /= 255
    soft = np.asarray(cv2.GaussianBlur(_smeared(small), (1, 0), sigmaX=1, sigmaY=ACROSS * CELL), np.float32)
    padded: Arch = np.pad(soft, ((1, 1), (0, 0)), mode="edge")
    arch: Arch = 2 * soft
    arch -= padded[:-2]
    arch -= padded[2:]
    arch *= (ACROSS * CELL) ** 2
    return arch, scale


def _smeared(small: Arch) -> Arch:
    """Return *small* blurred along the line: three running means are a Gaussian but for a hundredth, and quicker."""
    for _ in range(3):
        small = np.asarray(cv2.boxFilter(small, -1, (BLUR, 1)), np.float32)
    return small


def _courses(labels: Labels, arch: Arch, height: float) -> tuple[FloatArray, FloatArray]:
    """Fit a straight line to each band, weighted by its arch: the slopes, and the y at x = 0, in cells."""
    y, x = np.divmod(np.flatnonzero(labels > 0), labels.shape[1])
    band, weight = labels[y, x] - 1, arch[y, x].astype(np.float64)
    count = int(labels.max(initial=0))

    def total(values: FloatArray) -> FloatArray:
        return np.asarray(np.bincount(band, weights=values * weight, minlength=count), np.float64)

    mass = np.maximum(total(np.ones_like(weight)), 1e-9)
    mean_x, mean_y = total(x.astype(float)) / mass, total(y.astype(float)) / mass
    across, along = x - mean_x[band], y - mean_y[band]
    spread = total(across * across)
    long = spread / mass > (SHORTEST * height) ** 2 / 12
    slope = np.where(long, total(across * along) / np.maximum(spread, 1e-9), 0.0)
    slope = np.clip(slope, -STEEPEST, STEEPEST)
    return np.asarray(slope, np.float64), np.asarray(mean_y - slope * mean_x, np.float64)
