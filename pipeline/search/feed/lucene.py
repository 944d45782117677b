"""OpenSearch, Elasticsearch and Solr: analyzers of their own that fold as the index does, and documents in bulk."""

import json
from collections.abc import Sequence
from typing import Any

from pipeline.search.document import FIELDS
from pipeline.search.feed.analysis import ENGLISH, SEATS, letters, loosened, uyghur_endings
from pipeline.search.feed.items import Item
from pipeline.search.feed.requests import NDJSON, Busy, Feed, Request, as_json, lines

TEXTS = ("text", *FIELDS)
WAYS = ("loose", "uyghur", "english", "trigrams")  # analyzers beside the exact one
PATIENCE = 429  # the status of what should be sent again
EXISTS = 400  # resource_already_exists_exception
COMMIT = 10_000  # ms until Solr shows what it was given


def _mapping(table: dict[str, str]) -> list[str]:
    return [f"{_escaped(char)} => {key}" for char, key in table.items()]


def _escaped(text: str) -> str:
    return "".join(char if char.isalnum() else f"\\u{ord(char):04x}" for char in text)


def _analysis() -> dict[str, Any]:
    endings = {f"mektup_ending_{n}": pair for n, pair in enumerate(uyghur_endings())}
    seats = {f"mektup_seat_{n}": pair for n, pair in enumerate(SEATS)}
    chars = [*seats, "mektup_letters"]
    return {
        "char_filter": {
            **{name: _pattern(*pair) for name, pair in seats.items()},
            "mektup_letters": {"type": "mapping", "mappings": _mapping(letters())},
            "mektup_loosened": {"type": "mapping", "mappings": _mapping(loosened())},
        },
        "filter": {
            **{name: _pattern(*pair) for name, pair in endings.items()},
            "mektup_plain_quote": _pattern(*ENGLISH[0]),
            "mektup_english": {"type": "stemmer", "language": "porter2"},  # "english" is the first Porter's
            "mektup_own_quote": _pattern(*ENGLISH[1]),
            "mektup_trigrams": {"type": "ngram", "min_gram": 3, "max_gram": 3},
        },
        "analyzer": {
            "mektup_exact": _analyzer(chars, ()),
            "mektup_loose": _analyzer([*chars, "mektup_loosened"], ()),
            "mektup_uyghur": _analyzer(chars, tuple(endings)),
            "mektup_english": _analyzer(chars, ("mektup_plain_quote", "mektup_english", "mektup_own_quote")),
            "mektup_trigrams": _analyzer([*chars, "mektup_loosened"], ("mektup_trigrams",)),
        },
    }


def _pattern(pattern: str, replacement: str) -> dict[str, str]:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}


def _analyzer(chars: Sequence[str], filters: Sequence[str]) -> dict[str, Any]:
    # Lower case comes before the letters are mapped too: capitals are in the mapping, of all scripts.
    return {"type": "custom", "tokenizer": "standard", "char_filter": list(chars), "filter": ["lowercase", *filters]}


def _index() -> dict[str, Any]:
    ways = {way: {"type": "text", "analyzer": f"mektup_{way}"} for way in WAYS}
    text = {"type": "text", "analyzer": "mektup_exact", "fields": ways}
    fields = {
        **{name: {"type": "keyword"} for name in ("id", "kind", "letter", "languages", "sources")},
        **{name: {"type": "integer"} for name in ("page", "first", "last")},
        **{name: {"type": "text", "index": False} for name in ("latin", "cyrillic", "stems")},
        **{name: text for name in TEXTS},  # noqa: C420  # one value for all, and never changed
    }
    return {"settings": {"analysis": _analysis()}, "mappings": {"dynamic": "strict", "properties": fields}}


def _bulk(name: str, some: Sequence[Item]) -> Request:
    body = lines([line for item in some for line in ({"index": {"_id": item["id"]}}, item)])
    return Request(method="POST", path=f"/{name}/_bulk", body=body, kind=NDJSON)


