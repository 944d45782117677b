"""Which signs tend to follow each other, from left to right as the eye meets them: an n-gram model of a language.

Signs are classes of the network: n is the sign n - 1 of the alphabet. The model tells neither figures nor capital and
small letters apart, for what a number or a name is like no language knows: `alike` gives the class that stands for all
that are alike. Chances are natural logarithms.

The file holds for each order n, from 1 up: `grams_n`, shape (n, count), the sequences that were seen often, and
`chances_n`, their chances of ending so; `contexts_n`, shape (n - 1, count), the beginnings of such sequences, and
`rests_n`, the chance that something else follows (Witten and Bell 1991). Chances are bytes, in steps of -1/16.
"""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS = 16  # to a natural logarithm
BITS = 9  # for a class: a sequence of seven fits a number of 64 bits
UNHEARD = -14.0  # of a sign that no text had


@dataclass(frozen=True, slots=True)
class Order:
    """Sequences of one length, packed and sorted, with their chances; beginnings likewise, with what they leave."""

    grams: "array[int]"
    chances: "array[float]"
    contexts: "array[int]"
    rests: "array[float]"


@dataclass(frozen=True, slots=True)
class Language:
    """An n-gram model with as many `orders` as the longest sequence has signs."""

    alike: tuple[int, ...]
    orders: tuple[Order, ...]

    def chance(self, before: Sequence[int], sign: int) -> float:
        """Return how likely *sign* follows the signs *before* it: a natural logarithm, at most 0."""
        reach = len(self.orders) - 1
        context = 0
        for place in before[-reach:]:
            context = context << BITS | self.alike[place]
        told = 0.0
        for length in range(min(reach, len(before)), -1, -1):
            context &= (1 << BITS * length) - 1
            order = self.orders[length]
            found = _place(order.grams, context << BITS | self.alike[sign])
            if found is not None:
                return told + order.chances[found]
            left = _place(order.contexts, context)
            told += 0.0 if left is None else order.rests[left]
        return told + UNHEARD


def load(data: bytes) -> Language:
    """Return the model in the bytes of a file; ValueError or KeyError if that is damaged."""
    with np.load(BytesIO(data), allow_pickle=False) as file:
        count = sum(name.startswith("grams_") for name in file.files)
        orders = tuple(
            Order(
                _packed(file[f"grams_{n}"]),
                _logarithms(file[f"chances_{n}"]),
                _packed(file[f"contexts_{n}"]),
                _logarithms(file[f"rests_{n}"]),
            )
            for n in range(1, count + 1)
        )
        return Language(tuple(file["alike"].tolist()), orders)


def _packed(classes: NDArray[Any]) -> "array[int]":
    """Return each column of *classes* as one number; columns are sorted, and so are the numbers."""
    numbers = np.zeros(classes.shape[1], np.uint64)
    for row in classes:
        numbers = numbers << np.uint64(BITS) | row.astype(np.uint64)
    return array("Q", numbers.tobytes())


def _logarithms(told: NDArray[Any]) -> "array[float]":
    return array("f", (told.astype(np.float32) / -STEPS).tobytes())


def _place(numbers: "array[int]", number: int) -> int | None:
    place = bisect_left(numbers, number)
    return place if place < len(numbers) and numbers[place] == number else None
