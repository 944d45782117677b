import cv2
import numpy as np
import pytest
from drawn_pages import letter

from pipeline.cleanup import estimate_dpi
from pipeline.image import as_pixels


@pytest.mark.parametrize(("width", "height", "dpi"), [(2480, 3508, 300), (1654, 2339, 200), (2550, 3300, 300)])
def test_a_bare_sheet_of_letter_paper_tells_its_resolution(width: int, height: int, dpi: int) -> None:
    assert estimate_dpi(np.full((height, width), 240, np.uint8)) == pytest.approx(dpi, rel=0.01)


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_a_part_of_a_page_tells_it_by_its_letters(scale: float) -> None:
    part = as_pixels(cv2.resize(letter()[150:550], None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC))
    assert estimate_dpi(part) == pytest.approx(100 * scale, rel=0.6)
    assert 70 <= estimate_dpi(part) <= 600
