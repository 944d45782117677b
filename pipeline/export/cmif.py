"""CMIF: who wrote to whom, and when, for all letters of a collection in one TEI file, as correspSearch reads it."""

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from pipeline.export.exporter import Stream
from pipeline.export.tei import correspondence
from pipeline.export.tei_reading import NAMESPACE
from pipeline.export.xml import XML_ID
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
