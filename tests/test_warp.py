import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.geometry import Point
from pipeline.warp import Warp

drops = st.lists(st.floats(-40, 40), min_size=5, max_size=5).map(tuple)
warps = st.builds(
    lambda one, two, three: Warp(columns=(0, 100, 250, 400, 600), rows=(0, 300, 800), drops=(one, two, three)),
    drops,
    drops,
    drops,
)
points = st.tuples(st.floats(-50, 700), st.floats(-100, 900))


@given(warps, points)
def test_both_ways_undo_each_other(warp: Warp, point: Point) -> None:
    assert warp.flat(warp.bent(point)) == pytest.approx(point, abs=1e-6)
    assert warp.bent(warp.flat(point)) == pytest.approx(point, abs=1e-6)


@given(warps, st.floats(0, 600), st.floats(0, 800))
def test_a_point_drops_as_its_neighbours_on_the_grid(warp: Warp, x: float, y: float) -> None:
    by_row = [np.interp(x, warp.columns, row) for row in warp.drops]
    assert warp.bent((x, y)) == pytest.approx((x, y + float(np.interp(y, warp.rows, by_row))), abs=1e-6)


def test_a_grid_that_folds_back_is_refused() -> None:
    with pytest.raises(ValidationError, match="folds back"):
        Warp(columns=(0, 10), rows=(0, 10), drops=((0, 10), (0, 0)))


def test_a_grid_with_a_drop_too_few_is_refused() -> None:
    with pytest.raises(ValidationError, match="too few"):
        Warp(columns=(0, 10), rows=(0, 10), drops=((0, 1), (0,)))
