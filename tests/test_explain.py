import re
from dataclasses import replace

import numpy as np
import pytest
from builders import bilingual, line, page, record
from lxml import html

from pipeline.explain import Explanation, explain
from pipeline.explain.arrows import arrow
from pipeline.geometry import Box
from pipeline.image import decode, encode
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.model import Graphic, Page, Record

SHEET = np.full((1400, 1000), 230, np.uint8)
SCAN = Scan(source="letter.png", number=1, pixels=SHEET, dpi=120.0, bilevel=False)


def explained(letter: Record) -> Explanation:
    return explain(letter, [SCAN] * len(letter.pages), lambda _: encode(SHEET, "png"))


def test_each_block_line_graphic_and_part_is_drawn() -> None:
    letter = bilingual()
    stamp = Graphic(kind="stamp", box=Box(left=10, top=20, right=90, bottom=80), ink="#a01020", confidence=0.8)
    seen = letter.pages[0].model_copy(update={"graphics": (stamp,)})
    tree = html.fromstring(explained(letter.model_copy(update={"pages": (seen,)})).html)
    assert len(tree.xpath("//g[@class='lines']/g")) == len(seen.lines)
    assert len(tree.xpath("//g[@class='blocks']/circle")) == len(seen.blocks)
    assert "stamp" in tree.xpath("string(//g[@class='graphics'])")
    assert [title.text.split(",")[0] for title in tree.xpath("//g[@class='fields']//title")] == [
        *("letterhead", "letterhead", "date", "salutation", "body")
    ]


def test_every_picture_that_is_shown_is_there_and_of_moderate_size() -> None:
    big = np.full((1600, 1200, 3), 230, np.uint8)
    made = explain(bilingual(), [SCAN], lambda _: encode(big, "jpg"))
    shown = {source.removeprefix("explain/") for source in html.fromstring(made.html).xpath("//img/@src")}
    assert shown == {picture.name for picture in made.pictures}
    assert max(max(decode(picture.data).shape) for picture in made.pictures) <= 1400


def test_text_runs_the_way_most_of_it_does_whatever_stands_first() -> None:
    mixed = "(No. 12/45) Anna خېتىڭىزنى تاپشۇرۇۋالدۇق"
    tree = html.fromstring(explained(record(page(mixed))).html)
    assert tree.xpath("//td[@class='text']/@dir") == ["rtl"]


def test_what_names_and_text_hold_is_no_markup() -> None:
    hostile = "<img src=x onerror=alert(1)>'\"&\u202e.png"
    letter = record(page(hostile), name=hostile)
    tree = html.fromstring(explained(letter).html)
    assert not tree.xpath("//*[@onerror] | //script")
    assert "\u202e" not in tree.text_content()
    assert tree.xpath("//bdi[contains(., '<img src=x onerror')]")


@pytest.mark.parametrize("image", [None, b"", b"no picture"])
def test_a_page_that_failed_or_lost_its_image_is_explained_without_it(image: bytes | None) -> None:
    failed = Page(number=1, source="a.tif", source_page=1, status="failed", reason="a.tif: cut short")
    lost = page("Dear Sir,", number=2)
    scans: list[Scan | Unreadable] = [Unreadable(source="a.tif", number=1, reason="cut short"), replace(SCAN, number=2)]
    made = explain(record(failed, lost), scans, lambda _: image)
    assert [picture.name for picture in made.pictures] == ["p2-1-scan.jpg"]
    assert b"cut short" in made.html


def test_leaves_of_one_scan_share_its_picture_and_scans_without_a_page_are_passed_over() -> None:
    first, second = (page("Dear Sir,", number=n).model_copy(update={"source_page": 2, "leaf": n}) for n in (1, 2))
    after = page("Yours,", number=3)
    scans = [replace(SCAN, number=n, pixels=SHEET - np.uint8(n)) for n in (1, 2, 3)]
    made = explain(record(first, second, after), scans, lambda _: None)
    seen = [(picture.name, int(decode(picture.data)[700, 500, 0])) for picture in made.pictures]
    assert seen == [("p1-1-scan.jpg", 228), ("p2-1-scan.jpg", 228), ("p3-1-scan.jpg", 227)]


def test_the_same_record_is_explained_by_the_same_bytes() -> None:
    assert explained(bilingual()) == explained(bilingual())
    assert not re.search(rb"https?://|<script", explained(bilingual()).html)


def test_arrows_point_the_way_a_line_runs() -> None:
    box = Box(left=100, top=100, right=500, bottom=140)
    assert arrow(line("Dear Sir,", box))[1][0] > 500
    assert arrow(line("ھۆرمەتلىك ئەپەندى", box))[1][0] < 100
