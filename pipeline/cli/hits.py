"""What `mektup search` shows: a row for each place where a letter bears out the query, or a line of JSON a letter."""

import json
import textwrap
from collections.abc import Sequence
from pathlib import Path

from bidi.algorithm import get_display
from rich.table import Table
from rich.text import Text

from pipeline import store
from pipeline.search import Hit, Snippet
from pipeline.text import direction, shown

FOUND = "bold reverse"
VISUAL_WIDTH = 80  # columns


def table(hits: Sequence[Hit], *, visual: bool) -> Table:
    """Return the hits as a table; *visual* puts right-to-left text in visual order, for terminals that do not."""
    table = Table("letter", "date", "found as", "field", "page", "text", box=None, pad_edge=False)
    for hit in hits:
        name = Text(", ".join(map(shown, hit.sources)))
        rows = [(_where(snippet), _text(snippet, visual=visual)) for snippet in hit.snippets] or [(("", ""), Text(""))]
        for n, ((field, page), text) in enumerate(rows):
            first = (name, hit.date, hit.tier) if n == 0 else ("", "", "")
            table.add_row(*first, field, page, text)
    return table


def as_line(hit: Hit, output: str) -> str:
    """Return *hit* as a line of JSON; the record is told where the index is that of an output folder."""
    folder = Path(output)
    record = store.folder(folder, hit.id) / store.RECORD if folder.is_dir() else None
    found = {
        "id": hit.id,
        "record": str(record) if record else None,
        "sources": hit.sources,
        "date": hit.date,
        "languages": hit.languages,
        "tier": hit.tier,
        "score": hit.score,
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
    }
    return json.dumps(found, ensure_ascii=False)


def _snippet(snippet: Snippet) -> dict[str, object]:
    places = [
        {
            "page": place.page,
            "box": {"left": place.left, "top": place.top, "right": place.right, "bottom": place.bottom},
        }
        for place in snippet.places
    ]
    return {"field": snippet.field, "text": snippet.text, "marks": snippet.marks, "places": places}


def _where(snippet: Snippet) -> tuple[str, str]:
    pages = sorted({place.page for place in snippet.places})
    return snippet.field, ", ".join(map(str, pages))


def _text(snippet: Snippet, *, visual: bool) -> Text:
    """Return the words of *snippet*, those that were found marked; as visual order moves them, brackets mark them."""
    way = direction(snippet.text)
    if visual and way == "rtl":
        lines = textwrap.wrap(_bracketed(snippet), VISUAL_WIDTH)  # before they are turned, or the end would come first
        return Text("\n".join(str(get_display(line, base_dir="R")) for line in lines), justify="right")
    text = Text(snippet.text, justify="right" if way == "rtl" else "left")
    for start, end in snippet.marks:
        text.stylize(FOUND, start, end)
    return text


def _bracketed(snippet: Snippet) -> str:
    text = snippet.text
    for start, end in reversed(snippet.marks):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text
