"""Whether the text layer of a PDF page can be believed: by its characters, its words, and the ink that it explains."""

from collections.abc import Sequence

import cv2
import numpy as np
import regex

from pipeline.image import Pixels, as_pixels, grey
from pipeline.ingest.glyphs import Glyph

UNMAPPED = regex.compile(r"\(cid:\d+\)|[\uFFFD\p{Cc}\p{Cn}\p{Cs}\p{Co}]")
MOST_UNMAPPED = 0.03  # of the glyphs: a bullet from a symbol font does no harm
SIGN = regex.compile(r"[^\p{L}\p{M}\p{N}\s]")
MOST_SIGNS = 0.5  # of the characters: more are no letter, not even one full of figures and leaders
FEW_WORDS = 5  # up to so many, shares of words say nothing
WORD = regex.compile(r"[\p{L}\p{M}]+")
SCRIPTS = [regex.compile(rf"\p{{Script={name}}}") for name in ("Arabic", "Latin", "Cyrillic", "Greek", "Hebrew")]
MOST_MIXED = 0.2  # of the words, with letters of two scripts
LATIN_WORD = regex.compile(r"\b\p{Latin}{3,}\b")
PRONOUNCEABLE = regex.compile(r"[aeiouyàâäáãåæèéêëíîïòóôöõøœùúûüýÿəıěğ]", regex.IGNORECASE)
LEAST_PRONOUNCEABLE = 0.6  # of the Latin words in small letters; capitals may be abbreviations
CAPITAL_INSIDE = regex.compile(r"\p{Ll}\p{Lu}")
MOST_CAPITALS_INSIDE = 0.25  # of the Latin words

CELL = 1 / 8  # inch: half a line of text
WRITTEN = (0.01, 0.7)  # share of ink in a cell with writing; less is dust, more is a picture or a bar
DARK = 90  # grey levels below the paper: what is certainly ink
MOST_UNEXPLAINED = 0.5  # of the written cells, where logos, seals and pictures may stand
MOST_UNEXPLAINED_ON_SCAN = 0.3  # of the written cells, where a text layer was laid over a scan
LEAST_INKED = 0.6  # of the glyphs, that have ink below them


def fault_of_text(texts: Sequence[str]) -> str:
    """Return why the lines *texts* of a page, glyphs as the file has them, cannot be believed; empty if they can."""
    everything = " ".join(texts)
    characters = sum(not char.isspace() for char in UNMAPPED.sub("?", everything))
    if len(UNMAPPED.findall(everything)) > MOST_UNMAPPED * characters:
        return "characters without a meaning (no Unicode values for its font)"
    if len(SIGN.findall(everything)) > MOST_SIGNS * characters:
        return "mostly signs"
    words = WORD.findall(everything)
    if len(words) > FEW_WORDS and sum(map(_is_mixed, words)) > MOST_MIXED * len(words):
        return "letters of several scripts inside words"
    return _fault_of_latin(LATIN_WORD.findall(everything))


def fault_of_place(glyphs: Sequence[Glyph], pixels: Pixels, scale: float, *, on_scan: bool) -> str:
    """Return why the text layer does not fit what is seen on the page; empty if it does.

    Args:
        glyphs: those of the page, in points.
        pixels: the page as rendered.
        scale: pixels a point.
        on_scan: whether the layer lies over a scan.
    """
    ink = _ink(grey(pixels))
    side = max(round(CELL * 72 * scale), 1)
    cells = as_pixels(
        cv2.resize(ink, (ink.shape[1] // side + 1, ink.shape[0] // side + 1), interpolation=cv2.INTER_AREA)
    )
    written = (cells > 255 * WRITTEN[0]) & (cells < 255 * WRITTEN[1])
    across, down = cells.shape[1] / ink.shape[1], cells.shape[0] / ink.shape[0]
    explained = np.zeros(cells.shape, np.bool_)
    inked = 0
    for glyph in glyphs:
        left, right = (int(edge * scale * across) for edge in (glyph.left, glyph.right))
        top, bottom = (int(edge * scale * down) for edge in (glyph.top, glyph.bottom))
        # One cell around, as cells of the last points and swashes stick out.
        explained[max(top - 1, 0) : bottom + 2, max(left - 1, 0) : right + 2] = True
        inked += bool((cells[max(top, 0) : bottom + 1, max(left, 0) : right + 1] > 0).any())
    if inked < LEAST_INKED * len(glyphs):
        return "text where there is no ink"
    most = MOST_UNEXPLAINED_ON_SCAN if on_scan else MOST_UNEXPLAINED
    if np.count_nonzero(written & ~explained) > most * float(max(int(np.count_nonzero(written)), 1)):
        return "it covers only a part of what is written"
    return ""


def _fault_of_latin(words: Sequence[str]) -> str:
    small = [word for word in words if not word.isupper()]
    if len(small) <= FEW_WORDS:
        return ""
    if sum(bool(PRONOUNCEABLE.search(word)) for word in small) < LEAST_PRONOUNCEABLE * len(small):
        return "words without vowels"
    if sum(bool(CAPITAL_INSIDE.search(word)) for word in small) > MOST_CAPITALS_INSIDE * len(small):
        return "capitals inside words"
    return ""


def _is_mixed(word: str) -> bool:
    return sum(bool(letters.search(word)) for letters in SCRIPTS) > 1


def _ink(levels: Pixels) -> Pixels:
    """Return 255 where the page is far darker than its paper, 0 elsewhere."""
    paper = float(np.median(levels[::7, ::7]))
    return as_pixels(np.where(levels < paper - DARK, 255, 0).astype(np.uint8))
