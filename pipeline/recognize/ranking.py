"""The `auto` engine: our own network reads every line, Tesseract gives a second opinion where it can help.

Both engines' confidences are brought to one scale, the share of such words that are right on scans whose text is
known; so their readings of a line can be ranked, and the better one stays in front.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from pipeline import text
from pipeline.model import Reading, Script, Word
from pipeline.recognize import network, runs, tesseract
from pipeline.recognize.engine import Engine, LineImage
from pipeline.settings import RecognizeSettings

# So much surer Tesseract must be to come first: what the network doubts is hard for Tesseract too. On 165 lines that
# both read, the network alone made 453 errors, Tesseract alone 603, the surer of the two 483, and 457 with this.
HEAD_START = 0.2
# Where the network is surer than this, no other reading can come first, and none is asked for.
SURE = 1.0 - HEAD_START
# From here on the network's word on the script of a line holds; below, a line may be in a script that it cannot read.
TOLERABLE = 0.6

# What Tesseract says and the share of such words that were right, measured on 468 words of Uyghur book print and 1136
# words of English typescript; from zero, for what is no writing. Its Cyrillic data find letters in anything, with up
# to 0.7.
SCALES: dict[Script, tuple[tuple[float, ...], tuple[float, ...]]] = {
    "Arab": ((0.0, 0.3, 0.6, 0.8, 0.87, 1.0), (0.0, 0.3, 0.62, 0.8, 0.95, 1.0)),
    "Latn": ((0.0, 0.5, 0.8, 0.92, 0.95, 1.0), (0.0, 0.25, 0.5, 0.65, 0.95, 0.98)),
    "Cyrl": ((0.0, 0.7, 0.85, 0.93, 1.0), (0.0, 0.1, 0.6, 0.9, 0.98)),
}


@dataclass(frozen=True, slots=True)
class Auto:
    """Reads with *first*, and with *second*, which reads one script at a time, where that can help."""

    first: Engine
    second: Engine
    name: str = "auto"
    reads_mixed: bool = True

    @property
    def version(self) -> str:
        return f"{self.first.name} {self.first.version}, {self.second.name} {self.second.version}"

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        return tuple(readings[0] if readings else None for readings in self.readings(lines))

    def readings(self, lines: Sequence[LineImage]) -> tuple[tuple[Reading, ...], ...]:
        """Return the readings of each line, the surer first; one alone where the second cannot help."""
        known = [(reading,) if reading else () for reading in self.first.read(lines)]
        places = [place for place, readings in enumerate(known) if not readings or doubtful(readings[0])]
        ranked: list[tuple[Reading, ...]] = list(known)
        for place, found in self._again(lines, known, places):
            ranked[place] = best_first(known[place], tuple(map(calibrated, found[:1])))
        return tuple(ranked)

    def _again(
        self, lines: Sequence[LineImage], known: Sequence[tuple[Reading, ...]], places: Sequence[int]
    ) -> Iterator[tuple[int, tuple[Reading, ...]]]:
        """Yield each of *places* with the second engine's readings; a sure word on the script is believed."""
        scripts = {place: _one_script(known[place]) for place in places}
        sure = [place for place in places if scripts[place]]
        unsure = [place for place in places if not scripts[place]]
        found = self.second.read([lines[place].written_in(scripts[place]) for place in sure])
        yield from zip(sure, [(reading,) if reading else () for reading in found], strict=True)
        yield from zip(unsure, runs.read([lines[place] for place in unsure], self.second), strict=True)


def load(settings: RecognizeSettings) -> Auto:
    """Return the engine; DependencyError if Tesseract or the network's weights are not installed."""
    return Auto(network.load(settings), tesseract.load(settings))


def doubtful(reading: Reading) -> bool:
    """Return whether another engine may read better; not where there is no writing to read."""
    return bool(reading.words) and reading.confidence < SURE


def _one_script(readings: Sequence[Reading]) -> Script | None:
    """Return the script of a line that was read in one script and tolerably well, else None."""
    if not readings or readings[0].confidence < TOLERABLE:
        return None
    scripts = list(text.script_counts(readings[0].text))
    return scripts[0] if len(scripts) == 1 else None


def best_first(own: Sequence[Reading], others: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings of a line, the likelier first.

    The network's *own* has a head start. It stays in front of what was joined from runs in several scripts, and of what
    sees one script where it tolerably reads several: what one engine cannot read as a whole, the other reads better.
    """
    joined = [reading for reading in others if reading.engine.count("tesseract-") > 1]
    whole = runs.ranked(reading for reading in others if reading not in joined)
    if own and (not whole or _is_mixed(own[0]) or runs.plausibility(whole[0]) < runs.plausibility(own[0]) + HEAD_START):
        return (*own, *whole, *joined)
    return (*whole, *own, *joined)


def _is_mixed(reading: Reading) -> bool:
    return reading.confidence >= TOLERABLE and len(text.script_counts(reading.text)) > 1


def disagreement(readings: Sequence[Reading]) -> float:
    """Return on how much of a line the best reading and the best of another engine differ, in [0, 1]; 0.0 for one."""
    others = [reading for reading in readings if _family(reading) != _family(readings[0])]
    return float(Levenshtein.normalized_distance(readings[0].text, others[0].text)) if others else 0.0


def _family(reading: Reading) -> str:
    """Return the program that read, without the data that it used."""
    return reading.engine.split("-")[0]


def calibrated(reading: Reading) -> Reading:
    """Return a reading by Tesseract with confidences on the common scale."""
    told, right = SCALES[text.script(reading.text) or "Latn"]
    return reading.model_copy(update={"words": tuple(_rescaled(word, told, right) for word in reading.words)})


def _rescaled(word: Word, told: Sequence[float], right: Sequence[float]) -> Word:
    return word.model_copy(update={"confidence": round(float(np.interp(word.confidence, told, right)), 4)})
