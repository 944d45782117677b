"""Visual order to logical order: what was written, from what is seen from left to right on a line.

UAX #9 turns logical order into visual order and is not its own inverse: numbers keep their order in either, and where
they go depends on the letters before them. So each answer is checked by running UAX #9 on it (`looks_like`).
"""

import unicodedata
from collections.abc import Sequence

from bidi import get_display

from pipeline.model import Direction

NUMBERS = {"EN", "AN"}
RIGHT_TO_LEFT = {"R", "AL"}
PAIRS = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
OPENING = str.maketrans(")]}>»›", "([{<«‹")  # to compare texts in which brackets may be mirrored or not
BRACKETS = {"(": ")", "[": "]", "{": "}", "«": "»", "‹": "›"}


def logical_order(seen: Sequence[str], base: Direction) -> tuple[int, ...]:
    """Return the places of the glyphs of a line in logical order.

    A number beside a Latin word is taken to follow it ("Windows 10"), as either order looks the same. A number to the
    left of Arabic in a left-to-right line may stand before or after it; what leaves tidier punctuation is taken.

    Args:
        seen: the text of each glyph from left to right, spaces among them.
        base: which way the line runs.
    """
    kinds = [_kind(text) for text in seen]
    if base == "rtl":
        return tuple(_from_right(kinds, 0, len(kinds)))
    narrow, wide = (_from_left(seen, kinds, wide=wide) for wide in (False, True))
    return wide if _disorder(seen, wide, base) < _disorder(seen, narrow, base) else narrow


def _from_left(seen: Sequence[str], kinds: Sequence[str], *, wide: bool) -> tuple[int, ...]:
    """Return the order of a left-to-right line; a *wide* Arabic run holds the numbers and signs to its left as well."""
    order: list[int] = []
    place = 0
    while place < len(kinds):
        end = _end_of_rtl_run(kinds, place)
        if end > place and wide:
            first = _wider(seen, kinds, place, len(order))
            del order[first:]
            order += _from_right(kinds, first, end)
        else:
            order += _from_right(kinds, place, end) if end > place else [place]
        place = max(end, place + 1)
    return tuple(order)


def _wider(seen: Sequence[str], kinds: Sequence[str], place: int, settled: int) -> int:
    """Return where a right-to-left run begins that takes in numbers and signs before *place*, but no outer spaces."""
    first = place
    while first > 0 and settled > 0 and kinds[first - 1] not in {*RIGHT_TO_LEFT, "L", "AN"}:
        first -= 1
    while first < place and seen[first].isspace():
        first += 1
    return first


def _disorder(seen: Sequence[str], order: Sequence[int], base: Direction) -> tuple[bool, int]:
    """Return how odd a logical order is: whether UAX #9 shows something else, and how much punctuation is astray."""
    text = "".join(mirrored([seen[place] for place in order], were_seen=True))
    astray = sum(text.count(pair) for pair in (" ,", " .", " ،", " ؛", " ؟", " )", " »", "( ", "« "))
    return not looks_like(text, "".join(seen), base), astray + _unmatched(text)


def looks_like(text: str, seen: str, base: Direction) -> bool:
    """Return whether UAX #9 shows the logical *text* as *seen*, brackets mirrored or not."""
    display = get_display(text, base_dir="R" if base == "rtl" else "L")
    return bool(str(display).translate(OPENING) == seen.translate(OPENING))


def mirrored(texts: Sequence[str], *, were_seen: bool) -> tuple[str, ...]:
    """Return *texts*, in logical order, with brackets that open before they close.

    Files hold a bracket as it is written or as it is seen, and some hold one of its two shapes for both.

    Args:
        texts: glyphs in logical order.
        were_seen: what to believe first: that the brackets beside right-to-left letters are held as seen on paper.
    """
    kinds = [_kind(text) for text in texts]
    beside_rtl = [_stands_in_rtl(kinds, place) for place in range(len(texts))]
    turns = [[False] * len(texts), beside_rtl, [not turn for turn in beside_rtl], [True] * len(texts)]
    if were_seen:
        turns[:2] = turns[1::-1]
    versions = [
        tuple(text.translate(PAIRS) if turn else text for text, turn in zip(texts, turned, strict=True))
        for turned in turns
    ]
    return min(versions, key=_unmatched)


def _from_right(kinds: Sequence[str], start: int, stop: int) -> list[int]:
    """Return the places start..stop in the order of a right-to-left run, in which Latin and numbers run rightwards."""
    order: list[int] = []
    strong = "R"
    place = stop - 1
    while place >= start:
        first = _start_of_ltr_run(kinds, start, place, strong)
        order += range(first, place + 1)
        letters = [kind for kind in kinds[first : place + 1] if kind in {*RIGHT_TO_LEFT, "L"}]
        strong = letters[-1] if letters else strong
        place = first - 1
    return order


