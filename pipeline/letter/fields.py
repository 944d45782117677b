"""The fields of the letter out of rows that know their zone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.letter import cues, gazetteer
from pipeline.letter.dates import Date
from pipeline.letter.evidence import evidence
from pipeline.letter.features import Seen
from pipeline.letter.paragraphs import joined, paragraphs
from pipeline.letter.rows import Row
from pipeline.letter.signatures import Ink, signatory, signers
from pipeline.letter.tongues import Tongues
from pipeline.letter.values import addressed, signer_named, with_greeted
from pipeline.letter.zones import Label
from pipeline.model import Letter, Part, Script, Signatory
from pipeline.text import script

APART = 2.6  # line pitches: rows of one field further apart than this are two parts
CLOSE = 2.4  # line heights: rows of one address are no further apart
UNSETTLED = 0.6  # of its confidence is left to a date that can be read in two ways, or in none
LEGIBLE = 0.6  # confidence below which a line's script may be a misreading
LABELS = {
    "reference": gazetteer.REFERENCES,
    "subject": gazetteer.SUBJECTS,
    "addressee": gazetteer.ADDRESSEES,
    "enclosures": gazetteer.ENCLOSURES,
    "copies": gazetteer.COPIES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Zoned:
    """A row, the zone that was chosen for it, and its place among all rows of the letter."""

    seen: Seen
    label: Label
    place: int

    @property
    def text(self) -> str:
        return self.seen.row.text


def letter(zoned: Sequence[Zoned], ink: Sequence[Ink], known: Tongues) -> Letter:
    """Return the letter that the rows make, each in the zone chosen for it."""

    def of(zone: str) -> list[Zoned]:
        return [each for each in zoned if each.label.zone == zone]

    return Letter(
        letterhead=addressed(_letterhead(of("letterhead"), known)),
        reference=_parts(_apart(of("reference"), "reference"), _spaced, known, "reference"),
        subject=_linked(_parts(_apart(of("subject"), "subject"), _spaced, known, "subject")),
        addressee=addressed(_linked(_parts(_apart(of("addressee"), "addressee"), _lines, known, "addressee"))),
        date=_dates(of("date") or _dated(zoned), known),
        salutation=with_greeted(_linked(_parts(_apart(of("salutation"), ""), _spaced, known))),
        body=_running(of("body"), known),
        closing=_linked(_parts(_apart(of("closing"), ""), _spaced, known)),
        signature=_signatures(of("signature"), ink, known) or _ink_alone(zoned, ink),
        postscript=_running(of("postscript"), known),
        enclosures=_parts(_apart(of("enclosures"), ""), _spaced, known, "enclosures"),
        copies=_parts(_apart(of("copies"), ""), _spaced, known, "copies"),
    )


def _part(rows: Sequence[Zoned], text: str, known: Tongues) -> Part:
    lines = tuple(dict.fromkeys(each.seen.row.line for each in rows))
    why = evidence([(each.seen, each.label) for each in rows])
    return Part(text=text, lines=lines, language=known.of(text), confidence=_confidence(rows), evidence=why)


def _confidence(rows: Sequence[Zoned]) -> float:
    """How sure the zone is where it is least sure, times how sure the reading is over the characters.

    On invented layouts that no rule was written for, the weakest row tells better than the mean if a part is right.
    """
    letters = sum(len(each.text) for each in rows)
    read = sum(each.seen.row.confidence * len(each.text) for each in rows)
    return round(min(min(each.label.probability for each in rows) * read / letters, 1.0), 4)


def _spaced(rows: Sequence[Zoned]) -> str:
    return joined([each.seen.row for each in rows])


def _lines(rows: Sequence[Zoned]) -> str:
    """Return the rows line by line; what stands on one line stays on it."""
    text = rows[0].text
    for above, each in pairwise(rows):
        text += (" " if each.seen.row.line == above.seen.row.line else "\n") + each.text
    return text


def _apart(rows: Sequence[Zoned], label: str) -> list[list[Zoned]]:
    """Return *rows* in groups: a gap, another script or another label of the kind begins a new one."""
    groups: list[list[Zoned]] = []
    for each in rows:
        if not groups or _parts_from(groups[-1][-1], each, label):
            groups.append([each])
        else:
            groups[-1].append(each)
    return groups


def _parts_from(above: Zoned, each: Zoned, label: str) -> bool:
    row = each.seen.row
    if label == "addressee" and _right_below(above.seen.row, row):
        return False  # a name and an address may well stand in two scripts, or have the date beside them
    if each.place != above.place + 1 or row.page != above.seen.row.page or row.gap > APART:
        return True
    if label and (each.seen.cues[label] or each.seen.cues["mark"]):
        return True
    return _scripts_differ(above, each)


def _right_below(above: Row, row: Row) -> bool:
    down = (row.box.centre[1] - above.box.centre[1]) / row.box.height
    return above.page == row.page and 0 < down < CLOSE


def _scripts_differ(above: Zoned, each: Zoned) -> bool:
    return len({script(above.text), script(each.text)} - {None}) > 1


def _parts(
    groups: Sequence[Sequence[Zoned]], text: Callable[[Sequence[Zoned]], str], known: Tongues, label: str = ""
) -> tuple[Part, ...]:
    return tuple(_unlabelled(_part(group, text(group), known), label) for group in groups)


def _unlabelled(part: Part, label: str) -> Part:
    """Return *part* with what follows its label as the value, if it has a label."""
    bare = cues.unlabelled(part.text, LABELS[label]) if label else part.text
    return part if bare == part.text else part.model_copy(update={"value": bare})


def _linked(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return *parts* with the second of two that differ in script marked as the translation of the first."""
    if len(parts) != 2 or script(parts[0].text) == script(parts[1].text):
        return parts
    return parts[0], parts[1].model_copy(update={"translation_of": 0})


