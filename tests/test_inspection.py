"""Boxes of scans looked at, and the report on them."""

import re
from pathlib import Path

import numpy as np
import pytest
from drawn_pages import letter, tilted
from lxml import html
from PIL import Image
from spreads import spread

from pipeline import inspection
from pipeline.image import Pixels
from pipeline.inspection import Inspected, Verdict
from pipeline.inspection.report import report, worst_first
from pipeline.quality import Grade, Remark
from pipeline.settings import IngestSettings


def save(path: Path, page: Pixels) -> Path:
    Image.fromarray(page).save(path, dpi=(100, 100))
    return path


def verdict(source: str, grade: Grade, message: str = "a remark") -> Inspected:
    remark = Remark(code="test", grade=grade, message=message, advice="look at it")
    return Inspected(verdict=Verdict(source=source, page=1, grade=grade, advice="look at it", remarks=(remark,)))


def test_pages_come_in_order_and_the_second_scan_of_one_is_told(tmp_path: Path) -> None:
    files = [
        save(tmp_path / "1.png", letter()),
        save(tmp_path / "2.jpg", np.roll(letter(lines=22), 90, axis=1)),
        save(tmp_path / "3.png", tilted(letter(ink=(80, 80, 90)), 1.5)),
        tmp_path / "4.png",
    ]
    files[3].write_bytes(b"\x89PNG\r\n\x1a\nnothing of a picture")
    pages = list(inspection.inspect(files, IngestSettings(), workers=2))
    assert [page.verdict.source for page in pages] == [str(file) for file in files]
    assert [page.verdict.duplicate_of for page in pages] == ["", "", f"{files[0]}, page 1", ""]
    assert [page.verdict.grade == "failed" for page in pages] == [False, False, False, True]
    assert pages[3].verdict.advice.endswith("convert it")


def test_two_pages_on_one_scan_are_told(tmp_path: Path) -> None:
    file = save(tmp_path / "book.png", spread(letter(), letter(lines=22), "book"))
    (page,) = inspection.look_through(file, IngestSettings())
    assert page.verdict.measures is not None and page.verdict.measures.leaves == 2
    assert "several-leaves" in {remark.code for remark in page.verdict.remarks}


def test_the_report_stands_alone_and_the_worst_stand_first() -> None:
    pages = [verdict("a.png", "good"), verdict("b.png", "poor"), verdict("c.png", "failed"), verdict("d.png", "poor")]
    assert [page.verdict.source for page in worst_first(pages)] == ["c.png", "b.png", "d.png", "a.png"]
    page = report([*pages, Inspected(verdict=pages[0].verdict, thumbnail=b"jpeg")])
    assert not re.search(rb"https?://|<script|<link", page)
    assert html.fromstring(page).xpath("//img/@src") == ["data:image/jpeg;base64,anBlZw=="]


@pytest.mark.parametrize("hostile", ["<img src=x onerror=alert(1)>", "a\u202egnp.\n", "'\"><b>&amp;"])
def test_a_hostile_name_stays_text_and_turns_nothing(hostile: str) -> None:
    tree = html.fromstring(report([verdict(f"box/{hostile}.png", "fair", message=hostile)]))
    assert not tree.xpath("//*[@onerror] | //b | //script")
    assert "\u202e" not in tree.text_content()
    assert tree.xpath("//h2/bdi") and tree.xpath("//li/bdi")
