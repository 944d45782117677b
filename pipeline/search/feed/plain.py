"""Meilisearch and Typesense, which have no analyzers to set, and plain lines of JSON.

They get each text in Arabic, Latin and Cyrillic letters, and its stems, so that a word is found whatever script it is
asked in; misspelt words are left to the engine's own tolerance.
"""

import json
from collections.abc import Sequence

from pipeline.search.feed.items import FACETS, TEXTS, Item
from pipeline.search.feed.requests import NDJSON, TEXT, Feed, Request, as_json, lines

EXISTS = 409
NUMBERS = ("page", "first", "last")
LISTS = ("languages", "sources")
RANKED = ("subject", "reference", "addressee", "signature", "letterhead", "date")


def meilisearch() -> Feed:
    """Return how Meilisearch is fed; it takes documents into a queue, and tells there what it refuses."""
    others = [name for name in TEXTS if name not in RANKED]
    settings = {
        "searchableAttributes": [*RANKED, *others, "sources"],
        "filterableAttributes": list(FACETS),
        "sortableAttributes": list(NUMBERS),
    }
    return Feed(
        settings={"settings.json": settings},
        prepare=lambda name: (Request(method="PATCH", path=f"/indexes/{name}/settings", body=as_json(settings)),),
        batch=lambda name, some: Request(
            method="POST", path=f"/indexes/{name}/documents?primaryKey=id", body=lines(some), kind=NDJSON
        ),
        refused=lambda answer: [],  # noqa: ARG005
    )


def typesense() -> Feed:
    """Return how Typesense is fed."""

    def schema(name: str) -> dict[str, object]:
        return {"name": name, "fields": [_field(field) for field in (*FACETS, *TEXTS)]}

    return Feed(
        settings={"collection.json": schema("letters")},
        prepare=lambda name: (Request(method="POST", path="/collections", body=as_json(schema(name)), fine=(EXISTS,)),),
        batch=lambda name, some: Request(
            method="POST", path=f"/collections/{name}/documents/import?action=upsert", body=lines(some), kind=TEXT
        ),
        refused=_refused,
    )


def _field(name: str) -> dict[str, object]:
    kind = "int32" if name in NUMBERS else "string[]" if name in LISTS else "string"
    return {"name": name, "type": kind, "optional": True, "facet": name in FACETS and name not in NUMBERS}


def _refused(answer: bytes) -> list[str]:
    told = [json.loads(line) for line in answer.splitlines() if line.strip()]
    return [str(one.get("error", one)) for one in told if not one.get("success")]


def jsonl() -> Feed:
    """Return how anything else is fed: lines of JSON, posted to the URL as they are."""

    def batch(name: str, some: Sequence[Item]) -> Request:
        return Request(method="POST", path=f"/{name}", body=lines(some), kind=NDJSON)

    return Feed(settings={}, prepare=lambda name: (), batch=batch, refused=lambda answer: [])  # noqa: ARG005
