"""The weighted rules: what in a row speaks for a zone, or against it.

A weight is in natural-log odds against running text: 1.0 makes a zone e times likelier. A rule is what an archivist
would say on seeing the row alone; what may follow what is the grammar's business.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.letter.features import CLEAR, Seen
from pipeline.letter.speech import (
    GREETING_ENDS,
    addressed,
    adds,
    calls_out,
    given_to,
    greets,
    heads_the_text,
    labelled_code,
    labelled_otherwise,
    leaves_in_uyghur,
    names_a_subject,
    takes_leave,
    trails_off,
)

Zone = Literal[
    "letterhead",
    "reference",
    "subject",
    "addressee",
    "date",
    "salutation",
    "body",
    "closing",
    "signature",
    "postscript",
    "enclosures",
    "copies",
    "sender",
    "title",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How much, in [0, 1], a row has of what the rule names; times *weight* it is added to the zone's score."""

    zone: Zone
    weight: float
    name: str
    holds: Callable[[Seen], float | bool]


def _cue(zone: Zone, cue: str, weight: float) -> Rule:
    return Rule(zone=zone, weight=weight, name=f"opens with a word for {cue}", holds=lambda seen: seen.cues[cue])


def _rule(zone: Zone, weight: float, name: str, holds: Callable[[Seen], float | bool]) -> Rule:
    return Rule(zone=zone, weight=weight, name=name, holds=holds)


def _heads_labels(seen: Seen) -> bool:
    return seen.among_labels and seen.cues["paper"] == 1.0 and seen.words <= 2


def _at_the_foot(seen: Seen) -> bool:
    """Whether it is where the first page of a formal letter says to whom: below the text, which goes on overleaf."""
    return seen.ends_page and addressed(seen) and seen.honorifics > 0 and seen.short and not seen.before_prose


def _names_last(seen: Seen) -> bool:
    plain = not (seen.announced or seen.contact or seen.organisations or seen.postcode)
    return plain and seen.ends_letter and seen.after_prose and seen.words <= 4 and seen.capitals == 1.0


