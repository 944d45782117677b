import cv2
import numpy as np
from drawn_pages import DPI, letter

from pipeline.cleanup.borders import sheet, sheet_box
from pipeline.cleanup.sketch import sketch
from pipeline.geometry import Box
from pipeline.image import Pixels

FEW = 4  # px: more is cut or left of a border only by mistake


def cut_to(scan: Pixels) -> Box | None:
    """Return the box of the sheet in scan pixels; None if the scan is left whole."""
    small = sketch(scan, DPI)
    mask = sheet(small)
    if mask is None:
        return None
    box = sheet_box(mask)
    left, top, right, bottom = (round(side / small.scale) for side in (box.left, box.top, box.right, box.bottom))
    return Box(left=left, top=top, right=right, bottom=bottom)


def near(found: Box | None, wanted: Box) -> bool:
    if found is None:
        return False
    sides = zip(found.model_dump().values(), wanted.model_dump().values(), strict=True)
    return all(abs(one - other) <= FEW for one, other in sides)


def test_a_dark_border_is_cut_off() -> None:
    scan = np.pad(letter(), ((25, 0), (60, 12), (0, 0)), constant_values=15)
    assert near(cut_to(scan), Box(left=60, top=25, right=910, bottom=1125))


def test_a_strip_of_the_next_page_is_cut_off() -> None:
    gutter = np.full((1100, 25, 3), 40, np.uint8)
    scan = np.hstack([letter(), gutter, letter()[:, 60:180]])
    assert near(cut_to(scan), Box(left=0, top=0, right=850, bottom=1100))


def test_a_sheet_on_a_dark_table_is_cut_out() -> None:
    scan = np.full((1400, 1100, 3), (90, 60, 40), np.uint8)
    scan[150:1250, 120:970] = letter()
    assert near(cut_to(scan), Box(left=120, top=150, right=970, bottom=1250))


def test_a_page_without_a_border_is_left_whole() -> None:
    assert cut_to(letter()) is None


def test_writing_that_runs_off_the_page_is_no_border() -> None:
    assert cut_to(letter()[:, 100:].copy()) is None


def test_a_dark_band_with_a_printed_name_is_no_border() -> None:
    page = letter()
    page[:80] = (30, 40, 90)
    cv2.putText(page, "THE BOARD OF TRUSTEES", (150, 50), 0, 1.0, (255, 255, 255), 2, 16)
    assert cut_to(page) is None
