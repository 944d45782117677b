"""Sheets printed on both sides, as worn and scanned: each side shows the other through the paper."""

from pathlib import Path

import age
import generate
import numpy as np
import press
import scanner
import typeset
from letterfile import LetterFile, load
from numpy.typing import NDArray
from PIL import Image


def sheet(front: LetterFile, back: LetterFile, through: float) -> tuple[Image.Image, Image.Image]:
    """Return the scans of the first pages of two letters as the two sides of one sheet; *through* is how much shows."""
    sides = (front, back)
    inked = [press.layers(side, typeset.pages(side)[0], np.random.default_rng([side.seed, 0])) for side in sides]
    scans = []
    for place, side in enumerate(sides):
        worn = side.model_copy(update={"paper": side.paper.model_copy(update={"back": through})})
        rng = np.random.default_rng([side.seed, 1])
        other = _cover(inked[1 - place])
        scans.append(scanner.scan(age.aged_page(worn, inked[place], other, rng), worn, 0, rng))
    return scans[0], scans[1]


def _cover(layers: tuple[press.Layer, ...]) -> NDArray[np.float32]:
    cover = np.zeros(press.SHAPE, np.float32)
    for layer in layers:
        cover = np.maximum(cover, layer.cover)
    return cover


def sample(name: str) -> LetterFile:
    """Return the description of the sample letter *name*."""
    return load(Path(generate.LETTERS) / f"{name}.toml")
