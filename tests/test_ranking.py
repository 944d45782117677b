"""Two engines' readings of a line: who is asked, and whose reading comes first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.geometry import Box
from pipeline.model import Reading, Word
from pipeline.recognize import read_lines
from pipeline.recognize.engine import LineImage
from pipeline.recognize.ranking import Auto, best_first, calibrated, disagreement, doubtful

PLACE = Box(left=0, top=0, right=10, bottom=10)


def reading(text: str, confidence: float, engine: str = "network") -> Reading:
    return Reading(
        engine=engine, words=tuple(Word(text=word, box=PLACE, confidence=confidence) for word in text.split())
    )


def line(top: int) -> LineImage:
    """A line with some ink, 40 px high."""
    pixels = np.full((40, 200), 255, np.uint8)
    pixels[10:30, 20:180] = 0
    return LineImage(pixels=pixels, box=Box(left=0, top=top, right=200, bottom=top + 40), tops=(top,) * 200, size=40.0)


@dataclass(frozen=True)
class Table:
    """An engine that answers by the top of a line; it remembers nothing."""

    answers: Mapping[int, Reading | None]
    name: str = "table"
    version: str = "1"
    reads_mixed: bool = True

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        return tuple(self.answers[each.box.top] for each in lines)


def both(first: Mapping[int, Reading | None], second: Mapping[int, Reading | None]) -> Auto:
    return Auto(Table(first), Table(second, name="other", reads_mixed=False))


def test_a_sure_uyghur_line_is_read_once() -> None:
    said = reading("ئانا تىل", 0.9)
    # The second engine has no answer: asking it would fail.
    assert read_lines([line(0)], both({0: said}, {})) == ((said,),)


def test_a_latin_line_is_read_twice_and_the_surer_reading_stays_in_front() -> None:
    weak, strong = reading("dordially", 0.5), reading("cordially", 0.96, "other")
    (found,) = read_lines([line(0)], both({0: weak}, {0: strong}))
    assert [each.text for each in found] == ["cordially", "dordially"]


def test_a_doubtful_uyghur_line_keeps_the_better_reading_of_the_network() -> None:
    own, other = reading("ئانا", 0.7), reading("ئاتا", 0.4, "other")
    (found,) = read_lines([line(0)], both({0: own}, {0: other}))
    assert [each.text for each in found] == ["ئانا", "ئاتا"]


def test_a_line_without_writing_is_not_read_again() -> None:
    (found,) = read_lines([line(0)], both({0: reading("", 0.0)}, {}))
    assert [each.text for each in found] == [""]


def test_a_line_that_the_network_cannot_read_is_left_to_the_other_engine() -> None:
    (found,) = read_lines([line(0)], both({0: None}, {0: reading("Привет", 0.9, "other")}))
    assert [each.text for each in found] == ["Привет"]


def test_a_line_that_nobody_can_read_has_no_reading() -> None:
    engine = both({0: None}, {0: None})
    assert read_lines([line(0)], engine) == ((),)
    assert engine.read([line(0)]) == (None,)


def test_lines_keep_their_order() -> None:
    engine = both({0: reading("ئانا", 0.9), 50: reading("May", 0.9), 100: reading("تىل", 0.9)}, {50: None})
    assert [found[0].text for found in read_lines([line(0), line(50), line(100)], engine)] == ["ئانا", "May", "تىل"]


def test_the_version_names_both_engines() -> None:
    assert both({}, {}).version == "table 1, other 1"


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        (reading("ئانا تىل", 0.85), False),
        (reading("ئانا تىل", 0.5), True),
        (reading("May 1905", 0.85), False),
        (reading("May 1905", 0.7), True),
        (reading("12.03.2019", 0.7), True),
    ],
)
def test_the_second_engine_is_asked_where_it_can_help(said: Reading, *, asks: bool) -> None:
    assert doubtful(said) is asks


def test_the_likelier_reading_comes_first() -> None:
    weak, strong = reading("May", 0.4), reading("Mai", 0.65, "tesseract-eng")
    assert best_first([weak], [strong]) == (strong, weak)
    assert best_first([strong], [weak]) == (strong, weak)


def test_the_network_comes_first_unless_the_other_is_much_surer() -> None:
    own, other = reading("May", 0.5), reading("Mai", 0.65, "tesseract-eng")
    assert best_first([own], [other]) == (own, other)
    assert best_first([], [other]) == (other,)


def test_a_line_in_two_scripts_is_not_given_to_an_engine_that_saw_one() -> None:
    own, other = reading("ئېلخەت: post@miras.example", 0.65), reading("ئېلخەت: ل٥8#", 0.95, "tesseract-uig")
    assert best_first([own], [other]) == (own, other)


def test_a_reading_joined_from_several_scripts_never_comes_first() -> None:
    own, joined = reading("نومۇرى: 2019-27", 0.7), reading("نومۇرى: 27-2019", 0.8, "tesseract-eng+tesseract-uig")
    assert best_first([own], [joined]) == (own, joined)


def test_cyrillic_data_have_to_be_sure() -> None:
    own, other = reading("Tel. 01632 960 214", 0.3), reading("Те]. 01632 960 214 + |", 0.7, "tesseract-rus+kaz")
    assert best_first([own], [calibrated(other)])[0] == own


@given(st.sampled_from(["ئانا", "May", "Май"]), st.floats(0, 1), st.floats(0, 1))
def test_calibration_keeps_the_order_of_confidences(text: str, one: float, other: float) -> None:
    low, high = (calibrated(reading(text, confidence)).confidence for confidence in sorted((one, other)))
    assert 0 <= low <= high <= 1


def test_engines_disagree_by_the_letters_that_differ() -> None:
    own, other = reading("dear madam", 0.9, "mektup"), reading("dear modem", 0.5, "tesseract-eng")
    assert disagreement((own, other)) == pytest.approx(0.2)


def test_one_engine_does_not_disagree_with_itself() -> None:
    assert disagreement((reading("so", 0.9, "tesseract-eng"), reading("сo", 0.5, "tesseract-rus"))) == 0.0
    assert disagreement((reading("alone", 0.9),)) == disagreement(()) == 0.0