def _start_of_ltr_run(kinds: Sequence[str], start: int, last: int, strong: str) -> int:
    """Return where the left-to-right run that ends at *last* begins; *last* itself if there is none."""
    latin = _leftmost_latin(kinds, start, last)
    if latin <= last and _may_end_latin(kinds, latin, last):
        return _start_of_number(kinds, start, latin - 1, "L") if latin > start and kinds[latin - 1] == "EN" else latin
    return _start_of_number(kinds, start, last, strong)


def _leftmost_latin(kinds: Sequence[str], start: int, last: int) -> int:
    """Return the leftmost Latin letter that no Arabic letter or digit parts from *last*; last + 1 if there is none."""
    found = last + 1
    for place in range(last, start - 1, -1):
        if kinds[place] in {*RIGHT_TO_LEFT, "AN"}:
            break
        if kinds[place] == "L":
            found = place
    return found


def _may_end_latin(kinds: Sequence[str], latin: int, last: int) -> bool:
    """Return whether a Latin run may end at *last*: with a letter, a number, or a sign that belongs to a number."""
    if kinds[last] in {"L", "EN"}:
        return True
    signs = last
    while signs > latin and kinds[signs] == "ET":
        signs -= 1
    return kinds[last] == "ET" and kinds[signs] == "EN"


def _start_of_number(kinds: Sequence[str], start: int, last: int, strong: str) -> int:
    """Return where the number that ends at *last* begins; after Arabic letters only `,./:` hold its digits together."""
    if strong == "AL":
        return _start_of_digits(kinds, start, last, {"CS"}) if kinds[last] in NUMBERS else last
    place = _start_of_signs(kinds, start, last)
    if kinds[place] not in NUMBERS:
        return last
    place = _start_of_digits(kinds, start, place, {"CS", "ES"})
    return _start_of_signs(kinds, start, place - 1) if place > start and kinds[place - 1] == "ET" else place


def _start_of_digits(kinds: Sequence[str], start: int, last: int, joints: set[str]) -> int:
    """Return where the digits that end at *last* begin, single *joints* between them included."""
    place = last
    while place > start:
        if kinds[place - 1] in NUMBERS:
            place -= 1
        elif place - 1 > start and kinds[place - 1] in joints and kinds[place - 2] in NUMBERS:
            place -= 2
        else:
            break
    return place


def _start_of_signs(kinds: Sequence[str], start: int, last: int) -> int:
    """Return the leftmost of the signs (%, $) that end at *last*, or what stands before them if that is a digit."""
    place = last
    while place > start and kinds[place] == "ET" and kinds[place - 1] in {"ET", *NUMBERS}:
        place -= 1
    return place


def _end_of_rtl_run(kinds: Sequence[str], place: int) -> int:
    """Return the end of the right-to-left run that begins at *place* in a left-to-right line; *place* if none does."""
    if kinds[place] not in {*RIGHT_TO_LEFT, "AN"}:
        return place
    end = place
    for later in range(place, len(kinds)):
        if kinds[later] == "L":
            break
        if kinds[later] in {*RIGHT_TO_LEFT, "AN"}:
            end = later + 1
    return end


def _stands_in_rtl(kinds: Sequence[str], place: int) -> bool:
    """Return whether the nearest letters on either side, where there are any, run from right to left on one side."""
    before = next((kind for kind in reversed(kinds[:place]) if kind in {*RIGHT_TO_LEFT, "L", "AN"}), "")
    after = next((kind for kind in kinds[place + 1 :] if kind in {*RIGHT_TO_LEFT, "L", "AN"}), "")
    return kinds[place] == "ON" and not (before == after == "L") and bool({before, after} & {*RIGHT_TO_LEFT, "AN"})


def _unmatched(texts: Sequence[str]) -> int:
    """Return how many brackets have no fellow."""
    waiting: list[str] = []
    alone = 0
    for char in "".join(texts):
        if char in BRACKETS:
            waiting.append(BRACKETS[char])
        elif waiting and char == waiting[-1]:
            waiting.pop()
        elif char in BRACKETS.values():
            alone += 1
    return alone + len(waiting)


def _kind(text: str) -> str:
    """Return the bidi class of a glyph, that of its first character that has a direction."""
    kinds = [unicodedata.bidirectional(char) for char in text]
    return next((kind for kind in kinds if kind in {*RIGHT_TO_LEFT, *NUMBERS, "L", "ES", "ET", "CS"}), "ON")
