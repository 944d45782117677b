"""Speed, memory and accuracy of the whole pipeline beside `tesseract -l uig+eng --psm 3`, same pages, same run.

Mektup reads all files in one run, Tesseract in a run for each file. They are compared twice: on one core, where both
use one thread, and on the whole machine, as each comes: Mektup with a worker a core, Tesseract with the threads that
it starts by itself. They take turns, so that a busy machine slows all. Time is the median over the rounds, with the
least and the most.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from pathlib import Path

from cuts import IMAGES
from PIL import Image
from processes import MEKTUP, NOTHING, ONE_THREAD, Cost, cost_of
from rich.console import Console
from rich.table import Table

from pipeline.evaluate import evaluate
from pipeline.evaluate.metrics import character_errors, compare_lines
from pipeline.evaluate.scores import Errors
from pipeline.evaluate.truth import Truth, read_truths

SAMPLES = Path(__file__).parents[2] / "samples"
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One reader's pass over all pages."""

    cost: Cost
    page_cer: Errors
    line_cer: Errors


Reader = Callable[[Sequence[Path], Path], Round]


def read_with_mektup(files: Sequence[Path], scratch: Path, *, workers: int) -> Round:
    """Read *files* in one run of *workers* processes, 0 for one a core, and evaluate its output."""
    output = scratch / "output"
    command = [str(MEKTUP), "read", *map(str, files), "--output", str(output), "--workers", str(workers)]
    cost = cost_of(command, scratch / "log", ONE_THREAD if workers == 1 else {})
    score = evaluate(files[0].parent, output, only={file.stem for file in files})
    return Round(cost=cost, page_cer=score.page_cer, line_cer=score.lines.cer)


def read_with_tesseract(files: Sequence[Path], scratch: Path, *, environment: dict[str, str]) -> Round:
    """Read *files* in a process each."""
    truths = {named.name: named.truth for named in read_truths(files[0].parent)}
    total, page_cer, line_cer = NOTHING, Errors(), Errors()
    for file in files:
        total += cost_of(["tesseract", str(file), "-", "-l", "uig+eng", "--psm", "3"], scratch / file.stem, environment)
        pages = (scratch / file.stem).read_text("utf-8").removesuffix("\f").split("\f")
        for truth, read in _pages(truths[file.stem], pages):
            page_cer += character_errors("\n".join(truth), "\n".join(read))
            line_cer += sum((score.cer for score in compare_lines(truth, read).values()), Errors())
    return Round(cost=total, page_cer=page_cer, line_cer=line_cer)


READERS: dict[str, Reader] = {
    "mektup, one core": partial(read_with_mektup, workers=1),
    "tesseract, one core": partial(read_with_tesseract, environment=ONE_THREAD),
    "mektup, whole machine": partial(read_with_mektup, workers=0),
    "tesseract, whole machine": partial(read_with_tesseract, environment={}),
}
PLACES = ("one core", "whole machine")


def measure(files: Sequence[Path], repeat: int) -> dict[str, list[Round]]:
    """Return the rounds of each reader."""
    rounds: dict[str, list[Round]] = {name: [] for name in READERS}
    for _ in range(repeat):
        for name, read in READERS.items():
            with tempfile.TemporaryDirectory() as scratch:
                rounds[name].append(read(files, Path(scratch)))
    return rounds


def summary(rounds: dict[str, list[Round]], files: Sequence[Path]) -> dict[str, object]:
    """Return what was measured, ready for JSON; seconds and ratios as least, median and most."""
    pages = sum(_page_count(file) for file in files)
    return {
        "files": [file.name for file in files],
        "pages": pages,
        "rounds": _count(rounds),
        "readers": {name: _reader_summary(passes, pages) for name, passes in rounds.items()},
        "time_beside_tesseract": {place: _ratio(rounds, place) for place in PLACES},
    }


def _count(rounds: dict[str, list[Round]]) -> int:
    return len(next(iter(rounds.values())))


