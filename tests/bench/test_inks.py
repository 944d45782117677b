"""The bench of ink counts right, and says what it needs."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from inks import FINDERS, fit, pairs


def test_the_measures_of_a_page_are_those_worked_out_by_hand() -> None:
    true = np.array([[1, 1, 1, 1, 0, 0, 0, 0, 0, 0]], np.bool_)
    found = np.array([[1, 1, 0, 0, 1, 0, 0, 0, 0, 0]], np.bool_)
    one = fit(found, true)
    assert one.f_measure == pytest.approx(100 * 2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4))
    assert one.psnr == pytest.approx(10 * np.log10(10 / 3))


def test_every_finder_finds_strong_ink(tmp_path: Path) -> None:
    page = np.full((300, 400), 240, np.uint8)
    page[::2] -= 6
    for row in range(40, 260, 30):
        cv2.putText(page, "strong ink", (30, row), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 20, 2)
    cv2.imwrite(str(tmp_path / "a.png"), page)
    cv2.imwrite(str(tmp_path / "a.target.png"), np.where(page < 130, 0, 255).astype(np.uint8))
    ((seen, true),) = pairs(tmp_path)
    assert {name for name, find in FINDERS.items() if fit(find(seen), true).f_measure < 85} == set()


def test_a_target_without_a_page_is_said(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.target.png"), np.zeros((4, 4), np.uint8))
    with pytest.raises(SystemExit, match="no picture a"):
        list(pairs(tmp_path))
