"""Why a record's fields are what they are: for each part its lines, how likely it is, and what decided."""

from collections.abc import Iterator
from typing import get_args

from rich.console import Group, RenderableType
from rich.text import Text

from pipeline.model import Evidence, FieldName, Part, Record
from pipeline.text import shown

LONGEST = 100  # characters of a part's text


def reasons(record: Record) -> RenderableType:
    """Return the evidence for every part of the record's letter, for printing."""
    parts = [(name, part) for name in get_args(FieldName) for part in record.letter.field(name)]
    told = [line for name, part in parts for line in _part(name, part)]
    left_out = [finding for finding in record.findings if finding.code == "field-left-empty"]
    return Group(*told, *(Text(finding.message, "yellow") for finding in left_out))


def _part(name: str, part: Part) -> Iterator[Text]:
    text = shown(" ".join(part.text.split()))
    yield Text(f"{name}: {text[:LONGEST]}{'…' if len(text) > LONGEST else ''}", "bold")
    yield Text(f"    rests on  {', '.join(part.lines) or 'nothing that was read'}")
    yield Text(f"    confidence  {part.confidence:.2f}")
    if part.evidence:
        yield from _evidence(part.evidence)
    yield Text("")


def _evidence(evidence: Evidence) -> Iterator[Text]:
    other = f"{evidence.runner_up} {evidence.runner_up_probability:.2f}"
    yield Text(f"    likely  {evidence.probability:.2f}, where it is least sure; the next is {other}")
    for reason in evidence.because:
        yield Text(f"    because  {reason}")
