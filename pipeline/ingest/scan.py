"""One page as it came in, and the limits that keep absurd pages out."""

import math
from dataclasses import dataclass

from pipeline.image import Pixels
from pipeline.model import Finding, TextLine
from pipeline.settings import IngestSettings

DPI_RANGE = (60.0, 2400.0)  # below, no letter can be read; above, no scanner scans a page
LONG_SIDE_RANGE = (1.0, 17.6)  # inches: from a stamp to A3 or tabloid; more is a camera's made-up 72 dpi


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A page that was decoded, upright as the file says it is.

    Attributes:
        source: printable name of the file.
        number: place of the page in its file, from 1.
        pixels: grey (height, width) or RGB (height, width, 3).
        dpi: None where it is absent or absurd.
        bilevel: whether the scan holds only two tones.
        text_lines: a sound text layer in scan pixels, one reading a line, engine "text-layer"; ids are provisional.
        findings: what a person should know about this page.
    """

    source: str
    number: int
    pixels: Pixels
    dpi: float | None
    bilevel: bool
    text_lines: tuple[TextLine, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A page that cannot be read, and why; the pages after it go on."""

    source: str
    number: int
    reason: str


def plausible_dpi(dpi: float | None, width: int, height: int) -> float | None:
    """Return *dpi*, or None where it is absent, out of range, or makes *width* x *height* pixels no sheet of paper."""
    if dpi is None or not math.isfinite(dpi) or not DPI_RANGE[0] <= dpi <= DPI_RANGE[1]:
        return None
    shortest, longest = LONG_SIDE_RANGE
    return dpi if shortest <= max(width, height) / dpi <= longest else None


def too_large(width: float, height: float, settings: IngestSettings) -> str:
    """Return why a page of *width* x *height* pixels is refused, empty if it is not."""
    megapixels = width * height / 1e6
    if megapixels <= settings.max_megapixels:
        return ""
    return (
        f"{width:.0f} x {height:.0f} pixels are {megapixels:.0f} megapixels, over the limit of "
        f"{settings.max_megapixels:g}; scan it smaller or raise ingest.max_megapixels"
    )
