"""The text layer of a PDF page as lines of words in logical order, when it is sound.

Positions are believed before the order of the file: producers store right-to-left text in logical order, in visual
order, or as shapes of letters, but the page looks the same. Only where a producer knew nothing of right-to-left text,
and drew the letters of a word from left to right, is the order of the file the better witness.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from pipeline.geometry import Box, Point, bounds, outline
from pipeline.ingest.glyphs import Glyph
from pipeline.ingest.logical import logical_order, looks_like, mirrored
from pipeline.ingest.rows import Row, in_file_order
from pipeline.model import Direction, Reading, TextLine, Word
from pipeline.text import direction, nfc, plain, script, uyghur

ENGINE = "text-layer"
SURE = 1.0
LESS_SURE = 0.9  # where UAX #9 does not show the text as the page does, or somebody's OCR made the layer

UYGHUR_LETTER = regex.compile(r"[ۆۈېڭۇ]")
ARABIC_WORD = regex.compile(r"[\p{Script=Arabic}\p{M}]{2,}")
# Uyghur writes hamza's seat before a vowel that opens a word and never ends a word with it; teh marbuta ends words.
NEVER_FIRST = regex.compile(r"^[ەۇۆۈېىةء]")
NEVER_LAST = regex.compile(r"ئ$")
LEAST_WITNESSES = 3  # words or letters on a page, before it is taken to be Uyghur, or drawn the wrong way


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A row in logical order: places of its glyphs, their texts, and whether UAX #9 shows them as the page does."""

    places: tuple[int, ...]
    texts: tuple[str, ...]
    is_certain: bool


def text_lines(rows: Sequence[Row], scale: float, *, on_scan: bool) -> tuple[TextLine, ...]:
    """Return the lines of a page, in pixels, from its rows, in points.

    Args:
        rows: from top to bottom, each from left to right.
        scale: pixels a point.
        on_scan: whether the layer lies over a scan, so that OCR must have made it.
    """
    seen = ["".join(glyph.text for glyph in row) for row in rows]
    backwards = drawn_backwards(seen)
    is_uyghur = len(UYGHUR_LETTER.findall("".join(seen))) >= LEAST_WITNESSES
    lines: list[TextLine] = []
    for row in rows:
        order = _as_drawn(row) if backwards else in_logical_order(row)
        words = _words(row, order, scale, LESS_SURE if on_scan or not order.is_certain else SURE)
        if words:
            name = f"l{len(lines) + 1}"
            lines.append(_line(row, _spelt_as_uyghur(words) if is_uyghur else words, name, scale))
    return tuple(lines)


def drawn_backwards(seen: Sequence[str]) -> bool:
    """Return whether the Arabic words of a page, *seen* from left to right, are words in that direction alone."""
    words = [word for text in seen for word in ARABIC_WORD.findall(text)]
    from_left = sum(map(_is_impossible, words))
    from_right = sum(_is_impossible(word[::-1]) for word in words)
    return from_right >= LEAST_WITNESSES and from_right > 3 * from_left


def in_logical_order(row: Row) -> Order:
    """Return the logical order of a row: the file's where UAX #9 bears it out, else what follows from the positions."""
    seen = [glyph.text for glyph in row]
    if script("".join(seen)) is None and not any(map(_is_rtl, seen)):
        return _as_drawn(row)
    first = direction("".join(seen))
    bases: tuple[Direction, ...] = (first, "ltr" if first == "rtl" else "rtl")
    stored = _ordered(seen, in_file_order(row), bases, were_seen=False)
    if stored.is_certain:
        return stored
    derived = [_ordered(seen, logical_order(seen, base), (base,), were_seen=True) for base in bases]
    return next((order for order in derived if order.is_certain), derived[0])


def _ordered(seen: Sequence[str], places: Sequence[int], bases: Sequence[Direction], *, were_seen: bool) -> Order:
    texts = mirrored([seen[place] for place in places], were_seen=were_seen)
    certain = any(looks_like(nfc("".join(texts)), nfc("".join(seen)), base) for base in bases)
    return Order(places=tuple(places), texts=texts, is_certain=certain)


def _as_drawn(row: Row) -> Order:
    """Return a row from left to right."""
    return Order(places=tuple(range(len(row))), texts=tuple(glyph.text for glyph in row), is_certain=True)


def _line(row: Row, words: tuple[Word, ...], name: str, scale: float) -> TextLine:
    text = " ".join(word.text for word in words)
    written = [glyph for glyph in row if not glyph.is_space]
    return TextLine(
        id=name,
        polygon=outline(_box(written, scale)),
        baseline=_baseline(written, scale),
        script=script(text),
        direction=direction(text),
        readings=(Reading(engine=ENGINE, words=words),),
    )


def _words(row: Row, order: Order, scale: float, sure: float) -> tuple[Word, ...]:
    words: list[Word] = []
    glyphs: list[Glyph] = []
    text = ""
    for place, piece in [*zip(order.places, order.texts, strict=True), (-1, " ")]:
        if piece != " ":
            glyphs.append(row[place])
            text += piece
        elif glyphs:
            if plain(text):
                words.append(Word(text=plain(text), box=_box(glyphs, scale), confidence=sure))
            glyphs, text = [], ""
    return tuple(words)


def _spelt_as_uyghur(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return *words* in Uyghur letters: in shapes of letters, and in old fonts, ە and ھ are the heh of Arabic."""
    texts = uyghur(" ".join(word.text for word in words)).split(" ")
    if len(texts) != len(words):
        return words
    return tuple(word.model_copy(update={"text": text}) for word, text in zip(words, texts, strict=True))


def _box(glyphs: Sequence[Glyph], scale: float) -> Box:
    corners = [(glyph.left * scale, glyph.top * scale) for glyph in glyphs]
    corners += [(glyph.right * scale, glyph.bottom * scale) for glyph in glyphs]
    return bounds(corners)


def _baseline(row: Sequence[Glyph], scale: float) -> tuple[Point, ...]:
    first, last = row[0], row[-1]
    ends = (first.left * scale, first.baseline * scale), (last.right * scale, last.baseline * scale)
    return ends if ends[1][0] > ends[0][0] else (ends[0], (ends[0][0] + 1, ends[0][1]))


def _is_impossible(word: str) -> bool:
    return bool(NEVER_FIRST.search(word) or NEVER_LAST.search(word))


def _is_rtl(text: str) -> bool:
    return direction(text) == "rtl"
