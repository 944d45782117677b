"""HTML made from templates: what is put in is escaped, and names cannot turn the text that stands round them."""

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipeline.geometry import Point
from pipeline.text import shown


def render(template: str, /, **values: object) -> bytes:
    """Return the page that *template* makes of *values*, as UTF-8.

    Args:
        template: path of a template below the package, such as "explain/letter.html".
        values: what the template asks for; a name that it asks for and is not here raises jinja2.UndefinedError.
    """
    return _environment().get_template(template).render(**values).encode("utf-8", "backslashreplace")


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
