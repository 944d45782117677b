"""How it stands with an output folder: letters by state and reason, by language and confidence, and the run there."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pipeline import progress
from pipeline.ledger import Entry, State, entries
from pipeline.model import Value
from pipeline.progress import Progress

RunState = Literal["none", "running", "over", "stopped"]
NO_LANGUAGE = "none"


class Status(Value):
    """What stands in an output folder.

    Attributes:
        states: how many letters are in which state.
        pages: pages of letters that have a record.
        reasons: why letters failed, as far as that is alike.
        languages: how many letters hold text in which language; one letter may hold several.
        confidence: how many letters were read how surely, by tenths: "0.9" is from 0.9 on.
        review: letters that a person should look at.
        run: whether a run is at work there; "stopped" is one that did not come to its end.
        progress: how far that run is, or was.
    """

    states: dict[State, int]
    pages: int
    reasons: dict[str, int]
    languages: dict[str, int]
    confidence: dict[str, int]
    review: int
    run: RunState
    progress: Progress | None
    pages_per_second: float
    seconds_left: float | None


def status(output: Path) -> Status:
    """Look through an output folder; InputError if there is none."""
    states: Counter[State] = Counter()
    reasons: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    confidence: Counter[str] = Counter()
    pages = review = 0
    for entry in entries(output):
        states[entry.state] += 1
        if entry.failure:
            reasons[kind_of(entry.failure.reason)] += 1
        if entry.state == "done":
            languages.update(set(_languages(entry.record)) or {NO_LANGUAGE})
            confidence[f"{int(_confidence(entry) * 10) / 10:.1f}"] += 1
        pages += len(entry.record.get("pages", ()))
        review += bool(entry.record.get("review", {}).get("needed"))
    far = progress.load(output)
    return Status(
        states=dict(states),
        pages=pages,
        reasons=dict(reasons.most_common()),
        languages=dict(languages.most_common()),
        confidence=dict(sorted(confidence.items(), reverse=True)),
        review=review,
        run=_run(output, far),
        progress=far,
        pages_per_second=round(far.rate, 3) if far else 0.0,
        seconds_left=far.seconds_left if far and not far.is_over else None,
    )


def kind_of(reason: str) -> str:
    """Return what reasons of one kind have in common: no name and page in front, no remedy behind, no figures."""
    what = reason.partition(": ")[2] or reason
    return re.sub(r"[0-9]+", "N", what.partition("; ")[0])


def _run(output: Path, far: Progress | None) -> RunState:
    if progress.is_running(output):
        return "running"
    if far is None:
        return "none"
    return "over" if far.is_over else "stopped"


def _languages(record: dict[str, Any]) -> Iterator[str]:
    return (part["language"] for parts in record["letter"].values() for part in parts if part["language"])


def _confidence(entry: Entry) -> float:
    blocks = (block for page in entry.record["pages"] for block in page["blocks"])
    lines = [line for block in blocks for line in block["lines"]]
    sure = (line["readings"][0]["confidence"] for line in lines if line["readings"])
    return float(sum(sure)) / len(lines) if lines else 0.0
