"""What is on the page but not in the letter: page numbers, headers, catchwords, footers, a typist's initials, dirt."""

from collections.abc import Sequence
from itertools import pairwise

import regex
from rapidfuzz import fuzz

from pipeline.letter import cues, gazetteer
from pipeline.letter.dates import dates
from pipeline.letter.rows import Row

PAGE_NUMBER = regex.compile(
    r"^\W*(?:(?:page|p|pg|no|sheet|bet|بەت)\W{0,3})?(?P<n>\d{1,3})(?:\W{1,3}(?:of|/|bet|بەت)?\W{0,2}\d{0,3})?\W*$"
    r"|^\W*\d{1,3}\s?[-–]?\s?(?:بەت|bet)\W*$",
    regex.I,
)
NUMBERED = regex.compile(r"\s[-–—]\s?\d{1,2}\s?[-–—](?:\s|$)|\b(?:page|sheet|bet)\s\d{1,2}\b|\d{1,2}-بەت", regex.I)
LONGEST_HEADER, LONGEST_NUMBERED = 8, 14  # words
HEAD_BAND = 0.2  # of the page's height: headers of later pages stand above this
FOOT_BAND = 0.85  # page numbers and printed footers stand below this
FOOTER_GAP = 1.6  # line pitches between the last line of the letter and a printed footer
INITIAL = regex.compile(r"^\W*\p{Lu}\.\W*$")
TYPIST = regex.compile(r"^(?:\p{Lu}{2,4}\s?[:/]\s?\p{L}{1,4}|\p{Lu}{2,4}[:/]\p{L}{1,4}[:/]\p{L}{1,4})$")  # "CJB:em"
UNREAD = 0.3  # confidence below which a row that is mostly marks is no text
ALIKE = 80.0  # of 100: a header that repeats a line of the first page, misread here or there
CATCHWORDS = 3  # words at most


def furniture(rows: Sequence[Row]) -> frozenset[int]:
    """Return the places in *rows*, the rows of a whole letter, that are no part of the letter."""
    found = {place for place, row in enumerate(rows) if _is_dirt(row) or (row.y > 0.3 and TYPIST.match(row.text))}
    for page in range(rows[-1].page + 1 if rows else 0):
        places = [place for place, row in enumerate(rows) if row.page == page and place not in found]
        found.update(_page_numbers(rows, places))
        found.update(_footer(rows, places))
        if page > 0:
            found.update(_header(rows, [place for place in places if place not in found]))
    found.update(_catchwords(rows, found))
    return frozenset(found)


def _is_dirt(row: Row) -> bool:
    """Whether it is what a reader makes of specks and folds: a letter, or marks more than letters."""
    letters = sum(map(str.isalnum, row.text))
    return (letters < 2 and not INITIAL.match(row.text)) or (
        row.confidence < UNREAD and letters < 0.6 * len(row.text.replace(" ", ""))
    )


def _page_numbers(rows: Sequence[Row], places: Sequence[int]) -> list[int]:
    """Return the numbers that stand alone on their line, first or last on the page."""
    if not places:
        return []
    top, bottom = min(rows[place].y for place in places), max(rows[place].y for place in places)
    alone = [place for place in places if PAGE_NUMBER.match(rows[place].text) and _alone(rows, places, place)]
    return [
        place
        for place in alone
        if (rows[place].y == bottom and rows[place].y > 0.5)
        or (rows[place].y == top and rows[place].y < HEAD_BAND and rows[place].page > 0)
    ]


def _alone(rows: Sequence[Row], places: Sequence[int], place: int) -> bool:
    box = rows[place].box
    return not any(other != place and rows[other].box.shared_rows(box) > 0.5 * box.height for other in places)


def _header(rows: Sequence[Row], places: Sequence[int]) -> list[int]:
    """Return the short rows at the top of a later page, down to the last that a header alone would hold."""
    band = []
    for place in places:
        text = rows[place].text
        longest = LONGEST_NUMBERED if NUMBERED.search(text) else LONGEST_HEADER
        if rows[place].y > HEAD_BAND or _words(text) > longest or (text[:1].islower() and not _is_date(text)):
            break
        band.append(place)
    telling = [place for place in band if _tells_a_header(rows, place)]
    return [place for place in band if telling and rows[place].y <= max(rows[told].y for told in telling) + 0.01]


def _words(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _tells_a_header(rows: Sequence[Row], place: int) -> bool:
    text = rows[place].text
    if PAGE_NUMBER.match(text) or cues.cue(text, gazetteer.CONTINUED) == 1.0:
        return True
    if _is_date(text) or NUMBERED.search(text):
        return True
    first_page = (row.text for row in rows[:place] if row.page == 0 and row.y < 0.5)
    return len(text) > 5 and any(fuzz.ratio(text.lower(), line.lower()) >= ALIKE for line in first_page)


def _is_date(text: str) -> bool:
    found = dates(text)
    return bool(found) and sum(len(date.text) for date in found) > 0.5 * len(text)


def _footer(rows: Sequence[Row], places: Sequence[int]) -> list[int]:
    """Return the last rows of a page, below a gap, if they tell how to reach or to pay the sender."""
    group: list[int] = []
    for place in sorted(places, key=lambda place: -rows[place].box.top):
        if group and rows[group[-1]].box.top - rows[place].box.bottom > FOOTER_GAP * rows[place].box.height:
            break
        if rows[place].y < FOOT_BAND:
            return []
        group.append(place)
    telling = any(cues.CONTACT.search(rows[place].text) or cues.BANK.search(rows[place].text) for place in group)
    return group if telling and len(group) < len(places) else []


def _catchwords(rows: Sequence[Row], gone: set[int]) -> list[int]:
    """Return the words at the foot of a page that begin the next one, or say that there is a next one."""
    kept = [place for place in range(len(rows)) if place not in gone]
    found = []
    for place, following in pairwise(kept):
        row, after = rows[place], rows[following]
        if row.page == after.page or len(row.text.split()) > CATCHWORDS:
            continue
        word, begins = row.text.strip(cues.EDGES).lower(), after.text.strip(cues.EDGES).lower()
        if cues.cue(row.text, gazetteer.CONTINUED) == 1.0 or (word and begins.startswith(word)):
            found.append(place)
    return found
