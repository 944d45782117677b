"""The reader's bench: Mektup and Tesseract on the same lines and pages, one thread each, in one run.

The pages are typeset in the faces that training never saw, with text that it never saw: clean and worn, in Uyghur,
Uyghur with Latin words, and English; `--scans` adds a folder of scans with truth. What is written to `--json` holds
the error rate of each page, too: the spread over faces and kinds of wear.
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import rendered
import texts
from contestants import Contestant, contestants, missing
from cuts import Leaf, leaves
from figures import Facts, by_leaf, facts
from rich.console import Console
from rich.table import Table

from pipeline.training import faces

FONTS = Path("/usr/share/fonts")
WIDTH = 170  # columns, at least, so that no column is cut
# Tesseract's English data are measured on what they are for, and on scans, which may hold it.
ENGLISH = "eng"
COLUMNS = {
    "CER": ("cer", ".4f"),
    "best page": ("cer_least", ".4f"),
    "worst page": ("cer_most", ".4f"),
    "WER": ("wer", ".4f"),
    "missed": ("missed", "d"),
    "false": ("false", "d"),
    "Latin words": ("latin_found", ".1%"),
    "lines/s": ("lines_per_second", ".2f"),
    "lines/CPU s": ("lines_per_cpu_second", ".2f"),
    "peak MB": ("peak_megabytes", "d"),
    "load s": ("load_seconds", ".2f"),
}

Results = dict[str, dict[str, dict[str, object]]]


def kinds(options: argparse.Namespace, scratch: Path) -> Iterator[tuple[str, list[Leaf]]]:
    """Yield the kinds of pages that were asked for, each with its leaves."""
    sentences = texts.held_out(options.text) if options.text else texts.own()
    for kind, write in rendered.kinds(sentences, faces.find(FONTS, held_out=True)).items():
        if _wanted(kind, options):
            write(scratch / kind)
            yield kind, list(leaves(scratch / kind))
    if options.scans and _wanted("scans", options):
        scans = leaves(options.scans)
        for script in sorted({leaf.script for leaf in scans}):
            yield f"scans {script}", [leaf for leaf in scans if leaf.script == script]


def heading(options: argparse.Namespace) -> str:
    """Return what is read and by whom, in a few lines."""
    weights = files("pipeline.recognize").joinpath("weights", "recognizer.onnx").read_bytes()
    there = [face.path.stem for face in faces.find(FONTS, held_out=True)]
    lines = [
        f"Text: {'held out of ' + str(options.text) if options.text else 'our own'}",
        f"Faces never trained on, {len(there)} installed: {', '.join(there)}",
        f"Weights of Mektup: {len(weights) / 1e6:.1f} MB",
        missing(),
    ]
    return "\n".join(line for line in lines if line)


def _wanted(kind: str, options: argparse.Namespace) -> bool:
    return options.only is None or any(part in kind for part in options.only)


def entered(kind: str, everyone: Iterable[Contestant], options: argparse.Namespace) -> list[Contestant]:
    """Return who reads pages of *kind*."""
    wanted = [each for each in everyone if options.sees in {each.sees, "both"}]
    return [each for each in wanted if each.name.split()[1:2] != [ENGLISH] or kind.startswith(("english", "scans"))]


def measure(options: argparse.Namespace, scratch: Path, console: Console) -> Results:
    """Return the facts of each reader on each kind; print and write them as they come."""
    results: Results = {}
    for kind, its in kinds(options, scratch):
        results[kind] = {}
        rows: dict[str, Facts] = {}
        for reader in entered(kind, contestants(), options):
            console.print(f"[dim]{kind}: {reader.name}[/dim]")
            found = reader(its)
            name = f"{reader.sees}: {reader.name}"
            rows[name] = facts(its, found)
            results[kind][name] = {**rows[name], "cer_by_page": by_leaf(its, found)}
        console.print(table(kind, its, rows))
        if options.json:  # kind by kind, since a run takes long and may be stopped
            options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return results


def table(kind: str, its: Sequence[Leaf], rows: dict[str, Facts]) -> Table:
    """Return the facts on one kind for people."""
    lines = next(iter(rows.values()))["lines"] if rows else 0
    grid = Table(title=f"{kind}: {len(its)} scans, {lines} lines", title_justify="left")
    grid.add_column("reader", no_wrap=True)
    for heading in COLUMNS:
        grid.add_column(heading, justify="right")
    for name, row in rows.items():
        grid.add_row(name, *("" if row[key] is None else format(row[key], form) for key, form in COLUMNS.values()))
    return grid


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, metavar="DIR", help="take what training holds out of this folder of text")
    parser.add_argument("--scans", type=Path, metavar="DIR", help="read the scans with a NAME.truth.json here, too")
    parser.add_argument("--only", action="append", metavar="KIND", help="only kinds with this in their name")
    parser.add_argument("--sees", choices=["lines", "pages", "both"], default="both", help="what readers are given")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file")
    return parser.parse_args()


def main() -> None:
    """Measure, print the tables, write the JSON."""
    options = _options()
    console = Console(width=max(Console().width, WIDTH))
    console.print(heading(options), highlight=False)
    with tempfile.TemporaryDirectory() as scratch:
        results = measure(options, Path(scratch), console)
    if not results:
        raise SystemExit(f"no kind of pages has one of these in its name: {', '.join(options.only)}")


if __name__ == "__main__":
    main()
