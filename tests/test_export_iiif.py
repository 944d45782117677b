import json

import pytest
from builders import bilingual, page, record
from hypothesis import given
from hypothesis import strategies as st
from mixed_lines import lines

from pipeline.errors import UsageError
from pipeline.export import File, load
from pipeline.export.iiif import Iiif
from pipeline.model import Record


def written(letter: Record) -> File:
    (file,) = Iiif("https://archive.example/letters/").write(letter, lambda _: None)
    return file


@given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=3))
def test_lines_come_back_page_by_page(pages: list[list[str]]) -> None:
    letter = record(*(page(*texts, number=number + 1) for number, texts in enumerate(pages)))
    assert Iiif().read([written(letter)]).texts == tuple("\n".join(texts) for texts in pages)


def test_a_manifest_tells_direction_languages_places_and_images() -> None:
    told = json.loads(written(bilingual()).data)
    place = told["id"].removesuffix("/exports/manifest.json")
    assert place.startswith("https://archive.example/letters/")
    assert told["viewingDirection"] == "right-to-left"
    assert told["navDate"] == "2019-03-14T00:00:00Z"
    assert {"label": {"en": ["Letterhead"]}, "value": {"en": ["Uyghur Cultural Society"]}} in told["metadata"]
    (canvas,) = told["items"]
    assert canvas["items"][0]["items"][0]["body"]["id"] == f"{place}/p1.png"
    first = canvas["annotations"][0]["items"][0]
    assert (first["body"]["value"], first["body"]["language"]) == (bilingual().pages[0].lines[0].text, "ug")
    assert first["target"] == f"{canvas['id']}#xywh=100,100,800,40"


def test_every_id_is_told_once() -> None:
    letter = record(page("Dear Sir,", "x"), page("y", number=2))
    ids: list[str] = []
    json.loads(written(letter).data, object_hook=lambda found: ids.append(found["id"]) if "id" in found else None)
    assert len(ids) == len(set(ids)) > 8


def test_only_formats_that_take_one_are_given_an_argument() -> None:
    exporters, _ = load("iiif=https://archive.example,text")
    assert list(exporters) == ["iiif", "text"]
    with pytest.raises(UsageError, match="takes no argument"):
        load("text=https://archive.example")


def test_what_is_no_manifest_is_refused() -> None:
    with pytest.raises(ValueError, match="no IIIF manifest"):
        Iiif().read([File(name="manifest.json", data=b"{}")])
