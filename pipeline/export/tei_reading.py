"""TEI P5 back into the fields of a letter."""

from collections.abc import Mapping
from typing import Literal

from pipeline.export.roles import gathered
from pipeline.export.xml import XML_ID, XML_LANG, Element
from pipeline.model import FieldName, Letter, Part, Signatory

NAMESPACE = "http://www.tei-c.org/ns/1.0"
NS = {"t": NAMESPACE}
HEAD: tuple[FieldName, ...] = ("letterhead", "reference", "date", "addressee", "subject", "salutation")
TAIL: tuple[FieldName, ...] = ("enclosures", "copies")
SEGMENTS: Mapping[FieldName, Literal["letterhead", "reference", "subject", "enclosures", "copies"]] = {
    "letterhead": "letterhead",
    "reference": "reference",
    "subject": "subject",
    "enclosures": "enclosures",
    "copies": "copies",
}


def read_letter(root: Element) -> Letter:
    """Return the parts in the text of a document."""
    found = root.xpath(".//t:body//*[@xml:id][@cert]", namespaces=NS)
    return gathered({element.get(XML_ID): _part(element) for element in found})


def _part(element: Element) -> Part:
    target = element.get("corresp")
    return Part(
        text=_text(element),
        lines=tuple(one.removeprefix("#") for one in str(element.get("facs", "")).split()),
        language=element.get(XML_LANG, ""),
        confidence=float(element.get("cert")),
        value=_signatory(element) or element.get("n"),
        translation_of=int(target.rpartition("_")[2]) - 1 if target else None,
    )


def _text(element: Element) -> str:
    lines = element.findall("t:addrLine", NS)
    if lines:
        return "\n".join(line.text or "" for line in lines)
    pieces = []
    for one in element.iter():
        if one is not element and one.tag == f"{{{NAMESPACE}}}lb":
            pieces.append("\n")
        pieces.append(one.text or "")
        if one is not element:
            pieces.append(one.tail or "")
    return "".join(pieces)


def _signatory(element: Element) -> Signatory | None:
    if element.tag != f"{{{NAMESPACE}}}signed":
        return None
    said = (element.findtext(f"t:{name}", "", NS) for name in ("persName", "roleName", "orgName"))
    name, title, organisation = said
    return Signatory(name=name, title=title, organisation=organisation, has_ink=element.get("rend") == "ink")
