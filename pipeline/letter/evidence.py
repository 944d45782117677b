"""Why a part was taken for its field: the rules that decided, how likely it is, and what else it may have been."""

from collections.abc import Sequence

from pipeline.letter.features import Seen
from pipeline.letter.rule import Rule
from pipeline.letter.rules import RULES_OF
from pipeline.letter.zones import Label
from pipeline.model import Evidence

MOST = 5  # features that are told
LEAST = 0.3  # weight, in natural-log odds, below which a feature decided nothing


def evidence(rows: Sequence[tuple[Seen, Label]]) -> Evidence:
    """Return the evidence for a part that rests on *rows*, of which the weakest counts."""
    seen, weakest = min(rows, key=_probability)
    return Evidence(
        probability=round(weakest.probability, 4),
        runner_up=weakest.runner_up,
        runner_up_probability=round(weakest.runner_up_probability, 4),
        because=tuple(f"{name} ({weight:+.1f})" for weight, name in _decided(seen, weakest)),
    )


def _probability(row: tuple[Seen, Label]) -> float:
    return row[1].probability


def _decided(seen: Seen, label: Label) -> list[tuple[float, str]]:
    """Return what speaks for the zone and against the runner-up, the strongest first, with its weight."""
    spoke = [(_weight(rule, seen), rule.name) for rule in RULES_OF[label.zone]]
    told_against = [(-_weight(rule, seen), f"not {label.runner_up}: {rule.name}") for rule in RULES_OF[label.runner_up]]
    found = [each for each in (*spoke, *told_against) if each[0] > LEAST]
    return sorted(found, key=_strongest)[:MOST]


def _weight(rule: Rule, seen: Seen) -> float:
    return rule.weight * float(rule.holds(seen))


def _strongest(told: tuple[float, str]) -> float:
    return -told[0]
