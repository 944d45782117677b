"""Running text out of rows: which row begins a paragraph, and how the rows of one are joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import regex

from pipeline.letter.rows import JUMP, Row

HYPHENS = "-‐¬\u00ad"
KEPT = {
    "so",
    "self",
    "well",
    "ex",
    "vice",
    "anti",
    "non",
    "half",
    "cross",
}  # prefixes that keep their hyphen in English
ITEM = regex.compile(r"^(?:[(\[]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)\]]|[-–—•*●▪])\s")
SENTENCE_END = regex.compile(r"[.!?؟:;؛…][\"'”’»)\]]*$")
GAP = 1.45  # line pitches: half a blank line more than running text
GAP_AFTER_END = 1.22  # line pitches: less will do where a sentence ended on the line above
INDENT = 0.025  # of the text's width: a third of an inch on a letter page
HANGING = 0.3  # further in than this is no indent but another column or a quotation
SHORT_LINE = 0.8  # of the text's width: a last line that ends before this ends its paragraph


def paragraphs(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """Return *rows* of running text, in reading order, as paragraphs; one may run on over the end of a page."""
    if not rows:
        return ()
    margins = {page: _margin([row for row in rows if row.page == page]) for page in {row.page for row in rows}}
    indents = [_indented(row, margins) for row in rows]
    pitch = _pitch(rows)
    found = [[rows[0]]]
    for place in range(1, len(rows)):
        above, row = rows[place - 1], rows[place]
        place_in = Indent(
            here=indents[place],
            above=indents[place - 1],
            usual=any(indents[1:]),
            quoted=_set_in(rows, indents, place),
        )
        if _begins(above, row, pitch, place_in):
            found.append([row])
        else:
            found[-1].append(row)
    return tuple(map(tuple, found))


def _margin(rows: Sequence[Row]) -> float:
    return median(sorted(row.start for row in rows)[: max(len(rows) // 2, 1)])


def _indented(row: Row, margins: dict[int, float]) -> bool:
    return INDENT < row.start - margins[row.page] < HANGING


def _set_in(rows: Sequence[Row], indents: Sequence[bool], place: int) -> bool:
    """Whether a row is of a quotation: one of three or more in turn that begin equally far in."""
    first = last = place
    while first > 0 and indents[first - 1] and abs(rows[first - 1].start - rows[place].start) < INDENT:
        first -= 1
    while last + 1 < len(rows) and indents[last + 1] and abs(rows[last + 1].start - rows[place].start) < INDENT:
        last += 1
    return indents[place] and last - first >= 2


def _pitch(rows: Sequence[Row]) -> float:
    """Return the way from row to row within a paragraph, in the letter's line pitches: 2.0 where the body is spaced."""
    full = [row.gap for above, row in pairwise(rows) if above.end > SHORT_LINE and 0.5 < row.gap < 3.0]
    gaps = sorted(full or [row.gap for row in rows[1:] if 0.5 < row.gap < 3.0])
    return gaps[len(gaps) // 3] if gaps else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Indent:
    """Whether a row is indented, and the row above it, and any row; and whether it is of a quotation."""

    here: bool
    above: bool
    usual: bool
    quoted: bool


def _begins(above: Row, row: Row, pitch: float, indent: Indent) -> bool:
    ended = bool(SENTENCE_END.search(above.text))
    if above.page != row.page or row.gap == JUMP:
        return ended and (indent.here or above.end < SHORT_LINE or not indent.usual)
    if row.gap == 0.0 or above.text[-1] in HYPHENS:
        return False
    if row.gap > (GAP_AFTER_END if ended else GAP) * pitch:
        return True
    short = above.end < SHORT_LINE
    if indent.here and not indent.above:
        return ended or short
    item = bool(ITEM.match(row.text))
    return (ended and (short or (indent.here and not indent.quoted))) or (item and (ended or short))


def joined(rows: Sequence[Row]) -> str:
    """Return the text of *rows* as one line; a word that was divided at a line's end is whole again."""
    text = rows[0].text
    for row in rows[1:]:
        text = _join(text, row.text)
    return text


def _join(text: str, more: str) -> str:
    """Return both as one; a hyphen after a number, or before a capital or another script, is part of the word."""
    if len(text) < 2 or text[-1] not in HYPHENS or not more[:1].isalnum() or not text[-2].isalnum():
        return f"{text} {more}"
    last_word = text[:-1].split()[-1].lower()
    capital = more[0].isupper() and not text[-2].isupper()
    keeps = text[-2].isdigit() or more[0].isdigit() or capital or last_word in KEPT
    if text[-1] != "\u00ad" and (keeps or _scripts_differ(text[-2], more[0])):
        return text + more
    return text[:-1] + more


def _scripts_differ(one: str, other: str) -> bool:
    return (one < "\u0400") != (other < "\u0400")
