"""What the reader's bench finds: errors, Latin words found, speed and memory, for each reader and kind of page."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest

from contestants import Pass, Said
from cuts import Leaf

from pipeline.evaluate.metrics import compare_lines, ends, words, written
from pipeline.evaluate.scores import LineScore, Share, Tally
from pipeline.text import script, script_counts

MEGABYTE = 1_000_000

Facts = dict[str, float | int | None]


class Score(Tally):
    """Lines whatever their order, and the Latin words that stand in lines of Arabic script."""

    lines: LineScore = LineScore()
    latin: Share = Share()


def score(leaf: Leaf, said: Said) -> Score:
    """Return how *leaf* was read; a page that is not there is missed whole."""
    pages = zip_longest(leaf.truth.pages, said, fillvalue=())
    return sum((_page(truth, read) for truth, read in pages), Score())


def _page(truth: Sequence[str], read: Sequence[str]) -> Score:
    lines = sum(compare_lines(truth, read).values(), LineScore())
    return Score(lines=lines, latin=sum((latin_found(*both) for both in ends(written(truth), written(read))), Share()))


def latin_found(truth: str, read: str) -> Share:
    """Return how many of the Latin words in a line of Arabic script were read without an error, anywhere in it."""
    wanted = _latin(truth) if script(truth) == "Arab" else Counter()
    return Share(right=(wanted & _latin(read)).total(), total=wanted.total())


def _latin(line: str) -> Counter[str]:
    return Counter(unicodedata.normalize("NFC", word) for word in words(line) if set(script_counts(word)) == {"Latn"})


def facts(leaves: Sequence[Leaf], found: Pass) -> Facts:
    """Return the figures of one reader on one kind, rounded, ready for JSON."""
    rates = by_leaf(leaves, found).values()
    whole = sum((score(leaf, said) for leaf, said in zip(leaves, found.said, strict=True)), Score())
    lines = whole.lines.found + whole.lines.missed
    return {
        "characters": whole.lines.cer.total,
        "cer": whole.lines.cer.rate,
        "cer_least": min(rates),
        "cer_most": max(rates),
        "wer": whole.lines.wer.rate,
        "lines": lines,
        "missed": whole.lines.missed,
        "false": whole.lines.false,
        "latin_words": whole.latin.total,
        "latin_found": whole.latin.share if whole.latin.total else None,
        "seconds": round(found.cost.seconds, 3),
        "cpu_seconds": round(found.cost.cpu, 3),
        "load_seconds": None if found.load is None else round(found.load, 3),
        "lines_per_second": round(lines / found.cost.seconds, 3),
        "lines_per_cpu_second": round(lines / found.cost.cpu, 3),
        "peak_megabytes": round(found.cost.peak / MEGABYTE),
    }


def by_leaf(leaves: Sequence[Leaf], found: Pass) -> dict[str, float]:
    """Return the character error rate of each leaf, and so of each face and wear."""
    return {leaf.name: score(leaf, said).lines.cer.rate for leaf, said in zip(leaves, found.said, strict=True)}
