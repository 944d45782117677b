"""The door to pdfplumber: the text layer of one PDF page, or why it is not believed."""

import logging
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from pipeline.image import Pixels
from pipeline.ingest.glyphs import Char, Glyph, glyphs
from pipeline.ingest.rows import rows
from pipeline.ingest.sheet import Sheet
from pipeline.ingest.soundness import fault_of_place, fault_of_text
from pipeline.ingest.textlayer import text_lines
from pipeline.model import Finding, TextLine

log = logging.getLogger(__name__)
# It warns of every odd operator and damaged stream; what matters of that is in the verdict on the layer.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

# What pdfminer raises on broken fonts and streams, which other readers of the same page survive.
BROKEN = (
    PdfminerException,
    MalformedPDFException,
    PDFException,
    PSException,
    OSError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
    OverflowError,
    struct.error,
)
MOST_TURNED = 0.1  # of the characters, that do not stand upright
FEWEST = 3  # glyphs; fewer are a page number: no text layer at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The lines of a sound text layer, or the finding that says why it was refused; neither where there is none."""

    lines: tuple[TextLine, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_layer(path: Path, number: int, sheet: Sheet, pixels: Pixels) -> Layer:
    """Return the text layer of a page.

    Args:
        path: the PDF file.
        number: the page, from 1.
        sheet: what the page is made of.
        pixels: the page as rendered.
    """
    if not sheet.has_text:
        return Layer()
    try:
        chars = _chars(path, number)
    except BROKEN as error:
        log.info("text layer of page %d: %r", number, error)
        return _refused(number, "its fonts or text cannot be decoded")
    if sum(not char.is_upright for char in chars) > MOST_TURNED * len(chars):
        return _refused(number, "text that does not stand upright")
    every = glyphs(chars, (sheet.width, sheet.height))
    if sum(not glyph.is_space for glyph in every) < FEWEST:
        return Layer()
    return _judged(every, number, sheet, pixels)


def _judged(every: Sequence[Glyph], number: int, sheet: Sheet, pixels: Pixels) -> Layer:
    scale = pixels.shape[1] / sheet.width
    on_scan = sheet.scan_dpi > 0
    written = [glyph for glyph in every if not glyph.is_space]
    found = rows(every)
    fault = fault_of_text(["".join(glyph.text for glyph in row) for row in found])
    fault = fault or fault_of_place(written, pixels, scale, on_scan=on_scan)
    if fault:
        return _refused(number, fault)
    return Layer(lines=text_lines(found, scale, on_scan=on_scan))


def _chars(path: Path, number: int) -> list[Char]:
    """Return the characters of a page from the corner of what is shown; pdfplumber counts from that of the MediaBox."""
    # An open file, not its path, which the library would leave open where the file cannot be parsed.
    with path.open("rb") as file, pdfplumber.open(file, pages=[number]) as document:
        page = document.pages[0]
        cut_left, cut_top = _cut(page.page_obj.mediabox, page.page_obj.cropbox, page.rotation)
        left, top = page.mediabox[0] + cut_left, page.mediabox[1] + cut_top
        return [
            Char(
                text=char["text"],
                left=char["x0"] - left,
                top=char["top"] - top,
                right=char["x1"] - left,
                bottom=char["bottom"] - top,
                baseline=char["bottom"] - top + char["y0"] - char["matrix"][5],
                matrix=char["matrix"][:4],
            )
            for char in page.chars
        ]


def _cut(media: Sequence[float], crop: Sequence[float], rotation: int) -> tuple[float, float]:
    """Return how much a CropBox takes from its MediaBox on the left and at the top of the page as it is shown."""
    left, bottom = max(crop[0] - media[0], 0.0), max(crop[1] - media[1], 0.0)
    right, top = max(media[2] - crop[2], 0.0), max(media[3] - crop[3], 0.0)
    # The page is turned clockwise: after a quarter turn its bottom is on the left and its left side on top.
    turned = {0: (left, top), 90: (bottom, left), 180: (right, bottom), 270: (top, right)}
    return turned[rotation]


def _refused(number: int, fault: str) -> Layer:
    message = f"the text layer of the PDF page is not used: {fault}; the page was read by OCR instead"
    return Layer(findings=(Finding(code="text-layer-refused", severity="warning", message=message, page=number),))
