"""What reading tells of a line."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from builders import page

from pipeline.geometry import Box
from pipeline.model import Page, Reading, Word
from pipeline.recognize import read_page
from pipeline.recognize.engine import LineImage


@dataclass(frozen=True)
class Told:
    """An engine that reads the same on every line."""

    reading: Reading
    name: str = "told"
    version: str = "1"
    reads_mixed: bool = True

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        return (self.reading,) * len(lines)


def read_as(*words: tuple[str, int]) -> Page:
    """A page of one line, read as *words* that stand at the places given."""
    found = tuple(
        Word(text=text, box=Box(left=left, top=100, right=left + 40, bottom=140), confidence=1.0)
        for text, left in words
    )
    engine = Told(Reading(engine="told", words=found))
    return read_page(page("nothing read yet"), np.full((1400, 1000), 255, np.uint8), engine)


@pytest.mark.parametrize(
    ("words", "direction", "script"),
    [
        ((("ئېلخەت:", 800), ("oqush@miras-arxip.example", 400)), "rtl", "Latn"),
        ((("Dear", 100), ("ئاينۇر", 200)), "ltr", "Arab"),
        ((("سالام", 100),), "rtl", "Arab"),
        ((("12/45", 100),), "ltr", None),
    ],
)
def test_a_line_runs_from_where_its_first_word_stands(
    words: tuple[tuple[str, int], ...], direction: str, script: str | None
) -> None:
    (line,) = read_as(*words).lines
    assert (line.direction, line.script) == (direction, script)
