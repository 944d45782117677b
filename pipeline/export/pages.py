"""Formats of XML that have a file for each page: which pages have one, what it is called, and what is read back."""

from collections.abc import Callable, Sequence

from pipeline.export import xml
from pipeline.export.exporter import Copy, File
from pipeline.export.xml import Element
from pipeline.model import Letter, Page, Record


def write(record: Record, ending: str, document: Callable[[Record, Page], Element]) -> tuple[File, ...]:
    """Return a *document* for each page of *record* that could be seen: p1.ending, p2.ending, ..."""
    seen = [page for page in record.pages if page.width and page.height]
    return tuple(
        File(name=f"p{page.number}.{ending}", data=xml.serialize(xml.indented(document(record, page)))) for page in seen
    )


def read(
    files: Sequence[File], read_page: Callable[[Element], Page], read_letter: Callable[[Sequence[Element]], Letter]
) -> Copy:
    """Return what *files*, the pages of one letter, have kept of it."""
    roots = [xml.parse(file.data) for file in files]
    pages = tuple(read_page(root) for root in roots)
    return Copy(texts=tuple(page.text for page in pages), pages=pages, letter=read_letter(roots))
