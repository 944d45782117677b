"""From measures to a grade and the one thing to do; each bound stands here with its reason.

The rules stand in the order of their weight: what cannot be mended without the sheet comes first.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from pipeline.model import Value
from pipeline.quality.measures import Measures

Grade = Literal["good", "fair", "poor", "failed"]
WORST_FIRST: tuple[Grade, ...] = ("failed", "poor", "fair", "good")

DPI = 280.0  # records are scanned at 300 (36 CFR 1236.50, FADGI three stars); scanners round
COARSE_DPI = 190.0  # ten-point letters are then less than 20 px high: FADGI's lower grades, not meant for OCR
SOFT_EDGE, SOFT = 3.5, 0.15  # px and letter heights: sharp scans had 1.5 to 3.4 px, or up to 0.12 where they are coarse
BLURRED_EDGE, BLURRED = 5.0, 0.22  # the edges of a stroke meet in its middle: strokes are a fifth of a letter wide
FAINT, FAINTEST = 0.33, 0.25  # strong print has 0.5 and more; faint typescript that still reads well 0.35
WHITE = 0.5  # of the sheet: paper has a tone of its own; where most of it is pure white, pencil may be lost as well
BLACK = 0.15  # of the sheet: print covers a tenth at most
SKEW = 5.0  # degrees: above, lines leave the sheet at its sides; clean-up levels up to 15
NOISY, NOISIEST = 6.0, 12.0  # grey levels: scanners had 0.1 to 3, photographs of paper up to 6
SPECKLED = 0.6  # of the marks of a page without greys
BLEED = 0.06  # of the bare paper: clean sheets had less than 0.05
MISSING = 0.03  # of the sheet: a folded corner of an inch and a half
Rule = Callable[[Measures], "Iterator[Remark]"]


class Remark(Value):
    """Something about a page that a person should know: what it is, how bad it is, and what to do."""

    code: str
    grade: Grade
    message: str
    advice: str = ""


def remarks(measures: Measures) -> tuple[Remark, ...]:
    """Return what there is to say about a page, the weightiest first."""
    return tuple(remark for rule in RULES for remark in rule(measures))


def grade(said: Sequence[Remark]) -> Grade:
    """Return the worst grade of what was *said* about a page, good if nothing was."""
    return min((remark.grade for remark in said), key=WORST_FIRST.index, default="good")


def advice(said: Sequence[Remark]) -> str:
    """Return the one thing to do: that of the worst remark, of several the weightiest; empty if there is none."""
    advised = [remark for remark in said if remark.advice]
    return min(advised, key=_badness).advice if advised else ""


def _badness(remark: Remark) -> int:
    return WORST_FIRST.index(remark.grade)


def _cut(seen: Measures) -> Iterator[Remark]:
    if seen.cut:
        sides = " and ".join(seen.cut)
        yield Remark(
            code="cut-off",
            grade="poor",
            message=f"text runs off at the {sides}",
            advice=f"rescan with room at the {sides}",
        )


def _mirrored(seen: Measures) -> Iterator[Remark]:
    if seen.facing and "mirrored" in seen.facing:
        yield Remark(
            code="mirrored",
            grade="poor",
            message=f"perhaps {seen.facing}",
            advice="check whether it is mirrored, and rescan it from its other side",
        )


def _missing(seen: Measures) -> Iterator[Remark]:
    if seen.missing is not None and seen.missing > MISSING:
        yield Remark(
            code="sheet-incomplete",
            grade="fair",
            message=f"{seen.missing:.0%} of the sheet is torn, folded over or outside of the scan",
            advice="unfold its corners and rescan with the whole sheet on the glass",
        )


def _resolution(seen: Measures) -> Iterator[Remark]:
    about = "" if seen.dpi_credible else "about "
    if seen.dpi < DPI:
        level: Grade = "poor" if seen.dpi < COARSE_DPI else "fair"
        yield Remark(
            code="low-resolution", grade=level, message=f"{about}{seen.dpi:.0f} dpi", advice="rescan at 300 dpi"
        )
    if not seen.dpi_credible:
        told = f"{seen.dpi_told:.0f} dpi cannot be true" if seen.dpi_told else "the file tells no possible resolution"
        message = f"{told}; its letters look like {seen.dpi:.0f} dpi"
        yield Remark(code="resolution-unknown", grade="good", message=message)


def _focus(seen: Measures) -> Iterator[Remark]:
    if seen.edge is None or seen.blur is None or seen.edge < SOFT_EDGE or seen.blur < SOFT:
        return
    blurred = seen.edge > BLURRED_EDGE and seen.blur > BLURRED
    yield Remark(
        code="out-of-focus",
        grade="poor" if blurred else "fair",
        message=f"edges of letters are {seen.edge:.1f} px wide",
        advice="press the sheet flat, clean the glass, and rescan",
    )


def _contrast(seen: Measures) -> Iterator[Remark]:
    if seen.contrast is not None and seen.contrast < FAINT:
        yield Remark(
            code="faint",
            grade="poor" if seen.contrast < FAINTEST else "fair",
            message=f"ink is only {seen.contrast:.0%} darker than paper",
            advice="rescan in grey or colour with more contrast",
        )


def _clipping(seen: Measures) -> Iterator[Remark]:
    if seen.black is not None and seen.black > BLACK:
        yield Remark(
            code="clipped-black",
            grade="fair",
            message=f"{seen.black:.0%} of the sheet is pure black",
            advice="rescan brighter",
        )
    if seen.white is not None and seen.white > WHITE:
        yield Remark(
            code="clipped-white",
            grade="fair",
            message=f"{seen.white:.0%} of the sheet is pure white",
            advice="rescan a little darker, and let the scanner not whiten the paper",
        )


def _grain(seen: Measures) -> Iterator[Remark]:
    if seen.noise is not None and seen.noise > NOISY:
        yield Remark(
            code="noisy",
            grade="poor" if seen.noise > NOISIEST else "fair",
            message=f"grain of {seen.noise:.0f} grey levels",
            advice="rescan with more light or a lower sensitivity",
        )
    if seen.specks is not None and seen.specks > SPECKLED:
        yield Remark(
            code="speckled",
            grade="fair",
            message=f"{seen.specks:.0%} of its marks are specks",
            advice="rescan in grey",
        )


def _bleed(seen: Measures) -> Iterator[Remark]:
    if seen.bleed is not None and seen.bleed > BLEED:
        yield Remark(
            code="bleed-through",
            grade="fair",
            message=f"faint marks on {seen.bleed:.0%} of the bare paper: its back shows through, or it is spotted",
            advice="rescan with a black sheet behind it",
        )


def _turned(seen: Measures) -> Iterator[Remark]:
    if seen.on_a_side:
        yield Remark(code="on-a-side", grade="fair", message="lies on its side", advice="turn it upright")
    if seen.facing == "upside down":
        yield Remark(code="upside-down", grade="fair", message="perhaps upside down", advice="turn it if it is")
    if abs(seen.skew) > SKEW:
        yield Remark(
            code="skewed",
            grade="fair",
            message=f"{abs(seen.skew):.1f}° askew",
            advice="lay the sheet straight and rescan",
        )


def _leaves(seen: Measures) -> Iterator[Remark]:
    if seen.leaves > 1:
        yield Remark(
            code="several-leaves", grade="good", message=f"{seen.leaves} pages on one scan; they are read one by one"
        )


def _blank(seen: Measures) -> Iterator[Remark]:
    if seen.blank:
        yield Remark(code="blank", grade="good", message="hardly anything is written on it")


RULES: tuple[Rule, ...] = (
    _mirrored, _cut, _focus, _resolution, _contrast, _missing, _grain, _bleed, _clipping, _turned, _leaves, _blank
)  # fmt: skip
