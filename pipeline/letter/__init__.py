"""Letters understood: pages that were read go in, the fields of the letter and what a person should know come out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.letter.context import in_context
from pipeline.letter.doubts import Doubted, sure_enough
from pipeline.letter.features import look
from pipeline.letter.fields import Zoned, letter
from pipeline.letter.furniture import furniture
from pipeline.letter.rows import rows
from pipeline.letter.signatures import Ink, inked, inks, scrawls
from pipeline.letter.stacks import Placed, begins, grouped
from pipeline.letter.tongues import Tongues, main_language, tongues
from pipeline.letter.zones import label
from pipeline.model import Finding, Letter, Page
from pipeline.settings import LetterSettings
from pipeline.text import shown

__all__ = ["FURNITURE", "Parsed", "Zones", "find_zones", "parse", "split"]

FURNITURE = "furniture"  # what stands on the page and is no part of the letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A letter, and what a person should know about it."""

    letter: Letter
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """The rows of a letter with the zone of each, the ink of signatures, and the lines that are no part of it."""

    zoned: tuple[Zoned, ...]
    ink: tuple[Ink, ...]
    known: Tongues
    furniture: frozenset[str]

    def by_line(self) -> dict[str, str]:
        """Return the zone of every line; that of its first row where it has several, furniture where it has none."""
        found = dict.fromkeys(self.furniture, FURNITURE)
        for each in reversed(self.zoned):
            found[each.seen.row.line] = each.label.zone
        return found


def find_zones(pages: Sequence[Page]) -> Zones:
    """Return which zone of the letter every row of *pages*, in their order, belongs to."""
    every = rows(pages)
    gone = furniture(every)
    kept = [row for place, row in enumerate(every) if place not in gone]
    texts = [row.text for row in kept]
    known = tongues(texts)
    tongue = main_language(known, texts)
    alone = [look(row, language=tongue) for row in kept]
    scrawled = scrawls(alone)
    ink = inks(pages, [alone[place] for place in sorted(scrawled)])
    text = [each for place, each in enumerate(alone) if place not in scrawled]
    seen = in_context(text, inked=inked(text, ink))
    labels = zip(seen, label(seen), strict=True)
    zoned = tuple(Zoned(seen=each, label=chosen, place=place) for place, (each, chosen) in enumerate(labels))
    left_out = frozenset(row.line for row in every) - {each.seen.row.line for each in zoned}
    return Zones(zoned=zoned, ink=ink, known=known, furniture=left_out)


def parse(pages: Sequence[Page], settings: LetterSettings) -> Parsed:
    """Return the letter that *pages*, in their order, hold; a field that is not there is empty, never guessed."""
    zones = find_zones(pages)
    every = letter(zones.zoned, zones.ink, zones.known)
    found, doubted = sure_enough(every, settings.empty_below)
    return Parsed(letter=found, findings=(*_findings(found, settings), *map(_left_out, doubted)))


def split(pages: Sequence[Page]) -> tuple[tuple[Page, ...], ...]:
    """Return the letters in a stack of *pages*, which may be blank or failed here and there, each as its pages."""
    first: list[bool] = []
    before: list[Placed] = []
    for page in pages:
        rows_of = [(each.seen.row.y, each.label) for each in find_zones([page]).zoned] if page.status == "read" else []
        first.append(begins(rows_of, before))
        before = rows_of or before
    return grouped(pages, first)


def _left_out(doubted: Doubted) -> Finding:
    sure = doubted.evidence.probability
    message = f"{doubted.field} is left empty, since it is too unsure ({sure:.2f}): {shown(doubted.part.text)}"
    line = next(iter(doubted.part.lines), None)
    return Finding(code="field-left-empty", severity="warning", message=message, line=line)


def _findings(found: Letter, settings: LetterSettings) -> Iterator[Finding]:
    if not found.body:
        yield Finding(code="no-body", severity="warning", message="no running text was found in this letter")
    for part in found.date:
        if part.alternatives and part.value is None:
            choice = " or ".join(part.alternatives)
            message = f"the date {part.text} can be read as {choice}"
            yield Finding(code="ambiguous-date", severity="warning", message=message, line=part.lines[0])
    for name in found.fields_found:
        parts = getattr(found, name)
        least = min(parts, key=lambda part: part.confidence)
        if least.confidence < settings.review_below:
            message = f"{name} is unsure: {least.confidence:.2f}"
            yield Finding(
                code="low-confidence", severity="warning", message=message, line=next(iter(least.lines), None)
            )
