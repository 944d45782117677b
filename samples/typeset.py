"""Lines set on the page: fonts, wrapping by measured width, places in pixels at 300 dpi, and the truth that follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import normalize

from letterfile import Block, Face, LetterFile, Sheet
from PIL import ImageFont

from pipeline.model import FieldName

DPI = 300
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
WIDE_GAP = re.compile(" {6,}")
SOFT_HYPHEN = "\u00ad"
JOINED_BY_LINE = {"letterhead", "addressee", "signature"}  # the other fields join their lines by a space
LANGUAGE = {"rtl": "ug", "ltr": "en"}

Truth = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLine:
    """A line in its place: *x* is its left end and *y* its baseline; *gap* widens each space (justified lines)."""

    text: str
    x: float
    y: float
    width: float
    face: Face
    direction: str
    block: Block
    gap: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight rule from *left* to *right* at height *y*."""

    left: float
    right: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPage:
    """A page's lines in reading order, and its rules."""

    lines: tuple[SetLine, ...]
    rules: tuple[Rule, ...]
    sheet: Sheet


def pixels(millimetres: float) -> float:
    """Return a length in pixels at 300 dpi."""
    return millimetres * DPI / 25.4


@cache
def font_path(name: str) -> Path:
    """Return where the font file *name* lies.

    Raises:
        FileNotFoundError: if no installed font has that file name.
    """
    for folder in FONT_FOLDERS:
        for path in sorted(folder.rglob(name)):
            return path
    raise FileNotFoundError(f"font {name} is not installed; samples/README.md names the packages")


@cache
def font(face: Face) -> ImageFont.FreeTypeFont:
    """Return the font of *face* at its size for 300 dpi."""
    size = face.size * DPI / 72
    return ImageFont.truetype(str(font_path(face.file)), size, layout_engine=ImageFont.Layout.RAQM)


def length(text: str, face: Face, direction: str) -> float:
    """Return how wide *text* is set, in pixels."""
    if face.hammered:
        return len(text) * font(face).getlength("M")
    return font(face).getlength(text, direction=direction, language=LANGUAGE[direction])


def pages(letter: LetterFile) -> tuple[SetPage, ...]:
    """Return the pages of *letter*, set."""
    return tuple(_set_page(letter, sheet) for sheet in letter.pages)


def _set_page(letter: LetterFile, sheet: Sheet) -> SetPage:
    lines: list[SetLine] = []
    rules: list[Rule] = []
    bottom = pixels(25)
    for block in sheet.blocks:
        top = bottom if block.y is None else pixels(block.y)
        placed = list(_set_block(letter, block, top + pixels(block.gap)))
        lines += placed
        bottom = placed[-1].y + 0.3 * _pitch(letter, block)
        if block.rule_below:
            left, right = block.x or letter.margins
            rules.append(Rule(left=pixels(left), right=pixels(right), y=bottom + pixels(block.rule_below)))
            bottom = rules[-1].y
    return SetPage(lines=tuple(lines), rules=tuple(rules), sheet=sheet)


def _pitch(letter: LetterFile, block: Block) -> float:
    return letter.faces[block.face].size * DPI / 72 * block.leading


def _set_block(letter: LetterFile, block: Block, top: float) -> Iterator[SetLine]:
    face = letter.faces[block.face]
    direction = block.direction or letter.direction
    left, right = (pixels(edge) for edge in block.x or letter.margins)
    texts = block.lines or tuple(wrap(block.text, face, direction, (right - left, pixels(block.indent))))
    for row, text in enumerate(texts):
        indent = pixels(block.indent) if row == 0 else 0.0
        width = length(text, face, direction)
        room = right - left - indent
        gap = 0.0
        if block.align == "justify" and row < len(texts) - 1 and not block.lines:
            gap = (room - width) / max(text.count(" "), 1)
            width = room
        slack = room - width
        before = {"start": 0.0, "justify": 0.0, "centre": slack / 2, "end": slack}[block.align] + indent
        x = left + before if direction == "ltr" else right - before - width
        y = top + (row + 0.75) * _pitch(letter, block)
        yield SetLine(text=text, x=x, y=y, width=width, face=face, direction=direction, block=block, gap=gap)


def wrap(text: str, face: Face, direction: str, room: tuple[float, float]) -> Iterator[str]:
    """Yield the lines of a paragraph; *room* is the width in pixels and how much less of it the first line has."""
    width, indent = room
    line = ""
    left = width - indent
    for word in normalize("NFC", text).split():
        longer = f"{line} {word}".strip()
        if length(longer.replace(SOFT_HYPHEN, ""), face, direction) <= left:
            line = longer
            continue
        head, tail = _divide(line, word, face, left)
        yield head.replace(SOFT_HYPHEN, "")
        line, left = tail, width
    yield line.replace(SOFT_HYPHEN, "")


def _divide(line: str, word: str, face: Face, room: float) -> tuple[str, str]:
    """Return the full line, with as much of *word* as fits before a hyphen, and what is left of the word."""
    parts = word.split(SOFT_HYPHEN)
    for count in range(len(parts) - 1, 0, -1):
        head = f"{line} {''.join(parts[:count])}-".strip()
        if length(head.replace(SOFT_HYPHEN, ""), face, "ltr") <= room:
            return head, SOFT_HYPHEN.join(parts[count:])
    return line, word


def truth(letter: LetterFile) -> Truth:
    """Return what a perfect reading of *letter* gives: the lines of each page and the texts of each field."""
    lines = [[text for line in page.lines for text in _pieces(line)] for page in pages(letter)]
    return {"pages": lines, "fields": fields(letter)}


def fields(letter: LetterFile) -> dict[FieldName, list[str]]:
    """Return the texts of each field of *letter*, part by part."""
    found: dict[FieldName, list[str]] = {}
    for page in pages(letter):
        for block, texts in _blocks(page):
            if block.field:
                _add(found.setdefault(block.field, []), block, texts)
    return found


def _pieces(line: SetLine) -> list[str]:
    """Return the texts in one row: what a wide gap parts are lines of their own, as columns side by side are."""
    return [" ".join(piece.split()) for piece in WIDE_GAP.split(normalize("NFC", line.text))]


def _plain(line: SetLine) -> str:
    return " ".join(_pieces(line))


def _blocks(page: SetPage) -> Iterator[tuple[Block, list[str]]]:
    for block in page.sheet.blocks:
        yield block, [_plain(line) for line in page.lines if line.block is block]


def _add(parts: list[str], block: Block, texts: list[str]) -> None:
    pieces = [parts.pop(), *texts] if block.continues and parts else texts
    parts.append(block.value or _joined(block, pieces))


def _joined(block: Block, pieces: list[str]) -> str:
    if block.field in JOINED_BY_LINE:
        return "\n".join(pieces)
    whole = pieces[0]
    for line in pieces[1:]:
        divided = SOFT_HYPHEN in block.text and whole.endswith("-")
        whole = whole[:-1] + line if divided else f"{whole} {line}"
    return whole
