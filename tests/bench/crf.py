"""A linear-chain CRF over the same rows: what the rules say is among its features, the weights are learnt."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pycrfsuite

from pipeline.letter.features import Seen
from pipeline.letter.fields import Zoned
from pipeline.letter.rules import RULES
from pipeline.letter.zones import ZONES, shares

BINS = {
    "gap": (0.5, 1.15, 1.5, 2.2, 4.0),
    "below": (0.5, 1.15, 1.5, 2.2, 4.0),
    "start": (0.03, 0.1, 0.3, 0.5),
    "y": (0.08, 0.15, 0.25, 0.4, 0.6, 0.85),
    "words": (1, 2, 3, 5, 8, 11),
    "down": (0, 1, 2, 4, 7, 11),
    "up": (0, 1, 2, 4, 7, 11),
}
SETTINGS = {"c1": 0.1, "c2": 1.0, "max_iterations": 120}
NAMED = {rule.name: rule for rule in RULES}
Features = dict[str, float]


def train(letters: Sequence[Sequence[Zoned]], truths: Sequence[Mapping[str, str]]) -> pycrfsuite.Tagger:
    """Return a tagger that knows *letters*; a row of which nobody said its zone counts as the rules took it."""
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    for rows, truth in zip(letters, truths, strict=True):
        if rows:
            zones = [truth.get(row.seen.row.line) or row.label.zone for row in rows]
            trainer.append(pycrfsuite.ItemSequence(features([row.seen for row in rows])), zones)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(Path(path).read_bytes())
    return tagger


def tagged(tagger: pycrfsuite.Tagger, rows: Sequence[Zoned]) -> dict[str, str]:
    """Return the zone of every line; that of its first row where it has several."""
    zones = tagger.tag(pycrfsuite.ItemSequence(features([row.seen for row in rows]))) if rows else []
    return {row.seen.row.line: zone for row, zone in reversed(list(zip(rows, zones, strict=True)))}


def features(seen: Sequence[Seen]) -> list[Features]:
    """Return of every row the rules that hold, its place, and what the rules make of it and its neighbours."""
    said = shares(seen)
    alone = [_alone(each, place, len(seen)) for place, each in enumerate(seen)]
    for place, found in enumerate(alone):
        for step in (-2, -1, 0, 1, 2):
            if 0 <= place + step < len(seen):
                near = zip(ZONES, said[place + step], strict=True)
                found |= {f"{step} says {zone}": float(share) for zone, share in near if share > 0.05}
            else:
                found[f"{step} none"] = 1.0
        found |= {f"had {ZONES[zone]}": 1.0 for zone in set(said[:place].argmax(axis=1).tolist())}
    return alone


def _alone(seen: Seen, place: int, rows: int) -> Features:
    found = {name: held for name, rule in NAMED.items() if (held := float(rule.holds(seen)))}
    row = seen.row
    values = (row.gap, seen.gap_below, row.start, row.y, seen.words, place, rows - 1 - place)
    for (name, edges), value in zip(BINS.items(), values, strict=True):
        found[f"{name} {sum(value > edge for edge in edges)}"] = 1.0
    found[f"ends in {seen.ending if not seen.ending.isalnum() else 'a letter'}"] = 1.0
    return found
