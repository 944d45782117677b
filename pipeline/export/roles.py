"""What the lines of a letter are for: the parts of its fields that rest on them, by names that formats can refer to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from pipeline.model import FieldName, Letter, Part, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part, its field, and its place in the field, counted from one."""

    field: FieldName
    number: int
    part: Part

    @property
    def id(self) -> str:
        return f"{self.field}_{self.number}"


def roles(letter: Letter) -> tuple[Role, ...]:
    """Return all parts in the order of the fields."""
    return tuple(
        Role(field=name, number=number, part=part)
        for name in get_args(FieldName)
        for number, part in enumerate(letter.field(name), start=1)
    )


def by_line(letter: Letter) -> dict[str, tuple[Role, ...]]:
    """Return, by the id of each line that bears any part, the parts that it bears."""
    found: dict[str, tuple[Role, ...]] = {}
    for role in roles(letter):
        for line in role.part.lines:
            found[line] = (*found.get(line, ()), role)
    return found


def language(roles: Iterable[Role]) -> str:
    """Return the language of the first part that has one; empty if none has."""
    return next((role.part.language for role in roles if role.part.language), "")


def main_language(record: Record) -> str:
    """Return the language of most of the text in the letter's fields; empty if that is not known."""
    counts: Counter[str] = Counter()
    for role in roles(record.letter):
        counts[role.part.language] += len(role.part.text)
    del counts[""]
    return counts.most_common(1)[0][0] if counts else ""


def gathered(parts: Mapping[str, Part]) -> Letter:
    """Return the letter whose *parts* go by such ids as Role has."""
    fields: dict[str, list[tuple[int, Part]]] = {}
    for name, part in parts.items():
        field, _, number = name.rpartition("_")
        fields.setdefault(field, []).append((int(number), part))
    return Letter.model_validate(
        {field: [part for _, part in sorted(found, key=_place)] for field, found in fields.items()}
    )


def _place(numbered: tuple[int, Part]) -> int:
    return numbered[0]
