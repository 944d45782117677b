"""Scans that are good, and each thing that can be wrong with one: drawn, then spoilt in that way alone."""

import cv2
import numpy as np
import pytest
from drawn_pages import DPI, letter, tilted
from PIL import Image, ImageDraw, ImageFont

from pipeline import cleanup, quality
from pipeline.image import Pixels, as_pixels, grey
from pipeline.ingest.scan import Scan
from pipeline.inspection.looks import look_at
from pipeline.quality import Look, Measures

TEXT = {
    "Latn": "The committee has looked at the plans for the new reading room and thanks all who helped to draw them.",
    "Arab": "ھۆرمەتلىك ئەپەندى، سىزنىڭ خېتىڭىزنى تاپشۇرۇۋالدۇق ۋە ئۇنىڭدا يېزىلغان سوئاللارغا جاۋاب بېرىمىز",
}


def typeset(script: str = "Latn") -> Pixels:
    """A page of print at 150 dpi, 26 lines."""
    font = ImageFont.truetype("DejaVuSerif.ttf" if script == "Latn" else "DejaVuSans.ttf", 22)
    words = TEXT[script].split()
    way = "rtl" if script == "Arab" else "ltr"
    sheet = Image.new("L", (1275, 1650), 235)
    for row in range(26):
        turned = words[row % len(words) :] + words[: row % len(words)]
        text = " ".join(turned[: 11 - row % 4])
        place, anchor = ((1155, 120 + 54 * row), "ra") if way == "rtl" else ((120, 120 + 54 * row), "la")
        ImageDraw.Draw(sheet).text(place, text, font=font, fill=30, anchor=anchor, direction=way)
    return as_pixels(cv2.GaussianBlur(np.array(sheet), (0, 0), 0.6))


def seen(page: Pixels, dpi: float | None = 150.0, *, bilevel: bool = False) -> Look:
    return look_at(Scan(source="page", number=1, pixels=page, dpi=dpi, bilevel=bilevel))


def measured(page: Pixels, dpi: float | None = 150.0, *, bilevel: bool = False) -> Measures:
    look = seen(page, dpi, bilevel=bilevel)
    return quality.measure(look, cleanup.depth(look.flat, look.ink))


def codes(measures: Measures) -> set[str]:
    return {remark.code for remark in quality.remarks(measures)}


@pytest.fixture(scope="module")
def page() -> Pixels:
    return typeset()


def test_nothing_but_its_resolution_is_said_of_a_good_page(page: Pixels) -> None:
    assert codes(measured(page)) == {"low-resolution"}
    fine = as_pixels(cv2.resize(page, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC))
    assert codes(measured(fine, 300.0)) == set()


def test_a_resolution_that_the_letters_do_not_bear_out_is_not_believed(page: Pixels) -> None:
    told = measured(page, 600.0)
    assert not told.dpi_credible
    assert told.dpi == pytest.approx(150, rel=0.15)
    assert measured(page, 150.0).dpi_credible


def test_blur_widens_edges(page: Pixels) -> None:
    sharp, soft = (measured(as_pixels(cv2.GaussianBlur(page, (0, 0), by))) for by in (0.5, 3.0))
    assert sharp.edge is not None
    assert soft.edge is not None
    assert sharp.edge < 3 < soft.edge
    assert "out-of-focus" in codes(soft) - codes(sharp)


def test_noise_is_measured_in_grey_levels(page: Pixels) -> None:
    grain = np.random.default_rng(0).normal(0, 8, page.shape)
    noisy = measured(as_pixels(np.clip(page * 0.9 + grain, 0, 255).astype(np.uint8)))
    assert noisy.noise == pytest.approx(8, rel=0.1)
    assert "noisy" in codes(noisy)


def test_faint_ink_is_told(page: Pixels) -> None:
    faint = as_pixels((200 + page.astype(np.int64) // 6).astype(np.uint8))
    assert "faint" in codes(measured(faint))


def test_white_that_was_cut_off_is_told(page: Pixels) -> None:
    assert "clipped-white" in codes(measured(as_pixels(np.minimum(page.astype(int) + 30, 255).astype(np.uint8))))


@pytest.mark.parametrize("side", ["top", "right", "bottom", "left"])
def test_text_that_runs_off_is_told_with_its_side(page: Pixels, side: str) -> None:
    rows, columns = {
        "top": (slice(130, None), slice(None)),
        "right": (slice(None), slice(None, 700)),
        "bottom": (slice(None, 1000), slice(None)),
        "left": (slice(None), slice(260, None)),
    }[side]
    assert measured(as_pixels(page[rows, columns])).cut == (side,)


def test_a_corner_that_is_folded_over_is_told() -> None:
    bare = np.full((1400, 1100, 3), 20, np.uint8)
    bare[100:1200, 100:950] = letter()
    corner = np.array([[100, 100], [420, 100], [100, 420]], np.int32)
    cv2.fillPoly(bare, [corner], (20, 20, 20))
    assert (measured(bare, DPI).missing or 0) > 0.04


def test_print_of_the_back_is_told(page: Pixels) -> None:
    back = cv2.GaussianBlur(np.roll(page[:, ::-1], 27, axis=0), (0, 0), 2.0)
    both = np.minimum(page, (190 + back.astype(np.int64) * 45 // 235)).astype(np.uint8)
    assert "bleed-through" in codes(measured(as_pixels(both))) - codes(measured(page))


def test_skew_and_a_page_on_its_side_are_told() -> None:
    assert measured(tilted(letter(), 7.0), DPI).skew == pytest.approx(-7.0, abs=0.2)
    assert "on-a-side" in codes(measured(as_pixels(np.rot90(letter())), DPI))


def test_a_bare_page_is_blank_and_not_faint() -> None:
    assert codes(measured(np.full((1650, 1275), 240, np.uint8), 290.0)) == {"blank"}


def test_specks_on_a_page_without_greys_are_told(page: Pixels) -> None:
    ink = np.where(page > 128, 255, 0).astype(np.uint8)
    dusty = ink.copy()
    places = np.random.default_rng(0).integers(0, ink.size, 6000)
    dusty.ravel()[places] = 0
    assert "speckled" in codes(measured(dusty, bilevel=True)) - codes(measured(ink, bilevel=True))


@pytest.mark.parametrize("script", TEXT)
def test_print_tells_which_way_it_faces(script: str) -> None:
    upright = typeset(script)
    assert measured(upright).facing == "upright"
    assert measured(as_pixels(upright[::-1, ::-1])).facing == "upside down"
    assert measured(as_pixels(upright[:, ::-1])).facing in ("mirrored", None)
    assert measured(as_pixels(upright[::-1])).facing in ("mirrored and upside down", None)


def test_a_second_scan_is_alike_and_another_page_is_not() -> None:
    first = quality.fingerprint(seen(grey(letter()), DPI))
    again = quality.fingerprint(seen(grey(tilted(letter(ink=(90, 90, 100)), 2.0)), DPI))
    other = quality.fingerprint(seen(np.roll(grey(letter(lines=25)), 60, axis=1), DPI))
    assert first is not None
    assert again is not None
    assert other is not None
    assert quality.alike(first, again) > 0.75 > quality.alike(first, other)
    assert quality.sketchy(first) @ quality.sketchy(again) > 0.6


def test_the_one_thing_to_do_is_that_of_the_worst_remark(page: Pixels) -> None:
    cut = measured(as_pixels(page[:, 260:]))
    said = quality.remarks(cut)
    assert quality.grade(said) == "poor"
    assert quality.advice(said) == "rescan with room at the left"
