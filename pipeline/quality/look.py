"""A page as the measures look at it: once as it came, and once made small with what clean-up sees on it."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A scan in grey, and a small picture of it.

    Attributes:
        page: the scan, shape (height, width).
        small: the same made small.
        flat: the small picture under even light.
        ink: its ink, 0 where written, 255 where bare.
        marks: where it has marks the size of letters or rules, 255 there, else 0.
        sheet: where the sheet lies on it, 255 there; None where the scan shows nothing but the sheet.
        scale: pixels of the small picture per pixel of the page.
        letter: height of a letter on the small picture in pixels, 0.0 where there are too few.
        dpi: resolution of the page, as the file tells it if that is credible, else estimated.
        dpi_told: as the file tells it, None where it tells nothing possible.
        dpi_credible: whether the file tells it, and the letters bear it out.
        bilevel: whether the scan holds black and white alone.
        skew: degrees clockwise by which the page must be turned to be level; 0.0 where that is not clear.
        on_a_side: whether lines seem to run up and down.
        leaves: how many pages there are on the scan.
    """

    page: Pixels
    small: Pixels
    flat: Pixels
    ink: Pixels
    marks: Pixels
    sheet: Pixels | None
    scale: float
    letter: float
    dpi: float
    dpi_told: float | None
    dpi_credible: bool
    bilevel: bool
    skew: float
    on_a_side: bool
    leaves: int = 1


def patches(look: Look, weight: Pixels, size: int, most: int) -> Iterator[Pixels]:
    """Yield at most *most* squares of *size* pixels of the page, those where *weight*, as large as small, is highest.

    Squares where it is 0 are left out.
    """
    height, width = look.page.shape
    rows, columns = height // size, width // size
    if not rows or not columns:
        return
    covered = weight[: max(round(rows * size * look.scale), 1), : max(round(columns * size * look.scale), 1)]
    cells = np.asarray(cv2.resize(covered, (columns, rows), interpolation=cv2.INTER_AREA))
    for place in np.argsort(-cells.ravel().astype(np.int64), kind="stable")[:most]:
        row, column = divmod(int(place), columns)
        if cells[row, column]:
            yield as_pixels(look.page[row * size : (row + 1) * size, column * size : (column + 1) * size])
