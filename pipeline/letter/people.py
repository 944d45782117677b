"""People as letters name them, taken apart: honorific, given name, family name, office and organisation.

A Uyghur name is a given name and the father's name, which stands where other peoples have a family name.
"""

import regex

from pipeline.letter import gazetteer
from pipeline.letter.cues import EDGES, words_among
from pipeline.model import Person
from pipeline.text import script


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFIC = _set(
    "mr mrs ms miss messrs dr prof professor rev reverend hon honourable honorable sir lord lady "
    "viscount baron count madam madame monsieur mme mlle m herr herrn frau fräulein he h.e his her "
    "excellency the right rt most colonel col capt captain general gen rabbi bishop archbishop "
    "senator judge justice bay bayan sayın"
)
AFTER = frozenset(["esq", "esquire", "efendi", "bey", "hanım", "xanim", "ependi", "xan"])
UYGHUR_AFTER = regex.compile(
    r"^(?:ئەپەندى(?:م)?|خانىم|ھاجىم?|بەگ|ئاكا|ئاچا|قارى|جانابلىرى|ئۇستاز|مۇئەللىم)(?:غا|گە|قا|كە|لار|لەر)*$"
)
UYGHUR_BEFORE = regex.compile(r"^(?:دوكتور|پروفېسسور|جاناب|ھۆرمەتلىك|ئىززەتلىك|قەدىرلىك|مۇھتەرەم)$")
DATIVE = regex.compile(r"(?<=\p{L}{3})(?:غا|گە|قا|كە)$")
PARTICLES = frozenset(["de", "du", "van", "von", "der", "den", "la", "le", "al", "bin", "ben", "ter", "della"])
SIGNED = regex.compile(r"^\W*(?:signed|sgd|sd|p\.?\s?p|for|/s/|i\.\s?a)\W+", regex.I)
JOINS = frozenset(["of", "the", "and", "for", "&", "in"])  # a name that holds one of them is that of a body of people
LONG_WORD = 4  # letters: longer words are not cut short by a full stop
LONGEST = 6  # words: longer lines are no name
GREETING = regex.compile(
    r"^(?:my\s+)?(?:dear(?:est)?|cher|chère|lieber|liebe|sayın|hörmetlik|qedirlik|söyümlük|izzetlik)\s+", regex.I
)
LEADING = frozenset(("ھۆرمەتلىك", "ئىززەتلىك", "قەدىرلىك", "سۆيۈملۈك", "قىممەتلىك", "مۇھتەرەم", "ئەزىز"))


def person(text: str, *, title: str = "", organisation: str = "") -> Person | None:
    """Return whom *text*, one line, names; None where it is no name of a person."""
    words = SIGNED.sub("", text.strip()).strip(EDGES.replace(".", "")).split()
    if words and len(words[-1].rstrip(".")) > LONG_WORD:
        words[-1] = words[-1].rstrip(".")  # the end of a line, not of "Esq."
    if not 0 < len(words) <= LONGEST or any(map(str.isdigit, "".join(words))):
        return None
    if script(text) == "Arab":
        return _uyghur(words, title, organisation)
    return _latin(words, title, organisation)


def greeted(text: str) -> Person | None:
    """Return whom a greeting is to; None where it names nobody, as "Dear Sirs" does not."""
    bare = GREETING.sub("", text.strip())
    words = bare.split()
    while words and words[0].strip(EDGES) in LEADING:
        words = words[1:]
    if bare == text.strip() and len(words) == len(bare.split()):
        return None
    return person(" ".join(words))


def _latin(words: list[str], title: str, organisation: str) -> Person | None:
    name, comma, office = " ".join(words).partition(",")
    if comma and not (title or AFTER & _bare(office)):
        title = office.strip()
    before: list[str] = []
    parts = name.split()
    while parts and parts[0].strip(EDGES).lower() in HONORIFIC and (len(parts) > 1 or before):
        before.append(parts.pop(0))
    parts = [part for part in parts if part.strip(EDGES).lower() not in AFTER]
    if [word.lower() for word in before] == ["the"]:  # "The Secretary" is an office, "The Rt. Hon. J. Smith" a person
        return None
    if not parts or not all(part[:1].isupper() or part.lower() in PARTICLES for part in parts):
        return None
    if not before and any(part.lower() in JOINS for part in parts):
        return None
    if words_among(name, gazetteer.ORGANISATIONS) or (len(parts) == 1 and not before) or parts[0].lower() == "the":
        return _single(parts, name, title, organisation)
    family = _family(parts)
    given = parts[: len(parts) - len(family)]
    return Person(
        name=name.strip(),
        honorific=" ".join(before),
        given=" ".join(given),
        family=" ".join(family),
        title=title,
        organisation=organisation,
    )


def _single(parts: list[str], name: str, title: str, organisation: str) -> Person | None:
    """Return a person who is called by one name; None for an organisation or for Sirs and Madams."""
    plain = parts[0].strip(EDGES).lower()
    if len(parts) > 1 or plain in HONORIFIC | {"sirs", "gentlemen", "friend", "friends", "all", "members"}:
        return None
    return Person(name=name.strip(EDGES), given=parts[0].strip(EDGES), title=title, organisation=organisation)


def _family(parts: list[str]) -> list[str]:
    """Return the family name, with the particles before it; a lone word after an honorific is one."""
    begin = len(parts) - 1
    while begin > 1 and parts[begin - 1].lower() in PARTICLES:
        begin -= 1
    return parts[begin:]


def _uyghur(words: list[str], title: str, organisation: str) -> Person | None:
    name, _, office = " ".join(words).partition("،")
    words, title = name.split(), title or office.strip()
    before = [word for word in words if UYGHUR_BEFORE.match(word)]
    after = [word for word in words if UYGHUR_AFTER.match(word)]
    parts = [word for word in words if word not in before and word not in after]
    if not 0 < len(parts) <= 3 or words_among(" ".join(parts), gazetteer.ORGANISATIONS | gazetteer.TITLES):
        return None
    if len(parts) == 1 and not (before or after):
        return None
    if not after:
        parts[-1] = DATIVE.sub("", parts[-1])
    honorific = " ".join([*before, *(DATIVE.sub("", word) for word in after)])
    return Person(
        name=" ".join(parts),
        honorific=honorific,
        given=parts[0],
        family=" ".join(parts[1:]),
        title=title,
        organisation=organisation,
    )


def _bare(text: str) -> frozenset[str]:
    return frozenset(word.strip(EDGES).lower() for word in text.split())
