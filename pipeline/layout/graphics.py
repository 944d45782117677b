"""Graphics told from text: rules, stamps, logos, signatures, photos."""

from dataclasses import dataclass

import numpy as np

from pipeline.image import Pixels
from pipeline.layout.components import BoolArray, Components
from pipeline.model import Graphic


@dataclass(frozen=True, slots=True)
class Parted:
    """The pieces of ink that are text, and what the others are."""

    pieces: Components
    text: BoolArray
    graphics: tuple[Graphic, ...]


def part_graphics(pixels: Pixels, pieces: Components, height: float, dpi: float) -> Parted:
    """Tell text from graphics; *height* is the height of the text in pixels."""
    text = (pieces.width <= 40 * height) & (pieces.height <= 6 * height)
    return Parted(pieces=pieces, text=np.asarray(text, np.bool_), graphics=())
