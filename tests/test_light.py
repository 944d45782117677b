import cv2
import numpy as np
import pytest
from drawn_pages import DPI, PAPER, letter

from pipeline.cleanup import find_ink, flatten
from pipeline.cleanup.light import paper_colour
from pipeline.image import Pixels, as_pixels, grey


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


def typed_in_a_gutter(ink: float) -> tuple[Pixels, Pixels]:
    """Typescript that takes *ink* of the light of the paper, half of which is lost at the left; and where it is."""
    strokes = np.zeros((600, 900), np.uint8)
    for row in range(80, 560, 60):
        cv2.putText(strokes, "typed with an old ribbon", (20, row), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 255, 3, cv2.LINE_AA)
    soft = cv2.GaussianBlur(strokes, (0, 0), 1.0) / 255.0
    light = 1 - 0.5 * np.exp(-np.linspace(0, 1, 900) / 0.15)
    grain = np.random.default_rng(0).normal(0, 2, strokes.shape)
    page = (235 * (1 - ink * soft) * light + grain).clip(0, 255)
    return as_pixels(page.astype(np.uint8)), as_pixels((soft > 0.8).astype(np.uint8) * 255)


@pytest.mark.parametrize("ink", [0.12, 0.2, 0.35])
def test_faint_typescript_in_the_shadow_of_a_gutter_keeps_its_contrast(ink: float) -> None:
    page, strokes = typed_in_a_gutter(ink)
    flat = flatten(page, 300.0)
    shadow = np.s_[:, 20:200]
    bare = cv2.dilate(strokes, np.ones((9, 9), np.uint8)) == 0
    paper = float(np.median(flat[shadow][bare[shadow]]))
    depth = 1 - float(np.median(flat[shadow][strokes[shadow] > 0])) / paper
    assert 0.8 * ink <= depth <= 1.2 * ink


@pytest.mark.parametrize("ink", [0.2, 0.35])
def test_faint_typescript_in_the_shadow_of_a_gutter_is_found(ink: float) -> None:
    page, strokes = typed_in_a_gutter(ink)
    found = find_ink(flatten(page, 300.0), 300.0, bilevel=False) == 0
    assert np.mean(found[strokes > 0]) > 0.98
    assert np.mean(found[cv2.dilate(strokes, np.ones((9, 9), np.uint8)) == 0]) < 0.01


def test_the_colour_of_paper_is_that_of_most_bright_pixels() -> None:
    assert paper_colour(letter()) == PAPER
