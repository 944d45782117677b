"""Errors as ISRI counts them: the fewest insertions, deletions and substitutions that lead from truth to reading.

Characters are grapheme clusters of plain text: NFC, bidi controls removed, a run of white space is one space and counts
as one character. Words are runs without white space, stripped of the punctuation around them; case is kept.
"""

import unicodedata
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from pipeline.evaluate.scores import Errors, LineScore
from pipeline.text import graphemes, plain, script_counts

# Two texts that differ in more of their characters than this are two things, not one thing read badly.
SAME = 0.6


def words(text: str) -> list[str]:
    """Return the words of *text* without the punctuation around them; what is punctuation alone is no word."""
    bare = (_without_punctuation_around(token) for token in plain(text).split())
    return [word for word in bare if word]


def character_errors(truth: str, read: str) -> Errors:
    """Return the edits from *truth* to *read* over grapheme clusters; the total is the length of *truth*."""
    return _errors(graphemes(plain(truth)), graphemes(plain(read)))


def word_errors(truth: str, read: str) -> Errors:
    """Return the edits from *truth* to *read* over words; the total is the number of words in *truth*."""
    return _errors(words(truth), words(read))


def distance(one: str, other: str) -> float:
    """Return how much two texts differ, in [0, 1]: edits over characters, as a share of the longer text."""
    left, right = graphemes(plain(one)), graphemes(plain(other))
    return Levenshtein.distance(left, right) / max(len(left), len(right), 1)


def pair(truth: Sequence[str], read: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places (in *truth*, in *read*) of the texts that belong together, each used once, in order of *truth*.

    Of all pairings of texts with a distance below `SAME` it is one that leaves the fewest edits, where a text without a
    partner costs its whole length; of those, one with the most pairs. The order of the texts has no say in that.
    """
    # Loading the library takes a tenth of a second that a command without evaluation need not spend.
    from scipy.optimize import linear_sum_assignment

    if not truth or not read:
        return []
    gains = _gains([graphemes(plain(text)) for text in truth], [graphemes(plain(text)) for text in read])
    rows, columns = linear_sum_assignment(gains, maximize=True)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if gains[row, column] > 0]


def ends(truth: Sequence[str], read: Sequence[str]) -> list[tuple[str, str]]:
    """Return each text beside its partner: those of *truth* in order, then what else was read; "" for no partner."""
    partners = dict(pair(truth, read))
    wanted = [(text, read[partners[place]] if place in partners else "") for place, text in enumerate(truth)]
    taken = set(partners.values())
    return wanted + [("", text) for place, text in enumerate(read) if place not in taken]


def compare_lines(truth: Sequence[str], read: Sequence[str]) -> dict[str, LineScore]:
    """Compare the lines of one page, whatever their order.

    Returns:
        A score for each kind of line as `kind` names it. A missed line counts as deleted under its own kind, a false
        line as inserted under the kind of what was read. Empty lines are left out.
    """
    scores: dict[str, LineScore] = {}
    for left, right in ends(written(truth), written(read)):
        name = kind(left or right)
        scores[name] = scores.get(name, LineScore()) + _line_score(left, right)
    return scores


def written(lines: Sequence[str]) -> list[str]:
    """Return those of *lines* that hold more than white space."""
    return [line for line in lines if plain(line)]


def kind(line: str) -> str:
    """Return the script of *line*: Arab, Latn or Cyrl; mixed where it has letters of several, other where of none."""
    scripts = list(script_counts(line))
    if len(scripts) > 1:
        return "mixed"
    return scripts[0] if scripts else "other"


def _line_score(truth: str, read: str) -> LineScore:
    return LineScore(
        cer=character_errors(truth, read),
        wer=word_errors(truth, read),
        found=int(bool(truth and read)),
        missed=int(not read),
        false=int(not truth),
    )


def _gains(truth: Sequence[list[str]], read: Sequence[list[str]]) -> NDArray[np.float64]:
    """Return the edits that each pair saves against leaving both alone, shape (truth, read); 0.0 for no pair."""
    gains = np.zeros((len(truth), len(read)))
    more_pairs = 1 / (min(gains.shape) + 1)  # decides between equals, and never adds up to one edit
    for row, left in enumerate(truth):
        for column, right in enumerate(read):
            edits = Levenshtein.distance(left, right)
            if edits < SAME * max(len(left), len(right)):
                gains[row, column] = len(left) + len(right) - edits + more_pairs
    return gains


def _errors(truth: Sequence[str], read: Sequence[str]) -> Errors:
    return Errors(edits=Levenshtein.distance(truth, read), total=len(truth))


def _without_punctuation_around(token: str) -> str:
    letters = [place for place, char in enumerate(token) if not unicodedata.category(char).startswith("P")]
    return token[letters[0] : letters[-1] + 1] if letters else ""
