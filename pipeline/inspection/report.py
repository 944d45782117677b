"""The report on a box of scans as one page of HTML: worst first, thumbnails inside, nothing from elsewhere."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline import markup
from pipeline.inspection import Inspected
from pipeline.quality import WORST_FIRST, Measures


def report(pages: Sequence[Inspected]) -> bytes:
    """Return the report on *pages* as HTML."""
    return markup.render(
        "inspection/report.html",
        pages=[(page.verdict, _inline(page.thumbnail), _rows(page.verdict.measures)) for page in worst_first(pages)],
        counts=Counter(page.verdict.grade for page in pages),
        grades=WORST_FIRST,
    )


def worst_first(pages: Sequence[Inspected]) -> list[Inspected]:
    """Return *pages* by grade, the worst first, and in their order within one grade."""
    return sorted(pages, key=_badness)


def _badness(page: Inspected) -> int:
    return WORST_FIRST.index(page.verdict.grade)


def _inline(thumbnail: bytes) -> str:
    return f"data:image/jpeg;base64,{b64encode(thumbnail).decode('ascii')}" if thumbnail else ""


def _rows(seen: Measures | None) -> list[tuple[str, str]]:
    """Return what was measured, as people read it."""
    return list(_told(seen)) if seen else []


def _told(seen: Measures) -> Iterator[tuple[str, str]]:
    yield "size", f"{seen.width} x {seen.height} px"
    yield "resolution", f"{seen.dpi:.0f} dpi, {'as the file tells' if seen.dpi_credible else 'estimated'}"
    if seen.edge is not None:
        yield "edges of letters", f"{seen.edge:.1f} px"
    if seen.contrast is not None:
        yield "contrast", f"{seen.contrast:.0%}"
    if seen.white is not None and seen.black is not None:
        yield "pure white, pure black", f"{seen.white:.0%}, {seen.black:.0%}"
    yield "pages on it", f"{seen.leaves}"
    yield "skew", f"{abs(seen.skew):.1f}°"
    if seen.noise is not None:
        yield "noise", f"{seen.noise:.1f} grey levels"
    if seen.specks is not None:
        yield "specks", f"{seen.specks:.0%} of its marks"
    if seen.bleed is not None:
        yield "faint marks", f"{seen.bleed:.0%} of the bare paper"
    if seen.missing is not None:
        yield "of the sheet missing", f"{seen.missing:.0%}"
    yield "faces", seen.facing or "cannot be told"