def _ratio(rounds: dict[str, list[Round]], place: str) -> dict[str, float]:
    """Return the time of Mektup over that of Tesseract, round by round."""
    pairs = zip(rounds[f"mektup, {place}"], rounds[f"tesseract, {place}"], strict=True)
    return _spread([ours.cost.seconds / its.cost.seconds for ours, its in pairs])


def table(rounds: dict[str, list[Round]], files: Sequence[Path]) -> Table:
    """Return the summary for people."""
    pages = sum(_page_count(file) for file in files)
    grid = Table(title=f"{len(files)} files, {pages} pages, {_count(rounds)} rounds", title_justify="left")
    for heading in ("reader", "pages/s", "seconds", "from-to", "CPU s", "peak MB", "page CER", "line CER"):
        grid.add_column(heading, justify="left" if heading == "reader" else "right", no_wrap=heading == "reader")
    for name, passes in rounds.items():
        grid.add_row(name, *_cells(passes, pages))
    return grid


def _cells(passes: Sequence[Round], pages: int) -> tuple[str, ...]:
    seconds = [each.cost.seconds for each in passes]
    middle = statistics.median(seconds)
    return (
        f"{pages / middle:.2f}",
        f"{middle:.1f}",
        f"{min(seconds):.1f}-{max(seconds):.1f}",
        f"{statistics.median(each.cost.cpu for each in passes):.1f}",
        f"{max(each.cost.peak for each in passes) / MEGABYTE:.0f}",
        f"{passes[-1].page_cer.rate:.4f}",
        f"{passes[-1].line_cer.rate:.4f}",
    )


def _reader_summary(passes: Sequence[Round], pages: int) -> dict[str, object]:
    seconds = [each.cost.seconds for each in passes]
    return {
        "pages_per_second": round(pages / statistics.median(seconds), 3),
        "seconds": _spread(seconds),
        "cpu_seconds": _spread([each.cost.cpu for each in passes]),
        "peak_bytes": max(each.cost.peak for each in passes),
        "page_cer": passes[-1].page_cer.rate,
        "line_cer": passes[-1].line_cer.rate,
    }


def _spread(values: Sequence[float]) -> dict[str, float]:
    spread = {"least": min(values), "median": statistics.median(values), "most": max(values)}
    return {name: round(value, 3) for name, value in spread.items()}


def _pages(truth: Truth, read: Sequence[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
    return list(zip_longest(truth.pages, [page.splitlines() for page in read], fillvalue=()))


def _page_count(file: Path) -> int:
    with Image.open(file) as image:
        return int(getattr(image, "n_frames", 1))


def _files(folder: Path, only: Sequence[str] | None) -> list[Path]:
    """Return the images in *folder* that have a truth beside them; Tesseract does not read PDF."""
    images = sorted(file for file in folder.iterdir() if file.suffix in IMAGES)
    known = [file for file in images if file.with_name(f"{file.stem}.truth.json").exists()]
    return [file for file in known if only is None or file.stem in only]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="rounds (default: 3)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--samples", type=Path, default=SAMPLES, metavar="DIR", help="images with truth beside them")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this letter; may be given again")
    options = parser.parse_args()
    if options.repeat < 1:
        parser.error("--repeat must be at least 1")
    return options


def main() -> None:
    """Measure, and print a table or JSON."""
    options = _options()
    files = _files(options.samples, options.only)
    if not files:
        raise SystemExit(f"{options.samples}: no image with a NAME.truth.json beside it")
    rounds = measure(files, options.repeat)
    facts = summary(rounds, files)
    if options.json:
        sys.stdout.write(json.dumps(facts, indent=1) + "\n")
        return
    console = Console(width=max(Console().width, 100))
    console.print(table(rounds, files))
    console.print("Time of Mektup over that of Tesseract:")
    console.print(facts["time_beside_tesseract"])


if __name__ == "__main__":
    main()
