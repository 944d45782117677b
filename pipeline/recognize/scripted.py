"""An engine that does not look: it answers from a table, so that tests and demonstrations need no Tesseract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.geometry import Box
from pipeline.model import Reading, Word
from pipeline.recognize.engine import LineImage
from pipeline.text import direction

SURE = 0.9


@dataclass(frozen=True, slots=True)
class Scripted:
    """Answers with the text that stands in the table for the top left corner of a line; None where there is none."""

    answers: Mapping[tuple[int, int], str]
    name: str = "scripted"
    version: str = "1"
    reads_mixed: bool = True

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        return tuple(self._reading(line) for line in lines)

    def _reading(self, line: LineImage) -> Reading | None:
        text = self.answers.get((line.box.left, line.box.top))
        if text is None:
            return None
        words = text.split()
        places = range(len(words))
        across = places if direction(text) == "ltr" else reversed(places)
        return Reading(
            engine=self.name,
            words=tuple(
                Word(text=word, box=_share(line.box, place, len(words)), confidence=SURE)
                for place, word in zip(across, words, strict=True)
            ),
        )


def _share(box: Box, place: int, count: int) -> Box:
    """Return the *place*-th of *count* equal parts of *box*, from the left, at least one pixel wide."""
    left = min(box.left + box.width * place // count, box.right - 1)
    right = max(box.left + box.width * (place + 1) // count, left + 1)
    return Box(left=left, top=box.top, right=right, bottom=box.bottom)
