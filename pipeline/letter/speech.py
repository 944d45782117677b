"""How a row speaks: as to someone, in greeting, in taking leave, or as a label of what follows."""

from pipeline.letter.cues import EDGES, cue, words_among
from pipeline.letter.features import CLEAR, Seen
from pipeline.letter.gazetteer import BARE_SUBJECTS, LEAVE_ENDS, LEAVE_WORDS, REFERENCES, TITLES
from pipeline.letter.rows import JUMP

CALLS = ",:!،"  # what closes a greeting that is longer than a line should be
ALONE = 1.4  # line pitches above and below a line to itself
LABEL_WORDS = 3  # most words of a label
GREETING_ENDS = ",:;!،؛-—›"


def addressed(seen: Seen) -> bool:
    """Whether it opens as to someone: "To" must be followed by a name, or a mark."""
    return seen.cues["addressee"] > CLEAR or (seen.cues["addressee"] > 0 and seen.short and seen.capitals > 0.6)


def given_to(seen: Seen) -> bool:
    return seen.dative and seen.short and seen.honorifics + seen.titles + seen.organisations > 0


def names_an_officer(seen: Seen) -> bool:
    """Whether it says who holds an office of the sender's, above the text: "President: Anna Brandt"."""
    office, colon, name = seen.row.text.partition(":")
    return bool(colon and name) and seen.before_prose and seen.short and words_among(office, TITLES) > 0


def labelled_otherwise(seen: Seen) -> bool:
    return any(seen.cues[name] == 1.0 for name in ("subject", "reference", "enclosures", "copies", "postscript"))


def greets(seen: Seen) -> float:
    """Return how much it is a greeting: short, and with a mark at the end, or nothing but the phrase."""
    if seen.opens_text and seen.short and seen.greetings and seen.ending in CALLS and not seen.dative:
        return 1.0
    if not seen.cues["salutation"] or seen.words > 12 or ((seen.prose or seen.words > 9) and seen.ending not in CALLS):
        return 0.0
    return 1.0 if seen.cues["salutation"] > CLEAR or seen.ending in GREETING_ENDS else 0.5


def calls_out(seen: Seen) -> float:
    """Return how much it stands and ends as a greeting does, whatever its words: not with a label, nor a place."""
    plain = seen.short and not (seen.contact or seen.postcode or seen.dates or max(seen.cues.values()) > CLEAR)
    if not plain or not seen.opens_text or seen.row.start > 0.15 or seen.dative:
        return 0.0
    alone = seen.row.gap > ALONE and seen.gap_below > ALONE
    comma = 0.9 if alone else 0.6
    return {":": 1.0, "!": 1.0, "-": 0.7, "؛": 0.7, "،": comma, ",": comma, "›": 0.5}.get(seen.row.text[-1], 0.0)


def takes_leave(seen: Seen) -> float:
    return seen.cues["closing"] if seen.words <= 7 and not seen.lower_start else 0.4 * seen.cues["closing"]


def leaves_in_uyghur(seen: Seen) -> bool:
    """Whether it is a short line below the text that ends, or speaks, as a leave does in Uyghur."""
    if not (seen.after_prose and seen.short and seen.words <= 5) or seen.left or seen.sentence:
        return False
    words = [word.strip(EDGES) for word in seen.row.text.lower().split()]
    return words[-1] in LEAVE_ENDS or not LEAVE_WORDS.isdisjoint(words)


def trails_off(seen: Seen) -> bool:
    """Whether it stands and ends as a leave does, whatever its words: not a name with its title, nor an address."""
    plain = seen.words <= 6 and not (seen.titles or seen.honorifics or seen.places or seen.code or seen.contact)
    below = seen.after_prose and seen.short and seen.gap_below < JUMP
    return plain and below and seen.ending in ",،" and not seen.left_of_leave and not seen.left


def adds(seen: Seen) -> bool:
    """Whether it opens with a word for postscript: with a mark after it, or in capitals as no other word is."""
    return seen.cues["postscript"] > CLEAR or (seen.cues["postscript"] > 0 and seen.row.text[:2].isupper())


def names_a_subject(seen: Seen) -> float:
    """Return how surely it opens with a label: "Subject to your approval" does not."""
    if seen.cues["subject"] > CLEAR:
        return seen.cues["subject"]
    return 0.8 if cue(seen.row.text, BARE_SUBJECTS) else 0.0


def heads_the_text(seen: Seen) -> bool:
    return (
        seen.greeted and seen.short and seen.row.gap > 1.5 and seen.gap_below > 1.5 and seen.ending not in ".,;:!?،؛؟"
    )


def labelled_code(seen: Seen) -> float:
    """Return how surely it opens with a label for a number that is there, and not with the words of a sentence."""
    if seen.numbered and not seen.contact:
        return 1.0
    if seen.cues["reference"] == 1.0 or not seen.code:
        return seen.cues["reference"]
    return max(seen.cues["reference"], 0.9 if _ends_as_a_label(seen.row.text.partition(":")) else 0.0)


def _ends_as_a_label(parts: tuple[str, str, str]) -> bool:
    """Whether what stands before the colon ends in a word for reference, whatever was read of the word before it."""
    label, colon, number = parts
    words = label.split()
    return bool(colon and number) and 1 < len(words) <= LABEL_WORDS and cue(words[-1], REFERENCES) == 1.0
