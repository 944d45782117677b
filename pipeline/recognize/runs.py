"""Lines read run by run: a run is a stretch of a line in one script.

Most runs are sure from the shape of the ink and are read once. A run that is not sure is read in both scripts, and the
better reading stays in front.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from pipeline import text
from pipeline.geometry import around
from pipeline.model import Direction, Reading, Script, Word
from pipeline.recognize.engine import Engine, LineImage
from pipeline.recognize.order import kind, logical
from pipeline.recognize.scripts import Chunk, chunks

CHANGE = 1.5  # log odds that a change of script from one word to the next must overcome
TOUCHING = 4.0  # the same again, for chunks less than NEAR apart: they are mostly one word
NEAR = 0.2  # of the line's size
SURE = 4.0  # log odds beyond which a run is read in one script only
# A Latin reading this good need not be tried in other scripts. Measured on rendered lines: English reads with 0.93 and
# more, Cyrillic taken for English with 0.66 at most, on 95 of 100 lines each.
ENOUGH = 0.75
# Data that know no letter of what they look at find figures in it, so figures speak less than letters for a script.
FIGURE = 0.5
SPLIT = 0.35  # of a number's height: parts less than this apart are one number
# Of plausibility: what it is worth that the rest of the page is in the same script, and what a Cyrillic reading has to
# be better by, since half of its letters look Latin.
LEANING = 0.15
ORDINARY = frozenset(".,:;!?()«»‹›،؛؟-–—'\"“”‘’/")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line image, its columns, and the scripts it may be in, likeliest first."""

    left: int
    right: int
    scripts: tuple[Script, ...]


def read(lines: Sequence[LineImage], engine: Engine) -> tuple[tuple[Reading, ...], ...]:
    """Return the readings of each line, best first, by an engine that reads one script at a time."""
    plans = [split(line) for line in lines]
    owners = [place for place, plan in enumerate(plans) for _ in plan]
    parts = [line.part(run.left, run.right) for line, plan in zip(lines, plans, strict=True) for run in plan]
    scripts = [run.scripts for plan in plans for run in plan]
    readings = _read_as(parts, scripts, engine)
    others = [_others(found, run, plan) for found, (plan, run) in zip(readings, _with_plan(plans), strict=True)]
    again = _read_as(parts, others, engine) if any(others) else [()] * len(parts)
    usual = _usual(plans)
    found: list[list[tuple[Reading, ...]]] = [[] for _ in lines]
    for owner, first, second in zip(owners, readings, again, strict=True):
        found[owner].append(ranked((*first, *second), usual))
    return tuple(map(_joined, found))


def _read_as(
    parts: Sequence[LineImage], scripts: Sequence[tuple[Script, ...]], engine: Engine
) -> list[tuple[Reading, ...]]:
    """Return the readings of each part, one for each of its *scripts* that could be read."""
    tasks = [part.written_in(script) for part, wanted in zip(parts, scripts, strict=True) for script in wanted]
    readings = iter(engine.read(tasks))
    return [tuple(reading for _ in wanted if (reading := next(readings)) is not None) for wanted in scripts]


def _usual(plans: Iterable[Sequence[Run]]) -> Script | None:
    """Return the script of most of the width that is sure, None if nothing is."""
    widths: Counter[Script] = Counter()
    for plan in plans:
        for run in plan:
            if len(run.scripts) == 1:
                widths[run.scripts[0]] += run.right - run.left
    return widths.most_common(1)[0][0] if widths else None


def _with_plan(plans: Iterable[tuple[Run, ...]]) -> list[tuple[tuple[Run, ...], Run]]:
    return [(plan, run) for plan in plans for run in plan]


def _others(readings: Sequence[Reading], run: Run, plan: Sequence[Run]) -> tuple[Script, ...]:
    """Return the scripts to try where a run, taken for Latin, reads badly: Cyrillic only for a whole line."""
    best = next(iter(ranked(readings)), None)
    if "Latn" not in run.scripts or (best is not None and best.confidence >= ENOUGH):
        return ()
    wanted: tuple[Script, ...] = ("Arab", "Cyrl") if len(plan) == 1 else ("Arab",)
    return tuple(script for script in wanted if script not in run.scripts)


