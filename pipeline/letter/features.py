"""What can be seen of a row: its words, its place, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.letter import cues, gazetteer
from pipeline.letter.dates import Date, dates
from pipeline.letter.rows import JUMP, Row
from pipeline.text import script

LISTS = {
    "salutation": gazetteer.SALUTATIONS,
    "closing": gazetteer.CLOSINGS,
    "subject": gazetteer.SUBJECTS,
    "reference": gazetteer.REFERENCES,
    "mark": gazetteer.MARKS,
    "paper": gazetteer.PAPERS,
    "addressee": gazetteer.ADDRESSEES,
    "sender": gazetteer.SENDERS,
    "date": gazetteer.DATES,
    "postscript": gazetteer.POSTSCRIPTS,
    "enclosures": gazetteer.ENCLOSURES,
    "copies": gazetteer.COPIES,
}
ENDS = ".!?؟"
DELIVERED = 6  # most words of a line that says how a letter is sent
CLEAR = 0.7  # a phrase that is surer than this says what its row is
CLOSE_MARKS = "\"'”’»›)]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A row with what its text tells, and where it stands to the running text of the letter."""

    row: Row
    cues: dict[str, float]
    dates: tuple[Date, ...]
    words: int
    plain_words: int
    capitals: float
    lower_start: bool
    contact: bool
    greetings: int
    office: bool
    postcode: bool
    code: bool
    numbered: bool
    about: bool
    possessive: bool
    honorifics: int
    titles: int
    organisations: int
    places: int
    dative: bool
    named: bool
    prose: bool
    before_prose: bool = False
    within: bool = False
    after_prose: bool = False
    follows_full: bool = False
    last_page: bool = True
    ink_near: bool = False
    under: str = ""
    hangs_under: str = ""
    greeted: bool = False
    left: bool = False
    before_note: bool = False
    under_person: bool = False
    no_letter: bool = False
    dateline: bool = False
    opens_text: bool = False
    left_of_leave: bool = False
    in_letterhead: bool = False
    quoted: bool = False
    among_labels: bool = False
    over_greeting: bool = False
    over_dative: bool = False
    below_date: bool = False
    ends_page: bool = False
    ends_letter: bool = False
    party: str = ""
    foot_address: bool = False
    delivered: bool = False
    gap_below: float = JUMP

    @property
    def date_share(self) -> float:
        """The share of the row's characters that are a date with a month."""
        return min(sum(len(date.text) for date in self.dates) / len(self.row.text), 1.0)

    @property
    def dated(self) -> bool:
        """Whether a date in the row has a year, if only of two digits."""
        return any(date.value or date.alternatives for date in self.dates)

    @property
    def announced(self) -> bool:
        """Whether the row says itself what it is, whatever block it stands in."""
        return max(self.cues.values()) > CLEAR or self.date_share > 0.5

    @property
    def sentence(self) -> bool:
        """Whether it ends as a sentence does; a full stop after a name in Latin script may be that of "Esq."."""
        if self.ending not in ENDS:
            return False
        return self.words > 3 or (self.words > 1 and (script(self.row.text) == "Arab" or self.ending != "."))

    @property
    def ending(self) -> str:
        return self.row.text.rstrip(CLOSE_MARKS)[-1:]

    @property
    def short(self) -> bool:
        return self.words <= 8 and not self.prose


def look(row: Row, *, language: str) -> Seen:
    """Return what the text of *row* tells by itself; *language* is that of the letter."""
    text = row.text
    words = cues.WORD.findall(text)
    initials = [word[0] for word in words]
    cased = [letter for letter in initials if letter.lower() != letter.upper()]
    capitals = sum(letter.isupper() for letter in cased) / len(cased) if cased else 0.0
    contact = bool(cues.CONTACT.search(text))
    return Seen(
        row=row,
        cues=_cues(text),
        dates=dates(text, language=language),
        words=len(text.split()),
        plain_words=_plain_words(text),
        capitals=capitals,
        lower_start=text.lstrip("\"'“«( ")[:1].islower(),
        contact=contact,
        greetings=cues.words_among(text, gazetteer.GREETINGS),
        office=text[:4].lower() == "the " and cues.words_among(text, gazetteer.TITLES) > 0,
        postcode=bool(cues.POSTCODE.search(text)),
        code=bool(cues.CODE.search(text)),
        numbered=bool(cues.NUMBERED.match(text)),
        about=text.rstrip(cues.EDGES).endswith(gazetteer.ABOUT),
        possessive=bool(cues.POSSESSIVE.match(text)) and len(text.split()) <= 5,
        honorifics=cues.words_among(text, gazetteer.HONORIFICS),
        titles=cues.words_among(text, gazetteer.TITLES),
        organisations=cues.words_among(text, gazetteer.ORGANISATIONS),
        places=cues.words_among(text, gazetteer.PLACES),
        dative=cues.gives(text, language),
        named=_names_a_person(words, text),
        prose=_runs_on(row, capitals, len(cased)) and not (contact and _plain_words(text) < 6),
    )


def _cues(text: str) -> dict[str, float]:
    """Return of every list how surely *text* opens with a phrase from it; what is one to the letter is no other."""
    found = {name: cues.cue(text, phrases) for name, phrases in LISTS.items()}
    if cues.DELIVERY.match(text) and len(text.split()) <= DELIVERED:
        found["mark"] = 1.0
    if max(found.values()) < 1.0:
        return found
    return {name: 0.0 if CLEAR < sure < 1.0 else sure for name, sure in found.items()}


def _runs_on(row: Row, capitals: float, cased: int) -> bool:
    """Whether it looks like a full line of running text: long, and not every word a name."""
    words = len(row.text.split())
    return words >= 6 and row.width > 0.7 and row.height < 1.6 and (cased < 4 or capitals < 0.6 or row.text.isupper())


def _plain_words(text: str) -> int:
    """Return how many words of *text* begin with a small letter, or with one that knows no capitals."""
    return sum(word[:1].isalpha() and not word[:1].isupper() for word in text.split())


def _names_a_person(words: Sequence[str], text: str) -> bool:
    """Whether it has the shape of a name: two to five words, with capitals where the script has them, no digits."""
    if not 1 < len(words) <= 5 or any(char.isdigit() for char in text) or text.rstrip()[-1] in ":;!?؟،":
        return False
    if script(text) == "Arab":
        return len(words) <= 4 and all(len(word) > 1 for word in words) and not text.endswith(".")
    return all(word[0].isupper() or word in {"de", "van", "von", "bin", "al"} for word in words)
