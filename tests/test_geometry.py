import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.geometry import IDENTITY, Box, Matrix, around, bounds, moved, outline, product

numbers = st.integers(0, 500)
boxes = st.builds(
    lambda left, top, width, height: Box(left=left, top=top, right=left + width, bottom=top + height),
    numbers,
    numbers,
    st.integers(1, 300),
    st.integers(1, 300),
)


def test_a_box_without_inside_is_refused() -> None:
    with pytest.raises(ValueError, match="without inside"):
        Box(left=3, top=0, right=3, bottom=9)


@given(boxes)
def test_the_outline_of_a_box_is_bounded_by_it(box: Box) -> None:
    assert bounds(outline(box)) == box


@given(boxes, boxes)
def test_what_two_boxes_share_lies_in_both(one: Box, other: Box) -> None:
    assert one.shared(other) == other.shared(one) <= min(one.area, other.area)
    assert around([one, other]).shared(one) == one.area


def test_the_product_of_two_matrices_does_the_first_first() -> None:
    shift: Matrix = ((1, 0, 5), (0, 1, 0), (0, 0, 1))
    double: Matrix = ((2, 0, 0), (0, 2, 0), (0, 0, 1))
    assert moved(product(double, shift), (1, 1)) == (12, 2)
    assert moved(product(shift, double), (1, 1)) == (7, 2)
    assert product(IDENTITY, shift) == shift
