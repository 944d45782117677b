"""The line finder: ink in, lines of text with outlines and baselines out."""

import numpy as np

from pipeline.layout.bands import find_bands
from pipeline.layout.components import BoolArray, Components, IntArray, Strokes, strokes
from pipeline.layout.fragments import find_fragments
from pipeline.layout.outlines import baseline, outline
from pipeline.layout.rows import join, part, text_like
from pipeline.model import TextLine


def find_lines(pieces: Components, text: BoolArray, height: float) -> list[TextLine]:
    """Return the lines that the *text* pieces make, with provisional ids; *height* of the letters in pixels."""
    written = strokes(pieces, text)
    if not len(written) or height <= 0:
        return []
    ink = np.full(pieces.labels.shape, 255, np.uint8)
    ink[written.y, written.x] = 0
    found = find_fragments(written, pieces, find_bands(ink, height), height)
    owner, rows = join(written, found, pieces, height)
    owner = part(written, owner, rows, height)
    return _lines(written, owner, pieces, height)


def _lines(written: Strokes, owner: IntArray, pieces: Components, height: float) -> list[TextLine]:
    count = int(owner.max(initial=-1)) + 1
    real = text_like(written, owner, count, pieces, height)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(count + 1))
    lines: list[TextLine] = []
    for number in np.flatnonzero(real):
        mine = order[ends[number] : ends[number + 1]]
        lines.append(_line(f"l{len(lines) + 1}", written.y[mine], written.x[mine], height, pieces.labels.shape))
    return lines


def _line(name: str, y: IntArray, x: IntArray, height: float, shape: tuple[int, ...]) -> TextLine:
    slope = float(np.polyfit(x, y, 1)[0]) if np.ptp(x) > 10 * height else 0.0
    start = float(np.median(y - slope * x))
    return TextLine(
        id=name,
        polygon=outline(y, x, height, shape),
        baseline=baseline(y, x, slope, start, height),
    )
