"""TEI P5, one document for each letter: the letter's parts in its text, its lines as zones of its facsimile.

An element of a part has the part's name as its id, its lines in `facs`, its language and, in `cert`, its confidence;
`corresp` leads to what it translates. A line break in a part is an `lb`.
"""

import re
from collections.abc import Sequence

from pipeline.export import xml
from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.export.roles import Role, main_language, roles
from pipeline.export.tei_reading import HEAD, NAMESPACE, SEGMENTS, TAIL, read_letter
from pipeline.export.xml import XML_ID, XML_LANG, Element, given, legal, whole_points
from pipeline.model import FieldName, Page, Part, Record, Signatory

NAME = "letter.tei.xml"
E = xml.maker(NAMESPACE)
ISO = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")
UNCERTAIN = re.compile(r"[~?%]$")
UNKNOWN = "unknown"  # the name of who is not named


class Tei:
    """letter.tei.xml."""

    def write(self, record: Record, _: ImageOf) -> tuple[File, ...]:
        return (File(name=NAME, data=xml.serialize(document(record))),)

    def read(self, files: Sequence[File]) -> Copy:
        root = xml.parse(files[0].data)
        if root.tag != f"{{{NAMESPACE}}}TEI":
            raise ValueError("this is no TEI document")
        letter = read_letter(root)
        return Copy(texts=("\n\n".join(role.part.text for role in roles(letter)),), letter=letter)


def document(record: Record) -> Element:
    """Return the letter of *record*."""
    tag = main_language(record)
    seen = [_surface(page) for page in record.pages if page.width and page.height]
    facsimile = [xml.indented(E.facsimile(*seen))] if seen else []
    lang = {XML_LANG: tag} if tag else {}
    return E.TEI(xml.indented(_header(record)), *facsimile, E.text(E.body(_letter(record))), **lang)


def correspondence(record: Record, **attributes: str) -> Element:
    """Return who wrote to whom, and when, as far as the letter says it."""
    letter = record.letter
    signs = [part.value for part in letter.signature if isinstance(part.value, Signatory)]
    sent = [
        *(E.persName(legal(one.name)) for one in signs if one.name),
        *(E.orgName(legal(one.organisation)) for one in signs if one.organisation),
        *[date for part in letter.date[:1] if (date := _date(part)) is not None],
    ]
    received = [E.name(legal(part.text.split("\n")[0].strip(" ,،"))) for part in letter.addressee]
    return E.correspDesc(
        E.correspAction(*(sent or [E.name(UNKNOWN)]), type="sent"),
        E.correspAction(*(received or [E.name(UNKNOWN)]), type="received"),
        **attributes,
    )


def _header(record: Record) -> Element:
    sources = (E.bibl(E.title(legal(source.name)), E.idno(source.sha256, type="sha256")) for source in record.sources)
    programs = [
        E.application(E.label(legal(step.by)), ident=step.name, version=_version(step.by))
        for step in record.steps
        if not step.is_by_hand
    ]
    described = [E.encodingDesc(E.appInfo(*programs))] if programs else []
    languages = dict.fromkeys(role.part.language for role in roles(record.letter) if role.part.language)
    usage = [E.langUsage(*(E.language(ident=tag) for tag in languages))] if languages else []
    return E.teiHeader(
        E.fileDesc(
            E.titleStmt(E.title(record.id), *(_responsible(who, name) for who, name in _people(record).items())),
            E.publicationStmt(E.p("Read from scans by Mektup; not published.")),
            E.sourceDesc(*sources),
        ),
        *described,
        E.profileDesc(*usage, correspondence(record)),
    )


def _people(record: Record) -> dict[str, str]:
    """Return the ids of those who corrected lines, by their names."""
    lines = (line for page in record.pages for line in page.lines)
    names = dict.fromkeys(line.corrected_by for line in lines if line.corrected_by)
    return {name: f"hand_{number}" for number, name in enumerate(names, start=1)}


def _responsible(name: str, who: str) -> Element:
    return E.respStmt(E.resp("corrected by hand"), E.name(legal(name)), **{XML_ID: who})


def _version(by: str) -> str:
    found = re.search(r"\d+(\.\d+)*", by)
    return found.group() if found else "0"


