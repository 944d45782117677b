"""Who writes and to whom: what greeting, names of those who sign and other blocks tell of the rows of the head.

The head is what stands above the greeting, or above the running text where nobody is greeted. It falls into blocks:
rows one below the other without a gap, of which none says itself what it is.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import regex
from rapidfuzz import fuzz

from pipeline.letter import cues, gazetteer
from pipeline.letter.features import Seen
from pipeline.letter.speech import addressed
from pipeline.text import script

Party = Literal["", "sender", "addressee", "topic"]
Block = Sequence[int]
GAP = 1.45  # line pitches: more than this between two rows parts blocks
MOVED = 0.12  # of the text's width: rows of one block begin nearer to each other
ONE_AXIS = 0.07  # of the text's width: or are centred about one axis
TOPMOST = 0.08  # of the page's height: no subject stands higher
TOP = 0.12  # of the page's height: what stands higher is the sender's
HEADLINE = 1.35  # usual line heights: no address is so large
LEAST_NAME = 3  # letters of a name that is called in the greeting
LEAST_NAMED = 8  # letters of a sender's name that is said again
MORE = 3  # letters at least that stand beside it then
LARGE = 1.2  # usual line heights
ALIKE = 88.0  # of 100
CAPITAL = 0.6  # of the letters of a title that is set in capitals, small words between them or not
LONGEST_TOPIC = 14  # words of a line of a subject
FEW_WORDS = 8  # of a row of an address
MOST_ROWS = 3  # of a subject, and of an address at the foot of a page
STRUCK = regex.compile(r"[«»\"'’\d]")


def parties(seen: Sequence[Seen], head: int, *, below: int) -> dict[int, Party]:
    """Return what rows above place *head* are told to be by others; *below* is the place of the last running text."""
    again, signing = _said_again(seen, head), _signing(seen, head, below)
    told: dict[int, Party] = dict.fromkeys(again | signing, "sender")
    blocks = list(_blocks(seen, head, again))
    for block in blocks:
        if _names_a_topic(seen, block, head):
            told |= dict.fromkeys(block, "topic")
    others = [[place for place in block if place not in told] for block in blocks]
    addressee = _called(seen, others, head) or _last_address(seen, others)
    return told | dict.fromkeys(addressee, "addressee")


def foot_address(seen: Sequence[Seen], last: int) -> frozenset[int]:
    """Return the rows at the foot of a page, before the last running text, that say to whom the letter goes."""
    found: set[int] = set()
    for place, each in enumerate(seen[:last]):
        page, after = each.row.page, seen[place + 1 : place + 1 + MOST_ROWS]
        rest = [other for other in after if other.row.page == page]
        turns = len(rest) < len(after)
        if turns and _to_a_person(each):
            found |= set(range(place, place + 1 + len(rest)))
    return frozenset(place for place in found if seen[place].words <= FEW_WORDS)


def _to_a_person(each: Seen) -> bool:
    """Whether it opens as to someone and names a person, as wide as it may be."""
    named = each.honorifics > 0 and each.capitals > CAPITAL and each.words <= FEW_WORDS
    return named and each.cues["addressee"] > 0


def _blocks(seen: Sequence[Seen], head: int, apart: frozenset[int]) -> Iterator[list[int]]:
    """Yield the blocks of the head; a row in *apart* ends its block."""
    block: list[int] = []
    for place, each in enumerate(seen[:head]):
        if block and (_says_itself(each) or _parted(seen[place - 1], each) or place - 1 in apart):
            yield block
            block = []
        if not _says_itself(each):
            block.append(place)
    if block:
        yield block


def _says_itself(each: Seen) -> bool:
    return each.announced or each.numbered


def _parted(above: Seen, each: Seen) -> bool:
    axes = (each.row.start + each.row.end - above.row.start - above.row.end) / 2
    moved = abs(each.row.start - above.row.start) > MOVED and abs(axes) > ONE_AXIS
    return each.row.page != above.row.page or not 0 < each.row.gap <= GAP or moved


def _names_a_topic(seen: Sequence[Seen], block: Block, head: int) -> bool:
    """Whether *block* speaks of a matter and of nobody: the last above the greeting, or in capitals above a date."""
    rows = [seen[place] for place in block]
    if block[0] == 0 or len(block) > MOST_ROWS or rows[0].row.y < TOPMOST or any(map(_is_of_somebody, rows)):
        return False
    text = " ".join(each.row.text for each in rows)
    below = seen[block[-1] + 1 : block[-1] + 2]
    greeting = block[-1] + 1 == head and seen[head].cues["salutation"] > 0
    if not below or not (greeting or below[0].date_share > 0.5):
        return False
    words = [STRUCK.sub("", word).strip(cues.EDGES) for word in text.split()]
    letters = [letter for letter in text if letter.lower() != letter.upper()]
    loud = len(letters) > 0 and sum(map(str.isupper, letters)) >= CAPITAL * len(letters)
    joined = not gazetteer.SMALL_WORDS.isdisjoint(word.lower() for word in words)
    spoken = any(word.isalpha() and word.islower() for word in words) and not rows[-1].sentence
    return len(words) > 1 and ((loud and (joined or greeting)) or (greeting and spoken and bool(letters)))


def _is_of_somebody(each: Seen) -> bool:
    by_word = each.honorifics or each.contact or each.postcode or each.dates or each.dative or addressed(each)
    return bool(by_word) or each.words > LONGEST_TOPIC or each.row.text.rstrip()[-1] in ",،" or _has_number(each)


def _has_number(each: Seen) -> bool:
    """Whether it opens as a street does: with the number of a house."""
    return each.row.text[:1].isdigit()


def _last_address(seen: Sequence[Seen], blocks: Sequence[Block]) -> Block:
    """Return the last address among the *blocks* of a head, if a sender stands above it; nothing if none does.

    Of two addresses side by side, or in two scripts, the second is the sender's in another language.
    """
    for number in range(len(blocks) - 1, 0, -1):
        rows = [seen[place] for place in blocks[number]]
        if _is_address(rows):
            above = seen[: blocks[number][0]]
            return blocks[number] if any(_may_be_sender(each, rows[0]) for each in above) else ()
    return ()


def _is_address(rows: Sequence[Seen]) -> bool:
    """Whether *rows* say where somebody is to be found, and neither how to reach a sender nor stand as his would."""
    where = any(each.postcode or each.places for each in rows)
    head = any(each.contact or each.row.height > HEADLINE or ":" in each.row.text for each in rows)
    head = head or all(each.row.centred for each in rows)
    return len(rows) > 1 and where and not head and all(each.short for each in rows) and rows[0].row.y > TOP


def _may_be_sender(each: Seen, below: Seen) -> bool:
    above_it = each.row.box.bottom <= below.row.box.top and script(each.row.text) == script(below.row.text)
    return above_it and bool(each.organisations or each.contact or each.places or each.postcode or each.named)


def _called(seen: Sequence[Seen], blocks: Sequence[Block], head: int) -> frozenset[int]:
    """Return the rows that name whom the greeting calls, with those of their block below them."""
    if head >= len(seen) or not seen[head].cues["salutation"]:
        return frozenset()
    names = _names(seen[head])
    found: set[int] = set()
    for block in blocks:
        first = next((place for place in block if seen[place].short and _holds(seen[place], names)), None)
        if first is not None:
            found |= {place for place in block if place >= first and not seen[place].contact}
    return frozenset(found)


def _names(greeting: Seen) -> frozenset[str]:
    words = (cues.ENDING.sub("", word.lower().strip(cues.EDGES)) for word in greeting.row.text.split())
    known = gazetteer.GREETINGS | gazetteer.HONORIFICS | gazetteer.TITLES | gazetteer.ORGANISATIONS
    return frozenset(word for word in words if len(word) >= LEAST_NAME and word not in known)


def _holds(each: Seen, names: frozenset[str]) -> bool:
    return cues.words_among(each.row.text, names) > 0


def _signing(seen: Sequence[Seen], head: int, below: int) -> frozenset[int]:
    """Return the rows that name who signs *below* the running text."""
    signed = [each.row.text.lower() for each in seen[below + 1 :] if each.short and len(each.row.text) >= LEAST_NAMED]
    return frozenset(
        place
        for place, each in enumerate(seen[:head])
        if _may_name(each) and any(fuzz.ratio(each.row.text.lower(), name) >= ALIKE for name in signed)
    )


def _said_again(seen: Sequence[Seen], head: int) -> frozenset[int]:
    """Return the rows that say again, and more with it, what stands larger or alone above them."""
    found: set[int] = set()
    names: list[str] = []
    for place, each in enumerate(seen[:head]):
        text = each.row.text.lower()
        if not _may_name(each):
            continue
        if any(len(text) > len(name) + MORE and fuzz.partial_ratio(name, text) >= ALIKE for name in names):
            found.add(place)
        elif each.organisations or each.row.height > LARGE or not names:
            names.append(text)
    return frozenset(found)


def _may_name(each: Seen) -> bool:
    long = not len(each.row.text) >= LEAST_NAMED or each.words > LONGEST_TOPIC
    return not (long or each.prose or each.honorifics or _says_itself(each))
