"""The line finder: ink in, lines of text with outlines and baselines out."""

import numpy as np

from pipeline.layout.bands import find_bands
from pipeline.layout.components import Components, IntArray, Strokes
from pipeline.layout.fragments import find_fragments
from pipeline.layout.graphics import Parted
from pipeline.layout.judge import judge
from pipeline.layout.outlines import baseline, outline
from pipeline.layout.rows import join, part
from pipeline.layout.shapes import Region, region
from pipeline.model import TextLine


def find_lines(parted: Parted) -> tuple[list[TextLine], list[Region]]:
    """Return the lines of text, with provisional ids, and the rows that a pen wrote as a signature."""
    pieces, height = parted.pieces, parted.height
    written = parted.written.of(parted.text)
    if not len(written) or height <= 0:
        return [], []
    owner = _rows(written, pieces, height)
    verdict = judge(written, owner, pieces, parted.thick, height)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(verdict) + 1))
    lines: list[TextLine] = []
    pen: list[Region] = []
    for number, kind in enumerate(verdict):
        mine = order[ends[number] : ends[number + 1]]
        if kind == "text":
            name = f"l{len(lines) + 1}"
            lines.append(_line(name, written.y[mine], written.x[mine], height, pieces.labels.shape))
        elif kind == "signature":
            pen.append(region(written.y[mine], written.x[mine], np.unique(written.piece[mine])))
    return lines, pen


def _rows(written: Strokes, pieces: Components, height: float) -> IntArray:
    """Return the row that owns each pixel, -1 where none."""
    ink = np.full(pieces.labels.shape, 255, np.uint8)
    ink[written.y, written.x] = 0
    found = find_fragments(written, pieces, find_bands(ink, height), height)
    owner, rows = join(written, found, pieces, height)
    return part(written, owner, rows, height)


def _line(name: str, y: IntArray, x: IntArray, height: float, shape: tuple[int, ...]) -> TextLine:
    slope = float(np.polyfit(x, y, 1)[0]) if np.ptp(x) > 10 * height else 0.0
    start = float(np.median(y - slope * x))
    return TextLine(
        id=name,
        polygon=outline(y, x, height, shape),
        baseline=baseline(y, x, slope, start, height),
    )
