from typing import get_args

import cv2
import numpy as np
import pytest
from drawn_pages import DPI, PAPER, letter, tilted, upright
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cleanup import straighten
from pipeline.cleanup.frame import Rotation, turned
from pipeline.cleanup.perspective import flat_view
from pipeline.geometry import moved
from pipeline.image import Pixels, as_pixels
from pipeline.settings import CleanupSettings

MARK = (250, 20, 20)


def middle_of_mark(pixels: Pixels) -> tuple[float, float]:
    """Return where the red mark lies; the middle of a pixel is half a pixel from its corner."""
    redness = np.clip(pixels[..., 0].astype(float) - pixels[..., 1] - 100, 0, None)
    rows, columns = np.indices(redness.shape)
    total = redness.sum()
    return float((columns * redness).sum() / total) + 0.5, float((rows * redness).sum() / total) + 0.5


@settings(max_examples=8, deadline=None)
@given(
    st.sampled_from(get_args(Rotation)),
    st.floats(-14, 14),
    st.integers(150, 700),
    st.integers(150, 950),
    st.booleans(),
)
def test_from_source_leads_to_what_was_marked_on_the_scan(
    rotation: Rotation, angle: float, across: int, down: int, bordered: bool
) -> None:
    page = letter()
    page[down : down + 5, across : across + 5] = MARK
    scan = tilted(page, angle)
    if bordered:
        scan = np.pad(scan, ((30, 60), (80, 0), (0, 0)))
    scan = turned(scan, rotation)
    straight = straighten(scan, DPI, CleanupSettings(), upright)
    assert (rotation + straight.rotation) % 360 == 0
    assert moved(straight.from_source, middle_of_mark(scan)) == pytest.approx(middle_of_mark(straight.pixels), abs=0.5)


def photographed(page: Pixels, corners: list[tuple[float, float]]) -> Pixels:
    """Return *page* on a dark table, each corner moved by so many pixels inwards of a margin of 120."""
    height, width = page.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(flat, flat + np.array(corners, np.float32) + 120)
    size = width + 240, height + 240
    return as_pixels(cv2.warpPerspective(page, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(60, 48, 40)))


aside = st.lists(st.tuples(st.floats(-60, 60), st.floats(-60, 60)), min_size=4, max_size=4)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(get_args(Rotation)), aside, st.integers(200, 650), st.integers(200, 900))
def test_a_photographed_sheet_is_flat_and_from_source_leads_there(
    rotation: Rotation, corners: list[tuple[float, float]], across: int, down: int
) -> None:
    page = letter()
    page[down : down + 7, across : across + 7] = MARK
    scan = turned(photographed(page, corners), rotation)
    straight = straighten(scan, DPI, CleanupSettings(), upright)
    assert (rotation + straight.rotation) % 360 == 0
    assert moved(straight.from_source, middle_of_mark(scan)) == pytest.approx(middle_of_mark(straight.pixels), abs=1)


def test_a_photographed_sheet_is_a_rectangle_again_and_fills_the_page() -> None:
    page = letter()
    places = [(150, 300), (650, 320), (400, 900)]
    for across, down in places:
        page[down : down + 7, across : across + 7] = MARK
    straight = straighten(
        photographed(page, [(50, 40), (-60, 0), (0, -30), (-20, 25)]), DPI, CleanupSettings(), upright
    )
    height, width = straight.pixels.shape[:2]
    assert width / height == pytest.approx(850 / 1100, rel=0.04)
    rows, columns = np.nonzero(straight.pixels[..., 0].astype(int) - straight.pixels[..., 1] > 150)
    for across, down in places:
        near = np.hypot(columns / width - across / 850, rows / height - down / 1100)
        assert near.min() < 0.012
    assert (straight.pixels.reshape(-1, 3).max(axis=1) < 100).mean() < 0.03


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-20, 180), st.integers(-20, 220)), min_size=3, max_size=6))
def test_a_sheet_of_any_shape_gets_a_view_or_none(corners: list[tuple[int, int]]) -> None:
    mask = cv2.fillPoly(np.zeros((200, 160), np.uint8), [np.array(corners, np.int32)], (255,))
    mask[100, 80] = 255
    view = flat_view(as_pixels(mask), 0.5)
    assert view is None or (view.width > 0 and view.height > 0 and np.isfinite(view.matrix).all())


def test_a_sheet_that_is_only_turned_is_not_bent() -> None:
    scan = np.pad(letter(), ((120, 120), (120, 120), (0, 0)))
    third = straighten(scan, DPI, CleanupSettings(), upright).from_source[2]
    assert third == (0.0, 0.0, 1.0)


def test_what_a_turn_uncovers_is_paper() -> None:
    straight = straighten(tilted(letter(), 7.0), DPI, CleanupSettings(), upright)
    assert straight.skew == pytest.approx(-7.0, abs=0.1)
    assert straight.pixels[2, 2] == pytest.approx(PAPER, abs=3)


def test_a_straight_scan_passes_unchanged() -> None:
    page = letter()
    straight = straighten(page, DPI, CleanupSettings(), upright)
    assert np.array_equal(straight.pixels, page)


def test_each_step_can_be_left_out() -> None:
    scan = turned(np.pad(tilted(letter(), 4.0), ((30, 30), (50, 0), (0, 0))), 180)
    off = CleanupSettings(orient=False, deskew=False, crop=False, perspective=False)
    assert np.array_equal(straighten(scan, DPI, off, upright).pixels, scan)


@settings(max_examples=25, deadline=None)
@given(
    st.tuples(st.integers(1, 60), st.integers(1, 60)),
    st.sampled_from([(), (3,)]),
    st.sampled_from(["black", "white", "noise"]),
    st.sampled_from([70.0, 300.0, 600.0]),
)
def test_any_size_and_any_filling_is_taken(
    size: tuple[int, int], channels: tuple[int, ...], filling: str, dpi: float
) -> None:
    noise = np.random.default_rng(0).integers(0, 256, size + channels).astype(np.uint8)
    scan = noise if filling == "noise" else np.full_like(noise, 0 if filling == "black" else 255)
    assert straighten(scan, dpi, CleanupSettings(), upright).pixels.shape[2:] == channels
