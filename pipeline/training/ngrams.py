"""The model of the language that the reader asks where the network wavers: n-grams counted in the text of the training.

Chances are interpolated as Witten and Bell (1991) do it: what a sequence leaves over, as many parts as signs were seen
to follow it, goes by the shorter sequence. Sequences that were seen seldom are left out, and their share is left over.
The file is described where it is read, in recognize.ngrams.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.training.alphabet import ALPHABET, CLASSES, classes, known
from pipeline.training.corpus import Corpus
from pipeline.training.sampler import Run
from pipeline.training.typesetting import seen

FEWEST = (1, 1, 2, 4, 6, 9)  # times that a sequence of one, two, ... signs was seen, to be kept
BITS = 9  # for a class
STEPS = 16  # to a natural logarithm
UNHEARD = np.exp(-14.0)

Numbers = NDArray[np.uint64]
Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Order:
    """Sequences of one length, as sorted numbers, with the chance of their last sign, and likewise their beginnings."""

    grams: Numbers
    chances: Chances
    contexts: Numbers
    rests: Chances


def write(corpus: Corpus, path: Path) -> None:
    """Count the text of *corpus* and write the model to *path*, a .npz file."""
    text = _text(corpus)
    orders: list[_Order] = []
    for length, fewest in enumerate(FEWEST, 1):
        orders.append(_counted(text, length, fewest, orders))
    tables: dict[str, NDArray[Any]] = {"alike": np.array(list(_alike()), np.uint16)}
    for length, order in enumerate(orders, 1):
        tables[f"grams_{length}"] = _columns(order.grams, length)
        tables[f"chances_{length}"] = _bytes(order.chances)
        tables[f"contexts_{length}"] = _columns(order.contexts, length - 1)
        tables[f"rests_{length}"] = _bytes(order.rests)
    np.savez_compressed(path, allow_pickle=False, **tables)


def _alike() -> Iterator[int]:
    """Yield for each class, 0 too, the one that stands for all that no language tells from it."""
    yield 0
    for sign in ALPHABET:
        plain = "0" if sign.isdecimal() else sign.lower()
        yield CLASSES.get(plain, CLASSES[sign])


def _text(corpus: Corpus) -> Numbers:
    """Return the classes of all lines as they are seen, with a space at both ends of each."""
    lines = (known(seen(Run(line, name))) for name, some in corpus.lines.items() for line in some)
    told = np.concatenate([np.array(classes(f" {line} "), np.uint64) for line in lines])
    return np.asarray(np.array(list(_alike()), np.uint64)[told], np.uint64)


def _counted(text: Numbers, length: int, fewest: int, shorter: Sequence[_Order]) -> _Order:
    grams, counts = np.unique(_sequences(text, length), return_counts=True)
    before = grams >> np.uint64(BITS)
    contexts, starts = np.unique(before, return_index=True)
    kinds = np.diff(np.append(starts, len(grams)))
    whole = np.repeat(np.add.reduceat(counts, starts) + kinds, kinds)
    often = counts >= fewest
    shares = np.where(often, counts / whole, 0.0)
    rests = 1 - np.add.reduceat(shares, starts)
    left = np.repeat(rests, kinds)[often]
    chances = shares[often] + left * _chances(grams[often] & _mask(length - 1), length - 1, shorter)
    going_on = np.logical_or.reduceat(often, starts)
    return _Order(grams[often], chances, contexts[going_on], rests[going_on])


def _sequences(text: Numbers, length: int) -> Numbers:
    """Return every sequence of *length* signs as a number."""
    count = len(text) - length + 1
    numbers = np.zeros(max(count, 0), np.uint64)
    for place in range(length):
        numbers = numbers << np.uint64(BITS) | text[place : place + count]
    return numbers


def _chances(grams: Numbers, length: int, orders: Sequence[_Order]) -> Chances:
    """Return the chance of the last sign of each of *grams* after the others, by the *orders* up to *length*."""
    chances = np.full(len(grams), UNHEARD)
    for reach, order in enumerate(orders[:length], 1):
        part = grams & _mask(reach)
        left, has_left = _found(order.contexts, part >> np.uint64(BITS))
        here, is_here = _found(order.grams, part)
        chances = np.where(is_here, order.chances[here], np.where(has_left, order.rests[left] * chances, chances))
    return chances


def _found(numbers: Numbers, wanted: Numbers) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return where *numbers* hold each of *wanted*, and whether they do."""
    places = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
    return places, numbers[places] == wanted


def _mask(length: int) -> np.uint64:
    return np.uint64((1 << BITS * length) - 1)


def _columns(numbers: Numbers, length: int) -> NDArray[np.uint16]:
    """Return *numbers* as the classes that they stand for, shape (length, count)."""
    shifts = np.arange(length - 1, -1, -1, dtype=np.uint64) * np.uint64(BITS)
    return np.asarray(numbers[None] >> shifts[:, None] & _mask(1), np.uint16)


def _bytes(chances: Chances) -> NDArray[np.uint8]:
    return np.asarray(np.rint(np.log(np.maximum(chances, UNHEARD)) * -STEPS), np.uint8)
