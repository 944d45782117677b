"""What the network says, frame by frame, made into signs: the best path through its probabilities (CTC).

A frame is 4 px of the strip; class 0 says "no sign here", class n is the sign n - 1 of the alphabet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sign:
    """A character as seen, with the frames that it was seen in, up to but without `last`, and its probability."""

    text: str
    first: int
    last: int
    probability: float


def best_path(probabilities: Probabilities, alphabet: str) -> tuple[Sign, ...]:
    """Return the signs from left to right: in each frame the likeliest class, repeats joined, blanks dropped.

    Args:
        probabilities: shape (frames, 1 + len(alphabet)), each row sums to 1.
        alphabet: the signs of classes 1 and up.
    """
    classes = probabilities.argmax(axis=1)
    if not classes.size:
        return ()
    starts = np.flatnonzero(np.diff(classes, prepend=-1))
    ends = np.append(starts[1:], classes.size)
    return tuple(
        Sign(alphabet[kind - 1], int(first), int(last), float(probabilities[first:last, kind].max()))
        for first, last in zip(starts, ends, strict=True)
        if (kind := int(classes[first]))
    )


def edges(signs: Sequence[Sign], frames: int) -> tuple[float, ...]:
    """Return where each sign begins, and at the end where the last one ends, in frames.

    Signs meet halfway. A space is seen in the middle of its gap and gives all the rest of it to its neighbours.
    """
    return (0.0, *(_border(before, after) for before, after in pairwise(signs)), float(frames))


def _border(before: Sign, after: Sign) -> float:
    if after.text == " ":
        return float(after.first)
    if before.text == " ":
        return float(before.last)
    return (before.last + after.first) / 2
