import pytest

from pipeline.cleanup.frame import Rotation
from pipeline.cleanup.orientation import best_way, likely_ways
from pipeline.cleanup.skew import NO_SKEW, Skew

SHARP = Skew(angle=0.0, sharpness=100.0, clear=True)
DULL = Skew(angle=0.0, sharpness=20.0, clear=True)


class Reader:
    """Reads a page that lies some way, and counts how often it is asked."""

    def __init__(self, scores: dict[Rotation, float]) -> None:
        self.scores = scores
        self.asked: list[Rotation] = []

    def __call__(self, way: Rotation) -> float:
        self.asked.append(way)
        return self.scores[way]


def test_a_page_that_reads_well_is_read_once() -> None:
    reader = Reader({0: 0.8})
    assert best_way(likely_ways(SHARP, DULL), reader) == 0
    assert reader.asked == [0]


def test_a_page_upside_down_is_turned() -> None:
    assert best_way(likely_ways(SHARP, DULL), Reader({0: 0.2, 180: 0.7})) == 180


def test_a_page_on_its_side_is_turned_without_trying_the_ways_it_cannot_lie() -> None:
    reader = Reader({90: 0.2, 270: 0.45})
    assert best_way(likely_ways(DULL, SHARP), reader) == 270
    assert reader.asked == [90, 270]


@pytest.mark.parametrize("scores", [{0: 0.2, 180: 0.25}, {0: 0.3, 180: 0.38}, {0: 0.0, 180: 0.3}])
def test_a_page_that_hardly_reads_is_left_as_it_is(scores: dict[Rotation, float]) -> None:
    assert best_way((0, 180), Reader(scores)) == 0


def test_a_blank_page_is_neither_read_nor_turned() -> None:
    reader = Reader({})
    assert best_way(likely_ways(NO_SKEW, NO_SKEW), reader) == 0
    assert reader.asked == []
