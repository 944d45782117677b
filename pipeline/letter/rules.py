"""The weighted rules by zone.

A rule is what an archivist would say on seeing the row alone; what may follow what is the grammar's business.
"""

from pipeline.letter.features import CLEAR, Seen
from pipeline.letter.headrules import HEAD_RULES
from pipeline.letter.rule import Rule, Zone, opens_with, rule
from pipeline.letter.speech import (
    GREETING_ENDS,
    addressed,
    adds,
    calls_out,
    greets,
    heads_the_text,
    labelled_code,
    leaves_in_uyghur,
    names_a_subject,
    takes_leave,
    trails_off,
)


def _names_last(seen: Seen) -> bool:
    plain = not (seen.announced or seen.contact or seen.organisations or seen.postcode)
    return plain and seen.ends_letter and seen.after_prose and seen.words <= 4 and seen.capitals == 1.0


RULES: tuple[Rule, ...] = (
    *HEAD_RULES,
    rule("reference", 5.0, "a label and a number", labelled_code),
    rule("reference", 5.0, "a mark such as Copy or Confidential", lambda s: s.cues["mark"] == 1.0 and s.short),
    rule("reference", 3.0, "under a label of its own", lambda s: s.under == "reference"),
    rule(
        "reference",
        1.0,
        "hardly more than a code",
        lambda s: s.code and s.words <= 2 and not s.dates and not s.postcode,
    ),
    rule("reference", 3.0, "a code and nothing else", lambda s: s.code and s.words == 1 and "/" in s.row.text),
    rule("reference", -1.5, "long", lambda s: not s.short),
    rule("reference", -0.8, "a place", lambda s: s.places > 0),
    rule("subject", 6.0, "opens with a word for subject", names_a_subject),
    rule(
        "subject",
        4.0,
        "what kind of paper it is, to itself",
        lambda s: s.cues["paper"] == 1.0 and s.words <= 2 and not s.among_labels,
    ),
    rule("subject", 5.0, "under a label of its own", lambda s: s.under == "subject"),
    rule("subject", 5.0, "a line to itself between greeting and text", heads_the_text),
    rule("subject", -3.5, "no label", lambda s: not (s.cues["subject"] or s.about)),
    rule("subject", 5.0, 'ends in "about", above the text', lambda s: s.about and s.short and s.before_prose),
    rule("subject", 0.8, "short", lambda s: s.short),
    rule("subject", 2.0, "centred", lambda s: s.row.centred),
    rule("subject", 2.5, "capitals only", lambda s: s.row.text.isupper() and s.words > 1),
    rule("subject", -0.8, "top fifth", lambda s: s.row.page == 0 and s.row.y < 0.15),
    rule("subject", -1.5, "below running text", lambda s: s.after_prose),
    rule("date", 4.0, "a date with its year stands in it", lambda s: s.date_share > 0.2 and s.dated and not s.prose),
    rule("date", 2.0, "a date fills it", lambda s: s.date_share if not s.prose else 0.0),
    rule("date", 4.0, "under a label of its own", lambda s: s.under == "date"),
    rule("date", 2.0, "a label and a date", lambda s: s.cues["date"] if s.dates and s.short else 0.0),
    rule("date", 2.5, "a label that stands alone", lambda s: s.cues["date"] == 1.0 and s.short),
    rule("date", -3.0, "no date", lambda s: not s.dates),
    rule("date", 8.0, "a place right above a date, first on the sheet", lambda s: s.dateline),
    rule("date", 0.7, "begins in the far half", lambda s: s.row.far and bool(s.dates)),
    rule("date", -2.0, "opens with another label", lambda s: max(s.cues["reference"], s.cues["subject"])),
    rule("salutation", 5.0, "a greeting", greets),
    rule(
        "salutation", 0.7, "ends in comma, colon or exclamation mark", lambda s: s.short and s.ending in GREETING_ENDS
    ),
    rule("salutation", -2.0, "long", lambda s: s.words > 9),
    rule("salutation", 4.0, "a short line above the text that calls out", calls_out),
    rule("salutation", -3.0, "no greeting", lambda s: not (s.cues["salutation"] or s.greetings)),
    rule("body", 2.0, "a long line", lambda s: s.prose),
    rule("body", 1.5, "goes on from a full line", lambda s: s.follows_full),
    rule("body", 2.0, "begins in lower case", lambda s: s.lower_start and not s.cues["subject"]),
    rule("body", 1.2, "ends a sentence", lambda s: s.sentence),
    rule("body", 1.5, "between lines of running text", lambda s: s.within),
    rule("body", -1.5, "above all running text", lambda s: s.before_prose),
    rule("body", -0.8, "below all running text", lambda s: s.after_prose and not s.follows_full),
    rule("body", -0.7, "begins in the far half", lambda s: s.row.far),
    rule("body", -1.0, "short, capitals at every word", lambda s: s.short and s.capitals > 0.8 and s.words < 6),
    rule("body", -1.5, "telephone, e-mail or web address", lambda s: s.contact and s.short),
    rule("closing", 4.5, "takes leave", takes_leave),
    rule(
        "closing", 6.0, "ends or speaks as a leave does in Uyghur", lambda s: not takes_leave(s) and leaves_in_uyghur(s)
    ),
    rule("closing", 6.0, "calls by name within a leave", lambda s: s.left and s.cues["salutation"] > CLEAR),
    rule("closing", 4.0, "a short line below the text that ends in a comma, and lines below it", trails_off),
    rule("closing", -3.0, "no leave taken", lambda s: not s.cues["closing"]),
    rule("closing", 0.7, "ends in a comma", lambda s: s.ending in ",:،"),
    rule("closing", 0.7, "begins in the far half", lambda s: s.row.start > 0.3),
    rule("closing", -2.0, "long", lambda s: s.words > 9),
    rule("signature", 1.5, "the shape of a name", lambda s: s.named),
    rule("signature", 1.5, "an office", lambda s: s.titles > 0 and s.short),
    rule("signature", 0.7, "an organisation", lambda s: s.organisations > 0 and s.short),
    rule("signature", 1.2, "below running text", lambda s: s.after_prose),
    rule("signature", 0.8, "one word with a capital", lambda s: s.words == 1 and s.capitals == 1.0 and not s.code),
    rule("signature", 0.7, "begins in the far half", lambda s: s.row.far),
    rule("signature", 5.0, "whose they are, and a name", lambda s: s.possessive and s.after_prose),
    rule("signature", 2.0, "last of the letter, a few words with capitals", _names_last),
    rule("signature", 2.0, "right below a leave", lambda s: s.left and s.words <= 5),
    rule("signature", 1.5, "ink near it", lambda s: s.ink_near),
    rule("signature", 1.5, "written by hand", lambda s: s.row.hand == "handwritten" and s.after_prose),
    rule("signature", 1.5, "stands in the head of the letter too", lambda s: s.in_letterhead),
    rule("signature", -1.5, "below the leave, back at the margin", lambda s: s.left_of_leave),
    rule("signature", -2.0, "nothing on the sheet is as in a letter", lambda s: s.no_letter),
    rule("signature", -3.0, "takes leave itself", lambda s: s.cues["closing"] == 1.0 and s.words <= 4),
    rule("signature", -3.0, "long", lambda s: not s.short),
    rule("signature", -1.5, "goes on from a full line", lambda s: s.follows_full),
    rule("signature", -2.5, "a sentence that goes on", lambda s: s.plain_words > 2 and s.ending == ","),
    rule("signature", -2.0, "lower case", lambda s: s.lower_start and not s.left),
    rule("signature", -1.5, "ends a sentence", lambda s: s.sentence and s.capitals < 0.7),
    rule("signature", -2.0, "an office with its article", lambda s: s.office),
    rule("signature", -2.0, "opens as to someone", addressed),
    rule("signature", -1.0, "a date", lambda s: s.date_share),
    rule("postscript", 7.0, "opens with a word for postscript", adds),
    rule("postscript", -6.0, "above the word for postscript", lambda s: s.before_note),
    rule("postscript", 2.0, "a long line", lambda s: s.prose),
    rule("postscript", 1.5, "goes on from a full line", lambda s: s.follows_full),
    rule("postscript", 2.0, "begins in lower case", lambda s: s.lower_start),
    rule("postscript", 0.8, "ends a sentence", lambda s: s.sentence),
    opens_with("enclosures", "enclosures", 8.0),
    rule("enclosures", 1.0, "short, below running text", lambda s: s.short and s.after_prose),
    rule("enclosures", 5.0, "under a label of its own", lambda s: s.under == "enclosures"),
    rule("enclosures", -2.0, "above running text", lambda s: s.before_prose),
    opens_with("copies", "copies", 8.0),
    rule("copies", 1.0, "short, below running text", lambda s: s.short and s.after_prose),
    rule("copies", 5.0, "under a label of its own", lambda s: s.under == "copies"),
    rule("copies", -2.0, "above running text, no label", lambda s: s.before_prose and not s.cues["copies"]),
    rule("subject", 7.0, "a matter, nobody's name, over greeting or date", lambda s: s.party == "topic"),
    rule("body", -4.0, "to a person, at the foot of a page", lambda s: s.foot_address),
)


def score(seen: Seen, zone: Zone) -> float:
    """Return the sum of what the rules for *zone* say of the row."""
    return sum(rule.weight * float(rule.holds(seen)) for rule in RULES_OF[zone])


RULES_OF: dict[str, tuple[Rule, ...]] = {
    zone: tuple(rule for rule in RULES if rule.zone == zone) for zone in dict.fromkeys(rule.zone for rule in RULES)
}
