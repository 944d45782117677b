"""What an exporter is: it writes records in a format of the world outside, and reads back what it wrote."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.model import Letter, Page, Record, Source, Step

ImageOf = Callable[[Page], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that goes out; its name has no folder in it."""

    name: str
    data: bytes

    def __post_init__(self) -> None:
        if not self.name or "/" in self.name or self.name.startswith("."):
            raise ValueError(f"no name of a file: {self.name!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """A file that goes out in pieces, since it tells of a whole collection."""

    name: str
    chunks: Iterator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What a format has kept of a record.

    Attributes:
        texts: the text of each page, in reading order; for a format that knows no pages, of the letter.
        pages: the pages, where the format keeps lines and their places; else none.
        letter: the letter's fields, where the format keeps them; else empty.
        sources: the files that went in, where the format keeps them.
        steps: what was done, and who did it, where the format keeps that.
    """

    texts: tuple[str, ...]
    pages: tuple[Page, ...] = ()
    letter: Letter = field(default_factory=Letter)
    sources: tuple[Source, ...] = ()
    steps: tuple[Step, ...] = ()


class Exporter(Protocol):
    """Turns one record into files, and such files into what they have kept of it."""

    def write(self, record: Record, image_of: ImageOf) -> tuple[File, ...]:
        """Return the files; *image_of* returns the bytes of a page's image, None if it is not there."""
        ...

    def read(self, files: Sequence[File]) -> Copy:
        """Return what *files*, in the order of their pages, hold; ValueError if they are not of this format."""
        ...


class Collector(Protocol):
    """Turns the records of a whole collection into a few files."""

    def write(self, records: Callable[[], Iterable[Record]]) -> Iterator[Stream]:
        """Yield the files, each to be used up before the next; *records* gives all records from the start again."""
        ...
