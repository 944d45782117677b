"""Signs made into words: in logical order, with their place on the page and how sure they are."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from statistics import geometric_mean

from rapidfuzz.distance import Levenshtein

from pipeline import text
from pipeline.model import Direction, Word
from pipeline.recognize.lattice import Sign, edges
from pipeline.recognize.strips import Strip
from pipeline.recognize.tidy import Letter, tidied
from pipeline.recognize.visual import spoken

# The network is a little surer than it is right. With this power, the expected calibration error over ten bins was
# 0.06 on 471 words of Uyghur book print, 0.05 on 1154 words of English typescript and 0.03 on both together.
TRUST = 1.5
# Mean probability of the letters below which there is no writing. Measured on 45 lines that were dirt, strokes of pens
# and pictures, nearly all below, and on 262 lines of print, all above 0.7; hard typescript comes down to 0.43.
WRITING = 0.4
# Width by height of a hyphen, at least, and its height as a share of the line's size, at most. Measured on two pages:
# hyphens that were read as full stops were 1.7 to 2.6 times as wide as high, full stops at most 1.15.
FLAT = 1.5
THIN = 0.16


def words(signs: Sequence[Sign], strip: Strip, base: Direction) -> tuple[Word, ...]:
    """Return the words of the line that *signs* were seen on, from left to right, in logical order.

    The line runs as *base* says.

    There are none where the signs are so unsure that the line is no writing.
    """
    if not signs or geometric_mean([sign.probability for sign in signs]) < WRITING:
        return ()
    seen = "".join(sign.text for sign in signs)
    borders = edges(signs, strip.frames)
    letters = [
        Letter(signs[place].text, borders[place], borders[place + 1], signs[place].probability)
        for place in spoken(seen, base)
    ]
    groups = list(_groups(tidied(_hyphened(letters, strip)) if base == "rtl" else letters))
    said = _normal(["".join(letter.text for letter in group) for group in groups], base)
    return tuple(_word(group, strip, word) for group, word in zip(groups, said, strict=True) if word)


def _hyphened(letters: list[Letter], strip: Strip) -> list[Letter]:
    """Return *letters* with a hyphen at the end of the line where a full stop is too flat for one."""
    last = letters[-1]
    box = strip.on_page(last.left, last.right)
    flat = box.width >= FLAT * box.height and box.height <= THIN * strip.line.size
    return [*letters[:-1], replace(last, text="-")] if last.text == "." and flat else letters


def _groups(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield the letters between spaces."""
    for bare, group in groupby(letters, key=lambda letter: letter.text == " "):
        if not bare:
            yield list(group)


def _normal(written: Sequence[str], base: Direction) -> list[str]:
    """Return the words *written* on a line in normal form; Uyghur ones with an eye to the words beside them."""
    if base == "ltr":
        return [text.plain(word) for word in written]
    whole = text.uyghur(" ".join(written)).split(" ")
    return whole if len(whole) == len(written) else [text.uyghur(word) for word in written]


def _word(letters: Sequence[Letter], strip: Strip, said: str) -> Word:
    box = strip.on_page(min(letter.left for letter in letters), max(letter.right for letter in letters))
    sure = confidence([letter.probability for letter in letters])
    return Word(text=said, box=box, confidence=sure, characters=_characters(letters, said))


def _characters(letters: Sequence[Letter], said: str) -> tuple[float, ...]:
    """Return how sure each character of *said*, the normal form of what *letters* write, is.

    What the normal form has changed is as sure as the least sure letter that it was made from, or stands beside.
    """
    written = "".join(letter.text for letter in letters)
    chances = [round(letter.probability, 3) for letter in letters for _ in letter.text]
    found: list[float] = []
    for step in Levenshtein.opcodes(written, said):
        if step.tag == "equal":
            found += chances[step.src_start : step.src_end]
        else:
            made_from = chances[max(step.src_start - 1, 0) : step.src_end + 1]
            found += [min(made_from)] * (step.dest_end - step.dest_start)
    return tuple(found)


def confidence(probabilities: Sequence[float]) -> float:
    """Return the chance that a word is right, in [0, 1], from the probabilities of its letters."""
    return round(min(math.prod(probabilities) ** TRUST, 1.0), 4)
