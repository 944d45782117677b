"""Pitch: lines of a typewriter told from print by their letters, which stand at even distances.

Each letter of a typewriter is given the same room, so that the middles of all letters of a page lie on a grid. How well
they do is the length of the mean of their places on a circle as long as the pitch: 1 on the grid, near 0 elsewhere.
"""

from collections.abc import Sequence

import numpy as np

from pipeline.image import FloatArray
from pipeline.layout.components import Components, IntArray

PITCHES = np.arange(0.55, 2.2, 0.004)  # text heights: ten to fifteen characters an inch, in capitals or small letters
SAMPLE = 5  # of the longest lines, from which the pitch is known
LEAST = 14  # letters of a line: fewer lie on some grid by chance
LETTER = 0.45  # text heights: lower pieces are dots
EVEN = 0.62  # of the lines of the sample: typescript has 0.56 to 0.97, print 0.31 and handwriting 0.58 at most
TYPED = 0.5  # of a line


def typed(lines: Sequence[IntArray], pieces: Components, height: float) -> list[bool]:
    """Return which *lines*, each the numbers of its *pieces*, were typed; *height* is that of the text."""
    middles = [_middles(members, pieces, height) for members in lines]
    sample = [each for each in sorted(middles, key=len)[-SAMPLE:] if len(each) >= LEAST]
    if not sample:
        return [False] * len(lines)
    pitches = PITCHES * height
    even = np.mean([_evenness(each, pitches) for each in sample], axis=0)
    best = int(even.argmax())
    if even[best] < EVEN:
        return [False] * len(lines)
    pitch = pitches[best : best + 1]
    return [len(each) >= LEAST and float(_evenness(each, pitch)[0]) >= TYPED for each in middles]


def _middles(members: IntArray, pieces: Components, height: float) -> FloatArray:
    """Return where the letters of a line have their middles, from its first."""
    letters = members[pieces.height[members] > LETTER * height]
    middle = np.sort((pieces.left[letters] + pieces.right[letters]) / 2)
    return np.asarray(middle - middle[:1].sum(), np.float64)


def _evenness(middles: FloatArray, pitches: FloatArray) -> FloatArray:
    turns = np.exp(2j * np.pi * middles[None, :] / pitches[:, None])
    return np.asarray(np.abs(turns.mean(axis=1)), np.float64)
