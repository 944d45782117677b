"""Which zone of the letter every row belongs to: a soft grammar over the rules' scores, by Viterbi, with marginals.

Nothing is forbidden. A date below the body, an addressee at the foot or a closing that is not there each cost
something, and what the rows say may outweigh it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

import numpy as np

from pipeline.image import FloatArray
from pipeline.letter.features import Seen
from pipeline.letter.rule import Zone
from pipeline.letter.rules import score

Phase = Literal["head", "text", "foot"]


@dataclass(frozen=True, slots=True)
class State:
    """A zone, and whether it stands above, in or below the text."""

    zone: Zone
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The zone that was chosen for a row and how likely it is, in [0, 1]; and the likeliest other one."""

    zone: Zone
    probability: float
    runner_up: Zone
    runner_up_probability: float


HEAD = tuple(
    State(zone, "head")
    for zone in ("letterhead", "reference", "subject", "addressee", "date", "sender", "title", "copies", "salutation")
)
TEXT = (State("subject", "text"), State("body", "text"))
FOOT = tuple(
    State(zone, "foot")
    for zone in (
        "closing",
        "signature",
        "postscript",
        "enclosures",
        "copies",
        "date",
        "addressee",
        "reference",
    )
)
STATES = (*HEAD, *TEXT, *FOOT)
FIRST = {
    "letterhead": 0.0,
    "date": -0.3,
    "addressee": -0.5,
    "reference": -0.5,
    "subject": -1.0,
    "sender": -0.5,
    "title": -0.5,
    "copies": -2.0,
    "salutation": -1.0,
}
FIRST_OF_TEXT = -2.0
FIRST_OF_FOOT = -6.0
# Natural logarithms, rounded to what a rule of thumb is worth: -1.0 is "one in three does so", -4.0 "hardly ever".
WITHIN_HEAD = -0.8
# Who writes is said before to whom, and before what is typed on the printed sheet.
WITHIN_HEAD_AFTER = {("addressee", "letterhead"): -3.5, ("reference", "letterhead"): -2.0, ("date", "letterhead"): -2.0}
INTO_BODY_UNGREETED = -1.5
INTO_FOOT_FROM_HEAD = -5.0
BACK_TO_HEAD = -5.0
BACK_TO_TEXT = -3.5
AFTER_GREETING = {"salutation": -1.5, "body": 0.0, "subject": -1.0}
OTHER_AFTER_GREETING = -3.0
FROM_BODY = {"closing": 0.0, "signature": -1.5}
OTHER_FROM_BODY = -2.0
FROM_CLOSING = {"signature": 0.0, "closing": -1.0, "date": -1.0}
OTHER_FROM_CLOSING = -1.5
WITHIN_FOOT = -0.8
WITHIN_FOOT_AFTER = {("signature", "closing"): -3.0, ("addressee", "closing"): -3.0, ("addressee", "signature"): -2.5}
INTO_LABELLED = -5.0  # what needs a label to begin, and none to go on
LABELLED = {"postscript", "enclosures", "copies"}
LATE = -2.0
EARLY = -3.0
EARLY_LEAVE = -0.7
NEW_BLOCK = -0.8  # to go on with the same zone over a gap
SAME_BLOCK = -1.3  # to change the zone in the middle of a block
FAR_SHIFT = 0.5  # of the text's width: from one column to another, whatever the gap
SHIFT = 0.3  # of the text's width: rows of one block begin nearer to each other
TIGHT = 1.2  # line pitches: rows no further apart belong together, staircase or not
WIDE = 1.7  # line pitches: more than this between two rows is a gap


def transition(before: State, after: State) -> float:
    """Return how readily *after* follows *before*, as a natural logarithm."""
    if before == after and before.zone != "salutation":
        return 0.0
    match before.phase:
        case "head":
            return _after_head(before, after)
        case "text":
            return _after_text(after)
        case "foot":
            return _after_foot(before, after)


def _after_head(before: State, after: State) -> float:
    if after.phase == "foot":
        return INTO_FOOT_FROM_HEAD
    if before.zone == "salutation":
        return AFTER_GREETING.get(after.zone, OTHER_AFTER_GREETING)
    if after.phase == "head":
        return WITHIN_HEAD_AFTER.get((before.zone, after.zone), 0.0 if after.zone == "salutation" else WITHIN_HEAD)
    return INTO_BODY_UNGREETED if after.zone == "body" else BACK_TO_TEXT


def _after_text(after: State) -> float:
    if after.phase == "head":
        return BACK_TO_HEAD
    if after.zone in LABELLED:
        return INTO_LABELLED
    if after.phase == "foot":
        return FROM_BODY.get(after.zone, OTHER_FROM_BODY)
    return 0.0 if after.zone == "body" else BACK_TO_TEXT


def _after_foot(before: State, after: State) -> float:
    if after.phase != "foot":
        return BACK_TO_HEAD if after.phase == "head" else BACK_TO_TEXT
    if after.zone in LABELLED:
        return INTO_LABELLED
    if before.zone == "closing":
        return FROM_CLOSING.get(after.zone, OTHER_FROM_CLOSING)
    return WITHIN_FOOT_AFTER.get((before.zone, after.zone), WITHIN_FOOT)


