"""Confidences with known errors, worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.calibration import Calibration, calibration, unchanged

said = st.lists(st.tuples(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), st.booleans()), max_size=8)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ([], 0.0),
        ([(1.0, True), (1.0, True)], 0.0),
        ([(0.9, False)], 0.9),
        ([(0.75, True), (0.75, True), (0.75, True), (0.75, False)], 0.0),
        ([(0.95, True), (0.95, False), (0.15, False), (0.15, False)], (2 * 0.45 + 2 * 0.15) / 4),
    ],
)
def test_the_error_is_the_distance_of_confidence_from_right_bin_by_bin(
    told: list[tuple[float, bool]], error: float
) -> None:
    assert calibration(told).error == pytest.approx(error)


def test_too_sure_here_does_not_make_up_for_too_modest_there() -> None:
    assert calibration([(0.95, False), (0.05, True)]).error == pytest.approx(0.95)


@given(said, said)
def test_calibrations_add_up(one: list[tuple[float, bool]], other: list[tuple[float, bool]]) -> None:
    assert calibration(one) + calibration(other) == calibration(one + other)
    assert (calibration(one) + Calibration()).total == len(one)


@pytest.mark.parametrize(
    ("truth", "read", "kept"),
    [
        ("Dear Mr. Smith", "Dear Mr Smith", [True, False, True]),
        ("Dear Smith", "Dear old Smith", [True, False, True]),
        ("Dear old Smith", "Dear Smith", [True, True]),
        ("", "~~ |", [False, False]),
    ],
)
def test_a_word_is_right_where_the_fewest_edits_leave_it_alone(truth: str, read: str, kept: list[bool]) -> None:
    assert unchanged(truth.split(), read.split()) == kept
