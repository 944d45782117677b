"""Which text a line shows: passages of the corpus, entries of letters, mixed lines; cut and dressed as lines are.

A line is a tuple of runs from left to right, as the eye sees them; the text of a run is in logical order.
"""

import re
from dataclasses import dataclass
from random import Random

from pipeline.model import Script
from pipeline.training.alphabet import known
from pipeline.training.corpus import SCRIPTS, Corpus
from pipeline.training.entries import entry, particular

LONGEST = 110  # letters in a run
WORD_POOL = 60_000  # lines that single words are taken from
# Words that tell letters apart that look alike: drawn more often than they are written.
ALIKE = re.compile("[ۈۆۋېڭژغ]")
# Letters that differ by a dot or a stroke. A network soon knows which of them words have, and then reads what it
# expects: «نان» as «ئان», since so many words begin with ئا. In words that nobody has written it must look.
MUDDLED = (
    *("نتبپيئ", "ىې", "رزژ", "وۇۆۈۋ", "كگڭ", "جچخ", "غفق", "سش"),
    *("nhu", "ceo", "O0Q", "ft", "vy", "S5", "B8", "aáà", "sş", "öó", "2Z"),
)
TWINS = {sign: group.replace(sign, "") for group in MUDDLED for sign in group}
MUDDLED_LINES, MUDDLED_SIGNS = 0.15, 0.15  # shares: of the lines, and of the letters of such a line
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
BRACKETS = (*2 * (("(", ")"), ("«", "»")), ("“", "”"), ('"', '"'), ("[", "]"), ("‹", "›"), ("‘", "’"), ("„", "“"))
ENDINGS: dict[Script, tuple[str, ...]] = {
    "Arab": (":", "؛", "!", "...", "؟", "،", ".", "…", " —", "»", "!»", ".»"),
    "Latn": (":", ";", "!", "...", "?", ",", ".", "…", ":-", ",-", " —", "."),
}
DASHES = ("—", "–", "-", "•", "*")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one script, in logical order."""

    text: str
    script: Script


class Sampler:
    """Draws lines of *shortest* to *longest* letters from a corpus; the same seed draws the same lines."""

    def __init__(self, rng: Random, corpus: Corpus, *, shortest: int = 3, longest: int = 90) -> None:
        self.rng = rng
        self.lines = corpus.lines
        self.shortest, self.longest = shortest, longest
        self.words = {name: _words(rng, lines) for name, lines in corpus.lines.items()}
        self.telling = {
            name: [word for word in words if ALIKE.search(word)] or words for name, words in self.words.items()
        }

    def line(self) -> tuple[Run, ...]:
        """Return the runs of one line: most Uyghur, many Latin, some mixed, some such as letterheads have."""
        chance = self.rng.random()
        if chance < 0.50:
            return self.of("Arab")
        if chance < 0.78:
            return self.of("Latn")
        if chance < 0.88:
            name = self.rng.choice(SCRIPTS)
            return (Run(known(entry(self.rng, name))[:LONGEST].strip(), name),)
        return self.mixed()

    def of(self, script: Script) -> tuple[Run, ...]:
        """Return a line of one script."""
        return (Run(self.passage(script, self.shortest, self.longest), script),)

    def mixed(self) -> tuple[Run, ...]:
        """Return a line of two or three runs whose scripts alternate, sometimes with a sign between them."""
        first = self.rng.randint(0, 1)
        names = [SCRIPTS[(place + first) % 2] for place in range(self.rng.randint(2, 3))]
        runs = [Run(self.passage(name, 2, self.longest // 2), name) for name in names]
        if self.rng.random() < 0.2:
            runs.insert(1, Run(self.rng.choice("|/-•–"), "Latn"))
        return tuple(runs)

    def passage(self, script: Script, shortest: int, longest: int) -> str:
        """Return words of *script*, about *shortest* to *longest* letters, dressed as a line of a letter."""
        length = self.rng.randint(shortest, longest)
        text = self._scattered(script, length) if self.rng.random() < 0.25 else self._running(script, length)
        return known(self._dressed(text, script)).strip()[:LONGEST].strip()

    def _scattered(self, script: Script, length: int) -> str:
        pool = self.telling if self.rng.random() < 0.4 else self.words
        text = self.rng.choice(pool[script])
        while len(text) < length:
            text += " " + self.rng.choice(pool[script])
        return text

    def _running(self, script: Script, length: int) -> str:
        """Return words that follow each other in a line of the corpus; the last may be divided."""
        words = self.rng.choice(self.lines[script]).split(" ")
        place = self.rng.randrange(len(words))
        if len(" ".join(words)) <= length:
            place = 0
        text = words[place]
        for word in words[place + 1 :]:
            if len(text) + 1 + len(word) > length:
                return text + self._divided(word)
            text += f" {word}"
        return text

    def _divided(self, word: str) -> str:
        """Return, now and then, the first part of *word* with a hyphen, as at the end of a line."""
        if len(word) < 5 or not word.isalpha() or self.rng.random() > 0.25:
            return ""
        return f" {word[: self.rng.randint(2, len(word) - 2)]}-"

    def _dressed(self, text: str, script: Script) -> str:
        rng = self.rng
        if rng.random() < MUDDLED_LINES:
            text = "".join(self._muddled(sign) for sign in text)
        if rng.random() < 0.12:
            text = self._with(text, particular(rng, script))
        if rng.random() < 0.07:
            text = self._bracketed(text)
        if rng.random() < 0.04:
            text = f"{rng.choice(DASHES)} {text}"
        if rng.random() < 0.12 and text[-1:].isalnum():
            text += rng.choice(ENDINGS[script])
        return self._digits(text) if script == "Arab" else self._case(text)

    def _muddled(self, sign: str) -> str:
        """Return, now and then, another letter that looks like *sign*."""
        twins = TWINS.get(sign)
        return self.rng.choice(twins) if twins and self.rng.random() < MUDDLED_SIGNS else sign

    def _with(self, text: str, more: str) -> str:
        words = text.split(" ")
        words.insert(self.rng.randint(0, len(words)), more)
        return " ".join(words)

    def _bracketed(self, text: str) -> str:
        words = text.split(" ")
        first = self.rng.randrange(len(words))
        last = min(first + self.rng.choice((0, 0, 1, 2)), len(words) - 1)
        opening, closing = self.rng.choice(BRACKETS)
        words[first] = opening + words[first]
        words[last] += closing
        return " ".join(words)

    def _digits(self, text: str) -> str:
        chance = self.rng.random()
        if chance < 0.1:
            return text.translate(EASTERN)
        return text.translate(PERSIAN) if chance < 0.13 else text

    def _case(self, text: str) -> str:
        chance = self.rng.random()
        if chance < 0.15:
            return text.upper()
        return text.title() if chance < 0.22 else text


def _words(rng: Random, lines: tuple[str, ...]) -> list[str]:
    some = rng.sample(lines, min(len(lines), WORD_POOL))
    return sorted({word for line in some for word in line.split()})
