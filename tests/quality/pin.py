"""Tighten the floors of accuracy to what is reached now; `make quality-pin`. No floor is ever loosened or removed."""

import json
import math
import re
import sys
import tempfile
from pathlib import Path

from measure import FLOORS, Figures, Floors, floors, measure

# Which figures are watched; the others tell more, and say nothing that these do not, or are of a few characters.
WATCHED = re.compile(
    r"page_[cw]er|line_cer(_(?!other)\w+)?|lines_\w+|letters_\w+|main_fields_\w+|[a-z]+_exact|fields_invented"
)
ERRORS = re.compile(r".*_([cw]er|missed|false|missing|invented)|line_cer_\w+")
COUNTS = re.compile(r"lines_(missed|false)|letters_missing")
STEP = 500  # a bound is a multiple of 1/500
# Room for what another processor reads otherwise, since sums of floats differ: a line, a share of the errors and one in
# a thousand characters, one in ten fields.
LINE, MORE_ERRORS, CHARACTER, FIELD = 1, 0.25, 0.001, 0.1


def tightened(bounds: Floors, measured: Figures) -> Floors:
    """Return *bounds*, tighter where they were surpassed, and with bounds for watched figures that had none."""
    return {
        group: dict(sorted(_tightened_group(bounds.get(group, {}), measured.get(group, {})).items()))
        for group in dict.fromkeys([*bounds, *measured])
    }


def _tightened_group(bounds: dict[str, dict[str, float]], measured: dict[str, float]) -> dict[str, dict[str, float]]:
    watched = {name: value for name, value in measured.items() if WATCHED.fullmatch(name)}
    return {**bounds, **{name: _bound(name, value, bounds.get(name)) for name, value in watched.items()}}


def _bound(name: str, value: float, old: dict[str, float] | None) -> dict[str, float]:
    if ERRORS.fullmatch(name):
        roomy = value + LINE if COUNTS.fullmatch(name) else value * (1 + MORE_ERRORS) + CHARACTER
        most = math.ceil(roomy * STEP - 1e-9) / STEP
        return {"max": min(most, old["max"]) if old else most}
    least = math.floor(max(value - FIELD, 0) * STEP + 1e-9) / STEP
    return {"min": max(least, old["min"]) if old else least}


def main() -> None:
    """Measure, and write what became tighter."""
    before = floors()
    with tempfile.TemporaryDirectory() as output:
        after = tightened(before, measure(Path(output)))
    FLOORS.write_text(json.dumps(after, indent=1) + "\n", "utf-8")
    for group, bounds in after.items():
        for name, bound in bounds.items():
            old = before.get(group, {}).get(name)
            if bound != old:
                sys.stdout.write(f"{group}.{name}: {old or 'no floor'} -> {bound}\n")


if __name__ == "__main__":
    main()
