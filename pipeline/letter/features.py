"""What can be seen of a row: its words, its place, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

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
    "addressee": gazetteer.ADDRESSEES,
    "sender": gazetteer.SENDERS,
    "date": gazetteer.DATES,
    "postscript": gazetteer.POSTSCRIPTS,
    "enclosures": gazetteer.ENCLOSURES,
    "copies": gazetteer.COPIES,
}
LABELS = ("subject", "addressee", "reference", "date", "enclosures", "copies")
ENDS = ".!?؟"
HUNG = ("addressee", "sender", "copies", "enclosures")  # labels under which more lines hang
HUNG_IN = 0.02  # of the text's width: what hangs under a label begins further in than this
HUNG_GAP = 1.4  # line pitches: a gap ends what hangs
CLEAR = 0.7  # a phrase that is surer than this says what its row is
LEFT_GAP = 1.7  # line pitches: a block of its own
HEADING = 0.35  # of the page's height: heads stand above this
ALIKE = 85.0  # of 100
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
    postcode: bool
    code: bool
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
    opens_text: bool = False
    left_of_leave: bool = False
    in_letterhead: bool = False
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
        cues={name: cues.cue(text, phrases) for name, phrases in LISTS.items()},
        dates=dates(text, language=language),
        words=len(text.split()),
        plain_words=_plain_words(text),
        capitals=capitals,
        lower_start=text.lstrip("\"'“«( ")[:1].islower(),
        contact=contact,
        postcode=bool(cues.POSTCODE.search(text)),
        code=bool(cues.CODE.search(text)),
        honorifics=cues.words_among(text, gazetteer.HONORIFICS),
        titles=cues.words_among(text, gazetteer.TITLES),
        organisations=cues.words_among(text, gazetteer.ORGANISATIONS),
        places=cues.words_among(text, gazetteer.PLACES),
        dative=cues.gives(text, language),
        named=_names_a_person(words, text),
        prose=_runs_on(row, capitals, len(cased)) and not (contact and _plain_words(text) < 6),
    )


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


def in_context(seen: Sequence[Seen], *, inked: Sequence[bool]) -> tuple[Seen, ...]:
    """Return *seen* with what the neighbours tell; *inked* says which rows have the ink of a signature near them."""
    running = _running(seen)
    first, last = (running[0], running[-1]) if running else (0, len(seen))
    last_page = seen[-1].row.page if seen else 0
    note = next((place for place, each in enumerate(seen) if place > last and each.cues["postscript"] == 1.0), 0)
    hanging, leaving, heading = _hanging(seen), _left_of_leave(seen), _heading(seen[:first])
    return tuple(
        replace(
            each,
            before_prose=place < first,
            within=first < place < last,
            after_prose=place > last,
            follows_full=place > 0 and seen[place - 1].prose and each.row.gap < 1.8 and each.row.start < 0.1,
            last_page=each.row.page == last_page,
            ink_near=inked[place],
            greeted=place > 0 and seen[place - 1].cues["salutation"] > 0.5 and seen[place - 1].short,
            left=place > 0 and place > last and _takes_leave(seen[place - 1]),
            before_note=place < note,
            opens_text=bool(running) and place == first - 1 and each.row.page == seen[first].row.page,
            gap_below=seen[place + 1].row.gap if place + 1 < len(seen) else JUMP,
            under=_bare_label(seen[place - 1]) if place > 0 and each.row.page == seen[place - 1].row.page else "",
            hangs_under=hanging[place],
            left_of_leave=place in leaving,
            in_letterhead=place > last and _repeats(each.row.text, heading),
        )
        for place, each in enumerate(seen)
    )


def _hanging(seen: Sequence[Seen]) -> list[str]:
    """Return of every row the list of the label that it hangs under: "TO:" on a row above that begins further out."""
    found: list[str] = []
    label, start = "", 0.0
    for each in seen:
        own = next((name for name in HUNG if each.cues[name] == 1.0), "") if each.short else ""
        if own:
            label, start = own, each.row.start
            found.append("")
            continue
        if max(each.cues.values()) > CLEAR or each.row.gap > HUNG_GAP or each.row.start < start + HUNG_IN:
            label = ""
        found.append(label)
    return found


def _left_of_leave(seen: Sequence[Seen]) -> frozenset[int]:
    """Return the rows of blocks that begin at the margin, alone, below a leave that was taken further in."""
    found: set[int] = set()
    leave: Row | None = None
    for place, each in enumerate(seen):
        row = each.row
        if _takes_leave(each):
            leave = row
            continue
        goes_on = place - 1 in found and row.block == seen[place - 1].row.block and 0 < row.gap <= LEFT_GAP
        begins = leave and leave.page == row.page and row.gap > LEFT_GAP and row.start < min(leave.start - 0.2, 0.15)
        if goes_on or begins:
            found.add(place)
    return frozenset(found)


def _heading(head: Sequence[Seen]) -> tuple[str, ...]:
    """Return the texts that may name the sender's organisation, above the running text."""
    return tuple(each.row.text.casefold() for each in head if each.row.y < HEADING and len(each.row.text) > 5)


def _repeats(text: str, heading: Sequence[str]) -> bool:
    return len(text) > 5 and any(fuzz.ratio(text.casefold(), line) >= ALIKE for line in heading)


def _running(seen: Sequence[Seen]) -> list[int]:
    """Return the places of the lines of running text above the last leave: those with another beside them, if any."""
    every = [place for place, each in enumerate(seen) if each.prose]
    beside = [place for place in every if place + 1 in every or place - 1 in every]
    leaves = [place for place, each in enumerate(seen) if _takes_leave(each)]
    notes = [place for place, each in enumerate(seen) if each.cues["postscript"] and place > 0]
    leave = leaves[-1] if leaves else next(iter(notes), len(seen))
    return [place for place in beside or every if place < leave] or beside or every


def _takes_leave(seen: Seen) -> bool:
    return seen.cues["closing"] == 1.0 and seen.short


def _bare_label(seen: Seen) -> str:
    """Return the name of the list that the whole row is a label from, such as "SUBJECT"; empty if it says more."""
    if seen.words > 3:
        return ""
    return next((name for name in LABELS if cues.is_label(seen.row.text, LISTS[name])), "")
