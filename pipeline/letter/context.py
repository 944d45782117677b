"""What a row is told by its neighbours: the running text, the labels and leaves above it, and who else is named."""

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.letter import cues
from pipeline.letter.features import CLEAR, LISTS, Seen
from pipeline.letter.paragraphs import ITEM
from pipeline.letter.parties import foot_address, parties
from pipeline.letter.quoted import silenced
from pipeline.letter.rows import JUMP, Row
from pipeline.letter.speech import ALONE, adds

LABELS = ("subject", "addressee", "reference", "date", "enclosures", "copies")
HUNG = ("addressee", "sender", "copies", "enclosures")  # labels under which more lines hang
HUNG_IN = 0.02  # of the text's width: what hangs under a label begins further in than this
HUNG_GAP = 1.4  # line pitches: a gap ends what hangs
LEFT_GAP = 1.7  # line pitches: a block of its own
ADDRESS_WORDS = 12  # most words of a line that says to whom
COLUMN_PITCH = 2.4  # line heights: rows of one address are no further apart
HEADING = 0.35  # of the page's height: heads stand above this
ALIKE = 85.0  # of 100


def in_context(seen: Sequence[Seen], *, inked: Sequence[bool]) -> tuple[Seen, ...]:
    """Return *seen* with what the neighbours tell; *inked* says which rows have the ink of a signature near them."""
    seen = [_as_address(each, seen[place + 1 : place + 2]) for place, each in enumerate(silenced(seen))]
    running = _running(seen)
    first, last = (running[0], running[-1]) if running else (0, len(seen))
    last_page = seen[-1].row.page if seen else 0
    note = next((place for place, each in enumerate(seen) if place > last and adds(each)), 0)
    hanging, leaving, people = _hanging(seen), _left_of_leave(seen), _under_people(seen)
    heading, bare = _heading(seen[:first]), not any(map(_is_of_a_letter, seen))
    labelled, over, dated = _labelled(seen[:first]), _over_greeting(seen[:first]), _first_date(seen[:first])
    greeting = _greeting(seen[:first])
    party, foot = parties(seen, greeting, below=last), foot_address(seen, last)
    return tuple(
        replace(
            each,
            party=party.get(place, ""),
            foot_address=place in foot,
            delivered=0 < place < greeting and seen[place - 1].cues["mark"] == 1.0 and 0 < each.row.gap <= LEFT_GAP,
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
            no_letter=bare,
            dateline=place == 0 and len(seen) > 1 and _is_place_of(each, seen[1]),
            under_person=place in people and place < first,
            among_labels=labelled and place < first,
            over_greeting=place in over,
            over_dative=place < first and _is_over_dative(each, seen[place + 1 : place + 2]),
            below_date=place > dated,
            ends_page=any(other.row.page > each.row.page for other in seen[place + 1 : place + 3]),
            ends_letter=place > 0
            and _ends(seen[place + 1 :])
            and not any(each.date_share for each in seen[last + 1 : place]),
            in_letterhead=place > last and _repeats(each.row.text, heading),
        )
        for place, each in enumerate(seen)
    )


def _greeting(head: Sequence[Seen]) -> int:
    """Return the place of the greeting, the last of the head that is one; behind the head where there is none."""
    return next((place for place in range(len(head) - 1, -1, -1) if head[place].cues["salutation"] > 0.5), len(head))


def _ends(below: Sequence[Seen]) -> bool:
    """Whether nothing stands *below* but what says itself what it is."""
    return all(max(each.cues.values()) > CLEAR for each in below)


def _labelled(head: Sequence[Seen]) -> bool:
    """Whether two lines of the head or more are labelled as a memorandum's are: to whom, from whom, when, of what."""
    named = {name for each in head for name in ("addressee", "sender", "date", "subject") if _is_labelled(each, name)}
    return len(named) >= 2


def _is_labelled(each: Seen, name: str) -> bool:
    return each.cues[name] > CLEAR and ":" in each.row.text


