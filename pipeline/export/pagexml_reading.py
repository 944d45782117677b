"""PAGE XML back into pages and fields."""

from collections.abc import Iterable
from typing import get_args

from pipeline.export.roles import gathered
from pipeline.export.xml import Element, outline
from pipeline.geometry import Box, bounds
from pipeline.model import Graphic, GraphicKind, Hand, Letter, Page, Part, Reading, Script, TextBlock, TextLine, Word
from pipeline.text import direction

NAMESPACE = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"
NS = {"p": NAMESPACE}
ENGINE = "pagexml"
HANDS: dict[str, Hand] = {"typewritten": "typed", "handwritten-cursive": "handwritten"}
LANGUAGES = {"Uighur": "ug", "English": "en", "Kazakh": "kk", "Russian": "ru", "Turkish": "tr", "German": "de",
             "French": "fr", "Arabic": "ar"}  # fmt: skip


def read_page(root: Element) -> Page:
    """Return the page of a document; ValueError if it has none."""
    page = root.find("p:Page", NS)
    if page is None:
        raise ValueError("this is no PAGE XML of 2019: it has no Page")
    regions = {region.get("id"): region for region in page.iterfind("p:TextRegion", NS)}
    order = [ref.get("regionRef") for ref in page.iterfind("p:ReadingOrder//p:RegionRefIndexed", NS)]
    blocks = [_block(regions[name]) for name in (order or regions) if regions[name].find("p:TextLine", NS) is not None]
    image = page.get("imageFilename")
    return Page(
        number=_number(page),
        source=image,
        source_page=1,
        status="read" if blocks else "blank",
        width=int(page.get("imageWidth")),
        height=int(page.get("imageHeight")),
        dpi=float(page.get("imageXResolution", "0")),
        image=image,
        blocks=tuple(blocks),
        graphics=tuple(
            _graphic(region) for region in page.iterchildren() if region.get("custom") in get_args(GraphicKind)
        ),
    )


def read_letter(roots: Iterable[Element]) -> Letter:
    """Return the fields that the labels of the lines tell of."""
    parts: dict[str, Part] = {}
    for line in (line for root in roots for line in root.iterfind(".//p:TextLine", NS)):
        for label in line.iterfind("p:Labels[@externalModel='mektup']/p:Label", NS):
            known = parts.get(label.get("type"))
            parts[label.get("type")] = Part(
                text=label.get("value"),
                lines=(*(known.lines if known else ()), line.get("id")),
                language=known.language if known else _language(line),
                confidence=1.0,
                value=label.get("comments"),
            )
    return gathered(parts)


def _language(line: Element) -> str:
    tag = LANGUAGES.get(line.get("primaryLanguage", ""), "")
    latin = tag == "ug" and line.get("primaryScript", "").startswith("Latn")
    return f"{tag}-Latn" if latin else tag


def _block(region: Element) -> TextBlock:
    return TextBlock(id=region.get("id"), lines=tuple(_line(line) for line in region.iterfind("p:TextLine", NS)))


def _line(line: Element) -> TextLine:
    words = tuple(_word(word) for word in line.iterfind("p:Word", NS))
    others = line.findall("p:TextEquiv", NS)
    text = " ".join(word.text for word in words)
    box = bounds(outline(line.find("p:Coords", NS).get("points")))
    name = others[0].get("dataTypeDetails", ENGINE) if others else ENGINE
    first = (Reading(engine=name, words=words),) if words else ()
    known = line.find("p:Baseline", NS)
    level = ((float(box.left), float(box.bottom)), (float(box.right), float(box.bottom)))
    script = str(line.get("primaryScript", ""))[:4]
    return TextLine(
        id=line.get("id"),
        polygon=outline(line.find("p:Coords", NS).get("points")),
        baseline=outline(known.get("points")) if known is not None else level,
        script=script if script in get_args(Script) else None,
        direction="rtl" if line.get("readingDirection") == "right-to-left" else _way(line, text),
        hand=HANDS.get(line.get("production"), "print"),
        readings=(*first, *(_alternative(other, box) for other in others[1 if words else 0 :] if _text(other))),
    )


def _way(line: Element, text: str) -> str:
    return "ltr" if line.get("readingDirection") else direction(text)


def _alternative(equivalent: Element, box: Box) -> Reading:
    """Return a reading of which only the text is known: as one word that fills the line."""
    word = Word(text=_text(equivalent), box=box, confidence=float(equivalent.get("conf", "0")))
    return Reading(engine=equivalent.get("dataTypeDetails", ENGINE), words=(word,))


def _word(word: Element) -> Word:
    best = word.find("p:TextEquiv", NS)
    box = bounds(outline(word.find("p:Coords", NS).get("points")))
    return Word(text=_text(best), box=box, confidence=float(best.get("conf", "1")))


def _text(equivalent: Element) -> str:
    return str(equivalent.findtext("p:Unicode", "", NS))


def _graphic(region: Element) -> Graphic:
    box = bounds(outline(region.find("p:Coords", NS).get("points")))
    return Graphic(kind=region.get("custom"), box=box, ink="#000000", confidence=1.0)


def _number(page: Element) -> int:
    said = dict(pair.split(":", 1) for pair in str(page.get("custom", "")).split(";") if ":" in pair)
    return int(said.get("number", "1"))
