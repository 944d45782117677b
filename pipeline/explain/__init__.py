"""How a letter came to be read as it was: each step of the clean-up, and the page with all that was found drawn on it.

An explanation is made from the record and the scans, after the fact and without reading anything: asking for it changes
no record, and a record that was made without one can get it later.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline import markup
from pipeline.errors import InputError
from pipeline.explain.arrows import arrow
from pipeline.explain.fields import FIELD_COLOURS, Marked, marked
from pipeline.explain.pictures import step_pictures
from pipeline.findings import UNSURE
from pipeline.geometry import Point
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.model import Page, Record
from pipeline.sheets import PageImage
from pipeline.store.places import PICTURES

ImageOf = Callable[[Page], bytes | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A page of HTML, and the pictures that it shows from the folder PICTURES beside it."""

    html: bytes
    pictures: tuple[PageImage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A picture of one step of the clean-up: its file name, what the step is and what it did."""

    picture: str
    title: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page as it is explained; arrows, by the id of the line, point the way that the line runs."""

    page: Page
    steps: tuple[Step, ...]
    fields: tuple[Marked, ...]
    arrows: Mapping[str, tuple[Point, ...]]


def explain(record: Record, scans: Iterable[Scan | Unreadable], image_of: ImageOf) -> Explanation:
    """Return the explanation of *record*.

    Args:
        record: what is explained.
        scans: what went in, in the order of the record's pages; those of which it has no page are passed over.
        image_of: returns the page image of a page as the bytes of its file, None if it is not there.

    Raises:
        InputError: if the scan of a page is not among them.
    """
    pages: list[Shown] = []
    pictures: list[PageImage] = []
    for page, scan in _paired(record.pages, scans):
        made = step_pictures(page, scan, image_of(page))
        pictures += [PageImage(name=f"p{page.number}-{step.name}.jpg", data=step.data) for step in made]
        steps = tuple(
            Step(picture=f"{PICTURES}/p{page.number}-{step.name}.jpg", title=step.title, said=step.said)
            for step in made
        )
        arrows = {line.id: arrow(line) for line in page.lines}
        pages.append(Shown(page=page, steps=steps, fields=marked(record.letter, page), arrows=arrows))
    html = markup.render(
        "explain/letter.html",
        record=record,
        pages=pages,
        colours=FIELD_COLOURS,
        unsure=UNSURE,
    )
    return Explanation(html=html, pictures=tuple(pictures))


def _paired(pages: Iterable[Page], scans: Iterable[Scan | Unreadable]) -> Iterator[tuple[Page, Scan | Unreadable]]:
    """Yield each page with its scan, which leaves share; InputError if there is none for it."""
    following = iter(scans)
    scan: Scan | Unreadable | None = None
    for page in pages:
        if scan is None or page.leaf < 2:
            scan = next(following, None)
        while scan and (scan.source, scan.number) != (page.source, page.source_page):
            scan = next(following, None)
        if scan is None:
            raise InputError(f"{page.source}: page {page.source_page} is not there any more; read the letter again")
        yield page, scan
