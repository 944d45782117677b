"""Print of the other side of a sheet that shows through, taken off with the help of a scan of that side.

The other side, mirrored, is laid over the page until its print covers the faint marks on it. How strongly and how
blurred it shows is measured where the page is bare. Light multiplies, so that a page is divided by what shows through;
its own ink, which lets nothing through, hardly changes.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.cleanup.bleed import depth
from pipeline.cleanup.ink import find_ink
from pipeline.cleanup.light import WHITE, flatten
from pipeline.cleanup.sketch import SHEET, letters
from pipeline.cleanup.skew import find_skew
from pipeline.image import Pixels, as_pixels, grey, shrunk

Levels = NDArray[np.float32]
Moves = NDArray[np.float32]  # shape (2, 3)

SIDE = 1754  # px: A4 at 150 dpi; what shows through is blurred by more than a pixel of it
COARSE = 702  # px: enough to lay one side over the other to a fraction of a letter
RIM = 3  # px of the coarse picture round ink, where it is soft
SHOWN = 0.012  # of the bare paper that is marked in the size of letters: clean paper has less
FAINTEST = 0.06  # of the way from paper to ink: below is the texture of paper
HOPEFUL = 0.15  # correlation before it is laid over more closely: right ones have 0.24 and more, others 0.11 at most
ALIKE = 0.27  # correlation of a side with what shows through: right ones have 0.3 and more, other pages 0.2 at most
FLIPS = {True: 1, False: 0}  # from side to side, from top to bottom
FLAGS = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
ROUNDS = 50, 1e-3  # of laying over: at most, and the gain below which it ends
SOFT = (0.7, 1.2, 1.8, 2.6)  # px of a side: how far what shows through may be blurred
LEAST, MOST = 0.02, 0.7  # of the ink of the other side that shows through


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A side of a sheet, small, under even light, and its coarse pictures for laying it over the other.

    Attributes:
        flat: grey, its long side at most SIDE.
        scale: pixels of *flat* per pixel of the scan.
        dark: how dark it is, in [0, 1], on a coarse picture.
        bare: 255 where that has no ink, nor lies near it, else 0.
        marks: 255 where that has letters, else 0.
        shown: share of its bare paper that is marked faintly.
    """

    flat: Pixels
    scale: float
    dark: Levels
    bare: Pixels
    marks: Pixels
    shown: float

    @property
    def shows_through(self) -> bool:
        """Whether there are marks on it that may be those of the other side."""
        return self.shown > SHOWN


def side(pixels: Pixels) -> Side:
    """Return a scan, grey or RGB, as a side of a sheet."""
    small, scale = _reduced(grey(pixels), SIDE)
    flat = flatten(small, max(small.shape) / SHEET)
    coarse, _ = _reduced(flat, COARSE)
    dpi = max(coarse.shape) / SHEET
    ink = find_ink(coarse, dpi, bilevel=False)
    bare = as_pixels(cv2.erode(ink, np.ones((2 * RIM + 1,) * 2, np.uint8), borderValue=0))
    dark = _dark(coarse)
    return Side(
        flat=flat,
        scale=scale,
        dark=dark,
        bare=bare,
        marks=letters(ink),
        shown=_shown(dark, bare, depth(coarse, ink)),
    )


def _dark(flat: Any) -> Levels:
    """Return how dark a page under even light is, in [0, 1]."""
    return np.asarray(np.clip(1 - flat.astype(np.float32) / WHITE, 0, 1), np.float32)


def _reduced(page: Pixels, long: int) -> tuple[Pixels, float]:
    scale = min(long / max(page.shape), 1.0)
    size = max(round(page.shape[1] * scale), 1), max(round(page.shape[0] * scale), 1)
    return shrunk(page, size), scale


def _shown(dark: Levels, bare: Pixels, contrast: float) -> float:
    area = cv2.countNonZero(bare)
    if not area or contrast <= 0:
        return 0.0
    near = cv2.blur(dark, (31, 31))
    marked = (cv2.GaussianBlur(dark, (0, 0), 0.8) - near > FAINTEST * contrast) & (bare > 0)
    return float(np.count_nonzero(marked)) / area


def without_back(pixels: Pixels, front: Side, back: Side) -> Pixels | None:
    """Return a scan without the print of its other side; None if that does not show through, or not for sure.

    Args:
        pixels: the scan, grey or RGB.
        front: the same as a side.
        back: the other side, as it was scanned, not mirrored.
    """
    laid = _laid_over(front, back)
    if laid is None:
        return None
    over = _over(front, back, laid)
    strength, shown = _strength(front, over)
    if not LEAST <= strength <= MOST:
        return None
    size = pixels.shape[1], pixels.shape[0]
    through = cv2.resize(1 - strength * shown, size, interpolation=cv2.INTER_LINEAR)
    flat = flatten(pixels, max(size) / SHEET).astype(np.float32)
    # Nothing gets brighter than paper: where the sides do not fit, no bright ghosts are left.
    gain = np.clip(np.minimum(1 / through, WHITE / np.maximum(flat, 1)), 1, None)
    shaped = gain if pixels.ndim == 2 else gain[..., None]
    return as_pixels(np.clip(np.rint(pixels * shaped), 0, 255).astype(np.uint8))


class _Fit(NamedTuple):
    alike: float
    upright: bool  # mirrored from side to side, else from top to bottom
    moves: Moves  # from the coarse front to the coarse mirrored back


