"""Pages of PDF files: a scan at its own resolution, anything else at the resolution of the settings."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import InputError
from pipeline.image import Pixels, as_pixels
from pipeline.ingest.layer import read_layer
from pipeline.ingest.scan import Scan, Unreadable, plausible_dpi, too_large
from pipeline.ingest.sheet import POINTS, Sheet, is_one_bit, keep_off_the_edges, look_at
from pipeline.ingest.tones import is_bilevel, without_idle_colour
from pipeline.settings import IngestSettings
from pipeline.text import shown

ROUNDING = 0.99  # of the limit of pixels: room for sizes that are rounded up
MIDDLE = 128  # grey level between ink and paper of a 1-bit scan, to undo the renderer's smoothing


def pages(path: Path, settings: IngestSettings) -> Iterator[Scan | Unreadable]:
    """Yield the pages of a PDF file.

    Raises:
        InputError: if it is encrypted, damaged beyond opening, or has no pages.
    """
    name = shown(path.name)
    with closing(_opened(path, name)) as document:
        for number in range(1, len(document) + 1):
            yield _page(document, path, number, settings)


def _opened(path: Path, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{name}: {_why_not(path.read_bytes())}") from error


def _why_not(data: bytes) -> str:
    """Return why a PDF cannot be opened; asked of the library below, as pypdfium2 tells an old error of no pages."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if document:
        pdfium.FPDF_CloseDocument(document)
        return "has no pages; scan or export it again"
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        return "is encrypted; save a copy without a password and read that"
    return "is a damaged PDF or cut short; copy or export it again"


def _page(document: pypdfium2.PdfDocument, path: Path, number: int, settings: IngestSettings) -> Scan | Unreadable:
    name = shown(path.name)
    try:
        with closing(document[number - 1]) as page:
            sheet = look_at(page)
            refusal = too_large(*sheet.largest_picture, settings)
            if refusal:
                reason = f"an image in the PDF page is too large: {refusal}"
                return Unreadable(source=name, number=number, reason=reason)
            scan = _scan(page, sheet, name, number, settings)
    except (pypdfium2.PdfiumError, ValueError) as error:
        reason = f"the PDF page cannot be rendered: {error}; export or scan it again"
        return Unreadable(source=name, number=number, reason=reason)
    layer = read_layer(path, number, sheet, scan.pixels)
    return replace(scan, text_lines=layer.lines, findings=layer.findings)


def _scan(page: pypdfium2.PdfPage, sheet: Sheet, name: str, number: int, settings: IngestSettings) -> Scan:
    dpi = _dpi(sheet, settings)
    if sheet.scan_dpi:
        keep_off_the_edges(page)
    pixels = _rendered(page, dpi)
    if pixels.ndim == 2 and sheet.scan_dpi and not sheet.has_visible_text and is_one_bit(page):
        pixels = as_pixels(np.where(pixels < MIDDLE, 0, 255).astype(np.uint8))
    return Scan(
        source=name,
        number=number,
        pixels=pixels,
        dpi=plausible_dpi(dpi, pixels.shape[1], pixels.shape[0]),
        bilevel=is_bilevel(pixels),
    )


def _dpi(sheet: Sheet, settings: IngestSettings) -> float:
    """Return the resolution to render at: a scan's own, lowered where the page would be over the limit of pixels."""
    wanted = float(settings.pdf_dpi)
    if sheet.scan_dpi:
        wanted = max(sheet.scan_dpi, wanted) if sheet.has_visible_text else sheet.scan_dpi
    most: float = (ROUNDING * settings.max_megapixels * 1e6 / (sheet.width * sheet.height)) ** 0.5 * POINTS
    return round(min(wanted, most), 2)


def _rendered(page: pypdfium2.PdfPage, dpi: float) -> Pixels:
    # The renderer rounds sizes up; a little less keeps 2480.0001 from becoming 2481 and every pixel from blurring.
    scale = dpi / POINTS - 1e-2 / max(page.get_size())
    with closing(page.render(scale=scale, rev_byteorder=True)) as bitmap:
        return without_idle_colour(as_pixels(bitmap.to_numpy()[:, :, :3].copy()))
