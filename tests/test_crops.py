"""Lines are cut out level, with paper round them, and every pixel knows where on the page it came from."""

import cv2
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.geometry import Box, Point, outline
from pipeline.image import Pixels
from pipeline.model import TextLine
from pipeline.recognize.crops import cut


def line(polygon: tuple[Point, ...], *baseline: Point) -> TextLine:
    return TextLine(id="p1_b1_l1", polygon=polygon, baseline=baseline)


def paper() -> Pixels:
    return np.full((200, 300), 255, np.uint8)


def test_what_belongs_to_another_line_becomes_paper() -> None:
    page = np.zeros((200, 300), np.uint8)
    mine = line(((50, 100), (150, 50), (150, 150)), (50, 100), (150, 100))
    above = line(outline(Box(left=40, top=40, right=100, bottom=60)), (40, 60), (100, 60))
    image, _ = cut([mine, above], page)
    assert image.box == Box(left=50, top=50, right=150, bottom=150)
    assert image.pixels[5, 10] == 255
    assert image.pixels[50, 60] == 0


def test_a_letter_too_faint_for_the_outline_is_kept_as_high_as_the_line_is() -> None:
    page = paper()
    page[60:100, 60:64] = 200
    faint = line(
        ((20, 50), (50, 50), (50, 95), (80, 95), (80, 50), (200, 50), (200, 105), (20, 105)), (20, 100), (200, 100)
    )
    (image,) = cut([faint], page)
    assert (image.pixels[10:50, 40:44] == 200).all()


def test_a_slanted_baseline_becomes_a_row() -> None:
    page = paper()
    cv2.line(page, (20, 80), (280, 110), 0, 3)
    slanted = line(((20, 60), (280, 90), (280, 130), (20, 100)), (20, 80), (280, 110))
    (image,) = cut([slanted], page)
    rows = np.flatnonzero((image.pixels < 128).any(axis=1))
    assert rows[-1] - rows[0] <= 5


def test_a_box_in_a_levelled_line_leads_back_to_the_ink_on_the_page() -> None:
    page = paper()
    cv2.rectangle(page, (200, 96), (206, 102), 0, -1)
    slanted = line(((20, 60), (280, 90), (280, 130), (20, 100)), (20, 80), (280, 110))
    (image,) = cut([slanted], page)
    rows, columns = np.nonzero(image.pixels < 128)
    found = image.page_box(
        Box(left=int(columns.min()), top=int(rows.min()), right=int(columns.max()) + 1, bottom=int(rows.max()) + 1)
    )
    assert (found.left, found.right) == (200, 207)
    assert abs(found.top - 96) <= 2
    assert abs(found.bottom - 103) <= 2


@given(st.integers(-50, 350), st.integers(-50, 250), st.integers(1, 200), st.integers(1, 200))
def test_a_line_that_leaves_the_page_is_cut_at_its_edge(left: int, top: int, width: int, height: int) -> None:
    box = Box(left=left, top=top, right=left + width, bottom=top + height)
    (image,) = cut([line(outline(box), (left, top + height), (left + width, top + height))], paper())
    assert 0 <= image.box.left < image.box.right <= 300
    assert 0 <= image.box.top < image.box.bottom <= 200
    assert len(image.tops) == image.pixels.shape[1]


def test_part_of_a_line_keeps_its_place_on_the_page() -> None:
    (image,) = cut([line(outline(Box(left=10, top=20, right=110, bottom=60)), (10, 55), (110, 55))], paper())
    part = image.part(30, 50)
    assert part.box == Box(left=40, top=20, right=60, bottom=60)
    assert part.page_box(Box(left=0, top=0, right=5, bottom=5)) == Box(left=40, top=20, right=45, bottom=25)
