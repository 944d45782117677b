"""Who reads in the reader's bench: Mektup and Tesseract, each in a process of its own, held to one thread.

Each gets the lines that our layout cut, Tesseract at the height that suits it best; then each gets whole pages and
finds the lines by itself. Arabic script that Tesseract says is put into Uyghur letters, which helps it. Tesseract's
time holds the loading of its data, Mektup's that of its weights; the start of Python is left out for lines, but
not for pages.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

import cuts
from cuts import Leaf
from processes import MEKTUP, NOTHING, ONE_THREAD, Cost, cost_of

from pipeline.evaluate.truth import read_records
from pipeline.text import uyghur

HERE = Path(__file__).parent
ARABIC = ("script/Arabic", "Arabic")  # the data's name in their own repository, and in Debian
MODES = ("3", "6")  # page segmentation: fully automatic, and one block of text

Said = list[list[str]]  # the lines of each page


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What a reader made of the leaves of one kind, leaf by leaf; and what that cost, load (s) a part of it."""

    said: tuple[Said, ...]
    cost: Cost
    load: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """A reader by its name, what it is given, and how it reads the leaves of a kind."""

    name: str
    sees: Literal["lines", "pages"]
    read: Callable[[Sequence[Leaf], Path], Pass]

    def __call__(self, leaves: Sequence[Leaf]) -> Pass:
        with tempfile.TemporaryDirectory() as scratch:
            return self.read(leaves, Path(scratch))


def contestants() -> tuple[Contestant, ...]:
    """Return all readers that are installed."""
    data = {name: found for name, found in _data().items() if found}
    return (
        *(Contestant(name=name, sees="lines", read=partial(_lines_by_us, engine=engine)) for name, engine in OURS),
        *(
            Contestant(name=f"tesseract {name}", sees="lines", read=partial(_lines_by_tesseract, data=found))
            for name, found in data.items()
        ),
        Contestant(name="mektup read", sees="pages", read=_pages_by_us),
        *(
            Contestant(
                name=f"tesseract {name} --psm {mode}",
                sees="pages",
                read=partial(_pages_by_tesseract, data=found, mode=mode),
            )
            for name, found in data.items()
            for mode in MODES
        ),
    )


OURS = (("mektup", "mektup"), ("mektup auto", "auto"), ("tesseract run by run", "tesseract"))


def _data() -> dict[str, str]:
    """Return the name of the installed data for each name of a Tesseract; "" where they are not installed."""
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True)
    there = listed.stdout.splitlines()
    arabic = next((name for name in ARABIC if name in there), "")
    return {"uig": "uig", "uig+eng": "uig+eng", "script/Arabic": arabic, "eng": "eng"}


def missing() -> str:
    """Return in one line what is left out for want of data; "" if nothing is."""
    if all(_data().values()):
        return ""
    return "tesseract script/Arabic is left out: no data; try: apt-get install tesseract-ocr-script-arab"


def _lines_by_us(leaves: Sequence[Leaf], scratch: Path, *, engine: str) -> Pass:
    lines, result = scratch / "lines", scratch / "result"
    cuts.pickled(leaves, lines)
    whole = cost_of(
        [sys.executable, str(HERE / "own_reader.py"), engine, str(lines), str(result)], scratch / "log", ONE_THREAD
    )
    found = json.loads(result.read_text("utf-8"))
    cost = Cost(seconds=found["seconds"], cpu=found["cpu"], peak=whole.peak)
    return Pass(said=_dealt(leaves, found["texts"]), cost=cost, load=found["load"])


def _lines_by_tesseract(leaves: Sequence[Leaf], scratch: Path, *, data: str) -> Pass:
    listing = cuts.listed(leaves, scratch / "lines")
    cost = cost_of(
        ["tesseract", str(listing), "-", "-l", data, "--psm", "7", "--dpi", "300", "tsv"], scratch / "said", ONE_THREAD
    )
    texts = words_of_sheets((scratch / "said").read_text("utf-8"), sum(len(leaf.lines) for leaf in leaves))
    return Pass(said=_dealt(leaves, [uyghur(text) for text in texts]), cost=cost)


def _pages_by_us(leaves: Sequence[Leaf], scratch: Path) -> Pass:
    output = scratch / "output"
    images = [str(leaf.image) for leaf in leaves]
    cost = cost_of(
        [str(MEKTUP), "read", *images, "--output", str(output), "--workers", "1"], scratch / "log", ONE_THREAD
    )
    pages = {found.record.sources[0].name: found.record.pages for found in read_records(output)}
    said = [[[line.text for line in page.lines] for page in pages.get(leaf.image.name, ())] for leaf in leaves]
    return Pass(said=tuple(said), cost=cost)


def _pages_by_tesseract(leaves: Sequence[Leaf], scratch: Path, *, data: str, mode: str) -> Pass:
    said, total = [], NOTHING
    for leaf in leaves:
        total += cost_of(["tesseract", str(leaf.image), "-", "-l", data, "--psm", mode], scratch / "said", ONE_THREAD)
        pages = (scratch / "said").read_text("utf-8").removesuffix("\f").split("\f")
        said.append([[uyghur(line) for line in page.splitlines() if line.strip()] for page in pages])
    return Pass(said=tuple(said), cost=total)


def words_of_sheets(table: str, sheets: int) -> list[str]:
    """Return what each sheet says in a TSV table of Tesseract; its plain text does not tell where a bare sheet ends."""
    said: list[list[str]] = [[] for _ in range(sheets)]
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5":
            said[int(row["page_num"]) - 1].append(row["text"])
    return [" ".join(words) for words in said]


def _dealt(leaves: Sequence[Leaf], texts: Sequence[str]) -> tuple[Said, ...]:
    """Return to each leaf its own of the *texts* of all lines."""
    rest = list(texts)
    dealt = []
    for leaf in leaves:
        own, rest = rest[: len(leaf.lines)], rest[len(leaf.lines) :]
        dealt.append(leaf.paged(own))
    return tuple(dealt)
