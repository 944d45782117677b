"""What clean-up sees on a scan, handed to the measures of quality."""

from pipeline import cleanup, quality
from pipeline.image import as_pixels, grey
from pipeline.ingest.scan import Scan
from pipeline.settings import CleanupSettings

SIDEWAYS = 2.0  # how much sharper columns than rows must stand out; verse in columns was seen to reach 1.7


def look_at(scan: Scan) -> quality.Look:
    """Return *scan* as the measures look at it."""
    page = grey(scan.pixels)
    small = cleanup.sketch(page, scan.dpi)
    flat = cleanup.flatten(small.pixels, small.dpi)
    ink = cleanup.find_ink(flat, small.dpi, bilevel=False)
    marks = cleanup.letters(ink)
    rows, columns = cleanup.find_skew(marks), cleanup.find_skew(as_pixels(marks.T))
    letter = cleanup.letter_height(marks)
    credible = cleanup.is_credible(scan.dpi, letter / small.scale)
    height, width = page.shape
    return quality.Look(
        page=page,
        small=small.pixels,
        flat=flat,
        ink=ink,
        marks=marks,
        sheet=cleanup.sheet(small),
        scale=small.scale,
        letter=letter,
        dpi=scan.dpi if scan.dpi and credible else cleanup.likely_dpi(width, height, letter / small.scale),
        dpi_told=scan.dpi,
        dpi_credible=credible,
        bilevel=scan.bilevel,
        skew=rows.angle if rows.clear else 0.0,
        on_a_side=columns.clear and columns.sharpness > SIDEWAYS * rows.sharpness,
        leaves=len(cleanup.find_leaves(page, CleanupSettings())),
    )
