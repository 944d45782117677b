"""Rows: what stands together on a line of the page, with its place as a reader sees it.

A line that holds two things side by side (two languages of a head, a number and a date) makes two rows. Places are
shares of the page's body of text, measured in the direction of reading: start 0.0 is where a line begins to be read,
end 1.0 is where a full line ends; so a right-to-left page is the mirror of a left-to-right one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from pipeline.geometry import Box, around
from pipeline.letter.cues import run_in
from pipeline.model import Direction, Hand, Page, TextLine, Word
from pipeline.text import direction, plain

WIDE_GAP = 3.0  # of the usual line height: no justified line has spaces like that
FULL = 0.66  # of the widest line: what is longer runs from margin to margin
PITCH = 1.6  # line heights from line to line where there is only one line to measure
TELLING = 20  # characters: shorter lines say little about how wide a character is
NEVER_ALONE = frozenset("`|\\^~_°®'.,")  # marks that no letter has between two words
UNSURE = 0.6  # confidence below which a word of nothing but marks is a speck beside the line


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Words that stand together on one line.

    page counts from 0; y is a share of the page's height; height is in usual line heights of the page, spacing the
    width of a character in usual ones; gap is the way from the row above, in usual line pitches: 0.0 beside it, 1.0 in
    running text, JUMP in another column or page.
    """

    text: str
    line: str
    block: str
    page: int
    box: Box
    direction: Direction
    hand: Hand
    confidence: float
    start: float
    end: float
    y: float
    height: float
    spacing: float
    gap: float

    @property
    def width(self) -> float:
        return self.end - self.start

    @property
    def centred(self) -> bool:
        return self.start > 0.1 and abs((self.start + self.end) / 2 - 0.5) < 0.07

    @property
    def far(self) -> bool:
        """Whether it begins in the second half, where dates and signatures like to stand."""
        return self.start > 0.4


JUMP = 9.0


@dataclass(frozen=True, kw_only=True)  # no slots: its box is asked for often, and kept
class Piece:
    """Words of one line that belong together, before their place is known."""

    words: tuple[Word, ...]
    line: TextLine
    block: str

    @cached_property
    def box(self) -> Box:
        return around(word.box for word in self.words)

    @property
    def base(self) -> float:
        """The height of the baseline in the middle of the words: capitals and tails do not move it."""
        (left, first), (right, last) = self.line.baseline[0], self.line.baseline[-1]
        share = (self.box.centre[0] - left) / (right - left) if right > left else 0.5
        return first + min(max(share, 0.0), 1.0) * (last - first)

    @property
    def confidence(self) -> float:
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters

    @property
    def text(self) -> str:
        return plain(" ".join(word.text for word in self.words))


