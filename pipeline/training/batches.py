"""Batches of rendered and degraded lines of about the same width, made in processes of their own."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from pipeline.training.alphabet import classes
from pipeline.training.corpus import Corpus
from pipeline.training.degrade import degrade
from pipeline.training.faces import Face
from pipeline.training.network import HEIGHT, STRIDE
from pipeline.training.renderer import Line, Renderer
from pipeline.training.sampler import Sampler

AREA = 32 * 448  # px of width in a batch: what two CPU cores learn from fastest
MOST, FEWEST = 96, 8  # lines in a batch
POOL = 600  # lines that a batch is chosen from
WIDEST = 1200  # px: the few wider lines cost too much
STEP = 64  # px: batches are as wide as a multiple of this; oneDNN compiles its code anew for each shape of a batch
JITTER = 60  # px: lines are sorted by their width and up to that more, so that batches are not always the same


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines of shape (lines, 1, HEIGHT, width) in [0, 1], 0 right of a line's own width; all their classes in a row."""

    ink: Tensor
    widths: Tensor
    classes: Tensor
    lengths: Tensor

    @property
    def frames(self) -> Tensor:
        """How many frames of the network each line has."""
        return (self.widths + STRIDE - 1) // STRIDE


def packed(lines: Sequence[Line]) -> Batch:
    """Return *lines* as a batch, clean."""
    width = _padded(max(int(line.ink.shape[1]) for line in lines))
    ink = np.zeros((len(lines), 1, HEIGHT, width), np.uint8)
    for place, line in enumerate(lines):
        ink[place, 0, :, : line.ink.shape[1]] = line.ink
    labels = [classes(line.label) for line in lines]
    return Batch(
        torch.from_numpy(ink).float() / 255,
        torch.tensor([line.ink.shape[1] for line in lines]),
        torch.tensor([place for label in labels for place in label]),
        torch.tensor([len(label) for label in labels]),
    )


def worn(batch: Batch) -> Batch:
    """Return *batch* degraded; right of each line stays bare."""
    ink = degrade(batch.ink)
    beyond = torch.arange(ink.shape[3])[None] >= batch.widths[:, None]
    return Batch(ink.masked_fill(beyond[:, None, None], 0.0), batch.widths, batch.classes, batch.lengths)


def fits(line: Line) -> bool:
    """Return whether the network has frames enough to say the label: one a sign, and one between two that are alike."""
    twins = sum(one == other for one, other in zip(line.label, line.label[1:], strict=False))
    width = int(line.ink.shape[1])
    return 0 < len(line.label) + twins < width // STRIDE and width <= WIDEST


class Stream(IterableDataset):  # type: ignore[type-arg,unused-ignore]
    """Endless batches; *seed* and the number of the process say which."""

    def __init__(self, corpus: Corpus, faces: Sequence[Face], seed: int) -> None:
        self.corpus, self.faces, self.seed = corpus, faces, seed

    def __iter__(self) -> Iterator[Batch]:
        cv2.setNumThreads(1)
        torch.set_num_threads(1)
        os.nice(2)  # the network's own process goes first
        worker = get_worker_info()
        seed = self.seed + (worker.id if worker else 0)
        torch.manual_seed(seed)
        rng = Random(seed)
        renderer = Renderer(rng, self.faces, Sampler(rng, self.corpus))
        pool: list[Line] = []
        while True:
            _fill(pool, renderer)
            pool.sort(key=lambda line: line.ink.shape[1] + rng.random() * JITTER)
            yield worn(packed(_taken(pool, rng)))


def _fill(pool: list[Line], renderer: Renderer) -> None:
    while len(pool) < POOL:
        line = renderer.line()
        if fits(line):
            pool.append(line)


def _taken(pool: list[Line], rng: Random) -> list[Line]:
    """Take neighbours out of the sorted *pool*: as many as a batch of the width of the widest of them holds."""
    last = rng.randrange(len(pool))
    width = _padded(int(pool[last].ink.shape[1]))
    count = min(max(AREA // width, FEWEST), MOST)
    first = max(last + 1 - count, 0)
    taken = pool[first : first + count]
    del pool[first : first + count]
    return taken


def _padded(width: int) -> int:
    return -(-width // STEP) * STEP


def stream(corpus: Corpus, faces: Sequence[Face], seed: int, *, workers: int) -> Iterator[Batch]:
    """Return endless batches from *workers* processes."""
    # Spawned, since a forked process hangs once its parent has used OpenMP.
    loader = DataLoader(
        Stream(corpus, faces, seed),
        batch_size=None,
        num_workers=workers,
        prefetch_factor=16,
        multiprocessing_context="spawn",
    )
    return iter(loader)
