import json

import pytest
from builders import bilingual, page, record
from hypothesis import given, settings
from hypothesis import strategies as st
from iiif_prezi3 import Manifest
from mixed_lines import lines
from pydantic import ValidationError

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


@given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=2))
@settings(max_examples=15)
def test_the_library_of_iiif_reads_a_manifest_as_it_was_meant(pages: list[list[str]]) -> None:
    letter = bilingual()
    others = tuple(page(*texts, number=number + 2) for number, texts in enumerate(pages))
    letter = letter.model_copy(update={"pages": (*letter.pages, *others)})
    read = Manifest.model_validate_json(written(letter).data)
    ways = [line.direction for one in letter.pages for line in one.lines]
    assert (read.viewingDirection == "right-to-left") == (2 * ways.count("rtl") > len(ways))
    assert read.label == {"none": [letter.id]}
    for canvas, seen in zip(read.items, letter.pages, strict=True):
        assert (canvas.width, canvas.height) == (seen.width, seen.height)
        (painting,) = canvas.items[0].items
        assert (painting.motivation, painting.target, painting.body.format) == ("painting", canvas.id, "image/png")
        for annotation, line in zip(canvas.annotations[0].items, seen.lines, strict=True):
            assert (annotation.motivation, annotation.body.value) == ("supplementing", line.text)
            box = line.box
            assert annotation.target == f"{canvas.id}#xywh={box.left},{box.top},{box.width},{box.height}"


def test_the_library_of_iiif_refuses_what_is_none() -> None:
    for name, value in (("viewingDirection", "sideways"), ("navDate", "in May"), ("items", [{"type": "Page"}])):
        with pytest.raises(ValidationError):
            Manifest.model_validate(json.loads(written(bilingual()).data) | {name: value})


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
