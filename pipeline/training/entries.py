"""What stands in letters and seldom in books: dates of all shapes, telephones, addresses, reference numbers, sums.

entries.json lists the shapes and the words in them; figures are drawn at random.
"""

import json
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from pipeline.model import Script

WEIGHTS = {"date": 30, "telephone": 18, "address": 14, "web": 10, "reference": 14, "amount": 10, "clause": 4}
CAPITALS = "ABCDEFGHKLMNOPRSTUVWXYZ"
FIGURES = "0123456789"
LABELLED = 0.5  # share of the entries that say what they are
ABBREVIATED = 3  # letters of a month's name


def entry(rng: Random, script: Script) -> str:
    """Return a line such as a letterhead holds, in logical order: one or two particulars, labelled or not."""
    parts = [_labelled(rng, script) for _ in range(rng.choice((1, 1, 2)))]
    between: str = rng.choice(_known()["between"][script])
    return between.join(parts)


def _labelled(rng: Random, script: Script) -> str:
    value = particular(rng, script)
    return f"{rng.choice(_known()['labels'][script])} {value}" if rng.random() < LABELLED else value


def particular(rng: Random, script: Script) -> str:
    """Return a date, an address, a number or the like."""
    shapes: dict[str, list[str]] = _known()["shapes"][script]
    kinds = sorted(shapes)
    (kind,) = rng.choices(kinds, [WEIGHTS[kind] for kind in kinds])
    return rng.choice(shapes[kind]).format_map(_names(rng) | _figures(rng))


@cache
def _known() -> dict[str, Any]:
    known: dict[str, Any] = json.loads(files("pipeline.training").joinpath("entries.json").read_text("utf-8"))
    return known


def _names(rng: Random) -> dict[str, str]:
    """Return one word for each field of a shape that holds words."""
    drawn: dict[str, str] = {field: rng.choice(words) for field, words in _known()["words"].items()}
    return drawn | {
        "person": drawn["name"].title(),
        "short_month": drawn["month_latn"][:ABBREVIATED],
        "letters": _letters(rng, 3),
        "postcode": f"{_letters(rng, 2)}{rng.randint(1, 20)} {rng.randint(0, 9)}{_letters(rng, 2)}",
        "serial": "".join(rng.choices(CAPITALS + 2 * FIGURES, k=rng.randint(4, 9))),
    }


def _letters(rng: Random, most: int) -> str:
    return "".join(rng.choices(CAPITALS, k=rng.randint(1, most)))


def _figures(rng: Random) -> dict[str, str | int]:
    """Return one value for each field of a shape that holds figures; "two" has one or two, "pair" always two."""
    year, day = rng.randint(1890, 2030), rng.randint(1, 31)
    return {
        "year": year,
        "short_year": year % 100,
        "month": rng.randint(1, 12),
        "day": day,
        "nth": ordinal(day),
        "hour": rng.randint(0, 23),
        "land": rng.randint(1, 998),
        "area": rng.randint(10, 999),
        "two": rng.randint(1, 99),
        "pair": f"{rng.randint(0, 99):02d}",
        "three": rng.randint(100, 999),
        "four": rng.randint(1000, 9999),
        "number": rng.randint(1, 9999),
        "code": rng.randint(10_000, 999_999),
        "sum": rng.randint(0, 10 ** rng.randint(1, 6)),
    }


def ordinal(number: int) -> str:
    """Return *number* (1 to 31) as an English ordinal, such as "22nd"."""
    last = number % 10 if number not in {11, 12, 13} else 0
    ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
    return f"{number}{ending}"
