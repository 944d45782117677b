"""Sentences for the reader's bench: our own, or those of a folder of text that are held out from training.

Our own were written for this bench and are in no text that the reader was trained on.
"""

from pathlib import Path
from random import Random
from typing import Literal, get_args

from pipeline.text import script_counts
from pipeline.training import corpus

Language = Literal["uyghur", "mixed", "english"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
Texts = dict[Language, tuple[str, ...]]

FOLDER = Path(__file__).with_name("text")
SEED = 11
SENTENCES = 200  # of each language, at most
SHORTEST, LONGEST = 30, 300  # letters: a heading is no sentence, and a chapter is none
# A corpus tells Latin script from Arabic, not English from Turkish: words like these do.
COMMON = frozenset(
    ["the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "on", "with", "was", "as", "be", "are"]
)


def own() -> Texts:
    """Return the sentences of the folder beside this module."""
    return {language: _read(language) for language in LANGUAGES}


def held_out(folder: Path) -> Texts:
    """Return sentences of *folder* that training leaves out, the same for the same folder.

    Mixed ones are Uyghur with one to three words of an English sentence put between the words.
    """
    _, held = corpus.read(folder)
    rng = Random(SEED)
    uyghur = _some(rng, [line for line in held.lines["Arab"] if set(script_counts(line)) == {"Arab"}])
    english = _some(rng, [line for line in held.lines["Latn"] if is_english(line)])
    mixed = tuple(_with_words(rng, line, rng.choice(english)) for line in uyghur)
    return {"uyghur": uyghur, "mixed": mixed, "english": english}


def is_english(line: str) -> bool:
    """Return whether *line* is in ASCII and at least a quarter of its words are common English ones."""
    words = [word.strip(".,;:!?'\"()").lower() for word in line.split()]
    return line.isascii() and 4 * sum(word in COMMON for word in words) >= len(words)


def _some(rng: Random, lines: list[str]) -> tuple[str, ...]:
    fit = [line for line in lines if SHORTEST <= len(line) <= LONGEST]
    return tuple(rng.sample(fit, min(len(fit), SENTENCES)))


def _with_words(rng: Random, line: str, other: str) -> str:
    words, guests = line.split(), [word for word in other.split() if word.isalpha()] or ["letter"]
    first = rng.randrange(len(guests))
    place = rng.randint(1, max(len(words) - 1, 1))
    return " ".join([*words[:place], *guests[first : first + rng.randint(1, 3)], *words[place:]])


def _read(language: Language) -> tuple[str, ...]:
    return tuple((FOLDER / f"{language}.txt").read_text("utf-8").splitlines())
