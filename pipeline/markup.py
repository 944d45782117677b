"""HTML made from templates, and CSV: what is put in is escaped, and names cannot turn the text round them."""

import csv
import io
from collections.abc import Iterable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.geometry import Point
from pipeline.text import shown

FORMULA = tuple("=+-@|%'＝＋－＠")
BLANK = ("\t", "\r", "\n")


def render(template: str, /, **values: object) -> bytes:
    """Return the page that *template* makes of *values*, as UTF-8.

    Args:
        template: path of a template below the package, such as "explain/letter.html".
        values: what the template asks for; a name that it asks for and is not here raises jinja2.UndefinedError.
    """
    return _environment().get_template(template).render(**values).encode("utf-8", "backslashreplace")


def spreadsheet(rows: Iterable[Sequence[str]]) -> bytes:
    """Return *rows* as CSV in UTF-8, which spreadsheet programs open as text, not as formulas."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([guarded(shown(cell)) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def guarded(cell: str) -> str:
    """Return *cell* so that no spreadsheet takes it for a formula: an apostrophe stands before what would begin one.

    One stands before an apostrophe, too, so that what was in a cell can always be told.
    """
    return f"'{cell}" if cell.startswith(BLANK) or cell.lstrip().startswith(FORMULA) else cell


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"shown": shown, "points": points}
    return environment


def points(outline: Sequence[Point]) -> str:
    """Return a polygon or a baseline as SVG takes it."""
    return " ".join(f"{x:g},{y:g}" for x, y in outline)
