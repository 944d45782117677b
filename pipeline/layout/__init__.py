"""Layout: lines, blocks and graphics on a page image, and the order in which they are read."""

from dataclasses import dataclass

from pipeline.image import Pixels
from pipeline.layout.blocks import group
from pipeline.layout.graphics import part_graphics
from pipeline.layout.lines import find_lines
from pipeline.layout.order import arrange, page_direction
from pipeline.layout.shapes import graphic
from pipeline.layout.signatures import joined_signatures, without_strokes
from pipeline.model import Graphic, TextBlock
from pipeline.settings import LayoutSettings

__all__ = ["Layout", "arrange", "find_blocks", "group", "page_direction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What stands on a page; *drawn* is 255 where a stamp, a signature or a frame has its ink, else 0.

    *beneath* tells how much of each pixel text covers, 0 to 255, where coloured ink lies over it, and 255 where that is
    known, else 0; None if there is no coloured ink.
    """

    blocks: tuple[TextBlock, ...]
    graphics: tuple[Graphic, ...]
    drawn: Pixels
    beneath: tuple[Pixels, Pixels] | None = None


def find_blocks(pixels: Pixels, ink: Pixels, dpi: float, settings: LayoutSettings) -> Layout:
    """Return the text blocks, not read yet and with provisional ids, and the graphics of a page.

    Args:
        pixels: the page image, grey or RGB.
        ink: its ink, shape (height, width), 0 where written, 255 where bare.
        dpi: pixels per inch.
        settings: whether graphics are kept.
    """
    parted = part_graphics(pixels, ink, dpi)
    lines, pen = find_lines(parted)
    found = (*parted.graphics, *(graphic(region, "signature", 0.6, pixels) for region in pen))
    whole = joined_signatures(found, parted.height)
    blocks = group(without_strokes(lines, whole))
    under = parted.beneath
    return Layout(
        blocks=blocks,
        graphics=whole if settings.graphics else (),
        drawn=parted.drawn,
        beneath=(under.cover, under.known) if under else None,
    )
