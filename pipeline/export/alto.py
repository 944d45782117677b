"""ALTO 4.4, a file for each page; all measures are pixels of the page image.

Lines tell their direction (BASEDIRECTION) and what they are for (TAGREFS); the order of reading stands in ReadingOrder.
A tag is a part of a field: TYPE is the field, LABEL the text, DESCRIPTION the normal value where that is a text.
"""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.export import pages, xml
from pipeline.export.alto_reading import read_letter, read_page
from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.export.roles import Role, by_line, language, main_language
from pipeline.export.xml import Element, given, number, points
from pipeline.geometry import Box
from pipeline.model import Graphic, Page, Record, Step, TextBlock, TextLine, Word

NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#"
SCHEMA = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
E = xml.maker(NAMESPACE, xsi=XSI)
UNSURE = 9  # CC counts from 0, sure, to 9, unsure


class Alto:
    """p1.alto.xml, p2.alto.xml, ..."""

    def write(self, record: Record, _: ImageOf) -> tuple[File, ...]:
        return pages.write(record, "alto.xml", document)

    def read(self, files: Sequence[File]) -> Copy:
        return pages.read(files, read_page, read_letter)


def document(record: Record, page: Page) -> Element:
    """Return one page of a record."""
    roles = by_line(record.letter)
    here = tuple(dict.fromkeys(role for line in page.lines for role in roles.get(line.id, ())))
    schema = {f"{{{XSI}}}schemaLocation": f"{NAMESPACE} {SCHEMA}", "SCHEMAVERSION": "4.4"}
    parts = [_description(record, page), *_tags(here, page), *_reading_order(page), _layout(record, page, roles)]
    return E.alto(*parts, **schema)


def _description(record: Record, page: Page) -> Element:
    source = next((source for source in record.sources if source.name == page.source), record.sources[0])
    steps = (E.Processing(*_step(step), ID=f"step_{place}") for place, step in enumerate(record.steps, start=1))
    return E.Description(
        E.MeasurementUnit("pixel"),
        E.sourceImageInformation(
            E.fileName(xml.legal(page.image)),
            E.fileIdentifier(source.sha256, fileIdentifierLocation="sha256"),
            E.documentIdentifier(record.id),
        ),
        *steps,
    )


def _step(step: Step) -> tuple[Element, Element]:
    what, who = E.processingStepDescription(step.name), xml.legal(step.by)
    if step.is_by_hand:
        return E.processingAgency(who), what
    return what, E.processingSoftware(E.softwareName(who))


def _tags(roles: Iterable[Role], page: Page) -> tuple[Element, ...]:
    parts = [
        E.StructureTag(
            ID=role.id,
            TYPE=role.field,
            LABEL=xml.legal(role.part.text),
            **given(DESCRIPTION=role.part.value if isinstance(role.part.value, str) else None),
        )
        for role in roles
    ]
    hands = dict.fromkeys(line.hand for line in page.lines if line.hand != "print")
    tags = [*parts, *(E.LayoutTag(ID=f"hand_{hand}", TYPE="hand", LABEL=hand) for hand in hands)]
    return (E.Tags(*tags),) if tags else ()


def _reading_order(page: Page) -> tuple[Element, ...]:
    refs = [E.ElementRef(ID=f"order_{line.id}", REF=line.id) for line in page.lines]
    return (E.ReadingOrder(E.OrderedGroup(*refs, ID=f"p{page.number}_order")),) if refs else ()


def _layout(record: Record, page: Page, roles: Mapping[str, tuple[Role, ...]]) -> Element:
    blocks = [_block(block, roles) for block in page.blocks]
    graphics = [_graphic(graphic, f"p{page.number}_g{place}") for place, graphic in enumerate(page.graphics, start=1)]
    size = {"HEIGHT": str(page.height), "WIDTH": str(page.width)}
    space = E.PrintSpace(*blocks, *graphics, HPOS="0", VPOS="0", **size)
    known = given(LANG=main_language(record))
    return E.Layout(E.Page(space, ID=f"p{page.number}", PHYSICAL_IMG_NR=str(page.number), **size, **known))


def _block(block: TextBlock, roles: Mapping[str, tuple[Role, ...]]) -> Element:
    lines = [_line(line, roles.get(line.id, ())) for line in block.lines]
    return E.TextBlock(*lines, ID=block.id, BASEDIRECTION=block.lines[0].direction, **_place(block.box))


def _line(line: TextLine, roles: Sequence[Role]) -> Element:
    hand = [f"hand_{line.hand}"] if line.hand != "print" else []
    known = given(
        LANG=language(roles),
        TAGREFS=" ".join([role.id for role in roles] + hand),
        CS="true" if line.corrected_by else None,
    )
    words = line.readings[0].words if line.readings else ()
    strings: list[Element] = []
    for place, word in enumerate(words, start=1):
        strings += [_string(word, f"{line.id}_w{place}"), E.SP()]
    return E.TextLine(
        E.Shape(E.Polygon(POINTS=points(line.polygon))),
        *(strings[:-1] or [E.String(CONTENT="")]),
        ID=line.id,
        BASELINE=points(line.baseline),
        BASEDIRECTION=line.direction,
        **_place(line.box),
        **known,
    )


def _string(word: Word, word_id: str) -> Element:
    sure = "".join(str(round((1 - character) * UNSURE)) for character in word.characters)
    text = xml.legal(word.text)
    return E.String(ID=word_id, CONTENT=text, WC=f"{word.confidence:.4f}", **_place(word.box), **given(CC=sure))


def _graphic(graphic: Graphic, graphic_id: str) -> Element:
    if graphic.kind == "rule":
        return E.GraphicalElement(ID=graphic_id, **_place(graphic.box))
    return E.Illustration(ID=graphic_id, TYPE=graphic.kind, **_place(graphic.box))


def _place(box: Box) -> dict[str, str]:
    sides = {"HPOS": box.left, "VPOS": box.top, "WIDTH": box.width, "HEIGHT": box.height}
    return {name: number(value) for name, value in sides.items()}
