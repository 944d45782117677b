"""A letter as CommonMark: a heading for each field, a paragraph for each part, what it is called in YAML above it.

Nothing in a letter can be taken for markup: whatever could be is escaped. Renderers find the direction of each
paragraph by themselves, since its text is in logical order.
"""

import json
import re
from collections.abc import Sequence
from typing import get_args

from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.model import FieldName, Letter, Part, Record

NAME = "letter.md"
BREAK = "\\\n"  # a hard line break
MARKUP = re.compile(r"[\\`*_\[\]<>&~|]|^[-+=#]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|(?<=^\d{3})[.)]|(?<=^\d{4})[.)]")
HEADING = re.compile(r"^## (\w+)$")


class Markdown:
    """CommonMark with YAML front matter."""

    def write(self, record: Record, _: ImageOf) -> tuple[File, ...]:
        fields = [_field(name, parts) for name in get_args(FieldName) if (parts := record.letter.field(name))]
        return (File(name=NAME, data="\n".join([_front(record), *fields]).encode()),)

    def read(self, files: Sequence[File]) -> Copy:
        _, _, text = files[0].data.decode().split("---\n", 2)
        parts: dict[str, list[Part]] = {}
        for paragraph in text.strip("\n").split("\n\n"):
            if heading := HEADING.match(paragraph):
                here = parts.setdefault(heading.group(1).lower(), [])
            elif paragraph:
                here.append(Part(text=_unescaped(paragraph), lines=(), confidence=1.0))
        letter = Letter.model_validate({name: tuple(found) for name, found in parts.items()})
        return Copy(texts=("\n\n".join(part.text for found in parts.values() for part in found),), letter=letter)


def _front(record: Record) -> str:
    """Return what the letter is called; a JSON string is a YAML string, too."""
    dates = [part.value for part in record.letter.date if isinstance(part.value, str)]
    said = {
        "id": record.id,
        "source": [source.name for source in record.sources],
        "date": dates[0] if dates else None,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items() if value]
    return "\n".join(["---", *lines, "---", ""])


def _field(name: str, parts: Sequence[Part]) -> str:
    return "\n\n".join([f"## {name.capitalize()}", *(_escaped(part.text) for part in parts)]) + "\n"


def _escaped(text: str) -> str:
    return BREAK.join(_line(line) for line in text.split("\n"))


def _line(line: str) -> str:
    marked = MARKUP.sub(r"\\\g<0>", line)
    return marked or "&nbsp;"  # an empty line would end the paragraph


def _unescaped(paragraph: str) -> str:
    lines = (line.replace("&nbsp;", "") for line in paragraph.split(BREAK))
    return "\n".join(re.sub(r"\\(.)", r"\1", line) for line in lines)
