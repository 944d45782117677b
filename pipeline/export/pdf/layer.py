"""The invisible text of a page.

A line is one text object: the words in logical order, each where it stands and followed by a narrow space. A word is
one glyph; but pdf.js turns a glyph's right-to-left text round, so such a word is a pile of glyphs, one a character, and
each as wide as the word. Before each word stands a mute glyph, narrow too, that has no text; its code is that of the
left-to-right mark, which pdfium takes it for, so that it never finds a line to run from right to left; such a line, and
the next, it would turn round once more. More of them lead back before the start, without which pdfium joins what stands
on one level in two columns. Round the line stand three texts that replace it (ActualText), each for those who heed it:

- outermost the line itself, for viewers that keep to the standard;
- then what poppler turns into the line, in the innermost `Span`, which is what poppler looks at;
- innermost, in a `P`, what pdfium turns into the line, since pdfium looks at the innermost of any name.

Pdfminer, pdfplumber and pdf.js look at the words alone.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.export.pdf.font import MUTE, NARROW, SPACE, Font
from pipeline.export.pdf.reorder import for_pdfium, for_poppler, right_runs
from pipeline.export.xml import legal
from pipeline.geometry import Box
from pipeline.model import Page, TextLine

POINT = 72  # of an inch
FONT = "f-0-0"  # OCRmyPDF takes over the font of this name
FINE = 10  # font units are so much smaller than points: pdfium parts lines whose baselines are 1 unit apart
UNKNOWN_DPI = 300.0
DRIFT = 0.001  # em between the glyphs of a pile: pdfplumber starts a word wherever a glyph stands left of the last one


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line to be written: its words and their boxes, its box, and its baseline, px."""

    words: tuple[tuple[str, Box], ...]
    box: Box
    baseline: float

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
        lines.append(Placed(words=words, box=line.box, baseline=level))
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
    size = max(line.box.height, 1) * point
    replaced = (("Span", line.text), ("Span", seen), ("P", for_pdfium(line.text)))
    opened = " ".join(f"/{tag} <</ActualText {_utf16(text)}>> BDC" for tag, text in replaced)
    x, y = line.box.left * point, (page.height - line.baseline) * point
    matrix = f"{1 / FINE:g} 0 0 {1 / FINE:g} {x:.3f} {y:.3f} Tm"
    return f"{opened} /{FONT} {size * FINE:.3f} Tf {matrix} [{_glyphs(line, font, size / point)}] TJ EMC EMC EMC"


def _glyphs(line: Placed, font: Font, em: float) -> str:
    """Return the words and the way from each to the next; *em* is the size of the font, px."""
    pieces: list[str] = []
    pen = 0.0
    for text, box in line.words:
        start = (box.left - line.box.left) / em
        piled, width = _word(text, box.width / em, font)
        pieces += [_move(start - NARROW - pen), f"<{MUTE:04X}>", *piled, f"<{SPACE:04X}>"]
        pen = start + width + NARROW
    mutes = 1 + max(sum(right_runs(text) for text, _ in line.words) - len(line.words), 0)
    first = (line.words[0][1].left - line.box.left) / em - 2 * mutes * NARROW
    return " ".join([*pieces, _move(first - pen), f"<{f'{SPACE:04X}{MUTE:04X}' * mutes}>"])


def _word(text: str, width: float, font: Font) -> tuple[list[str], float]:
    """Return the glyphs of a word, and how wide they are together, in em."""
    turned = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
    glyphs = [font.code(piece, width) for piece in (text if turned else [text])]
    wide = glyphs[0][1]
    back = _move(DRIFT - wide)
    pieces = [piece for code, _ in glyphs for piece in (back, f"<{code:04X}>")][1:]
    return pieces, wide + DRIFT * (len(glyphs) - 1)


def _move(way: float) -> str:
    return f"{-1000 * way:.1f}"


def _utf16(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
