"""What is too unsure to be said: such a part is left out of its field, and told to a person instead."""

from dataclasses import dataclass

from pipeline.model import Evidence, Letter, Part

NEVER = "body"  # text that is left out of the body is lost to every search


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A part that was left out, and the field that it would have stood in."""

    field: str
    part: Part
    evidence: Evidence


def sure_enough(letter: Letter, least: float) -> tuple[Letter, tuple[Doubted, ...]]:
    """Return *letter* without the parts whose field is less likely than *least*, in [0, 1], and these parts."""
    kept: dict[str, tuple[Part, ...]] = {}
    doubted: list[Doubted] = []
    for name in letter.fields_found:
        parts: tuple[Part, ...] = getattr(letter, name)
        places = [place for place, part in enumerate(parts) if name == NEVER or not _is_doubted(part, least)]
        kept[name] = tuple(_renumbered(parts[place], places) for place in places)
        out = (part for place, part in enumerate(parts) if place not in places)
        doubted += [Doubted(field=name, part=part, evidence=part.evidence) for part in out if part.evidence]
    return letter.model_copy(update=kept), tuple(doubted)


def _is_doubted(part: Part, least: float) -> bool:
    return part.evidence is not None and part.evidence.probability < least


def _renumbered(part: Part, places: list[int]) -> Part:
    """Return *part* with its original, if that was kept, named by its new place."""
    if part.translation_of is None:
        return part
    original = places.index(part.translation_of) if part.translation_of in places else None
    return part.model_copy(update={"translation_of": original})
