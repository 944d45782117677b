"""ALTO, PAGE XML and hOCR: valid, read back as they were written, and read by others."""

import subprocess
import sys
from pathlib import Path

import pytest
from builders import bilingual, line, page, record
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from mixed_lines import lines

from pipeline.export import Exporter, File, load
from pipeline.geometry import Box
from pipeline.model import Graphic, GraphicKind, Page, Part, Reading, Record, TextBlock, TextLine, Word

SCHEMAS = Path(__file__).parent / "schemas"
FORMATS = ("alto", "page", "hocr")
VALID = {
    "alto": etree.XMLSchema(etree.parse(str(SCHEMAS / "alto-4-4.xsd"))),
    "page": etree.XMLSchema(etree.parse(str(SCHEMAS / "page-2019-07-15.xsd"))),
}


def exporter(name: str) -> Exporter:
    return load(name)[0][name]


def written(name: str, letter: Record) -> tuple[File, ...]:
    files = exporter(name).write(letter, lambda _: None)
    for file in files:
        if name in VALID:
            VALID[name].assertValid(etree.fromstring(file.data))
    return files


def kept(line: TextLine) -> object:
    """What every layout format keeps of a line."""
    words = (
        [(word.text, word.box, round(word.confidence, 3)) for word in line.readings[0].words] if line.readings else []
    )
    return line.id, line.direction, line.box, line.polygon, words


@st.composite
def pages(draw: st.DrawFn) -> Page:
    texts = draw(st.lists(lines, min_size=1, max_size=3))
    made = page(*texts)
    kinds: list[GraphicKind] = draw(st.lists(st.sampled_from(["logo", "stamp", "rule", "photo"]), max_size=2))
    graphics = [
        Graphic(kind=kind, box=Box(left=5, top=9, right=70, bottom=80), ink="#aa0000", confidence=0.5) for kind in kinds
    ]
    unread = line("x", Box(left=3, top=800, right=90, bottom=830), "p1_b2_l1").model_copy(update={"readings": ()})
    blocks = (*made.blocks, TextBlock(id="p1_b2", lines=(unread,)))
    return made.model_copy(update={"graphics": tuple(graphics), "blocks": blocks})


@pytest.mark.parametrize("name", FORMATS)
@given(page=pages())
@settings(max_examples=40)
def test_text_direction_boxes_and_graphics_come_back(name: str, page: Page) -> None:
    (again,) = exporter(name).read(written(name, record(page))).pages
    assert (again.number, again.width, again.height, again.image) == (1, page.width, page.height, page.image)
    assert again.text == page.text
    assert [kept(line) for line in again.lines] == [kept(line) for line in page.lines]
    assert [(one.kind, one.box) for one in again.graphics] == [(one.kind, one.box) for one in page.graphics]


@pytest.mark.parametrize("name", ["alto", "page"])
def test_fields_come_back_with_their_lines_and_values(name: str) -> None:
    letter = bilingual()
    again = exporter(name).read(written(name, letter)).letter
    for field in letter.letter.fields_found:
        parts: tuple[Part, ...] = getattr(letter.letter, field)
        found: tuple[Part, ...] = getattr(again, field)
        said = [(part.text, part.lines, part.language, part.value) for part in found]
        assert said == [(part.text, part.lines, part.language, part.value) for part in parts]


def test_a_part_that_runs_over_two_pages_is_one_part() -> None:
    both = Part(text="one two", lines=("p1_b1_l1", "p2_b1_l1"), language="en", confidence=0.9)
    letter = record(page("one"), page("two", number=2))
    letter = letter.model_copy(update={"letter": letter.letter.model_copy(update={"body": (both,)})})
    for name in ("alto", "page"):
        (part,) = exporter(name).read(written(name, letter)).letter.body
        assert (part.text, part.lines) == (both.text, both.lines)


def test_characters_are_as_sure_in_alto_as_a_digit_can_tell() -> None:
    seen = page("Dear Sir,")
    (again,) = exporter("alto").read(written("alto", record(seen))).pages
    for word, other in zip(seen.lines[0].readings[0].words, again.lines[0].readings[0].words, strict=True):
        assert other.characters == pytest.approx(word.characters, abs=0.06)


def test_what_other_engines_read_stands_in_page_xml_as_alternatives() -> None:
    seen = page("Dear Sir,")
    other = Reading(engine="tesseract", words=(Word(text="Dean", box=seen.lines[0].box, confidence=0.4),))
    two = seen.lines[0].model_copy(update={"readings": (*seen.lines[0].readings, other)})
    seen = seen.model_copy(update={"blocks": (TextBlock(id="p1_b1", lines=(two,)),)})
    (again,) = exporter("page").read(written("page", record(seen))).pages
    assert [(one.engine, one.text) for one in again.lines[0].readings] == [
        ("by-hand", "Dear Sir,"),
        ("tesseract", "Dean"),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_characters_that_xml_cannot_hold_are_replaced_and_markup_is_text(name: str) -> None:
    hostile = "a\x00b\x01 <b>&amp;\ufffe"
    (again,) = exporter(name).read(written(name, record(page(hostile)))).pages
    assert again.text == "a\ufffdb\ufffd <b>&amp;\ufffd"


@pytest.mark.parametrize("name", FORMATS)
def test_entities_and_other_files_are_not_looked_at(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    bomb = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x>&e;</x>'.encode()
    with pytest.raises(ValueError, match="this is no"):
        raise_or_empty(name, bomb)
    with pytest.raises(ValueError, match="no XML"):
        exporter(name).read([File(name="broken.xml", data=b"<x>")])


def raise_or_empty(name: str, data: bytes) -> None:
    copy = exporter(name).read([File(name="bomb.xml", data=data)])
    if not copy.pages:
        raise ValueError("this is no page")


def test_alto_tools_read_the_text_of_alto(tmp_path: Path) -> None:
    (file,) = written("alto", bilingual())
    (tmp_path / file.name).write_bytes(file.data)
    command = [sys.executable, "-m", "alto_tools.alto_tools", "-t", file.name]
    read = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, encoding="utf-8").stdout
    assert [line.strip() for line in read.splitlines() if line.strip()] == [
        line.text for line in bilingual().pages[0].lines
    ]


def test_a_browser_reads_the_hocr_as_html() -> None:
    (file,) = written("hocr", bilingual())
    tree = html.fromstring(file.data)
    texts = [" ".join(one.text_content().split()) for one in tree.xpath("//span[@class='ocr_line']")]
    assert texts == [one.text for one in bilingual().pages[0].lines]
    assert tree.xpath("//span[@class='ocr_line']/@dir") == ["rtl", "ltr", "rtl", "rtl", "rtl"]
    assert tree.xpath("//span[@class='ocr_line']/@lang") == ["ug", "en", "ug", "ug", "ug"]
