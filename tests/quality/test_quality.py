"""The samples are read at least as well as ever before."""

from pathlib import Path

import pytest
from measure import Figures, floors, groups, measure
from pin import tightened

CASES = [(group, name, bound) for group, bounds in floors().items() for name, bound in bounds.items()]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    output: Path = tmp_path_factory.mktemp("output")
    return measure(output)


@pytest.mark.quality
@pytest.mark.parametrize(("group", "name", "bound"), CASES, ids=[f"{group}-{name}" for group, name, _ in CASES])
def test_the_floor_holds(measured: Figures, group: str, name: str, bound: dict[str, float]) -> None:
    assert bound.get("min", 0.0) <= measured[group][name] <= bound.get("max", float("inf"))


def test_both_groups_of_layouts_have_letters() -> None:
    assert groups()["seen"]
    assert groups()["unseen"]


def test_floors_are_tightened_and_never_loosened() -> None:
    bounds = {"all": {"page_cer": {"max": 0.1}, "main_fields_exact": {"min": 0.5}}}
    better = {"all": {"page_cer": 0.05, "main_fields_exact": 0.75}}
    worse = {"all": {"page_cer": 0.2, "main_fields_exact": 0.25}}
    assert tightened(bounds, better) == {"all": {"main_fields_exact": {"min": 0.65}, "page_cer": {"max": 0.064}}}
    assert tightened(bounds, worse) == bounds
    assert tightened(bounds, {}) == bounds


def test_a_figure_without_a_floor_gets_one_that_holds() -> None:
    pinned = tightened({}, {"unseen": {"line_cer_Arab": 0.1234, "date_exact": 0.8571, "lines_missed": 3.0}})
    assert pinned == {
        "unseen": {"date_exact": {"min": 0.756}, "line_cer_Arab": {"max": 0.156}, "lines_missed": {"max": 4.0}}
    }
