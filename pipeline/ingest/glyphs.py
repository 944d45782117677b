"""The glyphs of a PDF page: what each stands for, and where, in points from the top left corner of the page shown."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.text import BIDI_CONTROLS

# Arabic presentation forms A and B and Latin ligatures: shapes of letters, which NFKC turns back into the letters.
FORMS = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
REVERSED_LIGATURE = re.compile("^([\u0622\u0623\u0625\u0627])(\u0644)$")  # no font joins alef to a lam after it
INVISIBLE = {**BIDI_CONTROLS, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None, 0x00AD: "-"}
SMALLEST = 0.1  # point: keeps divisions by the type size sane
SAME_PLACE = 0.15  # of the type size: the same letter so close is printed twice to look bold


@dataclass(frozen=True, slots=True, kw_only=True)
class Char:
    """A character as the PDF has it; the first four numbers of its matrix say how it is turned and stretched."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    matrix: tuple[float, float, float, float]

    @property
    def is_upright(self) -> bool:
        """Whether it stands neither on a side nor upside down, and is no mirror image."""
        across, slope, _, up = self.matrix
        return across > 0 and up > 0 and abs(slope) < 0.1 * across


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One drawn shape.

    Attributes:
        text: the characters that it stands for, in logical order; a space for what parts words.
        left, top, right, bottom: its cell, in points.
        baseline: y of the line that it stands on.
        size: type size.
        place: its place in the order in which the file holds the page's glyphs.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    place: int

    @property
    def is_space(self) -> bool:
        return self.text == " "

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def glyphs(chars: Iterable[Char], page: tuple[float, float]) -> list[Glyph]:
    """Return the upright glyphs that are shown on a page of this width and height, in the order of the file."""
    width, height = page
    found = (_glyph(char, place) for place, char in enumerate(chars) if char.is_upright)
    return list(_once(glyph for glyph in found if glyph.text and _is_within(glyph, width, height)))


def letters_of(text: str) -> str:
    """Return what a glyph stands for: letters for presentation forms, in logical order, without invisible signs."""
    plain = FORMS.sub(_unshaped, text).translate(INVISIBLE)
    if plain.isspace():
        return " "
    return REVERSED_LIGATURE.sub(r"\2\1", plain.strip())


def _unshaped(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group()).replace(" ", "")


def _glyph(char: Char, place: int) -> Glyph:
    return Glyph(
        text=letters_of(char.text),
        left=char.left,
        top=char.top,
        right=char.right,
        bottom=char.bottom,
        baseline=char.baseline,
        size=max(char.bottom - char.top, SMALLEST),
        place=place,
    )


def _is_within(glyph: Glyph, width: float, height: float) -> bool:
    return 0 <= glyph.middle <= width and 0 <= (glyph.top + glyph.bottom) / 2 <= height


def _once(every: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield each glyph that is not a second print of the same letter in the same place."""
    seen: dict[str, list[Glyph]] = {}
    for glyph in every:
        twins = seen.setdefault(glyph.text, [])
        if not any(_same_place(glyph, twin) for twin in twins[-200:]):
            twins.append(glyph)
            yield glyph


def _same_place(one: Glyph, other: Glyph) -> bool:
    near = SAME_PLACE * one.size
    return abs(one.left - other.left) < near and abs(one.baseline - other.baseline) < near


def with_marks(row: Iterable[Glyph]) -> list[Glyph]:
    """Return the glyphs of a row from left to right, vowel signs and hamzas joined to the letter that bears them."""
    every = sorted(row, key=_from_left)
    marks = [glyph for glyph in every if _is_mark(glyph)]
    letters = [glyph for glyph in every if not _is_mark(glyph)]
    for mark in sorted(marks, key=_by_place):
        bearers = [place for place, glyph in enumerate(letters) if not glyph.is_space]
        if bearers:
            nearest = min(bearers, key=lambda place: (abs(letters[place].middle - mark.middle), place))
            letters[nearest] = replace(letters[nearest], text=letters[nearest].text + mark.text)
    return letters


def _is_mark(glyph: Glyph) -> bool:
    return all(unicodedata.combining(char) for char in glyph.text)


def _from_left(glyph: Glyph) -> tuple[float, int]:
    return glyph.middle, glyph.place


def _by_place(glyph: Glyph) -> int:
    return glyph.place
