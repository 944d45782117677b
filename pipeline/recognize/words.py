"""Signs made into words: in logical order, with their place on the page and how sure they are."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import text
from pipeline.model import Word
from pipeline.recognize.lattice import Sign, edges
from pipeline.recognize.strips import Strip
from pipeline.recognize.visual import spoken

# The network is a little surer than it is right. Measured on 473 words of Uyghur book print and 1154 words of English
# typescript: with this power the expected calibration error is 0.048 and 0.046, and 0.029 on both together.
TRUST = 1.5


@dataclass(frozen=True, slots=True)
class Letter:
    """A sign with its extent along the strip, in frames."""

    text: str
    left: float
    right: float
    probability: float


def words(signs: Sequence[Sign], strip: Strip) -> tuple[Word, ...]:
    """Return the words of the line that *signs* were seen on, from left to right, in logical order."""
    seen = "".join(sign.text for sign in signs)
    base = text.direction(seen)
    mend = text.uyghur if base == "rtl" else text.plain
    borders = edges(signs, strip.frames)
    letters = [
        Letter(sign.text, left, right, sign.probability)
        for sign, left, right in zip(signs, borders, borders[1:], strict=False)
    ]
    made = (
        _word(group, strip, mend("".join(letter.text for letter in group)))
        for group in _groups(letters, spoken(seen, base))
    )
    return tuple(word for word in made if word)


def _groups(letters: Sequence[Letter], order: Sequence[int]) -> Iterator[list[Letter]]:
    """Yield the letters between spaces, in *order*."""
    group: list[Letter] = []
    for place in order:
        if letters[place].text != " ":
            group.append(letters[place])
        elif group:
            yield group
            group = []
    if group:
        yield group


def _word(letters: Sequence[Letter], strip: Strip, said: str) -> Word | None:
    if not said:
        return None
    box = strip.on_page(min(letter.left for letter in letters), max(letter.right for letter in letters))
    return Word(text=said, box=box, confidence=confidence([letter.probability for letter in letters]))


def confidence(probabilities: Sequence[float]) -> float:
    """Return the chance that a word is right, in [0, 1], from the probabilities of its letters."""
    return round(min(math.prod(probabilities) ** TRUST, 1.0), 4)
