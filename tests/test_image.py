"""Pixels made smaller: each new one is the mean of what it covers."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.image import as_pixels, shrunk


@given(width=st.integers(1, 40), height=st.integers(1, 40), times=st.integers(1, 9), seed=st.integers(0, 99))
def test_a_smaller_picture_holds_the_means_of_the_larger_one(width: int, height: int, times: int, seed: int) -> None:
    cells = np.random.default_rng(seed).integers(0, 256, (height, width))
    small = shrunk(as_pixels(np.kron(cells, np.ones((times, times))).astype(np.uint8)), (width, height))
    assert small.shape == (height, width)
    if times in (1, 2, 4, 8):
        assert np.array_equal(small, cells)


def test_an_odd_edge_moves_nothing_by_as_much_as_a_pixel_of_the_smaller_picture() -> None:
    line = np.full((101, 203), 255, np.uint8)
    line[:, 190:194] = 0
    small = shrunk(line, (25, 12))
    assert abs(float(np.argmin(small[6])) + 0.5 - 192 * 25 / 203) < 1
