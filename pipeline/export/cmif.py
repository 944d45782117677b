"""CMIF: who wrote to whom, and when, for all letters of a collection in one TEI file, as correspSearch reads it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.export import xml
from pipeline.export.exporter import Stream
from pipeline.export.tei import UNKNOWN, correspondence
from pipeline.export.tei_reading import NAMESPACE
from pipeline.export.xml import XML_ID, Element
from pipeline.model import Record

NAME = "cmif.xml"
EDITION = "edition"
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="{NAMESPACE}">
<teiHeader>
<fileDesc>
<titleStmt><title>Letters read by Mektup</title></titleStmt>
<publicationStmt><publisher>not named</publisher></publicationStmt>
<sourceDesc><bibl type="online" xml:id="{EDITION}">Letters read by Mektup</bibl></sourceDesc>
</fileDesc>
<profileDesc>
"""
TAIL = """</profileDesc>
</teiHeader>
<text><body><p/></body></text>
</TEI>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Who wrote to whom in a letter, by the names that stand there, and when, as ISO 8601; empty where nobody knows."""

    letter: str
    senders: tuple[str, ...]
    addressees: tuple[str, ...]
    date: str


class Cmif:
    """cmif.xml; publisher, licence and addresses are for the archive to fill in."""

    def write(self, records: Callable[[], Iterable[Record]]) -> Iterator[Stream]:
        yield Stream(name=NAME, chunks=_chunks(records()))


def _chunks(records: Iterable[Record]) -> Iterator[bytes]:
    yield HEAD.encode()
    for record in records:
        described = correspondence(record, key=record.id, source=f"#{EDITION}")
        described.attrib.pop(XML_ID, None)
        yield bytes(etree.tostring(described, encoding="UTF-8", xml_declaration=False)) + b"\n"
    yield TAIL.encode()


def read(data: bytes) -> tuple[Exchange, ...]:
    """Return what a CMIF file tells; ValueError if it is none."""
    root = xml.parse(data)
    if root.tag != f"{{{NAMESPACE}}}TEI":
        raise ValueError("this is no CMIF file")
    return tuple(map(_exchange, root.iter(f"{{{NAMESPACE}}}correspDesc")))


def _exchange(described: Element) -> Exchange:
    actions = {action.get("type"): action for action in described}
    dates = [] if "sent" not in actions else actions["sent"].findall(f"{{{NAMESPACE}}}date")
    return Exchange(
        letter=described.get("key", ""),
        senders=_names(actions.get("sent")),
        addressees=_names(actions.get("received")),
        date=dates[0].get("when", "") if dates else "",
    )


def _names(action: Element | None) -> tuple[str, ...]:
    names = (one.text or "" for one in (() if action is None else action) if not one.tag.endswith("}date"))
    return tuple(name for name in names if name != UNKNOWN)
