"""Text to train on: lines of text files by script, in normal form, a part of them held out for measuring.

A folder holds .txt or .txt.gz (or .gz) files in UTF-8, a sentence, a title or a paragraph a line. Which script a line
belongs to is asked of the line. Every 97th line of each file is held out, and is trained on nowhere.
"""

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from pipeline.errors import InputError
from pipeline.model import Script
from pipeline.text import script
from pipeline.training.alphabet import normal

HELD_OUT_EACH = 97  # lines
SCRIPTS: tuple[Script, ...] = ("Arab", "Latn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Lines of text in logical order and normal form, for each of SCRIPTS; no script is without lines."""

    lines: dict[Script, tuple[str, ...]]


def read(folder: Path) -> tuple[Corpus, Corpus]:
    """Return the text of *folder* that is trained on, and the text that is held out.

    Raises:
        InputError: if there is no such folder, a file is no UTF-8 text, or a script has too few lines to hold some out.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder")
    trained: dict[str, None] = {}
    held: dict[str, None] = {}
    for path in sorted(path for path in folder.iterdir() if path.suffix in {".txt", ".gz"}):
        for place, line in zip(count(), _lines(path)):
            (trained if place % HELD_OUT_EACH else held)[line] = None
    seen = (line for line in trained if line not in held)
    return _corpus(seen, folder), _corpus(held, folder)


def _lines(path: Path) -> Iterator[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8") as file:
            yield from (normal(line) for line in file if line.strip())
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as text: {error}") from error


def _corpus(lines: Iterable[str], folder: Path) -> Corpus:
    sorted_out: dict[Script, list[str]] = {name: [] for name in SCRIPTS}
    for line in lines:
        name = script(line)
        if name in sorted_out:
            sorted_out[name].append(line)
    for name, found in sorted_out.items():
        if not found:
            raise InputError(f"{folder}: too little text in script {name}; give a few hundred lines at least")
    return Corpus(lines={name: tuple(found) for name, found in sorted_out.items()})
