"""What the network says, frame by frame, made into signs: paths through its probabilities (CTC).

A frame is 4 px of the strip; class 0 says "no sign here", class n is the sign n - 1 of the alphabet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float32]
LEAST = 1e-12  # probability: what the network holds impossible still has a logarithm


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


def aligned(probabilities: Probabilities, classes: Sequence[int], alphabet: str) -> tuple[Sign, ...]:
    """Return the signs of *classes*, which the frames are to say, each where they say it most likely (Viterbi).

    Args:
        probabilities: shape (frames, 1 + len(alphabet)), at least as many frames as *classes* need.
        classes: the signs from left to right, as classes from 1 up.
        alphabet: the signs of classes 1 and up.
    """
    states = [0, *(state for place in classes for state in (place, 0))]
    path = _through(np.log(np.maximum(probabilities[:, states], LEAST)), _skips(states))
    spans = [np.flatnonzero(path == 2 * place + 1) for place in range(len(classes))]
    return tuple(
        Sign(alphabet[kind - 1], int(span[0]), int(span[-1]) + 1, float(probabilities[span, kind].max()))
        for kind, span in zip(classes, spans, strict=True)
    )


def _skips(states: Sequence[int]) -> NDArray[np.float32]:
    """Return 0 for each of *states* that may follow the last but one, -inf for others: between twins stands a blank."""
    free = [place > 1 and state and state != states[place - 2] for place, state in enumerate(states)]
    return np.where(free, 0.0, -np.inf).astype(np.float32)


def _through(chances: Probabilities, skips: NDArray[np.float32]) -> NDArray[np.intp]:
    """Return the state of each frame on the best path; *chances* are logarithms, shape (frames, states)."""
    frames, states = chances.shape
    steps = np.zeros((frames, states), np.intp)
    scores = np.full(states, -np.inf, np.float32)
    scores[:2] = chances[0, :2]
    for frame in range(1, frames):
        ways = np.full((3, states), -np.inf, np.float32)
        ways[0], ways[1, 1:], ways[2, 2:] = scores, scores[:-1], scores[:-2] + skips[2:]
        steps[frame] = ways.argmax(axis=0)
        scores = ways.max(axis=0) + chances[frame]
    path = np.empty(frames, np.intp)
    path[-1] = states - 1 if states == 1 or scores[-1] >= scores[-2] else states - 2
    for frame in range(frames - 1, 0, -1):
        path[frame - 1] = path[frame] - steps[frame, path[frame]]
    return path


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
