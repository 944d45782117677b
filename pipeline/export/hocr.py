"""hOCR 1.2, one XHTML file for a letter.

Lines and words tell direction (`dir`), language (`lang`), box, confidence of 100 (`x_wconf`) and, where it is known,
that of each character (`x_confs`); `data-parts` names the parts of the letter's fields that rest on a line.
"""

from collections.abc import Mapping, Sequence

from pipeline.export import xml
from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.export.hocr_reading import NAMESPACE, read_page
from pipeline.export.roles import Role, by_line, language, main_language
from pipeline.export.xml import XML_LANG, Element, given, legal, number
from pipeline.geometry import Box
from pipeline.model import Page, Record, TextBlock, TextLine, Word

NAME = "letter.hocr"
DOCTYPE = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
CAPABILITIES = "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_photo ocr_separator"
E = xml.maker(NAMESPACE)


class Hocr:
    """letter.hocr."""

    def write(self, record: Record, _: ImageOf) -> tuple[File, ...]:
        return (File(name=NAME, data=xml.serialize(xml.indented(document(record)), doctype=DOCTYPE)),)

    def read(self, files: Sequence[File]) -> Copy:
        root = xml.parse(files[0].data)
        found = root.xpath("//h:div[@class='ocr_page']", namespaces={"h": NAMESPACE})
        pages = tuple(read_page(page) for page in found)
        return Copy(texts=tuple(page.text for page in pages), pages=pages)


def document(record: Record) -> Element:
    """Return all pages of a record that could be seen."""
    roles = by_line(record.letter)
    pages = [_page(page, roles) for page in record.pages if page.width and page.height]
    made = ", ".join(step.by for step in record.steps if not step.is_by_hand) or "mektup"
    head = E.head(
        E.title(record.id),
        E.meta({"http-equiv": "content-type", "content": "text/html; charset=utf-8"}),
        E.meta(name="ocr-system", content=legal(made)),
        E.meta(name="ocr-capabilities", content=CAPABILITIES),
        E.meta(name="ocr-number-of-pages", content=str(len(pages))),
    )
    tag = main_language(record)
    return E.html(head, E.body(*pages), **given(lang=tag), **({XML_LANG: tag} if tag else {}))


def _page(page: Page, roles: Mapping[str, tuple[Role, ...]]) -> Element:
    image = legal(page.image).replace('"', "")
    said = [f'image "{image}"', f"bbox 0 0 {page.width} {page.height}", f"ppageno {page.number - 1}"]
    if page.dpi:
        said.append(f"scan_res {number(page.dpi)} {number(page.dpi)}")
    graphics = (
        E.div(**{"class": "ocr_separator" if graphic.kind == "rule" else "ocr_photo", "title": _bbox(graphic.box)},
              **{"data-kind": graphic.kind})
        for graphic in page.graphics
    )  # fmt: skip
    blocks = (_block(block, roles) for block in page.blocks)
    return E.div(*blocks, *graphics, **{"class": "ocr_page", "id": f"page_{page.number}", "title": "; ".join(said)})


def _block(block: TextBlock, roles: Mapping[str, tuple[Role, ...]]) -> Element:
    way = block.lines[0].direction
    lines = [_line(line, roles.get(line.id, ())) for line in block.lines]
    place = _bbox(block.box)
    paragraph = E.p(*lines, **{"class": "ocr_par", "title": place, "dir": way})
    return E.div(paragraph, **{"class": "ocr_carea", "id": block.id, "title": place})


def _line(line: TextLine, roles: Sequence[Role]) -> Element:
    corners = " ".join(f"{number(x)} {number(y)}" for x, y in line.polygon)
    said = [_bbox(line.box), f"poly {corners}", f"baseline {_baseline(line)}"]
    words = line.readings[0].words if line.readings else ()
    tag = language(roles)
    known = given(lang=tag, **{"data-parts": " ".join(role.id for role in roles)}) | ({XML_LANG: tag} if tag else {})
    spans: list[Element] = []
    for place, word in enumerate(words, start=1):
        spans.append(_word(word, f"{line.id}_w{place}"))
        spans[-1].tail = " "
    return E.span(
        *spans, **{"class": "ocr_line", "id": line.id, "dir": line.direction, "title": "; ".join(said)}, **known
    )


def _word(word: Word, word_id: str) -> Element:
    said = [_bbox(word.box), f"x_wconf {number(100 * word.confidence)}"]
    if word.characters:
        said.append("x_confs " + " ".join(number(100 * character) for character in word.characters))
    return E.span(legal(word.text), **{"class": "ocrx_word", "id": word_id, "title": "; ".join(said)})


def _bbox(box: Box) -> str:
    return f"bbox {box.left} {box.top} {box.right} {box.bottom}"


def _baseline(line: TextLine) -> str:
    """Return slope and offset of the straight line from end to end, as seen from the left bottom corner of the box."""
    (left, first), (right, last) = line.baseline[0], line.baseline[-1]
    slope = (last - first) / (right - left) if right > left else 0.0
    return f"{slope:.4f} {number(first + slope * (line.box.left - left) - line.box.bottom)}"