def rows(pages: Sequence[Page]) -> tuple[Row, ...]:
    """Return the rows of all *pages* in reading order; lines without a reading give none."""
    sheets = [sheet for number, page in enumerate(pages) if (sheet := _sheet(page, number))]
    pitch = _pitch(sheets)
    return tuple(row for sheet in sheets for row in _placed(sheet, pitch))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The pieces of a page that holds any; usual is the height of its lines, letter the width of a character, in px."""

    page: Page
    number: int
    usual: float
    letter: float
    pieces: tuple[Piece, ...]
    way: Direction


def _sheet(page: Page, number: int) -> Sheet | None:
    lines = [(line, block.id) for block in page.blocks for line in block.lines if line.text.strip()]
    if not lines:
        return None
    usual, way = median(line.box.height for line, _ in lines), direction(page.text)
    pieces = tuple(piece for line, block in lines for piece in _pieces(line, block, usual, way))
    return Sheet(page=page, number=number, usual=usual, letter=_letter_width(pieces), pieces=pieces, way=way)


def _letter_width(pieces: Sequence[Piece]) -> float:
    widths = [(len(piece.text), piece.box.width / len(piece.text)) for piece in pieces]
    return max(median([width for length, width in widths if length >= TELLING] or [width for _, width in widths]), 1.0)


def _placed(sheet: Sheet, pitch: float) -> list[Row]:
    left, right = _margins([piece.box for piece in sheet.pieces])
    out: list[Row] = []
    above: Piece | None = None
    for piece in sheet.pieces:
        box = piece.box
        starts, ends = (
            (right - box.right, right - box.left) if sheet.way == "rtl" else (box.left - left, box.right - left)
        )
        out.append(
            Row(
                text=piece.text,
                line=piece.line.id,
                block=piece.block,
                page=sheet.number,
                box=box,
                direction=piece.line.direction,
                hand=piece.line.hand,
                confidence=piece.confidence,
                start=starts / (right - left),
                end=ends / (right - left),
                y=box.centre[1] / max(sheet.page.height, box.bottom),
                height=box.height / sheet.usual,
                spacing=box.width / len(piece.text) / sheet.letter,
                gap=_gap(above, piece, pitch * sheet.usual) if above else JUMP,
            )
        )
        above = piece
    return out


def _margins(boxes: Sequence[Box]) -> tuple[int, int]:
    """Return the left and right margin: those of the long lines, so that no stamp moves them."""
    widest = max(box.width for box in boxes)
    long = [box for box in boxes if box.width > FULL * widest]
    return min(box.left for box in long), max(box.right for box in long)


def _gap(above: Piece, piece: Piece, pitch: float) -> float:
    """Return the way down from *above* to *piece* in units of *pitch* px; what lies higher is in another column."""
    if piece.box.shared_rows(above.box) > 0.5 * min(piece.box.height, above.box.height):
        return 0.0
    down = piece.base - above.base
    return min(down / pitch, JUMP) if down > 0 else JUMP


def _pitch(sheets: Sequence[Sheet]) -> float:
    """Return the way from line to line within blocks, over all pages, in line heights: that of the closest quarter."""
    steps = [(low.base - high.base) / sheet.usual for sheet in sheets for high, low in pairwise(sheet.pieces)]
    near = sorted(step for step in steps if 0.7 < step < 4)
    return near[(len(near) - 1) // 4] if near else PITCH


def _pieces(line: TextLine, block: str, usual: float, way: Direction) -> Iterable[Piece]:
    for words in _apart(line.readings[0].words, way, WIDE_GAP * usual):
        place = run_in([word.text for word in words])
        for part in (words[:place], words[place:]):
            if clean := _without_specks(part):
                yield Piece(words=clean, line=line, block=block)


def _without_specks(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return *words* without the marks that a reader made of specks; all, if nothing else is there."""
    doubted = [word.confidence < UNSURE and not any(map(str.isalnum, word.text)) for word in words]
    real = [place for place, doubt in enumerate(doubted) if not doubt]
    kept = (
        word
        for place, (word, doubt) in enumerate(zip(words, doubted, strict=True))
        if not doubt or (real and real[0] < place < real[-1] and word.text not in NEVER_ALONE)
    )
    return tuple(kept) or tuple(words)


def _apart(words: Sequence[Word], way: Direction, wide: float) -> list[list[Word]]:
    """Return *words* in groups with a wide gap between them; groups in the direction *way*, words in logical order."""
    across = sorted(words, key=_left)
    group = {id(across[0]): 0}
    reach = across[0].box.right
    for word in across[1:]:
        group[id(word)] = max(group.values()) + (word.box.left - reach > wide)
        reach = max(reach, word.box.right)
    numbers = sorted(set(group.values()), reverse=way == "rtl")
    return _labels_kept([[word for word in words if group[id(word)] == number] for number in numbers])


def _labels_kept(groups: list[list[Word]]) -> list[list[Word]]:
    """Return *groups* with a label and its colon in one group with what it is the label of."""
    kept = groups[:1]
    for words in groups[1:]:
        if kept[-1][-1].text.endswith(":") or words[0].text.startswith(":"):
            kept[-1] = kept[-1] + words
        else:
            kept.append(words)
    return kept


def _left(word: Word) -> int:
    return word.box.left
