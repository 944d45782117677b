"""What other engines get of a letter: a document for the letter, and one for each of its pages.

An id is a hash of the letter's, since not every engine takes any sign in an id; the same letter has the same ids
whenever it is fed, so that feeding it again does no harm. Days are numbers, 19940317, that any engine can compare.
"""

import hashlib
from collections.abc import Sequence

from umsc.umsc import UgMultiScriptConverter

from pipeline.search.document import FIELDS, Document, Passage
from pipeline.search.document import passage as passage_of
from pipeline.search.keys import pairs
from pipeline.search.stems import UYGHUR, is_uyghur

Item = dict[str, str | int | list[str]]

TEXTS = (*FIELDS, "text", "latin", "cyrillic", "stems")
FACETS = ("kind", "letter", "languages", "sources", "page", "first", "last")

_to_cyrillic = UgMultiScriptConverter("ULS", "UCS")


def items(document: Document) -> tuple[Item, ...]:
    """Return the documents of a letter, that of the whole letter first."""
    whole = _item(document, document.passages, "")
    whole["kind"] = "letter"
    for field in FIELDS:
        texts = [passage.text for passage in document.passages if passage.field == field]
        if texts:
            whole[field] = "\n".join(texts)
    numbers = sorted({places[0].page for passage in document.passages for places in passage.places})
    return (whole, *(_page(document, number) for number in numbers))


def _page(document: Document, number: int) -> Item:
    item = _item(document, [_on_page(passage, number) for passage in document.passages], f"-p{number}")
    return item | {"kind": "page", "page": number}


def _on_page(whole: Passage, number: int) -> Passage:
    words = [(word, places) for word, places in zip(whole.words, whole.places, strict=True) if places[0].page == number]
    return passage_of(whole.field, whole.language, [word for word, _ in words], [where for _, where in words])


def _item(document: Document, passages: Sequence[Passage], suffix: str) -> Item:
    """Return what letters and pages have in common; for engines without analyzers, keys in two scripts and stems."""
    found = [pair for passage in passages for word in passage.words for pair in pairs(word, passage.language)]
    item: Item = {
        "id": hashlib.sha256(document.id.encode()).hexdigest()[:32] + suffix,
        "letter": document.id,
        "sources": list(document.sources),
        "languages": list(document.languages),
        "text": "\n".join(passage.text for passage in passages if passage.words),
        "latin": " ".join(key for key, _ in found),
        "cyrillic": str(_to_cyrillic(" ".join(key for key, stem in found if is_uyghur(stem)))),
        "stems": " ".join(stem.removeprefix(UYGHUR) for _, stem in found),
    }
    if document.dates:
        item["first"] = min(_number(first) for first, _ in document.dates)
        item["last"] = max(_number(last) for _, last in document.dates)
    return item


def _number(day: str) -> int:
    return int(day.replace("-", ""))