def _laid_over(front: Side, back: Side) -> _Fit | None:
    """Return how the back comes to lie under the front; None if neither way of turning the sheet over fits."""
    faint = _faint(front)
    # Mirrored, what was turned clockwise is turned the other way.
    turn = np.radians(_angle(front) + _angle(back))
    fits = [_fit(faint, front, back, turn, upright=upright) for upright in (True, False)]
    best = max(fits, key=_alike)
    return best if best.alike >= ALIKE else None


def _angle(seen: Side) -> float:
    """Return the degrees clockwise by which a side must be turned to be level, 0.0 where that is not clear."""
    skew = find_skew(seen.marks)
    return skew.angle if skew.clear else 0.0


def _alike(fit: _Fit) -> float:
    return fit.alike


def _faint(front: Side) -> Levels:
    """Return how dark the bare paper of a side is, less its own shades, 0 elsewhere."""
    weight = (front.bare > 0).astype(np.float32)
    dark = np.minimum(front.dark, 0.5) * weight
    near = cv2.blur(dark, (41, 41)) / np.maximum(cv2.blur(weight, (41, 41)), 0.05)
    return np.asarray((dark - near) * weight, np.float32)


def _fit(faint: Levels, front: Side, back: Side, turn: float, *, upright: bool) -> _Fit:
    """Return how well the back fits under the *faint* marks of the front, mirrored from side to side if *upright*."""
    under = np.asarray(cv2.flip(back.dark, FLIPS[upright]), np.float32)
    under = np.asarray(cv2.GaussianBlur(under - cv2.blur(under, (41, 41)), (0, 0), 1.0), np.float32)
    moves = _turned(turn, under.shape)
    across, down = _shift(faint, _moved(under, moves, faint.shape))
    moves[:, 2] += moves[:, :2] @ np.array((across, down), np.float32)
    bare = front.bare > 0
    first, _ = _likeness(_moved(under, moves, faint.shape)[bare], faint[bare])
    if first < HOPEFUL:
        return _Fit(0.0, upright, moves)
    ends = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, *ROUNDS)
    try:
        alike, closer = cv2.findTransformECC(faint, under, moves.copy(), cv2.MOTION_AFFINE, ends, front.bare, 3)
    except cv2.error:  # it has no other way to say that it gets no closer
        return _Fit(first, upright, moves)
    return _Fit(float(alike), upright, np.asarray(closer, np.float32))


def _moved(picture: Levels, moves: Moves, shape: tuple[int, ...]) -> Levels:
    return np.asarray(cv2.warpAffine(picture, moves, shape[::-1], flags=FLAGS), np.float32)


def _turned(angle: float, shape: tuple[int, ...]) -> Moves:
    """Return the turn by *angle*, in radians clockwise, about the middle of a picture of *shape*."""
    cos, sin = np.cos(angle), np.sin(angle)
    across, down = shape[1] / 2, shape[0] / 2
    return np.array(
        [(cos, -sin, across - cos * across + sin * down), (sin, cos, down - sin * across - cos * down)], np.float32
    )


def _shift(one: Levels, other: Levels) -> tuple[float, float]:
    """Return how far *other* lies from *one*, across and down, in pixels."""
    (across, down), _ = cv2.phaseCorrelate(one.astype(np.float64), other.astype(np.float64))
    return across, down


def _over(front: Side, back: Side, fit: _Fit) -> Levels:
    """Return how dark the back is, in [0, 1], as it lies under the front, in the frame of its small picture."""
    mirrored = cv2.flip(back.flat, FLIPS[fit.upright])
    fine = front.flat.shape[1] / front.dark.shape[1], back.flat.shape[1] / back.dark.shape[1]
    turn, shift = fit.moves[:, :2].astype(np.float64), fit.moves[:, 2].astype(np.float64)
    # OpenCV counts from the middle of the first pixel, which is not where pictures of two sizes have the same point.
    half = np.full(2, 0.5)
    finer = turn * fine[1] / fine[0]
    moves = np.column_stack([finer, finer @ half + fine[1] * (shift + half - turn @ half) - half])
    size = front.flat.shape[::-1]
    under = cv2.warpAffine(mirrored, moves, size, flags=FLAGS, borderMode=cv2.BORDER_CONSTANT, borderValue=(WHITE,))
    return _dark(under)


def _strength(front: Side, over: Levels) -> tuple[float, Levels]:
    """Return what share of the darkness *over* the back shows on the bare front, and that, as blurred as it shows."""
    rows, columns = front.flat.shape
    bare = cv2.resize(front.bare, (columns, rows), interpolation=cv2.INTER_NEAREST)
    where = np.flatnonzero(bare)[::5]
    seen = _dark(front.flat.ravel()[where])
    best = (0.0, 0.0, over)
    for soft in SOFT:
        shown = np.asarray(cv2.GaussianBlur(over, (0, 0), soft), np.float32)
        alike, slope = _likeness(shown.ravel()[where], seen)
        if alike > best[0]:
            best = alike, slope, shown
    return best[1], best[2]


def _likeness(one: Levels, other: Levels) -> tuple[float, float]:
    """Return the correlation of two lists of numbers, and how much the *other* grows with *one*; 0 if one is even."""
    if len(one) < 2 or not np.ptp(one) or not np.ptp(other):
        return 0.0, 0.0
    both = np.cov(one, other)
    return float(both[0, 1] / np.sqrt(both[0, 0] * both[1, 1])), float(both[0, 1] / both[0, 0])
