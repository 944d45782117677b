import cv2
import numpy as np
import pytest
from drawn_pages import DPI, letter, upright

from pipeline.cleanup import contrast, flatten, shows_front, shows_only_back
from pipeline.image import Pixels, as_pixels, grey

FAINT = (190, 186, 178)


def reads(pixels: Pixels) -> float:
    """Stand in for reading, for faint pages too: 0.9 if the square stands at the left, else 0.1."""
    dark = (grey(pixels) < 210).astype(np.uint8) * np.uint8(200)
    return upright(as_pixels(255 - dark))


@pytest.mark.parametrize(("level", "wanted"), [(0, 0.85), (118, 0.5)])
def test_contrast_is_how_far_ink_lies_below_paper(level: int, wanted: float) -> None:
    assert contrast(flatten(letter(ink=(level, level, level)), DPI)) == pytest.approx(wanted, abs=0.15)


def test_a_bare_page_has_no_contrast() -> None:
    assert contrast(np.full((200, 100), 250, np.uint8)) == 0.0


def test_the_faint_mirrored_print_of_the_back_is_known() -> None:
    page = as_pixels(cv2.flip(letter(ink=FAINT), 1))
    assert shows_only_back(page, contrast(flatten(page, DPI)), reads)


def test_faint_typescript_is_not_taken_for_it() -> None:
    page = letter(ink=FAINT)
    assert not shows_only_back(page, contrast(flatten(page, DPI)), reads)


def test_a_faint_page_that_reads_is_not_looked_at_from_behind() -> None:
    page = letter(ink=FAINT)
    asked: list[Pixels] = []

    def noted(pixels: Pixels) -> float:
        asked.append(pixels)
        return reads(pixels)

    assert not shows_only_back(page, contrast(flatten(page, DPI)), noted)
    assert [seen is page for seen in asked] == [True]


def test_a_strong_page_is_not_even_read_for_it() -> None:
    page = as_pixels(cv2.flip(letter(), 1))
    assert not shows_only_back(page, contrast(flatten(page, DPI)), reads)


def test_a_page_made_dark_is_read_only_if_it_is_not_the_back_that_shows() -> None:
    assert shows_front(letter(), reads)
    assert not shows_front(as_pixels(cv2.flip(letter(), 1)), reads)