def split(line: LineImage) -> tuple[Run, ...]:
    """Return the runs of *line* from left to right; they cover all of its width."""
    pieces = chunks(line)
    width = line.box.width
    arabic = _smoothed(pieces, NEAR * line.size)
    groups = [
        [piece for piece, _ in group] for _, group in groupby(zip(pieces, arabic, strict=True), lambda pair: pair[1])
    ]
    cuts = [(before[-1].right + after[0].left) // 2 for before, after in pairwise(groups)]
    odds = [sum(piece.arabic for piece in group) for group in groups] or [0.0]
    return tuple(
        Run(left, right, _candidates(known))
        for left, right, known in zip([0, *cuts], [*cuts, width], odds, strict=True)
    )


def _candidates(odds: float) -> tuple[Script, ...]:
    both: tuple[Script, ...] = ("Arab", "Latn") if odds > 0 else ("Latn", "Arab")
    return both[:1] if abs(odds) >= SURE else both


def _smoothed(pieces: Sequence[Chunk], near: float) -> list[bool]:
    """Return for each chunk whether it is Arabic script: the likeliest sequence, by Viterbi, where changes cost."""
    if not pieces:
        return []
    scores = np.array([pieces[0].arabic, -pieces[0].arabic]) / 2
    steps: list[tuple[int, int]] = []
    for before, after in pairwise(pieces):
        cost = CHANGE + (TOUCHING if after.left - before.right < near else 0.0)
        other = scores[::-1] - cost
        steps.append((int(other[0] > scores[0]), int(other[1] <= scores[1])))
        scores = np.maximum(scores, other) + np.array([after.arabic, -after.arabic]) / 2
    state = int(np.argmax(scores))
    states = [state]
    for step in reversed(steps):
        state = step[state]
        states.append(state)
    return [state == 0 for state in reversed(states)]


def ranked(readings: Iterable[Reading], usual: Script | None = None) -> tuple[Reading, ...]:
    """Return *readings* of the same ink, the likeliest first; *usual* is the script of most of the page, if known."""

    def worth(reading: Reading) -> float:
        script = text.script(reading.text)
        if script == usual:
            return plausibility(reading) + LEANING
        return plausibility(reading) - (LEANING if script == "Cyrl" else 0.0)

    return tuple(sorted(readings, key=worth, reverse=True))


def plausibility(reading: Reading) -> float:
    """Return in [0, 1] how much *reading* looks like writing: its confidence times the share of letters in it."""
    said = [char for char in reading.text if char not in ORDINARY and not char.isspace()]
    if not said:
        return 0.0
    letters = sum(text.script_counts("".join(said)).values())
    figures = sum(char.isdigit() for char in said)
    return reading.confidence * (letters + FIGURE * figures) / len(said)


def _joined(parts: Sequence[tuple[Reading, ...]]) -> tuple[Reading, ...]:
    """Return the readings of a line: all of its only run, or the best of each of its runs, joined."""
    if len(parts) == 1:
        return parts[0]
    best = [readings[0] for readings in parts if readings]
    return (join(best),) if best else ()


def join(parts: Sequence[Reading]) -> Reading:
    """Return the words of *parts* as one reading, in logical order."""
    words = _whole_numbers(sorted((word for part in parts for word in part.words), key=_place))
    base = _base([word.text for word in words])
    order = logical([word.text for word in words], base)
    engines = dict.fromkeys(part.engine for part in parts)
    return Reading(engine="+".join(engines), words=tuple(words[place] for place in order))


def _base(words: Sequence[str]) -> Direction:
    """Return which way a line runs as a whole, from its words from left to right.

    A line whose left end is Arabic script runs from the right: Uyghur sentences end in Uyghur, and Latin ones seldom
    begin with it. Else it runs as most of its letters do.
    """
    lettered = [kind(word) for word in words if kind(word) in {"rtl", "ltr"}]
    return "rtl" if lettered and lettered[0] == "rtl" else text.direction("".join(words))


def _place(word: Word) -> tuple[float, float]:
    return word.box.centre


def _whole_numbers(words: Iterable[Word]) -> list[Word]:
    """Return *words*, given from left to right, with numbers made whole that an engine took for two: "2015.05." "28".

    Left apart, they would change places, since numbers in a line that runs to the left follow each other to the left.
    """
    whole: list[Word] = []
    for word in words:
        last = whole[-1] if whole else None
        numbers = last is not None and kind(last.text) == kind(word.text) == "number"
        if last is not None and numbers and word.box.left - last.box.right < SPLIT * word.box.height:
            whole[-1] = Word(
                text=last.text + word.text,
                box=around((last.box, word.box)),
                confidence=min(last.confidence, word.confidence),
            )
        else:
            whole.append(word)
    return whole
