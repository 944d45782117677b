"""Searchable PDF: the page images with an invisible text layer that copies and searches right in any viewer."""

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream

from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.export.pdf import layer
from pipeline.export.pdf.font import Font
from pipeline.export.pdf.picture import picture
from pipeline.export.roles import main_language
from pipeline.model import Page, Record

NAME = "letter.pdf"
BLANK = (595.0, 842.0)  # points: A4, for a page that could not be seen


class SearchablePdf:
    """letter.pdf."""

    def write(self, record: Record, image_of: ImageOf) -> tuple[File, ...]:
        with pikepdf.new() as pdf:
            for page in record.pages:
                _add(pdf, page, image_of(page))
            tag = main_language(record)
            if tag:
                pdf.Root.Lang = pikepdf.String(tag)
            return (File(name=NAME, data=_bytes(pdf)),)

    def read(self, files: Sequence[File]) -> Copy:
        try:
            with Pdf.open(io.BytesIO(files[0].data)) as pdf:
                return Copy(texts=tuple("\n".join(_lines(page)) for page in pdf.pages))
        except pikepdf.PdfError as error:
            raise ValueError(f"this is no PDF: {error}") from error


def text_only(page: Page) -> bytes:
    """Return a PDF of one page that holds the invisible text of *page* alone."""
    with pikepdf.new() as pdf:
        _add(pdf, page, None)
        return _bytes(pdf)


def _bytes(pdf: Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made, deterministic_id=True)
    return made.getvalue()


def _add(pdf: Pdf, page: Page, image: bytes | None) -> None:
    point = layer.scale(page)
    size = (page.width * point, page.height * point) if page.width and page.height else BLANK
    added = pdf.add_blank_page(page_size=size)
    lines = layer.placed(page)
    font = Font()
    text = layer.content(page, lines, font)
    resources = Dictionary()
    shown = b""
    if image is not None:
        resources.XObject = Dictionary(Im0=picture(pdf, image))
        shown = f"q {size[0]:.3f} 0 0 {size[1]:.3f} 0 0 cm /Im0 Do Q\n".encode()
    if text:
        resources.Font = Dictionary({f"/{layer.FONT}": font.build(pdf, layer.alphabet(lines))})
    added.Resources = resources
    added.Contents = Stream(pdf, shown + text)


def _lines(page: Any) -> list[str]:
    """Return the texts that outermost ActualText tells, line by line."""
    found: list[str] = []
    depth = 0
    for step in pikepdf.parse_content_stream(page):
        operands: Any = step.operands
        if str(step.operator) == "BDC":
            if depth == 0 and isinstance(operands[1], Dictionary) and Name.ActualText in operands[1]:
                found.append(str(operands[1].ActualText))
            depth += 1
        elif str(step.operator) == "EMC":
            depth -= 1
    return found
