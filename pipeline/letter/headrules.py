"""The rules for who writes and to whom: letterhead, sender, title and addressee."""

from pipeline.letter.features import CLEAR, Seen
from pipeline.letter.rule import Rule, rule
from pipeline.letter.speech import addressed, given_to, greets, labelled_otherwise


def _heads_labels(seen: Seen) -> bool:
    return seen.among_labels and seen.cues["paper"] == 1.0 and seen.words <= 2


HEAD_RULES: tuple[Rule, ...] = (
    rule("letterhead", 1.5, "first page, top fifth", lambda s: s.row.page == 0 and s.row.y < 0.2),
    rule("letterhead", 0.7, "first page, top third", lambda s: s.row.page == 0 and s.row.y < 0.33),
    rule("letterhead", -3.0, "a later page", lambda s: s.row.page > 0),
    rule("letterhead", -2.0, "nothing on the sheet is as in a letter", lambda s: s.no_letter),
    rule("letterhead", -1.5, "lower half", lambda s: s.row.y > 0.5),
    rule("letterhead", 1.0, "larger than the rest", lambda s: s.row.height > 1.35),
    rule("letterhead", 0.8, "centred", lambda s: s.row.centred),
    rule("letterhead", 0.8, "begins in the far half", lambda s: s.row.far),
    rule("letterhead", 1.5, "an organisation", lambda s: s.organisations > 0 and s.short),
    rule("letterhead", 2.5, "telephone, e-mail or web address", lambda s: s.contact),
    rule("letterhead", 0.7, "a place", lambda s: s.places > 0 or s.postcode),
    rule("letterhead", -2.0, "right over a name or an office in the dative", lambda s: s.over_dative),
    rule(
        "letterhead", -1.5, "below the date, in a block over the greeting", lambda s: s.below_date and s.over_greeting
    ),
    rule("letterhead", -3.0, "ends in a number", lambda s: s.numbered and not s.contact),
    rule("letterhead", -2.5, 'ends in "about"', lambda s: s.about),
    rule("letterhead", -1.5, "an honorific", lambda s: s.honorifics > 0),
    rule("letterhead", -3.5, "opens as to someone", addressed),
    rule("letterhead", -1.5, "a person, office or organisation in the dative", given_to),
    rule("letterhead", -1.5, "in the column of a person's name", lambda s: s.under_person),
    rule("letterhead", -1.5, "dative", lambda s: s.dative and s.short),
    rule("letterhead", -1.0, "a date", lambda s: s.date_share > 0.2),
    rule("letterhead", -2.0, "a mark such as Copy or Confidential", lambda s: s.cues["mark"] == 1.0),
    rule("letterhead", -3.0, "a greeting", greets),
    rule("letterhead", 0.5, "short", lambda s: s.short),
    rule("letterhead", 2.5, "who signs, or the name at the top again", lambda s: s.party == "sender"),
    rule("letterhead", -2.5, "whom the greeting calls, or the second address", lambda s: s.party == "addressee"),
    rule("letterhead", -2.0, "a matter, nobody's name, over greeting or date", lambda s: s.party == "topic"),
    rule("letterhead", -1.5, "right below how the letter is sent", lambda s: s.delivered and not s.contact),
    rule("sender", 7.0, "opens with a word for sender", lambda s: s.cues["sender"] > CLEAR),
    rule("sender", 4.0, "hangs under such a word", lambda s: s.hangs_under == "sender"),
    rule("sender", -4.0, "no such word", lambda s: s.cues["sender"] <= CLEAR and s.hangs_under != "sender"),
    rule("sender", -3.0, "long", lambda s: not s.short),
    rule("title", 7.0, "what kind of paper it is, to itself, over labelled lines", _heads_labels),
    rule("title", -6.0, "no such line", lambda s: not _heads_labels(s)),
    rule("addressee", 3.5, "opens as to someone", addressed),
    rule("addressee", 4.0, "under a label of its own", lambda s: s.under == "addressee"),
    rule("addressee", 2.5, "hangs under such a label", lambda s: s.hangs_under == "addressee"),
    rule("addressee", 1.5, "in the column of a person's name", lambda s: s.under_person and s.short),
    rule("addressee", -3.0, "opens with another label", labelled_otherwise),
    rule("addressee", 2.0, "below the leave, back at the margin", lambda s: s.left_of_leave),
    rule("addressee", 2.5, "an office, below the text", lambda s: s.office and s.short and s.after_prose),
    rule("addressee", -3.0, "a greeting", greets),
    rule("addressee", 2.5, "right over a name or an office in the dative", lambda s: s.over_dative),
    rule("addressee", 1.5, "below the date, in a block over the greeting", lambda s: s.below_date and s.over_greeting),
    rule("addressee", 2.5, "an honorific, capitals or the dative", lambda s: s.honorifics > 0 and s.short),
    rule("addressee", 1.5, "dative", lambda s: s.dative and s.short),
    rule("addressee", 2.0, "a person, office or organisation in the dative", given_to),
    rule("addressee", 0.7, "a place or postcode", lambda s: s.places > 0 or s.postcode),
    rule("addressee", 0.7, "an organisation", lambda s: s.organisations > 0 and s.short),
    rule("addressee", 0.7, "an office", lambda s: s.titles > 0 and s.short),
    rule("addressee", 0.7, "capitals at every word", lambda s: s.capitals > 0.7 and s.short),
    rule("addressee", 0.7, "begins where lines begin", lambda s: s.row.start < 0.15),
    rule("addressee", 0.5, "ends in a comma", lambda s: s.ending in ",،" and s.short),
    rule("addressee", 0.5, "short", lambda s: s.short),
    rule("addressee", -1.5, "top tenth", lambda s: s.row.page == 0 and s.row.y < 0.1 and not given_to(s)),
    rule("addressee", -1.5, "goes on from a full line", lambda s: s.follows_full),
    rule("addressee", -2.0, "telephone, e-mail or web address", lambda s: s.contact),
    rule("addressee", -1.0, "a date", lambda s: s.date_share),
    rule("addressee", -1.0, "larger than the rest", lambda s: s.row.height > 1.5),
    rule("addressee", 2.5, "whom the greeting calls, or the second address", lambda s: s.party == "addressee"),
    rule("addressee", -3.0, "who signs, or the name at the top again", lambda s: s.party == "sender"),
    rule("addressee", -3.0, "a matter, nobody's name, over greeting or date", lambda s: s.party == "topic"),
    rule("addressee", 1.5, "right below how the letter is sent", lambda s: s.delivered and not s.contact),
    rule("addressee", 8.0, "to a person, at the foot of a page", lambda s: s.foot_address),
)
