"""A record as bytes and back; the same record gives the same bytes."""

from typing import Any

from pipeline.model import Record


def encode(record: Record) -> bytes:
    """Return *record* as UTF-8 JSON, indented, keys in the order of the model, ending in a newline."""
    return f"{record.model_dump_json(indent=1)}\n".encode()


def decode(data: bytes) -> Record:
    """Return the record that *data* holds; pydantic.ValidationError if it holds none."""
    return Record.model_validate_json(data)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `encode` writes."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Record.model_json_schema(mode="serialization"),
    }
