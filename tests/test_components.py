"""Connected pieces: what is left of them is what would be found anew."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from pipeline.image import Pixels
from pipeline.layout.components import Components, find_components, remaining

INKS = arrays(np.uint8, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.sampled_from([0, 255]))


def described(pieces: Components) -> set[tuple[int, ...]]:
    """Return each piece as its box, its area and its pixels, after holding that labels and pixels say the same."""
    written = pieces.written
    assert (pieces.labels[written.y, written.x] == written.piece + 1).all()
    assert (pieces.labels > 0).sum() == len(written)
    places = written.y * pieces.labels.shape[1] + written.x
    assert (np.diff(places) > 0).all()
    boxes = zip(pieces.left, pieces.top, pieces.right, pieces.bottom, pieces.area, strict=True)
    return {(*map(int, box), *places[written.piece == n].tolist()) for n, box in enumerate(boxes)}


@given(ink=INKS, data=st.data())
def test_what_is_left_of_pieces_is_what_would_be_found_anew(ink: Pixels, data: st.DataObject) -> None:
    pieces = find_components(ink)
    before = described(pieces)
    bare = np.maximum(ink, data.draw(arrays(np.uint8, ink.shape, elements=st.sampled_from([0, 0, 0, 255]))))
    assert described(remaining(pieces, bare)) == described(find_components(bare))
    assert described(pieces) == before


def test_pieces_of_which_nothing_is_gone_are_not_made_again() -> None:
    ink = np.array([[0, 255, 0]], np.uint8)
    pieces = find_components(ink)
    assert remaining(pieces, ink) is pieces
