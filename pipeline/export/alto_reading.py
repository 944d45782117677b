"""ALTO 4 back into pages and fields."""

from collections.abc import Iterable
from typing import get_args

from pipeline.export.roles import gathered
from pipeline.export.xml import Element, outline
from pipeline.geometry import Box
from pipeline.geometry import outline as corners
from pipeline.model import Direction, Graphic, Hand, Letter, Page, Part, Reading, TextBlock, TextLine, Word
from pipeline.text import direction, script

NS = {"a": "http://www.loc.gov/standards/alto/ns-v4#"}
ENGINE = "alto"
UNSURE = 9  # CC counts from 0, sure, to 9, unsure


def read_page(root: Element) -> Page:
    """Return the first page of a document; ValueError if there is none."""
    page = root.find(".//a:Page", NS)
    if page is None:
        raise ValueError("this is no ALTO 4: it has no Page")
    blocks = [
        _block(block) for block in page.iterfind(".//a:TextBlock", NS) if block.find("a:TextLine", NS) is not None
    ]
    graphics = page.xpath(".//a:Illustration | .//a:GraphicalElement", namespaces=NS)
    image = root.findtext(".//a:sourceImageInformation/a:fileName", "", NS)
    return Page(
        number=int(float(page.get("PHYSICAL_IMG_NR"))),
        source=image,
        source_page=1,
        status="read" if blocks else "blank",
        width=round(float(page.get("WIDTH"))),
        height=round(float(page.get("HEIGHT"))),
        image=image,
        blocks=tuple(blocks),
        graphics=tuple(_graphic(graphic) for graphic in graphics),
    )


def read_letter(roots: Iterable[Element]) -> Letter:
    """Return the fields that the tags of the pages, in their order, tell of."""
    parts: dict[str, Part] = {}
    for root in roots:
        for tag in root.iterfind(".//a:StructureTag", NS):
            lines = [line for line in root.iterfind(".//a:TextLine", NS) if tag.get("ID") in _tags(line)]
            known = parts.get(tag.get("ID"))
            parts[tag.get("ID")] = Part(
                text=tag.get("LABEL"),
                lines=(*(known.lines if known else ()), *(line.get("ID") for line in lines)),
                language=(known.language if known else "") or next((line.get("LANG", "") for line in lines), ""),
                confidence=1.0,
                value=tag.get("DESCRIPTION"),
            )
    return gathered(parts)


def _block(block: Element) -> TextBlock:
    return TextBlock(id=block.get("ID"), lines=tuple(_line(line) for line in block.iterfind("a:TextLine", NS)))


def _line(line: Element) -> TextLine:
    words = tuple(_word(string) for string in line.iterfind("a:String", NS) if string.get("CONTENT"))
    text = " ".join(word.text for word in words)
    shape = line.find("a:Shape/a:Polygon", NS)
    box = _box(line)
    hand: Hand = next((hand for hand in get_args(Hand) if f"hand_{hand}" in _tags(line)), "print")
    way: Direction = line.get("BASEDIRECTION") if line.get("BASEDIRECTION") in get_args(Direction) else direction(text)
    level = ((float(box.left), float(box.bottom)), (float(box.right), float(box.bottom)))
    return TextLine(
        id=line.get("ID"),
        polygon=outline(shape.get("POINTS")) if shape is not None else corners(box),
        baseline=outline(line.get("BASELINE")) if "," in line.get("BASELINE", "") else level,
        script=script(text),
        direction=way,
        hand=hand,
        readings=(Reading(engine=ENGINE, words=words),) if words else (),
    )


def _word(string: Element) -> Word:
    text, sure = string.get("CONTENT"), string.get("CC", "")
    characters = tuple(1 - int(digit) / UNSURE for digit in sure) if len(sure) == len(text) else ()
    return Word(text=text, box=_box(string), confidence=float(string.get("WC", "1")), characters=characters)


def _graphic(graphic: Element) -> Graphic:
    kind = graphic.get("TYPE", "photo") if graphic.tag.endswith("Illustration") else "rule"
    return Graphic(kind=kind, box=_box(graphic), ink="#000000", confidence=1.0)


def _box(element: Element) -> Box:
    left, top, width, height = (round(float(element.get(name))) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return Box(left=left, top=top, right=left + max(width, 1), bottom=top + max(height, 1))


def _tags(line: Element) -> list[str]:
    return str(line.get("TAGREFS", "")).split()
