"""The invisible text of a page.

A line is one text object: the words in logical order, each where it stands and followed by a narrow space. A word is
one glyph; but pdf.js turns a glyph's right-to-left text round, so such a word is a pile of glyphs, one a character, and
each as wide as the word. A word that stands left of the one before is written upside down, so that the way to it leads
forwards: on a way back pdf.js drops the space. The font lies around the middle of its letters, so that upside down they
stand where they stood. From word to word the size of the font changes by nothing to speak of, at which pdf.js ends a
piece of text; in one piece it would turn the end of a word and the start of the next round together.

Before each word stands a mute glyph, narrow too, that has no text; its code is that of the
left-to-right mark, which pdfium takes it for, so that it never finds a line to run from right to left; such a line, and
the next, it would turn round once more. More of them lead back before the start, without which pdfium joins what stands
on one level in two columns. One more, at the left end and upright, tells poppler where the line begins. Round the line
stand three texts that replace it (ActualText), each for those who heed it:

- outermost the line itself, for viewers that keep to the standard;
- then what poppler turns into the line, in the innermost `Span`, which is what poppler looks at;
- innermost, in a `P`, what pdfium turns into the line, since pdfium looks at the innermost of any name.

Pdfminer, pdfplumber and pdf.js look at the words alone.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle

from pipeline.export.pdf.font import MIDDLE, MUTE, NARROW, SPACE, Font
from pipeline.export.pdf.reorder import for_pdfium, for_poppler, right_runs
from pipeline.export.xml import legal
from pipeline.geometry import Box
from pipeline.model import Page, TextLine

POINT = 72  # of an inch
FONT = "f-0-0"  # OCRmyPDF takes over the font of this name
FINE = 10  # font units are so much smaller than points: pdfium parts lines whose baselines are 1 unit apart
UNKNOWN_DPI = 300.0
GAP = 0.04  # em left bare after a word: less than 0.03 is no space to pdf.js
CLOSED = "EMC EMC EMC"
CHANGE = 0.001, 0.0  # points more or less of every other word
DRIFT = 0.001  # em between the glyphs of a pile: pdfplumber starts a word wherever a glyph stands left of the last one


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line to be written: its words and their boxes, its box, its baseline, px, and which way its words follow."""

    words: tuple[tuple[str, Box], ...]
    box: Box
    baseline: float
    leftwards: bool

    @property
    def text(self) -> str:
        return " ".join(text for text, _ in self.words)


def scale(page: Page) -> float:
    """Return how many points a pixel of *page* is."""
    return POINT / (page.dpi or UNKNOWN_DPI)


def placed(page: Page) -> tuple[Placed, ...]:
    """Return the lines of *page* that were read; no two baselines are on one level, since pdfium would join them."""
    step = 1.5 / FINE / scale(page)
    taken: list[float] = []
    lines: list[Placed] = []
    for line in page.lines:
        if not line.text:
            continue
        level = _level(line)
        while any(abs(level - other) < step for other in taken):
            level += step
        taken.append(level)
        words = tuple((legal(word.text), word.box) for word in line.readings[0].words)
        lines.append(Placed(words=words, box=line.box, baseline=level, leftwards=line.direction == "rtl"))
    return tuple(lines)


def _level(line: TextLine) -> float:
    heights = [y for _, y in line.baseline]
    return min(max(sum(heights) / len(heights), line.box.top + 1.0), float(line.box.bottom))


def content(page: Page, lines: Sequence[Placed], font: Font) -> bytes:
    """Return the operators that write *lines*, the text invisible (mode 3)."""
    shown = for_poppler([line.text for line in lines]) if lines else []
    parts = [_line(page, line, seen, font) for line, seen in zip(lines, shown, strict=True)]
    return "\n".join(["BT", "3 Tr", *parts, "ET"]).encode("ascii") if parts else b""


def alphabet(lines: Sequence[Placed]) -> str:
    """Return the characters of *lines*."""
    return "".join(sorted(set("".join(line.text for line in lines))))


def _line(page: Page, line: Placed, seen: str, font: Font) -> str:
    point = scale(page)
    em = max(line.box.height, 1) * point
    pen = _Pen(em=em, middle=(page.height - line.baseline) * point + MIDDLE * em)
    replaced = (("Span", line.text), ("Span", seen), ("P", for_pdfium(line.text)))
    opened = " ".join(f"/{tag} <</ActualText {_utf16(text)}>> BDC" for tag, text in replaced)
    start = line.box.left * point
    first = pen.write(f"<{MUTE:04X}>", start, before=2 * NARROW)  # left of all, since poppler takes a width from there
    # Poppler looks at the matrix once more where the text ends.
    return " ".join([opened, first, *_words(line, font, pen, point), pen.to(start), CLOSED])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """What writes a line: the size of the font and the height that it stays at, points."""

    em: float
    middle: float

    def write(self, glyphs: str, x: float, *, leftwards: bool = False, before: float = 0.0, change: float = 0.0) -> str:
        """Return the operators that write *glyphs*, of which *before*, in em, stands before *x*."""
        size = f"/{FONT} {self.em * FINE + change:.3f} Tf"
        begin = x + before * self.em if leftwards else x - before * self.em
        return f"{size} {self.to(begin, leftwards=leftwards)} [{glyphs}] TJ"

    def to(self, x: float, *, leftwards: bool = False) -> str:
        """Return the operator that goes to *x*; what follows runs leftwards, upside down, or upright to the right."""
        way = f"{(-1 if leftwards else 1) / FINE:g}"
        return f"{way} 0 0 {way} {x:.3f} {self.middle:.3f} Tm"


def _words(line: Placed, font: Font, pen: _Pen, point: float) -> Iterator[str]:
    """Yield what writes each word, and at last what leads back before the first."""
    starts: list[float] = []
    left = line.box.right if line.leftwards else line.box.left
    for (text, box), change in zip(line.words, cycle(CHANGE), strict=False):
        leftwards = box.left < left
        left = box.left
        piled, wide = _word(text, box.width * point / pen.em - GAP, font, -DRIFT if leftwards else DRIFT)
        glyphs = f"<{MUTE:04X}> {' '.join(piled)} <{SPACE:04X}>"
        starts.append(box.left * point + (wide * pen.em if leftwards else 0.0))
        yield pen.write(glyphs, starts[-1], leftwards=leftwards, before=NARROW, change=change)
    mutes = 1 + max(sum(right_runs(text) for text, _ in line.words) - len(line.words), 0)
    back = f"<{f'{SPACE:04X}{MUTE:04X}' * mutes}>"
    yield pen.write(back, starts[0], leftwards=line.leftwards, before=2 * mutes * NARROW)


def _word(text: str, width: float, font: Font, drift: float) -> tuple[list[str], float]:
    """Return the glyphs of a word, and how wide each of them is, in em."""
    turned = any(unicodedata.bidirectional(char) in {"R", "AL", "AN"} for char in text)
    glyphs = [font.code(piece, width) for piece in (text if turned else [text])]
    wide = glyphs[0][1]
    back = _move(drift - wide)
    pieces = [piece for code, _ in glyphs for piece in (back, f"<{code:04X}>")][1:]
    return pieces, wide


def _move(way: float) -> str:
    return f"{-1000 * way:.1f}"


def _utf16(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
