"""Letters quoted inside a letter: their greetings and leaves are running text of the letter that quotes them."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.letter.features import Seen

OPENS, CLOSES = '"“„«', '"”“»'
LONGEST = 60  # rows: a quotation mark that is closed no sooner was opened by a slip of the reader
TELLING = ("salutation", "closing", "addressee", "date", "reference", "subject")


def silenced(seen: Sequence[Seen]) -> list[Seen]:
    """Return *seen*; rows of a quoted letter, from its first quotation mark to its last, say nothing of their own."""
    found = list(seen)
    place = 0
    while place < len(found):
        last = _end(found, place)
        if last > place and any(_tells(each) for each in found[place : last + 1]):
            found[place : last + 1] = [_running(each) for each in found[place : last + 1]]
        place = max(last, place) + 1
    return found


def _end(seen: Sequence[Seen], first: int) -> int:
    """Return where the quotation ends that begins with row *first*, -1 where none begins or it does not end."""
    text = seen[first].row.text
    if text[0] not in OPENS or any(mark in text[1:] for mark in CLOSES) or not _follows_text(seen, first):
        return -1
    for place in range(first + 1, min(first + LONGEST, len(seen))):
        if seen[place].row.text.rstrip(" .,")[-1:] in CLOSES:
            return place
    return -1


def _follows_text(seen: Sequence[Seen], first: int) -> bool:
    return any(each.prose or each.ending == ":" for each in seen[max(first - 2, 0) : first])


def _tells(seen: Seen) -> bool:
    return bool(seen.dates) or any(seen.cues[name] for name in TELLING)


def _running(seen: Seen) -> Seen:
    return replace(
        seen, cues=dict.fromkeys(seen.cues, 0.0), dates=(), prose=True, greetings=0, named=False, quoted=True
    )
