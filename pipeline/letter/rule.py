"""A weighted rule: what in a row speaks for a zone, or against it, and how much.

A weight is in natural-log odds against running text: 1.0 makes a zone e times likelier.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.letter.features import Seen

Zone = Literal[
    "letterhead",
    "reference",
    "subject",
    "addressee",
    "date",
    "salutation",
    "body",
    "closing",
    "signature",
    "postscript",
    "enclosures",
    "copies",
    "sender",
    "title",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How much, in [0, 1], a row has of what the rule names; times *weight* it is added to the zone's score."""

    zone: Zone
    weight: float
    name: str
    holds: Callable[[Seen], float | bool]


def rule(zone: Zone, weight: float, name: str, holds: Callable[[Seen], float | bool]) -> Rule:
    return Rule(zone=zone, weight=weight, name=name, holds=holds)


def opens_with(zone: Zone, cue: str, weight: float) -> Rule:
    return Rule(zone=zone, weight=weight, name=f"opens with a word for {cue}", holds=lambda seen: seen.cues[cue])
