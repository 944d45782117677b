"""All that is measured on a page."""

from typing import Annotated

from pydantic import Field

from pipeline.model import Unit, Value
from pipeline.quality.bleed import shows_through
from pipeline.quality.edges import Side, cut_sides, missing
from pipeline.quality.facing import Facing, facing
from pipeline.quality.focus import edge_width
from pipeline.quality.look import Look
from pipeline.quality.noise import grain, specks
from pipeline.quality.tone import clipped


class Measures(Value):
    """What was measured on a page; None where it cannot be told, such as the focus of a page without a letter."""

    width: int
    height: int
    dpi: float = Field(description="as the file tells it if that is credible, else estimated")
    dpi_told: float | None = Field(None, description="as the file tells it")
    dpi_credible: bool = Field(description="whether the file tells it and the letters bear it out")
    bilevel: bool = Field(default=False, description="black and white, without greys")
    blank: bool = Field(default=False, description="hardly anything is written on it")
    edge: float | None = Field(None, description="width of the edges of letters in pixels")
    blur: float | None = Field(None, description="the same as a share of the height of a letter")
    contrast: Unit | None = Field(None, description="paper less ink, as a share of the whole range")
    white: Unit | None = Field(None, description="share of the sheet that is pure white")
    black: Unit | None = Field(None, description="share of the sheet that is pure black")
    skew: float = Field(0.0, description="degrees clockwise that it must be turned by to be level")
    on_a_side: bool = False
    leaves: Annotated[int, Field(ge=1)] = Field(1, description="pages on the scan, such as those of an open book")
    facing: Facing | None = None
    noise: float | None = Field(None, description="standard deviation in grey levels")
    specks: Unit | None = Field(None, description="share of the marks of a black-and-white page that are specks")
    bleed: Unit | None = Field(None, description="share of the bare paper that is marked more faintly than by ink")
    cut: tuple[Side, ...] = Field((), description="sides at which letters are cut off")
    missing: Annotated[float, Field(ge=0, le=1)] | None = Field(
        None, description="share of the sheet that is not there"
    )


def measure(look: Look, contrast: float) -> Measures:
    """Return the measures of a page; *contrast* is what clean-up has found."""
    letter = look.letter / look.scale
    edge = edge_width(look)
    white, black = clipped(look) or (None, None)
    return Measures(
        width=look.page.shape[1],
        height=look.page.shape[0],
        dpi=round(look.dpi, 1),
        dpi_told=look.dpi_told,
        dpi_credible=look.dpi_credible,
        bilevel=look.bilevel,
        blank=not look.letter,
        edge=_rounded(edge),
        blur=_rounded(edge / letter) if edge and letter else None,
        contrast=_rounded(contrast) if look.letter else None,
        white=_rounded(white),
        black=_rounded(black),
        skew=round(look.skew, 2),
        on_a_side=look.on_a_side,
        leaves=look.leaves,
        facing=None if look.on_a_side else facing(look),
        noise=_rounded(grain(look)),
        specks=_rounded(specks(look)),
        bleed=_rounded(shows_through(look, contrast)) if look.letter else None,
        cut=cut_sides(look),
        missing=_rounded(missing(look)),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
