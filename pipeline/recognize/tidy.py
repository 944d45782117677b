"""Small repairs of a line in Arabic script, letter by letter: brackets that face the wrong way, spaces round signs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.text import SCRIPT_LETTERS

CLOSING = {"(": ")", "[": "]", "«": "»", "‹": "›"}
OPENING = {closing: opening for opening, closing in CLOSING.items()}
# These stand at the end of a word, and what follows them is another word.
ENDING = frozenset("،؛؟!:.")
# Uyghur print knows the hyphen and the long dash; what looks like a dash of middle length is a hyphen.
HYPHENS = {"–": "-"}


@dataclass(frozen=True, slots=True)
class Letter:
    """A sign with its extent along the strip, in frames."""

    text: str
    left: float
    right: float
    probability: float


def tidied(letters: Sequence[Letter]) -> list[Letter]:
    """Return *letters*, in logical order, with brackets turned to face their words and spaces where Uyghur has them."""
    return list(_spaced([_mended(letter, *_beside(letters, place)) for place, letter in enumerate(letters)]))


def _beside(letters: Sequence[Letter], place: int) -> tuple[str, str]:
    """Return the characters before and after *place*; a space at the ends of the line."""
    before = letters[place - 1].text if place else " "
    return before, letters[place + 1].text if place + 1 < len(letters) else " "


def _mended(letter: Letter, before: str, after: str) -> Letter:
    """Return *letter*, a bracket turned round if it stands with its back to its word."""
    char = HYPHENS.get(letter.text, letter.text)
    if char in CLOSING and before != " " and after == " ":
        char = CLOSING[char]
    elif char in OPENING and before == " " and after != " ":
        char = OPENING[char]
    return replace(letter, text=char)


def _spaced(letters: Sequence[Letter]) -> Iterator[Letter]:
    for place, letter in enumerate(letters):
        before, after = _beside(letters, place)
        if letter.text == " " and (before in CLOSING or after in OPENING or _ends(after, letters, place + 1)):
            continue
        if (letter.text in CLOSING and _is_letter(before)) or (_is_letter(letter.text) and before in "،؛؟"):
            yield Letter(" ", letter.left, letter.left, 1.0)
        yield letter


def _ends(char: str, letters: Sequence[Letter], place: int) -> bool:
    """Return whether *char*, at *place*, is a single sign that ends a word: dots in a row may stand apart."""
    return char in ENDING and _beside(letters, place)[1] == " " and not _follows_sign(letters, place)


def _follows_sign(letters: Sequence[Letter], place: int) -> bool:
    return place >= 2 and letters[place - 2].text in ENDING


def _is_letter(char: str) -> bool:
    return SCRIPT_LETTERS["Arab"].fullmatch(char) is not None
