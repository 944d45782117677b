"""A small archive built by hand, for the tests of searching."""

from builders import page, part, record

from pipeline import codec
from pipeline.model import Letter, Record
from pipeline.search import Document
from pipeline.search import document as from_bytes

Field = tuple[str, str, str]  # name, language, text


def letter(name: str, *fields: Field, date: str | None = None) -> Record:
    """A letter whose page has a line for each of *fields*."""
    parts: dict[str, tuple[object, ...]] = {}
    for n, (field, language, text) in enumerate(fields):
        value = date if field == "date" else None
        more = part(text, f"p1_b1_l{n + 1}", value=value, language=language)
        parts[field] = (*parts.get(field, ()), more)
    return record(page(*(text for _, _, text in fields)), letter=Letter.model_validate(parts), name=name)


def document(record: Record) -> Document:
    """What can be searched of a record."""
    return from_bytes(codec.encode(record))


RECORDS = (
    letter(
        "school.png",
        ("date", "ug", "1994-يىلى 3-ئاينىڭ 17-كۈنى"),
        ("addressee", "ug", "تۇرسۇن ئەخمەت"),
        ("body", "ug", "مەكتىپىمىزنىڭ كۇتۇپخانىسىغا يېڭى كىتابلار كەلدى"),
        date="1994-03-17",
    ),
    letter(
        "market.png",
        ("date", "ug", "1996-يىلى"),
        ("body", "ug", "كونا بازار كوچىسىدىكى كىتابنى ئوقۇدۇم"),
        ("signature", "ug", "تۇرسۇن"),
        date="1996",
    ),
    letter(
        "latin.png",
        ("addressee", "ug-Latn", "Tursun Exmet"),
        ("body", "ug-Latn", "Kitabingizni tapshuruwaldim, köp rehmet"),
    ),
    letter(
        "english.png",
        ("date", "en", "3 May 1990"),
        ("subject", "en", "The library books"),
        ("addressee", "en", "Mr. Tokayev"),
        ("body", "en", "Two libraries lend O'Brien's letters"),
        date="1990-05-03",
    ),
    letter("misread.png", ("body", "en", "The libnary of the old market")),
)
DOCUMENTS: tuple[Document, ...] = tuple(map(document, RECORDS))
