"""The line finder: ink in, lines of text with outlines and baselines out."""

import numpy as np

from pipeline.layout.bands import find_bands
from pipeline.layout.components import Components, IntArray, Strokes
from pipeline.layout.display import display_lines
from pipeline.layout.fragments import find_fragments
from pipeline.layout.graphics import Parted
from pipeline.layout.hands import trace
from pipeline.layout.judge import judge
from pipeline.layout.outlines import baseline, outline
from pipeline.layout.pitch import typed
from pipeline.layout.rows import join, part
from pipeline.layout.shapes import Region, region
from pipeline.layout.sideways import find_sideways, line_up
from pipeline.model import TextLine

LONG = 10.0  # text heights: a shorter line has no slope to speak of
LEVEL = 0.15  # text heights: less rise than that comes from which letters stand where
FRAME = 1.8, 4.0  # text heights: the least height and width of a frame round a word
FEW = 4  # of so many pixels one is enough to tell a hand by
HOLLOW = 0.03  # of its ink: text has half of its ink in the middle of its rows


def find_lines(parted: Parted) -> tuple[list[TextLine], list[Region]]:
    """Return the lines of text, with provisional ids, and the rows that a pen wrote as a signature."""
    pieces, height = parted.pieces, parted.height
    written = parted.written.of(parted.text)
    if not len(written) or height <= 0:
        return [], []
    lines: list[TextLine] = []
    for members in find_sideways(written, pieces, parted.text, height):
        lines.append(line_up(f"l{len(lines) + 1}", written.of(members), height, pieces.labels.shape))
        written = written.of(~members)
    owner = _owners(parted, written)
    verdict = judge(written, owner, pieces, parted.thick, height)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(verdict) + 1))
    pen: list[Region] = []
    letters: dict[int, IntArray] = {}
    for number, kind in enumerate(verdict):
        mine = order[ends[number] : ends[number + 1]]
        if kind == "text" and not _is_frame(written.y[mine], written.x[mine], height):
            line = _line(f"l{len(lines) + 1}", written.y[mine], written.x[mine], height, pieces.labels.shape)
            some = mine[::FEW]
            seen = trace(written.y[some], written.x[some], written.piece[some], pieces, height)
            lines.append(line.model_copy(update={"hand": "handwritten"}) if seen.handwritten else line)
            letters[len(lines) - 1] = np.flatnonzero(np.bincount(written.piece[some]))
        elif kind == "signature":
            pen.append(region(written.y[mine], written.x[mine], np.unique(written.piece[mine])))
    for place, is_typed in zip(letters, typed(tuple(letters.values()), pieces, height), strict=True):
        if is_typed and lines[place].hand == "print":
            lines[place] = lines[place].model_copy(update={"hand": "typed"})
    return lines, pen


def _is_frame(y: IntArray, x: IntArray, height: float) -> bool:
    """Return whether a row is the ornaments of a frame round another line: high and wide, and bare in the middle."""
    high, wide = int(np.ptp(y)) + 1, int(np.ptp(x)) + 1
    if high <= FRAME[0] * height or wide <= FRAME[1] * height:
        return False
    middle = (np.abs(y - y.min() - high / 2) < high / 4) & (np.abs(x - x.min() - wide / 2) < 0.42 * wide)
    return bool(middle.mean() < HOLLOW)


def _owners(parted: Parted, written: Strokes) -> IntArray:
    """Return the row that owns each pixel, -1 where none: lines of display type apart, then those of the text."""
    display = display_lines(parted.pieces, parted.text, parted.height)[written.piece]
    small = display < 0
    if not small.any():
        return display
    owner = np.full(len(written), -1, np.int64)
    owner[small] = _rows(written.where(small), parted.pieces, parted.height)
    return np.where(small, owner, display + int(owner.max()) + 1)


def _rows(written: Strokes, pieces: Components, height: float) -> IntArray:
    """Return the row that owns each pixel, -1 where none."""
    ink = np.full(pieces.labels.shape, 255, np.uint8)
    ink[written.y, written.x] = 0
    found = find_fragments(written, pieces, find_bands(ink, height), height)
    owner, rows = join(written, found, pieces, height)
    return part(written, owner, rows, height)


def _line(name: str, y: IntArray, x: IntArray, height: float, shape: tuple[int, ...]) -> TextLine:
    slope = _slope(y, x, height)
    start = float(np.median(y - slope * x))
    return TextLine(
        id=name,
        polygon=outline(y, x, height, shape),
        baseline=baseline(y, x, slope, start, height),
    )


def _slope(y: IntArray, x: IntArray, height: float) -> float:
    """Return the slope of a line; a short line, or one that rises less than its letters differ, is level."""
    length = float(np.ptp(x))
    if length <= LONG * height:
        return 0.0
    across = x - x.mean()
    slope = float(np.sum(across * y) / np.sum(across * across))
    return slope if abs(slope) * length > LEVEL * height else 0.0
