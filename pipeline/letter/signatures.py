"""Who signs: typed names with title and organisation, and which of them has ink beside it.

Ink is what the layout found to be a signature, and what was taken for a line of text but only looks like one.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import regex

from pipeline.geometry import Box, around
from pipeline.letter.cues import EDGES
from pipeline.letter.features import Seen
from pipeline.letter.rows import Row
from pipeline.model import Page, Script, Signatory
from pipeline.text import script

NEW_SIGNER = 3.5  # line heights: room for the ink of the next signature
BLANK = 2.0  # line heights: an empty line before the next signer, where the last has a title
REACH = 5.0  # line heights that ink may stand away from a typed name
WRONG_SIDE = 4.0  # line heights that ink seems farther away where it stands on the other side of the name
SIGNED = regex.compile(r"^\W*(?:\(?(?:signed|sgd|sd/-?|/s/|s/)\)?|ئىمزا|imza)\W+", regex.I)
SCRAWL_WORDS, SCRAWL_LETTERS = 3, 12  # what was made of the ink of a signature is no longer than this
UNSURE, FEW_UNSURE = 0.35, 0.5  # confidence below which a row that is uneven is ink, and one of a few letters
FEW = 4  # letters
SURE, STRANGE_UNSURE = 0.7, 0.55  # confidence of a line that shows a script; of a row in a script that none shows
EVEN = (0.7, 1.35)  # spacing that a row of type keeps, however faint it is
LEVEL = (0.5, 1.6)  # height that it keeps
THIN = 0.35  # of the usual height of a line: no type is as small
SCRAWLED = 0.5  # how sure it is that a scrawl is a signature
HINT = regex.compile(r"^\W*(?:\(?(?:signed|sgd)\)?|ئىمزا|imza|signature)\W*$", regex.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """A row whose characters are wider than *loose* usual ones, and less sure than *unsure*, is ink."""

    loose: float
    unsure: float


FOOT = Limits(loose=1.8, unsure=0.75)
ELSEWHERE = Limits(loose=2.5, unsure=0.6)  # display type is wide too


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """The rows that name one signer, and the ink that is theirs."""

    rows: tuple[Seen, ...]
    ink: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """The ink of a signature: the page it is on, counted from 0, and the line it was read as, if it was."""

    page: int
    box: Box
    confidence: float
    lines: tuple[str, ...] = ()


def scrawls(seen: Sequence[Seen]) -> frozenset[int]:
    """Return the places of the rows that are pen strokes read as if letters: most likely below the running text."""
    running = [place for place, each in enumerate(seen) if each.prose] or [len(seen)]
    scripts = {script(each.row.text) for each in seen if each.row.confidence > SURE and each.words > SCRAWL_WORDS}
    found: set[int] = set()
    for place, each in enumerate(seen):
        limits = FOOT if place > running[-1] else ELSEWHERE
        strange = each.row.confidence < STRANGE_UNSURE and _is_strange(script(each.row.text), scripts)
        if not each.prose and _is_short(each.row) and (strange or _is_scrawl(each.row, limits)):
            found.add(place)
    return frozenset(found)


def _is_strange(written: Script | None, scripts: AbstractSet[Script | None]) -> bool:
    """Whether no letter of the other lines is Arabic and this is, or the other way; Latin may be read as Cyrillic."""
    return written is not None and len(scripts) > 0 and (written == "Arab") not in {each == "Arab" for each in scripts}


def _is_short(row: Row) -> bool:
    return len(row.text.split()) <= SCRAWL_WORDS and sum(map(str.isalnum, row.text)) <= SCRAWL_LETTERS


def _is_scrawl(row: Row, limits: Limits) -> bool:
    letters = sum(map(str.isalnum, row.text))
    if row.confidence < limits.unsure and (row.spacing > limits.loose or row.height < THIN):
        return True
    uneven = not EVEN[0] < row.spacing < EVEN[1] or not LEVEL[0] < row.height < LEVEL[1]
    return uneven and row.confidence < (UNSURE if letters > FEW else FEW_UNSURE)


def inks(pages: Sequence[Page], scrawled: Iterable[Seen]) -> tuple[Ink, ...]:
    """Return what may be signatures on *pages*: what was seen to be so, the rows *scrawled*, and lines by hand."""
    drawn = [
        Ink(page=number, box=graphic.box, confidence=graphic.confidence)
        for number, page in enumerate(pages)
        for graphic in page.graphics
        if graphic.kind == "signature"
    ]
    written = [
        Ink(page=each.row.page, box=each.row.box, confidence=SCRAWLED, lines=(each.row.line,)) for each in scrawled
    ]
    penned = [
        Ink(page=number, box=line.box, confidence=SCRAWLED, lines=(line.id,))
        for number, page in enumerate(pages)
        for line in page.lines
        if line.hand == "handwritten" and not line.readings
    ]
    return (*drawn, *written, *penned)


def inked(seen: Sequence[Seen], found: Sequence[Ink]) -> list[bool]:
    """Return of every row whether the ink of a signature is near it."""
    return [any(ink.page == each.row.page and _distance(each.row.box, ink.box) == 0 for ink in found) for each in seen]


def _distance(text: Box, ink: Box) -> float:
    """Return how far *ink* is from *text* in heights of its rows beyond REACH; 0 if within reach."""
    down = max(ink.top - text.bottom, text.top - ink.bottom, 0)
    across = max(ink.left - text.right, text.left - ink.right, 0)
    return max(max(down, across) / text.height - REACH, 0.0)


def signers(seen: Sequence[Seen], found: Sequence[Ink]) -> tuple[Signer, ...]:
    """Return the signers whom the rows *seen*, all of the signature zone, name."""
    groups: list[list[Seen]] = []
    for each in seen:
        mate = _mate(each, groups)
        if mate is None:
            groups.append([each])
        else:
            mate.append(each)
    owners = _owners(groups, found)
    return tuple(
        Signer(rows=tuple(group), ink=place in owners or any(each.row.hand == "handwritten" for each in group))
        for place, group in enumerate(groups)
    )


def _mate(each: Seen, groups: Sequence[list[Seen]]) -> list[Seen] | None:
    """Return the group that *each* goes on with: the one above it in its column; none where a new signer begins."""
    above = [group for group in groups if group[-1].row.page == each.row.page and _below(each, group[-1])]
    if not above:
        return None
    in_column = [group for group in above if each.row.box.shared_columns(_box(group))]
    mate = in_column[-1] if in_column else above[-1]
    return None if _is_second(each, mate) else mate


def _below(each: Seen, other: Seen) -> bool:
    return each.row.box.centre[1] > other.row.box.bottom


def _is_second(each: Seen, group: Sequence[Seen]) -> bool:
    """Whether a name begins another signer: the group has its own name, and more than that or room for ink after it."""
    if _titled_name(each.row.text)[1] and any(_titled_name(other.row.text)[1] for other in group):
        return True
    if not _is_name(each) or not _name(group):
        return False
    last = group[-1].row
    apart = (each.row.box.centre[1] - last.box.centre[1]) / last.box.height
    return apart > (NEW_SIGNER if len(group) == 1 else BLANK)


def _titled_name(text: str) -> tuple[str, str]:
    """Return title and name of a row such as "رەئىس: ئەلى ھەسەن"; both empty if it is not one."""
    title, colon, name = text.partition(":")
    return (title.strip(), name.strip()) if colon and title.strip() and 0 < len(name.split()) < 5 else ("", "")


def _box(group: Sequence[Seen]) -> Box:
    return around(each.row.box for each in group)


def _owners(groups: Sequence[Sequence[Seen]], found: Sequence[Ink]) -> set[int]:
    """Return the groups that have ink: every ink goes to the nearest within reach.

    All sign over their typed names, or all below: whichever gives more of them ink; over them, if that is the same.
    """
    over, under = (_nearest(groups, found, below=below) for below in (False, True))
    return under if len(under) > len(over) else over


def _nearest(groups: Sequence[Sequence[Seen]], found: Sequence[Ink], *, below: bool) -> set[int]:
    """Return the groups that an ink is nearest to, where signers sign over their names, or *below* them."""
    owners: set[int] = set()
    for ink in found:
        near = [
            (_away(group, ink.box, below=below), place)
            for place, group in enumerate(groups)
            if group[0].row.page == ink.page and any(_distance(each.row.box, ink.box) == 0 for each in group)
        ]
        owners.update(place for _, place in sorted(near)[:1])
    return owners


def _away(group: Sequence[Seen], ink: Box, *, below: bool) -> float:
    """Return how far *ink* is from the names of *group*, in px; farther by WRONG_SIDE if it is on the wrong side."""
    box, middle = _box(group), ink.centre[1]
    wrong = middle < box.top if below else middle > box.bottom
    return _apart(box, ink) + (WRONG_SIDE * group[0].row.box.height if wrong else 0.0)


def _apart(text: Box, ink: Box) -> float:
    (x, y), (other_x, other_y) = text.centre, ink.centre
    return abs(x - other_x) + abs(y - other_y)


def _is_name(each: Seen) -> bool:
    office = each.titles or each.organisations or each.in_letterhead
    return each.named and not office and each.row.hand != "handwritten"


def _is_office(each: Seen) -> bool:
    return each.organisations > 0 or each.in_letterhead


def _name(group: Sequence[Seen]) -> str:
    typed = [each.row.text for each in group if _is_name(each)]
    return typed[0] if typed else ""


def signatory(signer: Signer) -> Signatory:
    """Return the signer by name, title and organisation; what is not typed stays empty."""
    typed = [each for each in signer.rows if each.row.hand != "handwritten" and not HINT.match(each.row.text)]
    name = next((each for each in typed if _is_name(each)), None)
    titles = [each.row.text for each in typed if each is not name and each.titles]
    offices = [each.row.text for each in typed if each is not name and not each.titles and _is_office(each)]
    name_text, title = (name.row.text, "") if name else _before_title(titles)
    if title:
        titles = [title, *titles[1:]]
    if not name_text and len(typed) == 1 and not titles and not offices:
        name_text = typed[0].row.text
    return Signatory(
        name=SIGNED.sub("", name_text).strip(EDGES.replace(".", "")),
        title=", ".join(text.strip(EDGES.replace(")", "").replace(".", "")) for text in titles),
        organisation=", ".join(text.strip(EDGES.replace(")", "").replace(".", "")) for text in offices),
        has_ink=signer.ink,
    )


def _before_title(titles: Sequence[str]) -> tuple[str, str]:
    """Return name and title of a row such as "G. D. Worswick, Mayor"; both empty if it is not one."""
    head, comma, tail = titles[0].partition(",") if titles else ("", "", "")
    return (head.strip(), tail.strip()) if comma and 1 < len(head.split()) < 6 else ("", "")
