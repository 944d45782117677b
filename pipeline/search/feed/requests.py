"""What is asked of an engine over HTTP, and how its answer is understood."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.search.feed.items import Item

JSON, NDJSON, TEXT = "application/json", "application/x-ndjson", "text/plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request; a status in *fine* beside the 2xx means that there is nothing to do."""

    method: str
    path: str
    body: bytes
    kind: str = JSON
    fine: tuple[int, ...] = ()


class Busy(Exception):  # noqa: N818  # no error: the engine asks for patience
    """The engine took the request but not all documents, and will later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """How one engine is fed.

    Attributes:
        settings: mapping, schema or settings, under the names of the files they are written to.
        prepare: the requests that give the settings to the engine, made for the name of the index.
        batch: the request that gives it documents; what stands there under the same id is replaced.
        refused: reads the answer to that and returns why documents were refused; Busy if they should be sent again.
    """

    settings: dict[str, Any]
    prepare: Callable[[str], tuple[Request, ...]]
    batch: Callable[[str, Sequence[Item]], Request]
    refused: Callable[[bytes], list[str]]


def as_json(value: object) -> bytes:
    """Return *value* as JSON."""
    return json.dumps(value, ensure_ascii=False).encode()


def lines(values: Sequence[object]) -> bytes:
    """Return *values* as JSON, one a line, with a newline after the last."""
    return b"".join(as_json(value) + b"\n" for value in values)
