"""hOCR back into pages."""

from collections.abc import Mapping
from typing import get_args

from pipeline.export.xml import Element
from pipeline.geometry import Box, outline
from pipeline.model import Direction, Graphic, Page, Reading, TextBlock, TextLine, Word
from pipeline.text import direction, script

NAMESPACE = "http://www.w3.org/1999/xhtml"
NS = {"h": NAMESPACE}
ENGINE = "hocr"


def read_page(page: Element) -> Page:
    """Return a page; ValueError if it does not tell its size."""
    said = _said(page)
    box = _box(said)
    image = said.get("image", "").strip('"')
    blocks = tuple(
        _block(block) for block in page.xpath("h:div[@class='ocr_carea'][.//*[@class='ocr_line']]", namespaces=NS)
    )
    graphics = page.xpath("h:div[@data-kind]", namespaces=NS)
    return Page(
        number=int(said.get("ppageno", "0")) + 1,
        source=image,
        source_page=1,
        status="read" if blocks else "blank",
        width=box.right,
        height=box.bottom,
        dpi=float(said.get("scan_res", "0").split()[0]),
        image=image,
        blocks=blocks,
        graphics=tuple(
            Graphic(kind=one.get("data-kind"), box=_box(_said(one)), ink="#000000", confidence=1.0) for one in graphics
        ),
    )


def _block(block: Element) -> TextBlock:
    lines = block.xpath(".//h:span[@class='ocr_line']", namespaces=NS)
    return TextBlock(id=block.get("id"), lines=tuple(_line(line) for line in lines))


def _line(line: Element) -> TextLine:
    said = _said(line)
    box = _box(said)
    words = tuple(_word(word) for word in line.xpath(".//h:span[@class='ocrx_word'][text()]", namespaces=NS))
    text = " ".join(word.text for word in words)
    corners = [float(place) for place in said.get("poly", "").split()]
    slope, offset = (float(one) for one in said.get("baseline", "0 0").split())
    first = box.bottom + offset
    way: Direction = line.get("dir") if line.get("dir") in get_args(Direction) else direction(text)
    return TextLine(
        id=line.get("id"),
        polygon=tuple(zip(corners[::2], corners[1::2], strict=True)) or outline(box),
        baseline=((float(box.left), first), (float(box.right), first + slope * box.width)),
        script=script(text),
        direction=way,
        readings=(Reading(engine=ENGINE, words=words),) if words else (),
    )


def _word(word: Element) -> Word:
    said = _said(word)
    text = "".join(word.itertext())
    sure = tuple(float(one) / 100 for one in said.get("x_confs", "").split())
    return Word(
        text=text,
        box=_box(said),
        confidence=float(said.get("x_wconf", "100")) / 100,
        characters=sure if len(sure) == len(text) else (),
    )


def _said(element: Element) -> dict[str, str]:
    """Return the properties in a title, by their names."""
    properties = (one.strip().split(" ", 1) for one in str(element.get("title", "")).split(";"))
    return {said[0]: said[1] for said in properties if len(said) == 2}


def _box(said: Mapping[str, str]) -> Box:
    if "bbox" not in said:
        raise ValueError("this is no hOCR of ours: an element has no bbox")
    left, top, right, bottom = (int(float(side)) for side in said["bbox"].split())
    return Box(left=left, top=top, right=right, bottom=bottom)
