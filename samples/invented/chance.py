"""Chance: every function draws from the generator that it is given, so that a seed tells the whole letter."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


def pick(rng: np.random.Generator, among: Sequence[T]) -> T:
    """Return one of *among*."""
    return among[int(rng.integers(len(among)))]


def some(rng: np.random.Generator, among: Sequence[T], count: int) -> list[T]:
    """Return *count* of *among*, none twice, in an order of chance."""
    return [among[int(place)] for place in rng.permutation(len(among))[:count]]


def likely(rng: np.random.Generator, share: float) -> bool:
    """Return true in a *share*, in [0, 1], of all cases."""
    return bool(rng.random() < share)


def words(text: str) -> tuple[str, ...]:
    """Return the words of *text*."""
    return tuple(text.split())
