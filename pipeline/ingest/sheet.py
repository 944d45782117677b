"""What a PDF page is made of, looked up before it is rendered: how large its images are, and whether it holds text."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

POINTS = 72.0  # an inch
GRID = 64  # cells along each side of the page, for how much of it images cover
SCAN_COVERS = 0.85  # of the page, from which its images are taken for a scan of it
INSET = 0.1  # pixel
PART_OF_SCAN = 0.05  # of the page: strips and layers of a scan are larger, logos in it smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An image on a PDF page.

    Attributes:
        size: width and height in pixels.
        dpi: the finer of its two resolutions on the page.
        box: left, bottom, right, top in shares of the page, which may lie outside of [0, 1].
    """

    size: tuple[int, int]
    dpi: float
    box: tuple[float, float, float, float]

    @property
    def area(self) -> float:
        """The share of the page that it covers, in [0, 1]."""
        left, bottom, right, top = (min(max(edge, 0.0), 1.0) for edge in self.box)
        return (right - left) * (top - bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is known of a PDF page before it is rendered; width and height in points, turned as the page is shown."""

    width: float
    height: float
    pictures: tuple[Picture, ...]
    has_text: bool
    has_visible_text: bool

    @property
    def scan_dpi(self) -> float:
        """The resolution of the scan that the page is, 0.0 if it is none; strips and layers count together."""
        covered = np.zeros((GRID, GRID), np.bool_)
        for picture in self.pictures:
            left, bottom, right, top = (round(min(max(edge, 0.0), 1.0) * GRID) for edge in picture.box)
            covered[bottom:top, left:right] = True
        if covered.mean() < SCAN_COVERS:
            return 0.0
        return max((picture.dpi for picture in self.pictures if picture.area >= PART_OF_SCAN), default=0.0)

    @property
    def largest_picture(self) -> tuple[int, int]:
        """Width and height in pixels of the image with most pixels."""
        return max((picture.size for picture in self.pictures), key=_pixels, default=(0, 0))


def look_at(page: pypdfium2.PdfPage) -> Sheet:
    """Return what *page* is made of; pypdfium2.PdfiumError if it cannot be parsed."""
    things = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_TEXT]))
    modes = {pdfium.FPDFTextObj_GetTextRenderMode(thing) for thing in things if _is_text(thing)}
    width, height = page.get_size()
    return Sheet(
        width=width,
        height=height,
        pictures=tuple(_pictures(page, [thing for thing in things if not _is_text(thing)])),
        has_text=bool(modes),
        has_visible_text=bool(modes - {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE}),
    )


def is_one_bit(page: pypdfium2.PdfPage) -> bool:
    """Return whether all images of a page are black and white; it may decode them, so check their sizes first."""
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    return all(image.get_metadata().bits_per_pixel == 1 for image in images)


def keep_off_the_edges(page: pypdfium2.PdfPage) -> None:
    """Shrink the images of a page by a tenth of their pixels on each side, in memory, so that they come out exactly.

    The renderer rounds an image's box outwards: one that ends at row 3508.00001 is stretched over 3509 rows.
    """
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        width, height = image.get_px_size()
        across, down = INSET / max(width, 1), INSET / max(height, 1)
        inner = pypdfium2.PdfMatrix(1 - 2 * across, 0, 0, 1 - 2 * down, across, down)
        image.set_matrix(inner.multiply(image.get_matrix()))


def _pictures(page: pypdfium2.PdfPage, images: list[pypdfium2.PdfImage]) -> Iterator[Picture]:
    left, bottom, right, top = page.get_bbox()
    for image in images:
        size = image.get_px_size()
        matrix = _placement(image)
        corners = [matrix.on_point(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        across = max(float(np.hypot(matrix.a, matrix.b)), 1e-3)
        down = max(float(np.hypot(matrix.c, matrix.d)), 1e-3)
        yield Picture(
            size=size,
            dpi=max(size[0] / across, size[1] / down) * POINTS,
            box=(
                (min(x for x, _ in corners) - left) / (right - left),
                (min(y for _, y in corners) - bottom) / (top - bottom),
                (max(x for x, _ in corners) - left) / (right - left),
                (max(y for _, y in corners) - bottom) / (top - bottom),
            ),
        )


def _placement(image: pypdfium2.PdfImage) -> pypdfium2.PdfMatrix:
    """Return the matrix from the unit square to the page, through all forms that hold the image."""
    matrix = image.get_matrix()
    outer = image.container
    while outer is not None:
        matrix = matrix.multiply(outer.get_matrix())
        outer = outer.container
    return matrix


def _is_text(thing: pypdfium2.PdfObject) -> bool:
    return bool(thing.type == pdfium.FPDF_PAGEOBJ_TEXT)


def _pixels(size: tuple[int, int]) -> int:
    return size[0] * size[1]
