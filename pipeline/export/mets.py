"""METS: which files make a letter, with checksums, which pages they show, and which programs made what (PREMIS agents).

Paths lead from the folder `exports` to the page images beside the record. Originals are known by name and checksum: a
record does not know where they lie.
"""

import hashlib
from collections.abc import Iterator, Sequence
from urllib.parse import quote, unquote

from pipeline.export import xml
from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.export.xml import Element, legal
from pipeline.model import Page, Record, Source, Step

NAME = "letter.mets.xml"
METS, XLINK, PREMIS = "http://www.loc.gov/METS/", "http://www.w3.org/1999/xlink", "http://www.loc.gov/premis/v3"
E = xml.maker(METS, xlink=XLINK)
P = xml.maker(PREMIS)
HREF = f"{{{XLINK}}}href"
ORIGINAL, IMAGE, ABOVE = "ORIGINAL", "PAGE IMAGE", "../"
TYPES = {"jpg": "image/jpeg", "png": "image/png"}


class Mets:
    """letter.mets.xml."""

    def write(self, record: Record, image_of: ImageOf) -> tuple[File, ...]:
        return (File(name=NAME, data=xml.serialize(xml.indented(document(record, image_of)))),)

    def read(self, files: Sequence[File]) -> Copy:
        """Return the sources, the steps, and of each page where it comes from, how it ended and its image's name."""
        root = xml.parse(files[0].data)
        if root.tag != f"{{{METS}}}mets":
            raise ValueError("this is no METS document")
        try:
            return Copy(texts=(), pages=tuple(_pages(root)), sources=tuple(_sources(root)), steps=tuple(_steps(root)))
        except (KeyError, TypeError) as error:
            raise ValueError(f"this is no METS document of a letter: {error} is missing") from error


def document(record: Record, image_of: ImageOf) -> Element:
    """Return the METS document of *record*."""
    images = [(page, data) for page in record.pages if (data := image_of(page)) is not None]
    groups = [
        E.fileGrp(*(_original(source, place) for place, source in enumerate(record.sources, start=1)), USE=ORIGINAL)
    ]
    if images:
        groups.append(E.fileGrp(*(_image(page, data) for page, data in images), USE=IMAGE))
    there = {page.number for page, _ in images}
    pages = [_page(page, record, shown=page.number in there) for page in record.pages]
    agents = [_agent(step, place) for place, step in enumerate(record.steps, start=1)]
    return E.mets(
        *([E.amdSec(*agents, ID="made")] if agents else []),
        E.fileSec(*groups),
        E.structMap(E.div(*pages, TYPE="letter", LABEL=record.id), TYPE="PHYSICAL"),
        OBJID=record.id,
        TYPE="letter",
    )


def _agent(step: Step, place: int) -> Element:
    agent = P.agent(
        P.agentIdentifier(P.agentIdentifierType("mektup step"), P.agentIdentifierValue(legal(step.name))),
        P.agentName(legal(step.by)),
        P.agentType("person" if step.is_by_hand else "software"),
    )
    wrapped = E.mdWrap(E.xmlData(agent), MDTYPE="PREMIS:AGENT")
    return E.digiprovMD(wrapped, ID=f"step_{place}")


def _original(source: Source, place: int) -> Element:
    return E.file(
        _where(source.name),
        ID=f"original_{place}",
        CHECKSUM=source.sha256,
        CHECKSUMTYPE="SHA-256",
        SIZE=str(source.bytes),
    )


def _image(page: Page, data: bytes) -> Element:
    return E.file(
        _where(f"{ABOVE}{page.image}"),
        ID=f"image_{page.number}",
        MIMETYPE=TYPES.get(page.image.rpartition(".")[2], "application/octet-stream"),
        CHECKSUM=hashlib.sha256(data).hexdigest(),
        CHECKSUMTYPE="SHA-256",
        SIZE=str(len(data)),
    )


def _where(name: str) -> Element:
    return E.FLocat({HREF: quote(name)}, LOCTYPE="OTHER", OTHERLOCTYPE="FILE")


def _page(page: Page, record: Record, *, shown: bool) -> Element:
    originals = (
        f"original_{place}" for place, source in enumerate(record.sources, start=1) if source.name == page.source
    )
    files = [*originals, *([f"image_{page.number}"] if shown else [])]
    order = {"ORDER": str(page.number), "ORDERLABEL": str(page.source_page)}
    return E.div(*(E.fptr(FILEID=file) for file in files), TYPE="page", LABEL=page.status, **order)


def _files(root: Element, use: str) -> dict[str, Element]:
    """Return the files of a group by their ids."""
    groups = root.iter(f"{{{METS}}}fileGrp")
    return {file.attrib["ID"]: file for group in groups if group.get("USE") == use for file in group}


def _name(file: Element) -> str:
    return unquote(file.find(f"{{{METS}}}FLocat").attrib[HREF])


def _sources(root: Element) -> Iterator[Source]:
    for file in _files(root, ORIGINAL).values():
        yield Source(name=_name(file), sha256=file.attrib["CHECKSUM"], bytes=int(file.attrib["SIZE"]))


def _steps(root: Element) -> Iterator[Step]:
    for agent in root.iter(f"{{{PREMIS}}}agent"):
        name = agent.findtext(f"{{{PREMIS}}}agentIdentifier/{{{PREMIS}}}agentIdentifierValue")
        yield Step(name=name, by=agent.findtext(f"{{{PREMIS}}}agentName"))


def _pages(root: Element) -> Iterator[Page]:
    originals, images = _files(root, ORIGINAL), _files(root, IMAGE)
    for div in root.iter(f"{{{METS}}}div"):
        if div.get("TYPE") != "page":
            continue
        shown = [pointer.attrib["FILEID"] for pointer in div]
        yield Page.model_validate(
            {
                "number": div.attrib["ORDER"],
                "source": next((_name(originals[file]) for file in shown if file in originals), ""),
                "source_page": div.attrib["ORDERLABEL"],
                "status": div.attrib["LABEL"],
                "image": next((_name(images[file]).removeprefix(ABOVE) for file in shown if file in images), ""),
            }
        )
