"""PAGE XML 2019-07-15, a file for each page.

The readings of a line are its TextEquivs, best first (index counts from one), each with its confidence and the engine
in dataTypeDetails. What a line is for stands in its Labels, one for each part that rests on it: `type` is the field and
the part's number, `value` the text, `comments` the normal value where that is a text. The schema wants dates; a record
has no clock, so they are the start of the epoch.
"""

from collections.abc import Mapping, Sequence

from pipeline.export import pages, xml
from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.export.pagexml_reading import NAMESPACE, read_letter, read_page
from pipeline.export.roles import Role, by_line, language, main_language
from pipeline.export.xml import Element, given, legal, whole_points
from pipeline.geometry import outline
from pipeline.model import Graphic, GraphicKind, Page, Reading, Record, Script, TextBlock, TextLine, Word
from pipeline.text import script

XSI = "http://www.w3.org/2001/XMLSchema-instance"
E = xml.maker(NAMESPACE, xsi=XSI)
NO_CLOCK = "1970-01-01T00:00:00Z"
LABELS = "mektup"
SCRIPTS: Mapping[Script, str] = {"Arab": "Arab - Arabic", "Latn": "Latn - Latin", "Cyrl": "Cyrl - Cyrillic"}
LANGUAGES = {"ug": "Uighur", "en": "English", "kk": "Kazakh", "ru": "Russian", "tr": "Turkish", "de": "German",
             "fr": "French", "ar": "Arabic"}  # fmt: skip
WAYS = {"rtl": "right-to-left", "ltr": "left-to-right"}
PRODUCTIONS = {"print": "printed", "typed": "typewritten", "handwritten": "handwritten-cursive"}
GRAPHICS: Mapping[GraphicKind, str] = {"logo": "logo", "stamp": "stamp", "signature": "signature", "seal": "stamp"}


class PageXml:
    """p1.page.xml, p2.page.xml, ..."""

    def write(self, record: Record, _: ImageOf) -> tuple[File, ...]:
        return pages.write(record, "page.xml", document)

    def read(self, files: Sequence[File]) -> Copy:
        return pages.read(files, read_page, read_letter)


def document(record: Record, page: Page) -> Element:
    """Return one page of a record."""
    roles = by_line(record.letter)
    place = f"{{{XSI}}}schemaLocation"
    return E.PcGts(
        _metadata(record),
        _page(record, page, roles),
        pcGtsId=f"p{page.number}",
        **{place: f"{NAMESPACE} {NAMESPACE}/pagecontent.xsd"},
    )


def _metadata(record: Record) -> Element:
    steps = (
        E.MetadataItem(type="processingStep", name=step.name, value=legal(step.by), date=NO_CLOCK)
        for step in record.steps
    )
    return E.Metadata(
        E.Creator("mektup"), E.Created(NO_CLOCK), E.LastChange(NO_CLOCK), E.Comments(f"letter {record.id}"), *steps
    )


def _page(record: Record, page: Page, roles: Mapping[str, tuple[Role, ...]]) -> Element:
    order = [E.RegionRefIndexed(index=str(place), regionRef=block.id) for place, block in enumerate(page.blocks)]
    graphics = [_graphic(graphic, f"p{page.number}_g{place}") for place, graphic in enumerate(page.graphics, start=1)]
    known = given(
        primaryLanguage=_language(main_language(record)),
        primaryScript=SCRIPTS.get(script(page.text) or "Latn") if page.text else None,
        readingDirection=WAYS[page.lines[0].direction] if page.lines else None,
    )
    return E.Page(
        *([E.ReadingOrder(E.OrderedGroup(*order, id=f"p{page.number}_order"))] if order else []),
        *(_region(block, roles) for block in page.blocks),
        *graphics,
        imageFilename=legal(page.image),
        imageWidth=str(page.width),
        imageHeight=str(page.height),
        imageXResolution=xml.number(page.dpi),
        imageYResolution=xml.number(page.dpi),
        imageResolutionUnit="PPI",
        textLineOrder="top-to-bottom",
        custom=f"number:{page.number};",
        **known,
    )


def _region(block: TextBlock, roles: Mapping[str, tuple[Role, ...]]) -> Element:
    first = block.lines[0]
    return E.TextRegion(
        E.Coords(points=whole_points(outline(block.box))),
        *(_line(line, roles.get(line.id, ())) for line in block.lines),
        E.TextEquiv(E.Unicode(legal(block.text))),
        id=block.id,
        type="paragraph",
        readingDirection=WAYS[first.direction],
        **_script(first.script),
    )


def _line(line: TextLine, roles: Sequence[Role]) -> Element:
    words = line.readings[0].words if line.readings else ()
    return E.TextLine(
        E.Coords(points=whole_points(line.polygon)),
        E.Baseline(points=whole_points(line.baseline)),
        *(_word(word, f"{line.id}_w{place}") for place, word in enumerate(words, start=1)),
        *(_equivalent(reading, place) for place, reading in enumerate(line.readings, start=1)),
        *_labels(roles),
        id=line.id,
        readingDirection=WAYS[line.direction],
        production=PRODUCTIONS[line.hand],
        **_script(line.script),
        **given(primaryLanguage=_language(language(roles))),
    )


def _word(word: Word, word_id: str) -> Element:
    text = E.TextEquiv(E.Unicode(legal(word.text)), conf=f"{word.confidence:.4f}")
    return E.Word(E.Coords(points=whole_points(outline(word.box))), text, id=word_id)


def _equivalent(reading: Reading, place: int) -> Element:
    said = {"index": str(place), "conf": f"{reading.confidence:.4f}", "dataTypeDetails": legal(reading.engine)}
    return E.TextEquiv(E.Unicode(legal(reading.text)), **said)


def _labels(roles: Sequence[Role]) -> tuple[Element, ...]:
    labels = [
        E.Label(
            value=legal(role.part.text),
            type=role.id,
            **given(comments=role.part.value if isinstance(role.part.value, str) else None),
        )
        for role in roles
    ]
    return (E.Labels(*labels, externalModel=LABELS),) if labels else ()


def _graphic(graphic: Graphic, graphic_id: str) -> Element:
    where = E.Coords(points=whole_points(outline(graphic.box)))
    if graphic.kind == "rule":
        return E.SeparatorRegion(where, id=graphic_id, custom=graphic.kind)
    if graphic.kind == "photo":
        return E.ImageRegion(where, id=graphic_id, custom=graphic.kind)
    return E.GraphicRegion(where, id=graphic_id, custom=graphic.kind, type=GRAPHICS.get(graphic.kind, "other"))


def _script(known: Script | None) -> dict[str, str]:
    return {"primaryScript": SCRIPTS[known]} if known else {}


def _language(tag: str) -> str | None:
    return LANGUAGES.get(tag.split("-")[0])
