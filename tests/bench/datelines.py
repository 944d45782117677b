"""Datelines with the dates that people gave them: how many are read right, how many wrong, how many left alone.

    python tests/bench/datelines.py dates.jsonl

Each line of the file is an object with `dateline`, `iso`, `lang` and `id` (CORPUS-NUMBER).
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from pipeline.letter.dates import dates

OUTCOMES = ("right", "wrong", "partial", "two readings", "none")


def outcome(dateline: str, iso: str, language: str) -> str:
    """Return right, wrong, partial (the year and month of it), two readings, or none."""
    found = dates(dateline, language=language)
    values = [date.value for date in found if date.value]
    if iso in values:
        return "right"
    if values:
        return "partial" if all(iso.startswith(value) for value in values) else "wrong"
    return "two readings" if any(iso in date.alternatives for date in found) else "none"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", default="", help="print the datelines with this outcome")
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    for line in options.file.read_text("utf-8").splitlines():
        entry = json.loads(line)
        told = outcome(entry["dateline"], entry["iso"], entry["lang"])
        counts.setdefault(f"{entry['lang']} {entry['id'].rsplit('-', 1)[0]}", Counter())[told] += 1
        if told == options.show:
            sys.stdout.write(f"{entry['lang']} {entry['iso']} {entry['dateline']}" + "\n")
    for name, count in sorted(counts.items()):
        told = "  ".join(f"{each} {count[each]}" for each in OUTCOMES)
        sys.stdout.write(f"{name:24} n={count.total()}  {told}\n")


if __name__ == "__main__":
    main()
