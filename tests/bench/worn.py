"""Quick wear for many pages: print of the samples' press on paper, worn, scanned askew.

The samples' own ageing is closer to paper and takes ten times as long.
"""

from pathlib import Path

import cv2
import numpy as np
import press
import typeset
from age import Floats, clouds, floats
from letterfile import LetterFile
from PIL import Image

LID = 212.0  # grey of the lid, where the sheet does not reach


def scan(letter: LetterFile, rng: np.random.Generator) -> tuple[Image.Image, int]:
    """Return the only page of *letter* as scanned, grey or 1-bit, and its resolution."""
    dpi = int(rng.choice((200, 200, 300)))
    layers = press.layers(letter, typeset.pages(letter)[0], rng)
    cover = _sampled(floats(np.maximum.reduce([layer.cover for layer in layers])), dpi)
    grey = _laid(_printed(cover, dpi, rng), rng)
    if rng.random() < 0.2:
        return Image.fromarray(_speckled(grey > rng.uniform(135, 170), rng)), dpi
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)), dpi


def save(image: Image.Image, dpi: int, rng: np.random.Generator, path: Path) -> Path:
    """Write a scan as PNG if it is 1-bit, else as JPEG; return its path, which is *path* with an ending."""
    if image.mode == "1":
        whole = path.with_name(f"{path.name}.png")
        image.save(whole, dpi=(dpi, dpi))
        return whole
    whole = path.with_name(f"{path.name}.jpg")
    image.save(whole, dpi=(dpi, dpi), quality=int(rng.integers(45, 76)))
    return whole


def _sampled(cover: Floats, dpi: int) -> Floats:
    size = (round(cover.shape[1] * dpi / typeset.DPI), round(cover.shape[0] * dpi / typeset.DPI))
    return floats(cv2.resize(cover, size, interpolation=cv2.INTER_AREA))


def _printed(cover: Floats, dpi: int, rng: np.random.Generator) -> Floats:
    """Return the sheet, grey in [0, 255]: ink that spread, a ribbon that wore, uneven paper, print of the back."""
    shape = (cover.shape[0], cover.shape[1])
    soft = floats(cv2.GaussianBlur(cover, (0, 0), rng.uniform(0.6, 1.2) * dpi / typeset.DPI)) * rng.uniform(1.2, 1.5)
    swells = 0.5 + 0.6 * clouds(shape, 90, rng) + 0.35 * clouds(shape, 14, rng)
    ink = np.clip(soft, 0, 1) * (1 - rng.uniform(0.1, 0.5) * np.clip(swells, 0, 1.2))
    paper = rng.uniform(225, 246) + rng.uniform(1, 4) * clouds(shape, 6, rng)
    behind = cv2.GaussianBlur(np.ascontiguousarray(cover[:, ::-1]), (0, 0), 2.5)
    paper *= 1 - float(rng.choice((0.0, 0.0, 0.05, 0.09))) * behind
    return floats(paper - ink * (paper - rng.uniform(25, 80)))


def _laid(page: Floats, rng: np.random.Generator) -> Floats:
    """Return the *page* on the glass: askew, a little out of focus, with the noise of the sensor."""
    height, width = page.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-1.8, 1.8), 1.0)
    laid = cv2.warpAffine(page, matrix, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=LID)
    noise = rng.standard_normal((height, width), np.float32) * np.float32(rng.uniform(1.5, 7.0))
    return floats(cv2.GaussianBlur(laid, (0, 0), rng.uniform(0.4, 0.9)) + noise)


def _speckled(
    white: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]", rng: np.random.Generator
) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    for _ in range(int(rng.integers(0, 300))):
        y, x = rng.integers((0, 0), white.shape).tolist()
        white[y : y + 2, x : x + 2] = rng.random() < 0.2
    return white