def _letterhead(rows: Sequence[Zoned], known: Tongues) -> tuple[Part, ...]:
    """One part a script; what is in no language (numbers, e-mail, web) goes with what stands before it."""
    groups: dict[Script | None, list[Zoned]] = {}
    current: Script | None = next((script(each.text) for each in rows if not _neutral(each)), None)
    for each in rows:
        current = current if _neutral(each) else script(each.text)
        groups.setdefault(current, []).append(each)
    return _linked(_parts(list(groups.values()), _lines, known))


def _neutral(each: Zoned) -> bool:
    if each.seen.row.confidence < LEGIBLE:
        return True
    words = [word for word in each.text.split() if not cues.CONTACT.search(word) and any(map(str.isalpha, word))]
    figures = sum(map(str.isdigit, each.text)) > sum(map(str.isalpha, each.text))
    return len(words) <= 1 and (each.seen.contact or figures or not words)


def _dated(zoned: Sequence[Zoned]) -> list[Zoned]:
    """Return the first row beside a reference or in a head that holds a date too, where no row is the date's own."""
    holders = [
        each for each in zoned if each.label.zone in {"reference", "letterhead", "signature"} and each.seen.dates
    ]
    return holders[:1]


def _dates(rows: Sequence[Zoned], known: Tongues) -> tuple[Part, ...]:
    parts: list[Part] = []
    for each in rows:
        parts += [_date(each, date, known) for date in each.seen.dates]
    unread = [_part([each], each.text, known) for each in rows if not each.seen.dates]
    unread = [part.model_copy(update={"confidence": round(part.confidence * UNSETTLED, 4)}) for part in unread]
    return _same_day(tuple(parts or unread))


def _date(each: Zoned, date: Date, known: Tongues) -> Part:
    part = _part([each], date.text, known)
    share = 1.0 if date.value else UNSETTLED
    sure = round(part.confidence * share, 4)
    said = {"value": date.value, "alternatives": date.alternatives, "edtf": date.edtf, "calendar": date.calendar}
    return part.model_copy(update={**said, "confidence": sure})


def _same_day(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return *parts*, a date that is given again in another script marked as the translation of the first."""
    linked: list[Part] = []
    for part in parts:
        twin = next(
            (
                place
                for place, other in enumerate(linked)
                if other.value == part.value is not None and other.language != part.language
            ),
            None,
        )
        linked.append(part.model_copy(update={"translation_of": twin}))
    return tuple(linked)


def _running(rows: Sequence[Zoned], known: Tongues) -> tuple[Part, ...]:
    by_row = {id(each.seen.row): each for each in rows}
    groups = [[by_row[id(row)] for row in group] for group in paragraphs([each.seen.row for each in rows])]
    return _parts(groups, _spaced, known)


def _signatures(rows: Sequence[Zoned], ink: Sequence[Ink], known: Tongues) -> tuple[Part, ...]:
    by_seen = {id(each.seen): each for each in rows}
    parts = []
    for signer in signers([each.seen for each in rows], ink):
        group = [by_seen[id(each)] for each in signer.rows]
        who = signatory(signer)
        said = {"value": who, "people": signer_named(who)}
        parts.append(_part(group, _lines(group), known).model_copy(update=said))
    return tuple(parts)


def _ink_alone(zoned: Sequence[Zoned], ink: Sequence[Ink]) -> tuple[Part, ...]:
    """Return a part without text for the ink of a signature below the text, or the leave, of a letter."""
    above = [each for each in zoned if each.label.zone in {"body", "closing"}] or zoned
    if not above:
        return ()
    last = above[-1].seen.row
    below = [each for each in ink if each.page == last.page and each.box.top > last.box.top]
    return tuple(
        Part(text="", lines=each.lines, confidence=each.confidence, value=Signatory(has_ink=True)) for each in below[:1]
    )
