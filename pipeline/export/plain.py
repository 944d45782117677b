"""The bare text in reading order; pages are parted by form feeds, blocks by empty lines."""

from collections.abc import Sequence

from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.model import Record

NAME = "letter.txt"


class Plain:
    """UTF-8 text."""

    def write(self, record: Record, _: ImageOf) -> tuple[File, ...]:
        return (File(name=NAME, data=text_of(record).encode()),)

    def read(self, files: Sequence[File]) -> Copy:
        pages = files[0].data.decode().split("\f")
        return Copy(texts=tuple(page.removesuffix("\n") for page in pages))


def text_of(record: Record) -> str:
    """Return all that was read; each page ends in a newline."""
    return "\f".join(f"{page.text}\n" for page in record.pages)