RULES: tuple[Rule, ...] = (
    _rule("letterhead", 1.5, "first page, top fifth", lambda s: s.row.page == 0 and s.row.y < 0.2),
    _rule("letterhead", 0.7, "first page, top third", lambda s: s.row.page == 0 and s.row.y < 0.33),
    _rule("letterhead", -3.0, "a later page", lambda s: s.row.page > 0),
    _rule("letterhead", -2.0, "nothing on the sheet is as in a letter", lambda s: s.no_letter),
    _rule("letterhead", -1.5, "lower half", lambda s: s.row.y > 0.5),
    _rule("letterhead", 1.0, "larger than the rest", lambda s: s.row.height > 1.35),
    _rule("letterhead", 0.8, "centred", lambda s: s.row.centred),
    _rule("letterhead", 0.8, "begins in the far half", lambda s: s.row.far),
    _rule("letterhead", 1.5, "an organisation", lambda s: s.organisations > 0 and s.short),
    _rule("letterhead", 2.5, "telephone, e-mail or web address", lambda s: s.contact),
    _rule("letterhead", 0.7, "a place", lambda s: s.places > 0 or s.postcode),
    _rule("sender", 7.0, "opens with a word for sender", lambda s: s.cues["sender"] > CLEAR),
    _rule("sender", 4.0, "hangs under such a word", lambda s: s.hangs_under == "sender"),
    _rule("sender", -4.0, "no such word", lambda s: s.cues["sender"] <= CLEAR and s.hangs_under != "sender"),
    _rule("sender", -3.0, "long", lambda s: not s.short),
    _rule("title", 7.0, "what kind of paper it is, to itself, over labelled lines", _heads_labels),
    _rule("title", -6.0, "no such line", lambda s: not _heads_labels(s)),
    _rule("letterhead", -2.0, "right over a name or an office in the dative", lambda s: s.over_dative),
    _rule(
        "letterhead", -1.5, "below the date, in a block over the greeting", lambda s: s.below_date and s.over_greeting
    ),
    _rule("letterhead", -3.0, "ends in a number", lambda s: s.numbered and not s.contact),
    _rule("letterhead", -2.5, 'ends in "about"', lambda s: s.about),
    _rule("letterhead", -1.5, "an honorific", lambda s: s.honorifics > 0),
    _rule("letterhead", -3.5, "opens as to someone", addressed),
    _rule("letterhead", -1.5, "a person, office or organisation in the dative", given_to),
    _rule("letterhead", -1.5, "in the column of a person's name", lambda s: s.under_person),
    _rule("letterhead", -1.5, "dative", lambda s: s.dative and s.short),
    _rule("letterhead", -1.0, "a date", lambda s: s.date_share > 0.2),
    _rule("letterhead", -2.0, "a mark such as Copy or Confidential", lambda s: s.cues["mark"] == 1.0),
    _rule("letterhead", -3.0, "a greeting", greets),
    _rule("letterhead", 0.5, "short", lambda s: s.short),
    _rule("reference", 5.0, "a label and a number", labelled_code),
    _rule("reference", 5.0, "a mark such as Copy or Confidential", lambda s: s.cues["mark"] == 1.0 and s.short),
    _rule("reference", 3.0, "under a label of its own", lambda s: s.under == "reference"),
    _rule(
        "reference",
        1.0,
        "hardly more than a code",
        lambda s: s.code and s.words <= 2 and not s.dates and not s.postcode,
    ),
    _rule("reference", 3.0, "a code and nothing else", lambda s: s.code and s.words == 1 and "/" in s.row.text),
    _rule("reference", -1.5, "long", lambda s: not s.short),
    _rule("reference", -0.8, "a place", lambda s: s.places > 0),
    _rule("subject", 6.0, "opens with a word for subject", names_a_subject),
    _rule(
        "subject",
        4.0,
        "what kind of paper it is, to itself",
        lambda s: s.cues["paper"] == 1.0 and s.words <= 2 and not s.among_labels,
    ),
    _rule("subject", 5.0, "under a label of its own", lambda s: s.under == "subject"),
    _rule("subject", 5.0, "a line to itself between greeting and text", heads_the_text),
    _rule("subject", -3.5, "no label", lambda s: not (s.cues["subject"] or s.about)),
    _rule("subject", 5.0, 'ends in "about", above the text', lambda s: s.about and s.short and s.before_prose),
    _rule("subject", 0.8, "short", lambda s: s.short),
    _rule("subject", 2.0, "centred", lambda s: s.row.centred),
    _rule("subject", 2.5, "capitals only", lambda s: s.row.text.isupper() and s.words > 1),
    _rule("subject", -0.8, "top fifth", lambda s: s.row.page == 0 and s.row.y < 0.15),
    _rule("subject", -1.5, "below running text", lambda s: s.after_prose),
    _rule("addressee", 3.5, "opens as to someone", addressed),
    _rule("addressee", 8.0, "opens as to a person, at the foot of a page", _at_the_foot),
    _rule("addressee", 4.0, "under a label of its own", lambda s: s.under == "addressee"),
    _rule("addressee", 2.5, "hangs under such a label", lambda s: s.hangs_under == "addressee"),
    _rule("addressee", 1.5, "in the column of a person's name", lambda s: s.under_person and s.short),
    _rule("addressee", -3.0, "opens with another label", labelled_otherwise),
    _rule("addressee", 2.0, "below the leave, back at the margin", lambda s: s.left_of_leave),
    _rule("addressee", 2.5, "an office, below the text", lambda s: s.office and s.short and s.after_prose),
    _rule("addressee", -3.0, "a greeting", greets),
    _rule("addressee", 2.5, "right over a name or an office in the dative", lambda s: s.over_dative),
    _rule("addressee", 1.5, "below the date, in a block over the greeting", lambda s: s.below_date and s.over_greeting),
    _rule("addressee", 2.5, "an honorific, capitals or the dative", lambda s: s.honorifics > 0 and s.short),
    _rule("addressee", 1.5, "dative", lambda s: s.dative and s.short),
    _rule("addressee", 2.0, "a person, office or organisation in the dative", given_to),
    _rule("addressee", 0.7, "a place or postcode", lambda s: s.places > 0 or s.postcode),
    _rule("addressee", 0.7, "an organisation", lambda s: s.organisations > 0 and s.short),
    _rule("addressee", 0.7, "an office", lambda s: s.titles > 0 and s.short),
    _rule("addressee", 0.7, "capitals at every word", lambda s: s.capitals > 0.7 and s.short),
    _rule("addressee", 0.7, "begins where lines begin", lambda s: s.row.start < 0.15),
    _rule("addressee", 0.5, "ends in a comma", lambda s: s.ending in ",،" and s.short),
    _rule("addressee", 0.5, "short", lambda s: s.short),
    _rule("addressee", -1.5, "top tenth", lambda s: s.row.page == 0 and s.row.y < 0.1 and not given_to(s)),
    _rule("addressee", -1.5, "goes on from a full line", lambda s: s.follows_full),
    _rule("addressee", -2.0, "telephone, e-mail or web address", lambda s: s.contact),
    _rule("addressee", -1.0, "a date", lambda s: s.date_share),
    _rule("addressee", -1.0, "larger than the rest", lambda s: s.row.height > 1.5),
    _rule("date", 4.0, "a date with its year stands in it", lambda s: s.date_share > 0.2 and s.dated and not s.prose),
    _rule("date", 2.0, "a date fills it", lambda s: s.date_share if not s.prose else 0.0),
    _rule("date", 4.0, "under a label of its own", lambda s: s.under == "date"),
    _rule("date", 2.0, "a label and a date", lambda s: s.cues["date"] if s.dates and s.short else 0.0),
    _rule("date", 2.5, "a label that stands alone", lambda s: s.cues["date"] == 1.0 and s.short),
    _rule("date", -3.0, "no date", lambda s: not s.dates),
    _rule("date", 8.0, "a place right above a date, first on the sheet", lambda s: s.dateline),
    _rule("date", 0.7, "begins in the far half", lambda s: s.row.far and bool(s.dates)),
    _rule("date", -2.0, "opens with another label", lambda s: max(s.cues["reference"], s.cues["subject"])),
    _rule("salutation", 5.0, "a greeting", greets),
    _rule(
        "salutation", 0.7, "ends in comma, colon or exclamation mark", lambda s: s.short and s.ending in GREETING_ENDS
    ),
    _rule("salutation", -2.0, "long", lambda s: s.words > 9),
    _rule("salutation", 4.0, "a short line above the text that calls out", calls_out),
    _rule("salutation", -3.0, "no greeting", lambda s: not (s.cues["salutation"] or s.greetings)),
    _rule("body", 2.0, "a long line", lambda s: s.prose),
    _rule("body", 1.5, "goes on from a full line", lambda s: s.follows_full),
    _rule("body", 2.0, "begins in lower case", lambda s: s.lower_start and not s.cues["subject"]),
    _rule("body", 1.2, "ends a sentence", lambda s: s.sentence),
    _rule("body", 1.5, "between lines of running text", lambda s: s.within),
    _rule("body", -1.5, "above all running text", lambda s: s.before_prose),
    _rule("body", -0.8, "below all running text", lambda s: s.after_prose and not s.follows_full),
    _rule("body", -0.7, "begins in the far half", lambda s: s.row.far),
    _rule("body", -1.0, "short, capitals at every word", lambda s: s.short and s.capitals > 0.8 and s.words < 6),
    _rule("body", -1.5, "telephone, e-mail or web address", lambda s: s.contact and s.short),
    _rule("closing", 4.5, "takes leave", takes_leave),
    _rule(
        "closing", 6.0, "ends or speaks as a leave does in Uyghur", lambda s: not takes_leave(s) and leaves_in_uyghur(s)
    ),
    _rule("closing", 6.0, "calls by name within a leave", lambda s: s.left and s.cues["salutation"] > CLEAR),
    _rule("closing", 4.0, "a short line below the text that ends in a comma, and lines below it", trails_off),
    _rule("closing", -3.0, "no leave taken", lambda s: not s.cues["closing"]),
    _rule("closing", 0.7, "ends in a comma", lambda s: s.ending in ",:،"),
    _rule("closing", 0.7, "begins in the far half", lambda s: s.row.start > 0.3),
    _rule("closing", -2.0, "long", lambda s: s.words > 9),
    _rule("signature", 1.5, "the shape of a name", lambda s: s.named),
    _rule("signature", 1.5, "an office", lambda s: s.titles > 0 and s.short),
    _rule("signature", 0.7, "an organisation", lambda s: s.organisations > 0 and s.short),
    _rule("signature", 1.2, "below running text", lambda s: s.after_prose),
    _rule("signature", 0.8, "one word with a capital", lambda s: s.words == 1 and s.capitals == 1.0 and not s.code),
    _rule("signature", 0.7, "begins in the far half", lambda s: s.row.far),
    _rule("signature", 5.0, "whose they are, and a name", lambda s: s.possessive and s.after_prose),
    _rule("signature", 2.0, "last of the letter, a few words with capitals", _names_last),
    _rule("signature", 2.0, "right below a leave", lambda s: s.left and s.words <= 5),
    _rule("signature", 1.5, "ink near it", lambda s: s.ink_near),
    _rule("signature", 1.5, "written by hand", lambda s: s.row.hand == "handwritten" and s.after_prose),
    _rule("signature", 1.5, "stands in the head of the letter too", lambda s: s.in_letterhead),
    _rule("signature", -1.5, "below the leave, back at the margin", lambda s: s.left_of_leave),
    _rule("signature", -2.0, "nothing on the sheet is as in a letter", lambda s: s.no_letter),
    _rule("signature", -3.0, "takes leave itself", lambda s: s.cues["closing"] == 1.0 and s.words <= 4),
    _rule("signature", -3.0, "long", lambda s: not s.short),
    _rule("signature", -1.5, "goes on from a full line", lambda s: s.follows_full),
    _rule("signature", -2.5, "a sentence that goes on", lambda s: s.plain_words > 2 and s.ending == ","),
    _rule("signature", -2.0, "lower case", lambda s: s.lower_start and not s.left),
    _rule("signature", -1.5, "ends a sentence", lambda s: s.sentence and s.capitals < 0.7),
    _rule("signature", -2.0, "an office with its article", lambda s: s.office),
    _rule("signature", -2.0, "opens as to someone", addressed),
    _rule("signature", -1.0, "a date", lambda s: s.date_share),
    _rule("postscript", 7.0, "opens with a word for postscript", adds),
    _rule("postscript", -6.0, "above the word for postscript", lambda s: s.before_note),
    _rule("postscript", 2.0, "a long line", lambda s: s.prose),
    _rule("postscript", 1.5, "goes on from a full line", lambda s: s.follows_full),
    _rule("postscript", 2.0, "begins in lower case", lambda s: s.lower_start),
    _rule("postscript", 0.8, "ends a sentence", lambda s: s.sentence),
    _cue("enclosures", "enclosures", 8.0),
    _rule("enclosures", 1.0, "short, below running text", lambda s: s.short and s.after_prose),
    _rule("enclosures", 5.0, "under a label of its own", lambda s: s.under == "enclosures"),
    _rule("enclosures", -2.0, "above running text", lambda s: s.before_prose),
    _cue("copies", "copies", 8.0),
    _rule("copies", 1.0, "short, below running text", lambda s: s.short and s.after_prose),
    _rule("copies", 5.0, "under a label of its own", lambda s: s.under == "copies"),
    _rule("copies", -2.0, "above running text, no label", lambda s: s.before_prose and not s.cues["copies"]),
)


def score(seen: Seen, zone: Zone) -> float:
    """Return the sum of what the rules for *zone* say of the row."""
    return sum(rule.weight * float(rule.holds(seen)) for rule in RULES_OF[zone])


RULES_OF: dict[str, tuple[Rule, ...]] = {
    zone: tuple(rule for rule in RULES if rule.zone == zone) for zone in dict.fromkeys(rule.zone for rule in RULES)
}
