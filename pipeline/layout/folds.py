"""Folds that the scan shows as no more than traces: short thin dashes, far apart, in one straight line."""

import numpy as np

from pipeline.image import FloatArray
from pipeline.layout.components import Components, IntArray
from pipeline.layout.creases import LEAN, Crease, Spans, alone, box, spans_of

TRACE = 0.08, 0.9  # text heights: the least and the greatest width of a trace; longer ones may be letters
APART = 1.5  # text heights: a dash closer to a letter may belong to it
FINE = 0.2  # text heights: how thick a trace may be
SLIM = 2.0  # times its height: the least width of a trace
NEAR = 0.3  # text heights: how far a trace may lie off the line
SLOPES = 25  # leans that are tried; the ends of a page differ by less than a trace is high from one to the next
PARTS = 24  # of the length of the page
LEAST = 9  # parts with a trace in them that stands alone: letters and dust do not keep in line for so long
MOST = 6  # folds each way: a sheet that was folded three times has as many


def find_folds(pieces: Components, height: float, *, upright: bool) -> list[Crease]:
    """Return the level or *upright* folds on a page with letters of *height* pixels."""
    spans = spans_of(pieces, upright=upright)
    flat = (spans.width >= TRACE[0] * height) & (spans.height <= FINE * height) & (spans.width > SLIM * spans.height)
    traces = np.flatnonzero(flat & (spans.width <= TRACE[1] * height))
    lone = traces[alone(pieces, traces, APART * height)]
    long = pieces.labels.shape[0 if upright else 1]
    found: list[Crease] = []
    while len(lone) >= LEAST and len(found) < MOST:
        slope, start, parts = _likeliest(spans, lone, long, height)
        if parts < LEAST:
            break
        members = traces[_off(spans, traces, slope, start) <= NEAR * height]
        found.append(Crease(members, 0.0, box(pieces, members)))
        lone = np.setdiff1d(lone, members)
    return found


def _likeliest(spans: Spans, lone: IntArray, long: int, height: float) -> tuple[float, float, int]:
    """Return slope and start of the line with traces in the most parts of the page, and in how many they are."""
    part = (spans.centre[lone] * PARTS / long).astype(np.int64)
    best = 0.0, 0.0, 0
    for slope in np.linspace(-LEAN, LEAN, SLOPES).tolist():
        level = spans.middle[lone] - slope * spans.centre[lone]
        row = np.round(level / (NEAR * height)).astype(np.int64)
        row -= row.min()
        parts = np.bincount(np.unique(row * PARTS + part) // PARTS)
        most = int(parts.argmax())
        if parts[most] > best[2]:
            best = slope, float(np.median(level[row == most])), int(parts[most])
    return best


def _off(spans: Spans, traces: IntArray, slope: float, start: float) -> FloatArray:
    return np.asarray(np.abs(spans.middle[traces] - slope * spans.centre[traces] - start), np.float64)
