import numpy as np
import pytest
from drawn_pages import DPI, letter

from pipeline.cleanup import contrast, flatten, strengthened
from pipeline.image import Pixels, as_pixels, grey


def faint(share: float) -> Pixels:
    """Return a grey page under even light whose ink has *share* of its depth, on paper with grain."""
    page = grey(letter()).astype(float)
    grain = np.random.default_rng(0).normal(0, 1.0, page.shape)
    return flatten(as_pixels(np.clip(232 - (232 - page) * share + grain, 0, 255).astype(np.uint8)), DPI)


@pytest.mark.parametrize("share", [0.07, 0.15])
def test_faint_writing_becomes_as_dark_as_print(share: float) -> None:
    dark = strengthened(faint(share), DPI)
    assert dark is not None
    assert contrast(dark) > 0.3 > contrast(faint(share))


def test_bare_paper_and_its_grain_are_left_alone() -> None:
    assert strengthened(faint(0.0), DPI) is None


def test_print_is_left_alone() -> None:
    assert strengthened(faint(1.0), DPI) is None
