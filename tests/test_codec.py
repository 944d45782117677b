import json
from pathlib import Path

import pytest
from builders import bilingual, page, part, record
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from pipeline import codec
from pipeline.model import Letter
from pipeline.text import nfc

GOLDEN = Path(__file__).parent / "golden"
VALID = Draft202012Validator(codec.schema())

words = st.text("سالامھۆرمەتلىكئۇيغۇر،؟«»()abcXYZ019.-/éőض", min_size=1, max_size=8).map(nfc)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)


@given(st.lists(lines, min_size=1, max_size=4))
def test_mixed_lines_come_back_as_they_were_written(texts: list[str]) -> None:
    written = record(page(*texts), letter=Letter(body=(part(texts[0], "p1_b1_l1"),)))
    again = codec.decode(codec.encode(written))
    assert again == written
    assert [line.text for line in again.pages[0].lines] == texts


@given(st.lists(lines, min_size=1, max_size=4))
def test_what_is_written_validates_and_holds_the_plain_text(texts: list[str]) -> None:
    told = json.loads(codec.encode(record(page(*texts))))
    VALID.validate(told)
    first = told["pages"][0]
    assert first["text"] == first["blocks"][0]["text"] == "\n".join(texts)
    assert [line["text"] for line in first["blocks"][0]["lines"]] == texts


def test_a_golden_record_is_written_byte_for_byte() -> None:
    assert codec.encode(bilingual()) == (GOLDEN / "record.json").read_bytes()


def test_the_schema_changes_only_on_purpose() -> None:
    assert codec.schema() == json.loads((GOLDEN / "schema.json").read_bytes())


def test_a_key_that_the_model_does_not_know_is_refused() -> None:
    told = json.loads((GOLDEN / "record.json").read_bytes()) | {"colour": "blue"}
    with pytest.raises(ValidationError, match="colour"):
        codec.decode(json.dumps(told).encode())
