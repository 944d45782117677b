"""How well a network reads text and faces that it was never trained on: character error rates on fixed lines."""

from collections.abc import Sequence
from random import Random

import torch
from rapidfuzz.distance import Levenshtein
from torch import nn

from pipeline.model import Script
from pipeline.training.batches import Batch, fits, packed, worn
from pipeline.training.corpus import Corpus
from pipeline.training.faces import Face
from pipeline.training.renderer import Line, Renderer
from pipeline.training.sampler import Run, Sampler

SEED = 5
LINES = 120  # of each kind
TOGETHER = 12  # lines in a batch
KINDS = ("uyghur", "latin", "mixed")


def trials(corpus: Corpus, faces: Sequence[Face]) -> dict[str, list[Batch]]:
    """Return the lines to measure with, clean and degraded, by name; the same for the same text and faces."""
    found: dict[str, list[Batch]] = {}
    for kind in KINDS:
        clean = _clean(kind, corpus, faces)
        torch.manual_seed(SEED)
        found[f"{kind} clean"] = clean
        found[f"{kind} degraded"] = [worn(batch) for batch in clean]
    return found


def _clean(kind: str, corpus: Corpus, faces: Sequence[Face]) -> list[Batch]:
    rng = Random(SEED)
    sampler = Sampler(rng, corpus)
    renderer = Renderer(rng, faces, sampler)
    lines: list[Line] = []
    while len(lines) < LINES:
        line = renderer.of(_runs(kind, sampler))
        if line and fits(line):
            lines.append(line)
    lines.sort(key=lambda line: line.ink.shape[1])
    return [packed(lines[first : first + TOGETHER]) for first in range(0, LINES, TOGETHER)]


def _runs(kind: str, sampler: Sampler) -> tuple[Run, ...]:
    scripts: dict[str, Script] = {"uyghur": "Arab", "latin": "Latn"}
    return sampler.of(scripts[kind]) if kind in scripts else sampler.mixed()


def error_rates(network: nn.Module, sets: dict[str, list[Batch]]) -> dict[str, float]:
    """Return the edits that the best path needs, per character of the labels, for each of *sets*."""
    network.eval()
    with torch.no_grad():
        return {name: _error_rate(network, batches) for name, batches in sets.items()}


def _error_rate(network: nn.Module, batches: Sequence[Batch]) -> float:
    edits = signs = 0
    for batch in batches:
        read = best_paths(network(batch.ink).argmax(-1), batch.frames)
        labels = [label.tolist() for label in batch.classes.split(batch.lengths.tolist())]
        edits += sum(Levenshtein.distance(label, found) for label, found in zip(labels, read, strict=True))
        signs += sum(map(len, labels))
    return edits / max(signs, 1)


def best_paths(classes: torch.Tensor, frames: torch.Tensor) -> list[list[int]]:
    """Return what each line says by its likeliest class in each frame: repeats joined, blanks dropped (CTC)."""
    return [
        [now for before, now in zip([0, *row], row, strict=False) if now and now != before]
        for row in (line[:length].tolist() for line, length in zip(classes, frames.tolist(), strict=True))
    ]
