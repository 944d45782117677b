"""Blank sheets as they are scanned: with punch holes, staples, folds, and dark edges where the glass shows."""

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels

DPI = 200.0
MM = DPI / 25.4
SHAPE = 2340, 1654
SHARP = 16  # parts of a pixel that OpenCV draws to


def sheet(seed: int, *, bilevel: bool) -> Pixels:
    """Return a blank sheet, grey or black and white; what is wrong with it hangs on the *seed*."""
    rng = np.random.default_rng(seed)
    page = np.full(SHAPE, rng.uniform(225, 245), np.float32)
    _holes(page, rng)
    _staple(page, rng)
    _fold(page, rng)
    _edge(page, rng)
    soft = cv2.GaussianBlur(page, (0, 0), 0.6) + rng.normal(0, 2.2, SHAPE)
    grey = as_pixels(soft.clip(0, 255).astype(np.uint8))
    return as_pixels(((grey > 150) * 255).astype(np.uint8)) if bilevel else grey


def _holes(page: np.ndarray, rng: np.random.Generator) -> None:
    radius, x = rng.uniform(2.75, 3.2) * MM, rng.uniform(9, 14) * MM
    kind, start = rng.integers(3), float(rng.uniform(0, 180))
    for y in (SHAPE[0] / 2 - 40 * MM, SHAPE[0] / 2 + 40 * MM):
        middle, size = (int(x * SHARP), int(y * SHARP)), int(radius * SHARP)
        if kind == 0:
            cv2.circle(page, middle, size, 45.0, -1, cv2.LINE_AA, 4)
            continue
        if kind == 2:
            cv2.circle(page, middle, size, 208.0, -1, cv2.LINE_AA, 4)
        thick, end = (0.35, start + 260) if kind == 1 else (0.5, start + 90)
        cv2.ellipse(page, middle, (size, size), 0, start, end, 100.0, round(thick * MM), cv2.LINE_AA, 4)


def _staple(page: np.ndarray, rng: np.random.Generator) -> None:
    x, y, length, angle = rng.uniform(8, 25) * MM, rng.uniform(8, 25) * MM, rng.uniform(9, 13) * MM, rng.uniform(0, 3)
    ends = [(int(x), int(y)), (int(x + length * np.cos(angle)), int(y + length * np.sin(angle)))]
    cv2.line(page, ends[0], ends[1], float(rng.uniform(70, 150)), round(0.6 * MM), cv2.LINE_AA)
    for end in ends:
        cv2.circle(page, end, round(0.7 * MM), 40.0, -1, cv2.LINE_AA)


def _fold(page: np.ndarray, rng: np.random.Generator) -> None:
    rows, columns = np.arange(SHAPE[0])[:, None], np.arange(SHAPE[1])[None]
    away = rows - rng.choice([1 / 3, 0.5, 2 / 3]) * SHAPE[0] - rng.uniform(-0.006, 0.006) * columns
    away = away - 2 * np.sin(columns * 6 / SHAPE[1])
    page *= 1 - rng.uniform(0.1, 0.2) * np.exp(-((away / (0.25 * MM)) ** 2))
    page *= 1 - 0.05 * np.exp(-np.clip(away, 0, None) / (3 * MM)) * (away > 0)


def _edge(page: np.ndarray, rng: np.random.Generator) -> None:
    turned = np.rot90(page, int(rng.integers(4)))
    ragged = rng.uniform(0.5, 5) * MM + np.cumsum(rng.normal(0, 0.02, turned.shape[1]))
    turned[np.arange(turned.shape[0])[:, None] < ragged] = 30.0
