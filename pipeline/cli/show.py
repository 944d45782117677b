"""A letter as people read it: its fields in their order, right-to-left text on the right."""

from collections import Counter
from typing import get_args

from bidi.algorithm import get_display
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from pipeline.model import Direction, FieldName, Part, Record, Signatory
from pipeline.text import direction, shown


def letter(record: Record, *, visual: bool) -> RenderableType:
    """Return the record's letter for printing.

    Args:
        record: what to show.
        visual: put right-to-left text in visual order, for terminals that do not turn it themselves.
    """
    rows: list[RenderableType] = [Rule(Text(", ".join(shown(source.name) for source in record.sources)))]
    ways = {line.id: line.direction for page in record.pages for line in page.lines}
    for name in get_args(FieldName):
        for part in record.letter.field(name):
            way = (
                Counter(ways[line] for line in part.lines).most_common(1)[0][0] if part.lines else direction(part.text)
            )
            rows += [Text(_label(name, part), "dim"), *_lines(part.text, way, visual=visual), Text("")]
    rows += [Text(f"page {page.number}: {page.status}: {page.reason}", "dim") for page in record.pages if page.reason]
    rows += [Text(f"{finding.severity}: {finding.message}", "dim") for finding in record.findings]
    return Group(*rows)


def _label(name: str, part: Part) -> str:
    said = [name, part.language, f"{part.confidence:.2f}"]
    if isinstance(part.value, str):
        said.append(part.value)
    if isinstance(part.value, Signatory):
        said.append("signed in ink" if part.value.has_ink else "no ink found")
    return "  ".join(word for word in said if word)


def _lines(text: str, way: Direction, *, visual: bool) -> list[Text]:
    lines = [shown(line) for line in text.splitlines()]
    if way == "ltr":
        return [Text(line) for line in lines]
    turned = [str(get_display(line, base_dir="R")) if visual else line for line in lines]
    return [Text(line, justify="right") for line in turned]
