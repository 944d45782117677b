"""Hits by box and by text, on lines built here; and one page whose lines lie where they are said to lie."""

import json
from pathlib import Path

import layoutpages
import numpy as np
import pytest
from layoutpages import Floats
from layouts import KINDS
from linefinders import lines_of
from linescores import FoundLine, by_box, by_text
from linetruth import MarkedLine, read_sets
from PIL import Image
from press import Layer

from pipeline.errors import UsageError
from pipeline.geometry import Box

TRUTH = (MarkedLine(text="Dear Sir", box=(100, 100, 300, 140)), MarkedLine(text="Yours", box=(100, 200, 200, 240)))


def at(left: int, top: int, right: int, bottom: int, text: str = "") -> FoundLine:
    return FoundLine(box=Box(left=left, top=top, right=right, bottom=bottom), text=text)


def test_a_box_counts_once_and_only_if_it_shares_half() -> None:
    hits = by_box(TRUTH, [at(100, 102, 300, 138), at(101, 101, 299, 141), at(100, 225, 200, 265)])
    assert (hits.wanted, hits.found, hits.right, hits.lost) == (2, 3, 1, 1)


def test_texts_are_paired_whatever_their_order() -> None:
    hits = by_text(TRUTH, [at(0, 0, 9, 9, "Yuors"), at(0, 9, 9, 20, "Dear Sir"), at(0, 30, 9, 40, "§ %")])
    assert (hits.wanted, hits.found, hits.right) == (2, 3, 2)


def test_what_is_not_counted_is_neither_wanted_nor_wrong() -> None:
    signed = (*TRUTH, MarkedLine(box=(100, 300, 400, 400), hand="handwritten", counted=False))
    hits = by_box(signed, [at(100, 100, 300, 140), at(100, 200, 200, 240), at(120, 310, 300, 390)])
    assert (hits.recall, hits.precision) == (1.0, 1.0)


def test_boxes_are_not_asked_where_truth_has_none() -> None:
    assert by_box((MarkedLine(text="Dear Sir"),), [at(0, 0, 9, 9)]).wanted == 0


def test_lines_of_tesseract_are_those_with_words() -> None:
    table = (
        "level page_num block_num par_num line_num word_num left top width height conf text\n"
        "4 1 1 1 1 0 10 20 30 8 -1 \n"
        "5 1 1 1 1 1 10 20 9 8 90 Dear\n"
        "4 1 1 1 2 0 10 40 30 8 -1 \n"
    )
    assert lines_of(table.replace(" ", "\t")) == [at(10, 20, 40, 28, "Dear")]


def test_a_folder_without_marked_scans_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"NAME\.lines\.json"):
        read_sets(tmp_path)


def test_a_line_lies_where_the_page_has_its_ink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("age.aged_page", _bare)  # wearing a page takes seconds
    layoutpages.write_page(KINDS["slanted"]("english", 7), "office", tmp_path / "page")
    ink = np.asarray(Image.open(tmp_path / "page.jpg")) < 128
    marks = json.loads((tmp_path / "page.lines.json").read_text("utf-8"))
    outside = ink.copy()
    for left, top, right, bottom in (mark["box"] for mark in marks):
        outside[top - 2 : bottom + 2, left - 2 : right + 2] = False
        for edge in (ink[top : top + 6, left:right], ink[bottom - 6 : bottom, left:right]):
            assert edge.any()
    assert not outside.any()


def _bare(_letter: object, layers: tuple[Layer, ...], _back: object, _rng: object) -> Floats:
    cover = np.max([layer.cover for layer in layers], axis=0)
    return np.repeat((255 * (1 - cover)).astype(np.float32)[..., None], 3, axis=2)