def _surface(page: Page) -> Element:
    zones = (
        E.zone(
            {XML_ID: line.id}, points=whole_points(line.polygon), type="line",
            ulx=str(line.box.left), uly=str(line.box.top), lrx=str(line.box.right), lry=str(line.box.bottom),
        )
        for line in page.lines
    )  # fmt: skip
    graphic = [E.graphic(url=legal(f"../{page.image}"))] if page.image else []
    size = {"ulx": "0", "uly": "0", "lrx": str(page.width), "lry": str(page.height)}
    return E.surface(*graphic, *zones, **size, **{XML_ID: f"p{page.number}"})


def _letter(record: Record) -> Element:
    by_field: dict[FieldName, list[Element]] = {}
    people = _people(record)
    hands = {line.id: people[line.corrected_by] for page in record.pages for line in page.lines if line.corrected_by}
    for role in roles(record.letter):
        element = _part(role)
        if resp := dict.fromkeys(f"#{hands[line]}" for line in role.part.lines if line in hands):
            element.set("resp", " ".join(resp))
        by_field.setdefault(role.field, []).append(element)

    def taken(*names: FieldName) -> list[Element]:
        return [element for name in names for element in by_field.get(name, [])]

    opener = taken(*HEAD)
    foot = taken("closing", "signature")
    whole = E.div(
        *([_spaced(E.opener(*opener))] if opener else []),
        *(taken("body") or [E.p()]),
        *([_spaced(E.closer(*foot))] if foot else []),
        *(E.postscript(part) for part in taken("postscript")),
        *([_spaced(E.closer(*tail))] if (tail := taken(*TAIL)) else []),
        type="letter",
    )
    return _spaced(whole)


def _spaced(element: Element) -> Element:
    """Return *element* with a line for each child; inside of these, white space is text."""
    element.text = "\n"
    for child in element:
        child.tail = "\n"
    return element


def _part(role: Role) -> Element:
    match role.field:
        case "addressee":
            element = E.address(*(E.addrLine(legal(line)) for line in role.part.text.split("\n")))
        case "date":
            date = _date(role.part)
            element = E.dateline(*_broken(role.part.text) if date is None else [date])
        case "salutation" | "closing":
            element = E.salute(*_broken(role.part.text))
        case "signature":
            element = _signed(role.part)
        case "body" | "postscript":
            element = E.p(*_broken(role.part.text))
        case field:
            element = E.seg(*_broken(role.part.text), type=SEGMENTS[field])
    for name, value in _attributes(role).items():
        element.set(name, value)
    return element


def _attributes(role: Role) -> dict[str, str]:
    part = role.part
    target = None if part.translation_of is None else f"#{role.field}_{part.translation_of + 1}"
    facs = " ".join(f"#{line}" for line in part.lines)
    tag = {XML_LANG: part.language} if part.language else {}
    n = part.value if isinstance(part.value, str) else None
    return {XML_ID: role.id, "cert": repr(part.confidence), **given(facs=facs, corresp=target, n=n), **tag}


def _date(part: Part) -> Element | None:
    value = part.value if isinstance(part.value, str) else ""
    plain = UNCERTAIN.sub("", value)
    if not ISO.fullmatch(plain):
        return None
    sure = {} if plain == value else {"cert": "low"}
    return E.date(*_broken(part.text), when=plain, **sure)


def _signed(part: Part) -> Element:
    signs = part.value if isinstance(part.value, Signatory) else Signatory()
    makers = {signs.name: E.persName, signs.title: E.roleName, signs.organisation: E.orgName}
    pieces: list[Element | str] = []
    for line in part.text.split("\n"):
        make = makers.get(line) if line else None
        pieces += [make(legal(line)) if make else legal(line), E.lb()]
    ink = {"rend": "ink"} if signs.has_ink else {}
    return E.signed(*pieces[:-1], **ink)


def _broken(text: str) -> list[Element | str]:
    """Return *text* with a line break for each newline."""
    pieces: list[Element | str] = []
    for line in text.split("\n"):
        pieces += [legal(line), E.lb()]
    return pieces[:-1]
