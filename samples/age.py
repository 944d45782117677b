"""Ink and paper as time left them; every function draws its chances from the generator it is given."""

from typing import Any

import cv2
import numpy as np
from letterfile import LetterFile, Paper, Print
from numpy.typing import NDArray
from press import SHAPE, Layer

Floats = NDArray[np.float32]
SCANNED_INK = {"stamp": 0.85, "signature": 0.92, "logo": 1.0, "print": 1.0}  # how dense each kind of ink is


def floats(array: Any) -> Floats:
    """Return what OpenCV or numpy gave back as float32."""
    return np.asarray(array, np.float32)


def clouds(shape: tuple[int, int], cells: int, rng: np.random.Generator) -> Floats:
    """Return smooth noise with about *cells* swells across, mean 0, deviation about 1."""
    coarse = rng.normal(0, 1.3, (cells + 3, cells + 3)).astype(np.float32)
    return floats(cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC))


def aged_page(letter: LetterFile, layers: tuple[Layer, ...], back: Floats, rng: np.random.Generator) -> Floats:
    """Return the page as it lies before the scanner, float32 RGB in [0, 255].

    Args:
        letter: the strengths of each kind of wear.
        layers: the ink.
        back: cover of the print on the back of the sheet, shape of a page; zeros if the back is bare.
        rng: the source of chance.
    """
    page = paper(letter.paper, rng)
    if letter.paper.back:
        page *= 1 - letter.paper.back * _seen_through(back)[..., None]
    for layer in layers:
        cover = _inked(layer, letter.press, rng) * SCANNED_INK[layer.kind]
        ink = np.array(layer.ink, np.float32)
        page -= cover[..., None] * np.clip(page - ink, 0, 255)
    return page * _folds(letter.paper, rng)[..., None]


def paper(spec: Paper, rng: np.random.Generator) -> Floats:
    """Return a bare sheet: tone, clouds, grain, fibres, stains and dust."""
    shade = spec.clouds * clouds(SHAPE, 6, rng) + spec.clouds * 0.5 * clouds(SHAPE, 40, rng)
    shade += spec.grain * floats(cv2.GaussianBlur(rng.normal(0, 2.2, SHAPE).astype(np.float32), (0, 0), 1.1))
    shade += _fibres(spec.fibres, rng)
    shade += _dust(spec.dust, rng)
    page = np.array(spec.tone, np.float32) + shade[..., None]
    for _ in range(spec.stains):
        page -= _stain(rng)[..., None] * np.array((10, 17, 30), np.float32)
    return floats(page)


def _fibres(count: int, rng: np.random.Generator) -> Floats:
    drawn = np.zeros(SHAPE, np.uint8)
    for _ in range(count):
        start = rng.uniform((0, 0), SHAPE[::-1])
        turns = start + np.cumsum(rng.normal(0, 14, (5, 2)), axis=0)
        cv2.polylines(
            drawn,
            [turns.astype(np.int32)],
            isClosed=False,
            color=int(rng.integers(60, 200)),
            thickness=1,
            lineType=cv2.LINE_AA,
        )
    return floats(cv2.GaussianBlur(drawn, (0, 0), 0.8)) * -0.06


def _dust(count: int, rng: np.random.Generator) -> Floats:
    drawn = np.zeros(SHAPE, np.uint8)
    for _ in range(count):
        x, y = rng.integers((0, 0), SHAPE[::-1]).tolist()
        cv2.circle(drawn, (x, y), int(rng.integers(1, 4)), int(rng.integers(60, 220)), -1, cv2.LINE_AA)
    return floats(cv2.GaussianBlur(drawn, (0, 0), 0.7)) * -0.4


def _stain(rng: np.random.Generator) -> Floats:
    """Return a round stain with a darker rim, in [0, 1]."""
    x, y = rng.uniform((300, 300), (SHAPE[1] - 300, SHAPE[0] - 300))
    radius = rng.uniform(90, 260)
    rows, columns = np.mgrid[0 : SHAPE[0], 0 : SHAPE[1]].astype(np.float32)
    away = np.hypot(columns - x, rows - y) + 16 * clouds(SHAPE, 9, rng)
    rim = np.exp(-(((away - radius) / 9) ** 2))
    return floats(np.clip(0.35 * (away < radius) + 0.6 * rim, 0, 1))


def _seen_through(back: Floats) -> Floats:
    """Return the mirrored print of the back as the paper lets it through."""
    return floats(cv2.GaussianBlur(np.ascontiguousarray(back[:, ::-1]), (0, 0), 3.0))


def _inked(layer: Layer, press: Print, rng: np.random.Generator) -> Floats:
    """Return the cover of *layer* after the ink spread into the paper and the ribbon or toner left gaps."""
    soft = np.clip(floats(cv2.GaussianBlur(layer.cover, (0, 0), press.spread)) * press.gain, 0, 1)
    if layer.kind != "print":
        return floats(soft)
    ribbon = 1 - press.wear * np.clip(0.5 + 0.6 * clouds(SHAPE, 90, rng) + 0.35 * clouds(SHAPE, 14, rng), 0, 1.2)
    weave = floats(cv2.GaussianBlur(rng.random(SHAPE, dtype=np.float32), (0, 0), 1.2)) - 0.5
    return floats(np.clip(soft * np.clip(ribbon - 2.5 * press.wear * np.clip(weave, 0, 1), 0, 1), 0, 1))


def _folds(spec: Paper, rng: np.random.Generator) -> Floats:
    """Return the light on a folded sheet as a factor: a bright ridge with a shadow on one side of each fold."""
    light = np.ones(SHAPE, np.float32)
    rows, columns = np.mgrid[0 : SHAPE[0], 0 : SHAPE[1]].astype(np.float32)
    for fold in spec.folds:
        slope = rng.normal(0, 0.003)
        away = rows - SHAPE[0] * fold - slope * columns + 1.5 * clouds(SHAPE, 12, rng)
        light += 0.035 * np.exp(-((away / 3.5) ** 2)) - 0.085 * np.exp(-np.clip(away, 0, None) / 45) * (away > 0)
        light -= 0.10 * np.exp(-(((away - 5) / 3) ** 2))
    return light
