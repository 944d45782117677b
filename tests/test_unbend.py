from typing import get_args

import cv2
import numpy as np
import pytest
from bent_pages import Shape, bent
from drawn_pages import DPI, WORDS, letter, tilted, upright
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleanup import Straightened, straighten
from pipeline.cleanup.courses import Course, follow
from pipeline.cleanup.frame import Rotation, turned
from pipeline.cleanup.resolution import letter_height
from pipeline.cleanup.sketch import sketch, writing
from pipeline.geometry import Point
from pipeline.image import FloatArray, Pixels
from pipeline.model import Page
from pipeline.settings import CleanupSettings

MARK = (250, 20, 20)
FULL = 14  # words of a line that nearly fills the page


def page_of(straight: Straightened) -> Page:
    height, width = straight.pixels.shape[:2]
    return Page(
        number=1,
        source="letter.png",
        source_page=1,
        status="read",
        width=width,
        height=height,
        from_source=straight.from_source,
        warp=straight.warp,
    )


def with_dots(seed: int) -> Pixels:
    """Return a page of lines with a red dot at two corners of each of a hundred of its words."""
    page = letter(words=FULL)
    places = [(number, word) for number in range(30) for word in range(FULL)]
    for place in np.random.default_rng(seed).choice(len(places), 100, replace=False).tolist():
        number, word = places[place]
        words = [WORDS[(number * 7 + n * n) % len(WORDS)] for n in range(FULL)]
        (before, _), _ = cv2.getTextSize(" ".join([*words[:word], ""]), 0, 0.55, 1)
        (width, height), low = cv2.getTextSize(words[word], 0, 0.55, 1)
        foot = 190 + 28 * number
        cv2.circle(page, (90 + before, foot - height), 3, MARK, -1)
        cv2.circle(page, (90 + before + width, foot + low), 3, MARK, -1)
    return page


def dots(pixels: Pixels) -> FloatArray:
    """Return the middles of the red dots, shape (n, 2); the middle of a pixel is half a pixel from its corner."""
    red = np.clip(pixels[..., 0].astype(float) - pixels[..., 1] - 60, 0, None)
    count, labels = cv2.connectedComponents((red > 0).astype(np.uint8))
    rows, columns = np.indices(red.shape)
    mass = np.bincount(labels.ravel(), weights=red.ravel(), minlength=count)[1:]
    sums = [np.bincount(labels.ravel(), weights=(at * red).ravel(), minlength=count)[1:] for at in (columns, rows)]
    whole = mass > 1000
    return np.stack([total[whole] / mass[whole] for total in sums], axis=1) + 0.5


@settings(max_examples=10, deadline=None)
@given(
    st.sampled_from(get_args(Shape)),
    st.floats(0.0, 1.0),
    st.sampled_from(get_args(Rotation)),
    st.floats(-5, 5),
    st.integers(0, 1000),
)
def test_the_corners_of_a_hundred_words_lead_back_to_the_scan(
    shape: Shape, amount: float, rotation: Rotation, angle: float, seed: int
) -> None:
    scan = turned(tilted(bent(with_dots(seed), shape, amount)[0], angle), rotation)
    straight = straighten(scan, DPI, CleanupSettings(), upright)
    page, there = page_of(straight), dots(scan)
    back = np.array([page.on_scan((x, y)) for x, y in dots(straight.pixels).tolist()])
    away = np.hypot(*(back[:, None] - there[None, :]).transpose(2, 0, 1)).min(axis=1)
    assert len(back) > 150
    assert away.max() < 2


@settings(max_examples=5, deadline=None)
@given(st.sampled_from(get_args(Shape)), st.tuples(st.floats(0, 850), st.floats(0, 1100)))
def test_a_point_of_the_scan_leads_to_the_page_and_back(shape: Shape, point: Point) -> None:
    page = page_of(straighten(tilted(bent(letter(words=FULL), shape, 0.8)[0], 2.0), DPI, CleanupSettings(), upright))
    assert page.on_scan(page.on_page(point)) == pytest.approx(point, abs=0.1)
    assert page.on_page(page.on_scan(point)) == pytest.approx(point, abs=0.1)


def sag(pixels: Pixels) -> float:
    """Return how far the most bent fifth of the long lines leave a straight line, in pixels."""
    marks = writing(sketch(pixels, DPI))
    lines = [line for line in follow(marks, letter_height(marks)) if line.width > pixels.shape[1] / 3]
    assert len(lines) > 10
    return float(np.quantile([_sag(line) for line in lines], 0.8))


def _sag(line: Course) -> float:
    return float(np.ptp(line.y - np.polyval(np.polyfit(line.x, line.y, 1), line.x)))


@pytest.mark.parametrize("shape", get_args(Shape))
def test_the_lines_of_a_bent_page_become_straight(shape: Shape) -> None:
    scan, _ = bent(letter(words=FULL), shape, 1.0)
    flat = sag(letter(words=FULL))
    straight = straighten(scan, DPI, CleanupSettings(), upright)
    left = straighten(scan, DPI, CleanupSettings(dewarp=False), upright)
    assert straight.warp is not None
    assert left.warp is None
    assert sag(left.pixels) > 3 * sag(straight.pixels)
    assert sag(straight.pixels) < flat + 2


@pytest.mark.parametrize("lines", [0, 3, 8, 30])
@pytest.mark.parametrize("angle", [0.0, 3.0])
def test_a_flat_page_is_not_bent(lines: int, angle: float) -> None:
    assert straighten(tilted(letter(lines, words=FULL), angle), DPI, CleanupSettings(), upright).warp is None


def test_lines_that_bend_each_in_its_own_way_are_no_bent_page() -> None:
    """Handwriting sags and climbs from line to line; to straighten it by what chance has in common would harm it."""
    page = letter(0)
    chance = np.random.default_rng(5)
    for number in range(30):
        line = np.full_like(page, 255)
        cv2.putText(line, "Dear thank of letter which we a yesterday paper in", (90, 60), 0, 0.55, (40, 40, 60), 1, 16)
        sway = chance.normal(0, 5) * np.sin(np.arange(850) / 850 * np.pi * chance.uniform(1, 3))
        rows = np.arange(100, dtype=np.float32)[:, None] + sway.astype(np.float32)
        columns = np.broadcast_to(np.arange(850, dtype=np.float32), rows.shape)
        swayed = cv2.remap(line[:100], columns, rows, cv2.INTER_LINEAR, borderValue=(255, 255, 255))
        part = page[140 + 30 * number : 240 + 30 * number]
        np.minimum(part, swayed[: len(part)], out=part)
    assert straighten(page, DPI, CleanupSettings(), upright).warp is None
