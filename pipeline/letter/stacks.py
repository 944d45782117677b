"""Where, in a stack of pages, a new letter begins: at a greeting below a head, or at a head after a leave was taken."""

from collections.abc import Sequence

from pipeline.letter.zones import Label
from pipeline.model import Page

GREETED_ABOVE = 0.65  # of the page's height: a greeting further down is quoted, or a second one
SURE = 0.5  # how likely a zone has to be to begin or to end a letter
OPENERS = frozenset({"letterhead", "date", "addressee", "reference"})
ENDERS = frozenset({"closing", "signature"})
Placed = tuple[float, Label]  # how far down the page a row stands, as a share of its height, and its zone


def begins(page: Sequence[Placed], before: Sequence[Placed]) -> bool:
    """Return whether a letter begins on *page*; *before* are the rows of the page before it.

    Args:
        page: its rows in reading order, as the zones of the page alone have them.
        before: those of the page before, likewise.
    """
    greeted = next((place for place, (y, zone) in enumerate(page) if _is(zone, "salutation") and y < GREETED_ABOVE), -1)
    opened = any(zone.zone in OPENERS and zone.probability > SURE for _, zone in page[: max(greeted, 0)])
    ended = any(zone.zone in ENDERS and zone.probability > SURE for _, zone in before)
    titled = any(_is(zone, "title") for _, zone in page)
    return titled or (greeted >= 0 and (opened or ended)) or (ended and _is_headed(page))


def _is_headed(page: Sequence[Placed]) -> bool:
    """Whether a page has a letterhead and a date, or begins with whom it is to."""
    zones = {zone.zone for _, zone in page if zone.probability > SURE}
    return {"letterhead", "date"} <= zones or any(_is(zone, "addressee") for _, zone in page[:1])


def _is(label: Label, zone: str) -> bool:
    return label.zone == zone and label.probability > SURE


def grouped(pages: Sequence[Page], first: Sequence[bool]) -> tuple[tuple[Page, ...], ...]:
    """Return *pages* as letters; *first* says of each whether one begins on it; blank ones go with those before."""
    letters: list[list[Page]] = []
    for page, is_first in zip(pages, first, strict=True):
        if is_first or not letters:
            letters.append([page])
        else:
            letters[-1].append(page)
    return tuple(map(tuple, letters))