def _refused(answer: bytes) -> list[str]:
    told = json.loads(answer)
    if not told.get("errors"):
        return []
    results = [result for item in told["items"] for result in item.values() if "error" in result]
    if any(result.get("status") == PATIENCE for result in results):
        raise Busy
    return [f"{result['_id']}: {result['error'].get('reason', result['error'])}" for result in results]


def elastic() -> Feed:
    """Return how OpenSearch and Elasticsearch are fed."""
    index = _index()
    return Feed(
        settings={"index.json": index},
        prepare=lambda name: (Request(method="PUT", path=f"/{name}", body=as_json(index), fine=(EXISTS,)),),
        batch=_bulk,
        refused=_refused,
    )


def _solr_type(filters: Sequence[dict[str, str]], *more_chars: str) -> dict[str, Any]:
    seats = [_replacing("CharFilter", *pair) for pair in SEATS]
    mappings = [
        {"class": "solr.MappingCharFilterFactory", "mapping": f"{file}.txt"} for file in ("mektup-letters", *more_chars)
    ]
    return {
        "charFilters": [*seats, *mappings],
        "tokenizer": {"class": "solr.StandardTokenizerFactory"},
        "filters": [{"class": "solr.LowerCaseFilterFactory"}, *filters],
    }


def _replacing(kind: str, pattern: str, replacement: str) -> dict[str, str]:
    return {"class": f"solr.PatternReplace{kind}Factory", "pattern": pattern, "replacement": replacement}


def _solr_schema() -> dict[str, Any]:
    loose = "mektup-loosened"
    snowball = {"class": "solr.SnowballPorterFilterFactory", "language": "English"}
    analyzers = {
        "exact": _solr_type(()),
        "loose": _solr_type((), loose),
        "uyghur": _solr_type([_replacing("Filter", *pair) for pair in uyghur_endings()]),
        "english": _solr_type([_replacing("Filter", *ENGLISH[0]), snowball, _replacing("Filter", *ENGLISH[1])]),
        "trigrams": _solr_type([{"class": "solr.NGramFilterFactory", "minGramSize": "3", "maxGramSize": "3"}], loose),
    }
    types = [{"name": f"mektup_{way}", "class": "solr.TextField", "analyzer": one} for way, one in analyzers.items()]
    copies = [{"name": f"text_{way}", "type": f"mektup_{way}", "stored": False} for way in WAYS]
    strings = [{"name": name, "type": "string", "multiValued": name in ("sources", "languages")} for name in
               ("kind", "letter", "languages", "sources")]  # fmt: skip
    numbers = [{"name": name, "type": "pint"} for name in ("page", "first", "last")]
    unindexed = [
        {"name": name, "type": "string", "indexed": False, "docValues": False}
        for name in ("latin", "cyrillic", "stems")
    ]
    texts = [{"name": name, "type": "mektup_exact"} for name in TEXTS]
    return {
        "add-field-type": types,
        "add-field": [*texts, *copies, *strings, *numbers, *unindexed],
        "add-copy-field": [{"source": "text", "dest": [copy["name"] for copy in copies]}],
    }


def solr() -> Feed:
    """Return how Solr is fed; the two mappings must be in the configuration of its core before the schema is."""
    schema = _solr_schema()
    tables = {"mektup-letters.txt": letters(), "mektup-loosened.txt": loosened()}
    files = {
        name: "".join(f'"{_escaped(char)}" => "{key}"\n' for char, key in table.items())
        for name, table in tables.items()
    }
    return Feed(
        settings={"schema.json": schema, **files},
        prepare=lambda name: (
            Request(method="POST", path=f"/solr/{name}/schema", body=as_json(schema), fine=(EXISTS,)),
        ),
        batch=lambda name, some: Request(
            method="POST", path=f"/solr/{name}/update?commitWithin={COMMIT}", body=as_json(list(some))
        ),
        refused=lambda answer: [],  # noqa: ARG005  # Solr takes a request whole, or answers with an error
    )
