from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from drawn_pages import DPI, PAPER, letter, tilted

from pipeline.facing import without_backs
from pipeline.image import Pixels, as_pixels
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.settings import Sides

STRENGTH = 0.3
TURNS = {"like a leaf": 1, "head over": 0}


def sides(turn: str = "like a leaf", strength: float = STRENGTH) -> tuple[Pixels, Pixels]:
    """Return both sides of a sheet as scanned, each a little aslant and showing the other."""
    front, back = letter(24), np.roll(letter(16, words=5), 14, axis=0)
    shown = [as_pixels(cv2.flip(page, TURNS[turn])) for page in (back, front)]
    return tuple(  # type: ignore[return-value]  # there are two
        tilted(through(page, other, strength), angle)
        for page, other, angle in zip((front, back), shown, (0.9, -0.6), strict=True)
    )


def through(page: Pixels, other: Pixels, strength: float) -> Pixels:
    soft = cv2.GaussianBlur(other, (0, 0), 1.0).astype(np.float32) / PAPER
    return as_pixels((page * (1 - strength * (1 - soft.clip(0, 1)))).astype(np.uint8))


def unlike() -> Pixels:
    """Return a page whose lines stand farther apart, and are longer: nothing of it lies where others have something."""
    wide = cv2.resize(letter(40, words=9), None, fx=1.13, fy=1.31, interpolation=cv2.INTER_AREA)
    return as_pixels(wide[200:1300, :850])


def scan(pixels: Pixels, number: int, *, bilevel: bool = False) -> Scan:
    return Scan(source="letter.tif", number=number, pixels=pixels, dpi=DPI, bilevel=bilevel)


def cleared(*pages: Pixels, sides: Sides = "auto") -> list[Scan]:
    scans = (scan(page, number) for number, page in enumerate(pages, start=1))
    found = [one for one in without_backs(scans, sides) if isinstance(one, Scan)]
    assert [one.number for one in found] == list(range(1, len(pages) + 1))
    return found


def faint(page: Pixels) -> float:
    """Return the share of pixels between paper and ink that show marks of the other side."""
    grey = page[20:-20, 20:-20].min(axis=2)
    return float(((grey < 208) & (grey > 150)).mean())


def taken_off(one: Scan) -> bool:
    return "back-taken-off" in {finding.code for finding in one.findings}


@pytest.mark.parametrize("turn", TURNS)
def test_each_side_loses_what_shows_through_and_keeps_its_ink(turn: str) -> None:
    front, back = sides(turn)
    bare = sides(turn, strength=0.0)
    for before, after, clean in zip((front, back), cleared(front, back, sides=2), bare, strict=True):
        assert taken_off(after)
        assert faint(after.pixels) - faint(clean) < 0.3 * (faint(before) - faint(clean))
        ink = clean.min(axis=2) < 80
        assert np.abs(after.pixels[ink].astype(int) - before[ink]).mean() < 8


def test_a_page_that_is_not_its_other_side_changes_nothing() -> None:
    front, _ = sides()
    other = unlike()
    found = cleared(other, front, other)
    assert not any(map(taken_off, found))
    assert all(one.pixels is page for one, page in zip(found, (other, front, other), strict=True))


def test_sides_find_each_other_wherever_they_stand_among_other_pages() -> None:
    front, back = sides()
    assert [taken_off(one) for one in cleared(letter(9), front, back, letter(12))] == [False, True, True, False]


def test_the_setting_says_which_pages_are_sides_of_one_sheet() -> None:
    front, back = sides()
    assert [taken_off(one) for one in cleared(front, back, sides=1)] == [False, False]
    assert [taken_off(one) for one in cleared(front, back, sides=2)] == [True, True]
    assert [taken_off(one) for one in cleared(unlike(), front, back, sides=2)] == [False, False, False]


def test_pages_without_greys_and_pages_that_cannot_be_read_go_through_as_they_are() -> None:
    front, back = sides()
    torn = Unreadable(source="letter.tif", number=2, reason="cut short")
    given: list[Scan | Unreadable] = [scan(front, 1, bilevel=True), torn, scan(back, 3)]
    assert list(without_backs(iter(given), "auto")) == given


def test_a_page_without_faint_marks_goes_on_before_the_next_is_asked_for() -> None:
    asked: list[int] = []

    def pages() -> Iterator[Scan]:
        for number in (1, 2, 3):
            asked.append(number)
            yield scan(letter(10 * number), number)

    going = without_backs(pages(), "auto")
    first, _ = next(going), next(going)
    assert isinstance(first, Scan)
    # Of the first alone it is asked whether it is the only one, which then need not be looked at.
    assert asked == [1, 2]
