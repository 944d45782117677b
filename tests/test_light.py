import numpy as np
import pytest
from drawn_pages import DPI, PAPER, letter

from pipeline.cleanup import flatten
from pipeline.cleanup.light import paper_colour
from pipeline.image import as_pixels, grey


def test_paper_is_even_and_near_white_under_uneven_light() -> None:
    light = np.linspace(1.0, 0.45, 850)[None, :, None]
    shaded = as_pixels((letter() * light).astype(np.uint8))
    flat = flatten(shaded, DPI)
    bare = grey(letter()) > 200
    assert np.percentile(flat[bare], 2) >= 240


@pytest.mark.parametrize("share", [0.9, 0.6])
def test_faint_ink_stays_as_faint_as_it_is(share: float) -> None:
    page = np.full((400, 400), 200, np.uint8)
    page[100:300:20, 100:300] = round(200 * share)
    assert flatten(page, DPI)[100, 200] == pytest.approx(250 * share, abs=5)


def test_the_colour_of_paper_is_that_of_most_bright_pixels() -> None:
    assert paper_colour(letter()) == PAPER
