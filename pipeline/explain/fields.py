"""The letter's fields, as they lie on a page."""

from dataclasses import dataclass
from typing import get_args

from pipeline.model import Direction, FieldName, Letter, Page, Part, Signatory, TextLine
from pipeline.text import direction

# Twelve hues that neighbours on a page do not share; head, body and foot of a letter keep to families.
FIELD_COLOURS: dict[FieldName, str] = {
    "letterhead": "#6a3d9a",
    "reference": "#8c6d31",
    "subject": "#e7298a",
    "addressee": "#1f78b4",
    "date": "#e31a1c",
    "salutation": "#ff7f00",
    "body": "#33a02c",
    "closing": "#00a6a6",
    "signature": "#0b3c8c",
    "postscript": "#b15928",
    "enclosures": "#7f7f7f",
    "copies": "#999900",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A part of a field, its value as people read it, the way it runs, and those of its lines that stand here."""

    name: FieldName
    part: Part
    value: str
    direction: Direction
    lines: tuple[TextLine, ...]


def marked(letter: Letter, page: Page) -> tuple[Marked, ...]:
    """Return the parts that rest on lines of *page*, in the order of the letter's fields."""
    lines = {line.id: line for line in page.lines}
    return tuple(
        Marked(name=name, part=part, value=_value(part), direction=direction(part.text), lines=here)
        for name in get_args(FieldName)
        for part in letter.field(name)
        if (here := tuple(lines[one] for one in part.lines if one in lines))
    )


def _value(part: Part) -> str:
    if not isinstance(part.value, Signatory):
        return ", ".join((part.value or "").splitlines())
    said = (part.value.name, part.value.title, part.value.organisation, "ink" if part.value.has_ink else "no ink found")
    return ", ".join(word for word in said if word)