def _over_greeting(head: Sequence[Seen]) -> frozenset[int]:
    """Return the rows of the last block above the greeting, or above the labelled lines over it, if it has a few."""
    greeting = _greeting(head)
    place = greeting - 1 if greeting < len(head) else -1
    while place > 0 and (head[place].cues["subject"] > CLEAR or head[place].cues["reference"] > CLEAR):
        place -= 1
    block = [place] if 0 <= place < len(head) else []
    while block and block[-1] > 0 and 0 < head[block[-1]].row.gap <= LEFT_GAP:
        block.append(block[-1] - 1)
    return frozenset(block) if len(block) > 1 and not any(head[each].contact for each in block) else frozenset()


def _first_date(head: Sequence[Seen]) -> int:
    """Return the place of the first row that is a date; behind the last where there is none."""
    return next((place for place, each in enumerate(head) if each.dated and each.date_share > 0.5), len(head))


def _is_over_dative(each: Seen, below: Sequence[Seen]) -> bool:
    """Whether a row without contact stands close over one in the dative that names a person or an office."""
    if not below or each.contact or each.dative or below[0].row.page != each.row.page:
        return False
    names = below[0].honorifics + below[0].titles + below[0].organisations > 0
    near = 0 < below[0].row.gap <= LEFT_GAP and abs(below[0].row.start - each.row.start) < 0.25
    return below[0].dative and below[0].short and names and near and each.titles + each.organisations > 0


def _is_of_a_letter(seen: Seen) -> bool:
    told = any(seen.cues[name] > CLEAR for name in ("salutation", "closing", "addressee", "reference", "subject"))
    return told or seen.dated or seen.contact or seen.organisations > 0


def _is_place_of(each: Seen, below: Seen) -> bool:
    """Whether it can be the place that the date *below* was written at: a word or two in the same column."""
    plain = each.words <= 3 and not (each.contact or each.code or each.dates or each.organisations or each.titles)
    below_it = below.dated and below.date_share > 0.5 and 0 < below.row.gap < ALONE
    return plain and below_it and abs(each.row.start - below.row.start) < 0.05


def _as_address(each: Seen, below: Sequence[Seen]) -> Seen:
    """Return *each*; as no running text, if it is a long line to itself that gives a letter to someone."""
    alone = each.row.gap > ALONE and (not below or below[0].row.gap > ALONE)
    given = each.dative and each.honorifics + each.titles + each.organisations > 0 and each.words <= ADDRESS_WORDS
    return replace(each, prose=False) if each.prose and alone and given else each


def _under_people(seen: Sequence[Seen]) -> frozenset[int]:
    """Return the rows that stand in one column, without a gap, below a row with the honorific of a person."""
    found: set[int] = set()
    for place, each in enumerate(seen):
        above = next((other for other in range(place - 1, -1, -1) if _same_column(seen[other].row, each.row)), None)
        if above is not None and (above in found or (seen[above].honorifics and seen[above].short)):
            found.add(place)
    return frozenset(found)


def _same_column(above: Row, row: Row) -> bool:
    down = row.box.centre[1] - above.box.centre[1]
    return above.page == row.page and 0 < down < COLUMN_PITCH * row.box.height and abs(above.start - row.start) < 0.03


def _hanging(seen: Sequence[Seen]) -> list[str]:
    """Return of every row the list of the label that it hangs under: "TO:" on a row above that begins further out."""
    found: list[str] = []
    label, start = "", 0.0
    for each in seen:
        own = next((name for name in HUNG if each.cues[name] > CLEAR), "") if each.short else ""
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
    notes = [place for place, each in enumerate(seen) if adds(each) and place > 0]
    leave = leaves[-1] if leaves else next(iter(notes), len(seen))
    running = [place for place in beside or every if place < leave] or beside or every
    if not running or running[-1] > leave:
        return running
    after = [place for place in range(running[-1] + 1, leave) if _goes_on(seen[place])]
    return running + after


def _goes_on(seen: Seen) -> bool:
    """Whether a short row below running text is of it too: a sentence, or an item of a list."""
    told = max(seen.cues.values()) > CLEAR or seen.date_share > 0.2 or seen.contact
    return not told and (seen.sentence or bool(ITEM.match(seen.row.text)))


def _takes_leave(seen: Seen) -> bool:
    return seen.cues["closing"] > CLEAR and seen.short


def _bare_label(seen: Seen) -> str:
    """Return the name of the list that the whole row is a label from, such as "SUBJECT"; empty if it says more."""
    if seen.words > 3:
        return ""
    return next((name for name in LABELS if cues.is_label(seen.row.text, LISTS[name])), "")
