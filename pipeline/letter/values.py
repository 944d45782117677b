"""Parts with what they say taken apart: addresses by role, and who is named in them, greeted or signing."""

from pipeline.letter.address import address
from pipeline.letter.people import greeted, person
from pipeline.model import Part, Person, Signatory


def addressed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return *parts*, letterheads or addressees, each with its address and who is named in it."""
    return tuple(_with_address(part) for part in parts)


def _with_address(part: Part) -> Part:
    text = part.value if isinstance(part.value, str) else part.text
    found = address(text.split("\n"))
    who = found.person if found else None
    return part.model_copy(update={"address": found, "people": (who,) if who else ()})


def with_greeted(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return *parts*, greetings, each with the person whom it greets by name."""
    found = [(part, greeted(part.text)) for part in parts]
    return tuple(part.model_copy(update={"people": (who,)}) if who else part for part, who in found)


def signer_named(who: Signatory) -> tuple[Person, ...]:
    """Return the person who signs, with the parts of the name; nobody where no name is typed."""
    named = person(who.name, title=who.title, organisation=who.organisation) if who.name else None
    return (named,) if named else ()