def _first(state: State) -> float:
    match state.phase:
        case "head":
            return FIRST[state.zone]
        case "text":
            return FIRST_OF_TEXT
    return FIRST_OF_FOOT


ZONES: tuple[Zone, ...] = get_args(Zone)
OF_ZONE = np.array([[float(state.zone == zone) for zone in ZONES] for state in STATES])
BLOCKS = {"letterhead", "addressee", "signature", "enclosures", "copies"}
START = np.array([_first(state) for state in STATES])
GRAMMAR = np.array([[transition(before, after) for after in STATES] for before in STATES])
SAME = np.array([[before.zone == after.zone for after in STATES] for before in STATES])
STANDS_IN_BLOCKS = np.array([state.zone in BLOCKS for state in STATES])
BLOCKY = np.array([state.zone not in {"body", "postscript"} for state in STATES])


def label(seen: Sequence[Seen]) -> tuple[Label, ...]:
    """Return the likeliest zone of every row, given all of them."""
    if not seen:
        return ()
    scores, steps = _scores(seen), [_step(above, each) for above, each in pairwise(seen)]
    by_zone = _marginals(scores, steps) @ OF_ZONE
    return tuple(
        _label(shares, STATES[state].zone) for shares, state in zip(by_zone, _best_path(scores, steps), strict=True)
    )


def shares(seen: Sequence[Seen]) -> FloatArray:
    """Return how likely every zone is at every row, shape (rows, zones), zones in the order of ZONES."""
    steps = [_step(above, each) for above, each in pairwise(seen)]
    return np.asarray(_marginals(_scores(seen), steps) @ OF_ZONE, dtype=np.float64)


def _scores(seen: Sequence[Seen]) -> FloatArray:
    by_zone = [{zone: score(each, zone) for zone in ZONES} for each in seen]
    scores = np.array([[each[state.zone] for state in STATES] for each in by_zone])
    return np.asarray(scores + [[_out_of_place(each, state) for state in STATES] for each in seen], dtype=np.float64)


def _label(shares: FloatArray, zone: Zone) -> Label:
    place = ZONES.index(zone)
    others = np.where(np.arange(len(ZONES)) == place, -1.0, shares)
    second = int(others.argmax())
    return Label(
        zone=zone,
        probability=min(float(shares[place]), 1.0),
        runner_up=ZONES[second],
        runner_up_probability=min(float(shares[second]), 1.0),
    )


def _out_of_place(seen: Seen, state: State) -> float:
    """Return what it costs that a head stands below running text, or a foot above some: a postscript may be long."""
    if state.phase == "head" and not seen.before_prose and state.zone != "salutation":
        return LATE
    if state.phase == "foot" and not seen.after_prose:
        return EARLY_LEAVE if state.zone in {"closing", "signature", "postscript"} else EARLY
    return 0.0


def _step(above: Seen, seen: Seen) -> FloatArray:
    """Return the grammar for the step to this row: blocks want to stay whole; gaps and new margins part them."""
    moved = abs(seen.row.start - above.row.start) > SHIFT and seen.row.gap > TIGHT
    shifted = moved and seen.row.block != above.row.block and not seen.row.centred
    other_column = above.row.start - seen.row.start > FAR_SHIFT
    if seen.row.gap > WIDE or other_column or (shifted and seen.after_prose):
        return np.asarray(GRAMMAR + NEW_BLOCK * (SAME & BLOCKY[None, :]), dtype=np.float64)
    if seen.announced:
        return GRAMMAR
    return np.asarray(GRAMMAR + SAME_BLOCK * (~SAME & STANDS_IN_BLOCKS[:, None]), dtype=np.float64)


def _best_path(scores: FloatArray, steps: Sequence[FloatArray]) -> list[int]:
    best = START + scores[0]
    came_from = []
    for row, step in zip(scores[1:], steps, strict=True):
        ways = best[:, None] + step
        came_from.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int(best.argmax())]
    for back in reversed(came_from):
        path.append(int(back[path[-1]]))
    return path[::-1]


def _marginals(scores: FloatArray, steps: Sequence[FloatArray]) -> FloatArray:
    """Return the probability of every state at every row by forward and backward sums, shape (rows, states)."""
    forward = [START + scores[0]]
    for row, step in zip(scores[1:], steps, strict=True):
        forward.append(_log_sum(forward[-1][:, None] + step) + row)
    backward = [np.zeros(len(STATES))]
    for row, step in zip(scores[:0:-1], reversed(steps), strict=True):
        backward.append(_log_sum((step + (row + backward[-1])[None, :]).T))
    both = np.array(forward) + np.array(backward[::-1])
    odds = np.exp(both - both.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)


def _log_sum(ways: FloatArray) -> FloatArray:
    """Return log(sum(exp(ways))) down the columns, without overflow."""
    top = ways.max(axis=0)
    return np.asarray(top + np.log(np.exp(ways - top).sum(axis=0)), dtype=np.float64)
