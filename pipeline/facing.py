"""Scans of both sides of sheets: what shows through from one side is taken off the other.

A page waits for the next one only where it shows marks of another side; of a page that has gone on, a small picture is
kept. A side has one other side, so that no page is compared once that is found.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline import cleanup
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.model import Finding
from pipeline.settings import Sides


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A scan by its name, and as a side of a sheet."""

    name: str
    side: cleanup.Side


def without_backs(scans: Iterator[Scan | Unreadable], sides: Sides) -> Iterator[Scan | Unreadable]:
    """Yield all *scans*, those on which the other side of their sheet shows through without that.

    Args:
        scans: the pages of a letter, in order.
        sides: "auto" looks before and after a page with faint marks for its other side; 1: each scan is a sheet of its
            own; 2: of each two scans in a row the second is the back of the first.
    """
    if sides == 1:
        yield from scans
        return
    before: _Seen | None = None
    current, number = next(scans, None), 1
    ahead = next(scans, None)
    while current is not None:
        seen = _seen(current) if before or ahead else None
        found = None
        if seen and _is_worth_it(seen, sides):
            is_back = sides == 2 and number % 2 == 0
            if before and (sides == "auto" or is_back):
                found = _cleared(current, seen, before)
            if found is None and not is_back:
                ahead = ahead or next(scans, None)
                found = _cleared(current, seen, _seen(ahead))
        yield found or current
        before = seen
        current, ahead, number = ahead or next(scans, None), None, number + 1


def _seen(scan: Scan | Unreadable | None) -> _Seen | None:
    """Return *scan* as a side of a sheet; None where it shows no greys, or never was on paper."""
    if not isinstance(scan, Scan) or scan.bilevel or scan.text_lines:
        return None
    return _Seen(name=f"{scan.source}, page {scan.number}", side=cleanup.side(scan.pixels))


def _is_worth_it(seen: _Seen, sides: Sides) -> bool:
    return sides == 2 or seen.side.shows_through


def _cleared(scan: Scan | Unreadable, seen: _Seen, other: _Seen | None) -> Scan | None:
    """Return *scan* without what shows through from the *other* side; None if that is not its other side."""
    if not isinstance(scan, Scan) or other is None:
        return None
    pixels = cleanup.without_back(scan.pixels, seen.side, other.side)
    if pixels is None:
        return None
    message = f"{other.name} is its other side, which showed through and was taken off"
    told = Finding(code="back-taken-off", severity="info", message=message)
    return replace(scan, pixels=pixels, findings=(*scan.findings, told))
