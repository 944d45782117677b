"""A run of text set in a face: its ink and its label, with the habits that old print and typewriters have.

Ink is uint8, 255 where written. A label has the signs from left to right, as the eye meets them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

import numpy as np
import regex
from bidi import get_display
from PIL import Image, ImageDraw, ImageFont

from pipeline.image import Pixels, as_pixels
from pipeline.training.sampler import Run

WIDEST = 6000  # px: a run wider than that is no line
JOINING = regex.compile(r"(?<=[بپتجچخسشغفقكگڭلمنھېىي])(?=[\u0621-\u06d5])")
RIGHT_TO_LEFT = regex.compile(r"[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
MARKS = regex.compile(r"(?<=\S)(?=[.,:;!?،؛؟»)])|(?<=[«(])(?=\S)")
KASHIDA = "ـ"
STRETCHED = 0.12  # share of the joins that are stretched where any are
LOWER = 0.8  # size of small capitals beside capitals


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How a line is set.

    Attributes:
        kashida: joins are stretched here and there.
        spaced: full stops, commas and brackets stand off, as in old print; the label has no space there.
        low_hyphen: a hyphen at the end of an Uyghur line is drawn as a stretch of the baseline.
        one_by_one: Latin letters are set each alone: typewriters, letterspaced headings.
        tracking: added between such letters, em.
        unsteady: how far such letters stray from the baseline, em.
        faint: how much of the ink the palest of such letters lacks, in [0, 1].
        small_capitals: all but the first letter of a word are small capitals.
    """

    kashida: bool = False
    spaced: bool = False
    low_hyphen: bool = False
    one_by_one: bool = False
    tracking: float = 0.0
    unsteady: float = 0.0
    faint: float = 0.0
    small_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Ink of shape (height, width), what it says, and the rows of it that lie above the baseline."""

    ink: Pixels
    label: str
    ascent: int


def set_run(run: Run, path: Path, size: int, habits: Habits, rng: Random) -> Piece | None:
    """Return *run* set in the face at *path*, *size* px; None if there is nothing to see or far too much."""
    if habits.small_capitals and run.script == "Latn":
        run = Run(run.text.upper(), run.script)
    leftwards, label = _runs_leftwards(run), seen(run)
    drawn = _drawn(run.text, habits, rng) if leftwards else _spaced(run.text, habits)
    if habits.one_by_one and not leftwards:
        found = _one_by_one(drawn, path, size, habits, rng)
    else:
        found = _whole(drawn, face(path, size), leftwards=leftwards)
    return Piece(found[0], label, found[1]) if found and label else None


def seen(run: Run) -> str:
    """Return the signs of *run* from left to right, as the eye meets them."""
    return " ".join(get_display(run.text, base_dir="R").split()) if _runs_leftwards(run) else run.text


def _runs_leftwards(run: Run) -> bool:
    return run.script == "Arab" and RIGHT_TO_LEFT.search(run.text) is not None


def _spaced(text: str, habits: Habits) -> str:
    return MARKS.sub(" ", text) if habits.spaced else text


def _drawn(text: str, habits: Habits, rng: Random) -> str:
    """Return what is drawn for Uyghur *text*: other strokes, the same signs."""
    text = _spaced(text, habits)
    if habits.low_hyphen and text.endswith("-"):
        text = text[:-1] + KASHIDA * rng.randint(1, 3)
    if not habits.kashida:
        return text
    return JOINING.sub(lambda _: KASHIDA * rng.randint(1, 3) if rng.random() < STRETCHED else "", text)


@lru_cache(maxsize=600)
def face(path: Path, size: int) -> ImageFont.FreeTypeFont:
    """Return the font at *path* in *size* px, for complex scripts."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


def _whole(text: str, font: ImageFont.FreeTypeFont, *, leftwards: bool) -> tuple[Pixels, int] | None:
    way, language = ("rtl", "ug") if leftwards else ("ltr", None)
    left, top, right, bottom = map(int, font.getbbox(text, direction=way, language=language, anchor="ls"))
    if not 1 <= right - left <= WIDEST or bottom <= top:
        return None
    sheet = Image.new("L", (right - left, bottom - top), 0)
    pen = ImageDraw.Draw(sheet)
    pen.text((-left, -top), text, font=font, fill=255, direction=way, language=language, anchor="ls")
    return as_pixels(np.asarray(sheet)), -top


def _one_by_one(text: str, path: Path, size: int, habits: Habits, rng: Random) -> tuple[Pixels, int] | None:
    """Return *text* with each letter set alone, not quite on the line and not quite black."""
    fonts = [face(path, size)] * len(text)
    if habits.small_capitals:
        inside = [place > 0 and text[place - 1].isalpha() for place in range(len(text))]
        fonts = [face(path, max(round(size * LOWER), 8)) if small else face(path, size) for small in inside]
    steps = [font.getlength(sign) + habits.tracking * size for font, sign in zip(fonts, text, strict=True)]
    width, stray = int(sum(steps)) + size, int(habits.unsteady * size) + 1
    if width > WIDEST:
        return None
    baseline = round(size * 1.3)
    sheet = Image.new("L", (width, round(size * 1.9)), 0)
    pen, across = ImageDraw.Draw(sheet), size / 4
    for font, sign, step in zip(fonts, text, steps, strict=True):
        down = baseline + (rng.randint(-stray, stray) if habits.unsteady else 0)
        black = round(255 * (1 - habits.faint * rng.random()))
        pen.text((across, down), sign, font=font, fill=black, anchor="ls")
        across += step
    return _trimmed(as_pixels(np.asarray(sheet)), baseline)


def _trimmed(ink: Pixels, baseline: int) -> tuple[Pixels, int] | None:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not rows.size:
        return None
    return as_pixels(ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]), baseline - int(rows[0])


def side_by_side(pieces: Sequence[Piece], gap: int) -> Piece:
    """Return *pieces* (at least one) on one baseline, from left to right, *gap* px apart."""
    ascent = max(piece.ascent for piece in pieces)
    descent = max(piece.ink.shape[0] - piece.ascent for piece in pieces)
    width = sum(piece.ink.shape[1] for piece in pieces) + gap * (len(pieces) - 1)
    ink = np.zeros((max(ascent + descent, 1), width), np.uint8)
    across = 0
    for piece in pieces:
        height, wide = piece.ink.shape
        top = ascent - piece.ascent
        ink[top : top + height, across : across + wide] = piece.ink
        across += wide + gap
    return Piece(ink, " ".join(piece.label for piece in pieces), ascent)


def spread(piece: Piece, more: int) -> Piece:
    """Return *piece* as in a justified line: *more* px added in its widest gaps, as many as it has spaces."""
    bare = ~piece.ink.any(axis=0)
    changes = np.flatnonzero(np.diff(bare.astype(np.int8), prepend=0, append=0))
    gaps = sorted(((int(last - first), int(first)) for first, last in changes.reshape(-1, 2)), reverse=True)
    places = [first + width // 2 for width, first in gaps[: piece.label.count(" ")] for _ in range(more)]
    return Piece(as_pixels(np.insert(piece.ink, places, 0, axis=1)), piece.label, piece.ascent)
