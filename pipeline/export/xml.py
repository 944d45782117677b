"""XML in and out: documents are built from values, so that nothing is escaped by hand, and read by a secured parser."""

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.geometry import Point

Element = Any  # lxml has no types of its own
# What XML 1.0 cannot hold, not even escaped.
ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def maker(namespace: str, **others: str) -> ElementMaker:
    """Return what makes elements of *namespace*; *others* are prefixes and namespaces that they use besides."""
    prefixes: dict[str | None, str] = {None: namespace}
    prefixes.update(others)
    return ElementMaker(namespace=namespace, nsmap=prefixes)


def legal(text: str) -> str:
    """Return *text* with U+FFFD for each character that XML cannot hold."""
    return ILLEGAL.sub("\ufffd", text)


def given(**attributes: str | None) -> dict[str, str]:
    """Return the attributes that have a value, fit for XML."""
    return {name: legal(value) for name, value in attributes.items() if value}


def serialize(root: Element, *, doctype: str | None = None) -> bytes:
    """Return a document as UTF-8, as it is."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", doctype=doctype)) + b"\n"


def indented(root: Element) -> Element:
    """Return *root*, in which no text stands beside elements, with a line for each element."""
    etree.indent(root, " ")
    return root


def parse(data: bytes) -> Element:
    """Return the root of a document, without entities, DTDs or network; ValueError if it is not well-formed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"this is no XML: {error}") from error


def number(value: float) -> str:
    """Return *value* to a hundredth, as short as it can be written."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def points(outline: Sequence[Point]) -> str:
    """Return points as ALTO and TEI write them: x,y x,y ..."""
    return " ".join(f"{number(x)},{number(y)}" for x, y in outline)


def whole_points(outline: Sequence[Point]) -> str:
    """Return points as PAGE writes them, which knows no parts of a pixel and nothing outside of the page."""
    return " ".join(f"{max(round(x), 0)},{max(round(y), 0)}" for x, y in outline)


def outline(text: str) -> tuple[Point, ...]:
    """Return the points that *text* lists."""
    pairs = (pair.split(",") for pair in text.split())
    return tuple((float(x), float(y)) for x, y in pairs)
