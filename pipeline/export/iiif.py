"""IIIF Presentation 3: a manifest for each letter, its pages as canvases, each line an annotation on its place.

Ids are web addresses: `--to iiif=https://archive.example/letters` says where the output folder will be served.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pipeline.export.exporter import Copy, File, ImageOf
from pipeline.export.roles import Role, by_line, language, roles
from pipeline.model import Page, Record, TextLine, place_of

NAME = "manifest.json"
HERE = "http://localhost:8000"  # where `python -m http.server` serves the output folder
CONTEXT = "http://iiif.io/api/presentation/3/context.json"
TYPES = {"jpg": "image/jpeg", "png": "image/png"}
NO_LANGUAGE = "none"


class Iiif:
    """manifest.json."""

    def __init__(self, base: str = HERE) -> None:
        self.base = base.rstrip("/")

    def write(self, record: Record, _: ImageOf) -> tuple[File, ...]:
        place = f"{self.base}/{quote(place_of(record.id))}"
        made = manifest(record, place)
        return (File(name=NAME, data=(json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()),)

    def read(self, files: Sequence[File]) -> Copy:
        told = json.loads(files[0].data)
        if told.get("type") != "Manifest":
            raise ValueError("this is no IIIF manifest")
        return Copy(texts=tuple("\n".join(_texts(canvas)) for canvas in told["items"]))


def manifest(record: Record, place: str) -> dict[str, Any]:
    """Return the manifest of *record*, whose folder is served at *place*."""
    bearing = by_line(record.letter)
    seen = [page for page in record.pages if page.width and page.height]
    ways = Counter(line.direction for page in seen for line in page.lines)
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"{place}/exports/{NAME}",
        "type": "Manifest",
        "label": {NO_LANGUAGE: [record.id]},
        "metadata": [_metadata(role) for role in roles(record.letter) if role.field != "body"],
        "viewingDirection": "right-to-left" if ways["rtl"] > ways["ltr"] else "left-to-right",
        "items": [_canvas(page, place, bearing) for page in seen],
    }
    dates = [
        part.value
        for part in record.letter.date
        if isinstance(part.value, str) and len(part.value) == len("2019-03-14")
    ]
    if dates:
        made["navDate"] = f"{dates[0]}T00:00:00Z"
    return {name: value for name, value in made.items() if value != []} | {"items": made["items"]}


def _metadata(role: Role) -> dict[str, Any]:
    tag = role.part.language or NO_LANGUAGE
    return {"label": {"en": [role.field.capitalize()]}, "value": {tag: role.part.text.split("\n")}}


def _canvas(page: Page, place: str, bearing: Mapping[str, tuple[Role, ...]]) -> dict[str, Any]:
    canvas = f"{place}/canvas/{page.number}"
    size = {"width": page.width, "height": page.height}
    image = {
        "id": f"{place}/{quote(page.image)}",
        "type": "Image",
        "format": TYPES.get(page.image.rpartition(".")[2], "image/jpeg"),
        **size,
    }
    painting = {
        "id": f"{canvas}/painting/1",
        "type": "Annotation",
        "motivation": "painting",
        "body": image,
        "target": canvas,
    }
    texts = [_annotation(line, canvas, bearing.get(line.id, ())) for line in page.lines if line.text]
    return {
        "id": canvas,
        "type": "Canvas",
        "label": {NO_LANGUAGE: [str(page.number)]},
        **size,
        "items": [{"id": f"{canvas}/painting", "type": "AnnotationPage", "items": [painting] if page.image else []}],
        "annotations": [{"id": f"{canvas}/lines", "type": "AnnotationPage", "items": texts}],
    }


def _annotation(line: TextLine, canvas: str, bearing: Sequence[Role]) -> dict[str, Any]:
    tag = language(bearing)
    box = line.box
    body = {"type": "TextualBody", "value": line.text, "format": "text/plain", **({"language": tag} if tag else {})}
    return {
        "id": f"{canvas}/lines/{line.id}",
        "type": "Annotation",
        "motivation": "supplementing",
        "body": body,
        "target": f"{canvas}#xywh={box.left},{box.top},{box.width},{box.height}",
    }


def _texts(canvas: Mapping[str, Any]) -> list[str]:
    return [one["body"]["value"] for page in canvas.get("annotations", []) for one in page["items"]]
