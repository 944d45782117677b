"""The languages of one letter: that of each script, for parts too short to tell their own."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.letter.language import language
from pipeline.model import Script
from pipeline.text import script


@dataclass(frozen=True, slots=True)
class Tongues:
    """The language of the letter in each script, for parts too short to tell their own."""

    usual: dict[Script | None, str]

    def of(self, text: str) -> str:
        return language(text) or self.usual.get(script(text), "")


def tongues(texts: Iterable[str]) -> Tongues:
    """Return the language that most words of *texts* are in, script by script."""
    by_script: dict[Script | None, str] = {}
    for text in texts:
        by_script[script(text)] = f"{by_script.get(script(text), '')} {text}"
    return Tongues({written: language(text) for written, text in by_script.items() if written})


def main_language(known: Tongues, texts: Iterable[str]) -> str:
    """Return the language of the script that most rows are in."""
    counts = Counter(script(text) for text in texts)
    return known.usual.get(counts.most_common(1)[0][0], "") if counts else ""
