"""The bench of line finding: recall and precision of lines, by box and by text, of Mektup beside Tesseract.

Without options the pages are our own: typeset, drawn over, bent, worn and scanned, with known lines (layoutpages.py).
`--scans FOLDER` adds scans with a NAME.lines.json beside each (linetruth.py says what it holds), folder by folder.
"""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import layoutpages
from linefinders import Finder, ours, tesseract, timed
from linescores import FoundLine, Hits, by_box, by_text, errors
from linetruth import MarkedScan, read_sets
from rich.console import Console
from rich.table import Table

from pipeline.evaluate.scores import Errors

WIDTH = 150


def sets(options: argparse.Namespace, scratch: Path) -> Iterator[tuple[str, tuple[MarkedScan, ...]]]:
    """Yield the sets of scans that were asked for, by name."""
    if options.own:
        layoutpages.write(scratch, options.only)
        yield from read_sets(scratch).items()
    if options.scans:
        yield from read_sets(options.scans).items()


def score(scans: Sequence[MarkedScan], found: Sequence[Sequence[FoundLine]]) -> tuple[Hits, Hits]:
    """Return the hits by box and by text over *scans*."""
    pairs = list(zip(scans, found, strict=True))
    box = sum((by_box(scan.lines, lines) for scan, lines in pairs), Hits())
    return box, sum((by_text(scan.lines, lines) for scan, lines in pairs), Hits())


def _row(box: Hits, text: Hits) -> dict[str, float | int | None]:
    return {
        "lines": text.wanted or box.wanted,
        "lost_by_box": box.lost if box.wanted else None,
        "false_by_box": box.found - box.right if box.wanted else None,
        "recall_by_box": round(box.recall, 4) if box.wanted else None,
        "precision_by_box": round(box.precision, 4) if box.wanted else None,
        "lost_by_text": text.lost,
        "false_by_text": text.found - text.right,
        "recall_by_text": round(text.recall, 4),
        "precision_by_text": round(text.precision, 4),
    }


def measure(options: argparse.Namespace, scratch: Path, console: Console) -> dict[str, dict[str, object]]:
    """Return the facts of each finder on each set; say them as they come."""
    finders: dict[str, Finder] = {"mektup": ours()} | ({} if options.alone else {"tesseract": tesseract})
    results: dict[str, dict[str, object]] = {}
    for name, scans in sets(options, scratch):
        rows: dict[str, dict[str, float | int | None]] = {}
        for finder, find in finders.items():
            found, seconds = timed(find, scans)
            wrong = sum((errors(scan.lines, lines) for scan, lines in zip(scans, found, strict=True)), Errors())
            rows[finder] = {**_row(*score(scans, found)), "cer": round(wrong.rate, 4), "cpu_seconds": round(seconds, 1)}
            if options.by_page:
                _say_pages(scans, found, console)
        results[name] = {"scans": len(scans), **rows}
        console.print(_table(name, scans, rows))
    return results


def _say_pages(scans: Sequence[MarkedScan], found: Sequence[Sequence[FoundLine]], console: Console) -> None:
    for scan, lines in zip(scans, found, strict=True):
        box, text = by_box(scan.lines, lines), by_text(scan.lines, lines)
        console.print(
            f"[dim]{scan.image.name}: by box {box.right} of {box.wanted}, {box.found} found; "
            f"by text {text.right} of {text.wanted}, {text.found} found[/dim]"
        )


def _table(name: str, scans: Sequence[MarkedScan], rows: dict[str, dict[str, float | int | None]]) -> Table:
    grid = Table(title=f"{name}: {len(scans)} scans", title_justify="left")
    grid.add_column("finder", no_wrap=True)
    for heading in next(iter(rows.values())):
        grid.add_column(heading.replace("_", " "), justify="right")
    for finder, row in rows.items():
        grid.add_row(finder, *("" if value is None else str(value) for value in row.values()))
    return grid


def main() -> None:
    """Measure, print, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scans", type=Path, metavar="FOLDER", help="measure on the marked scans in here, too")
    parser.add_argument("--no-own", dest="own", action="store_false", help="leave our own pages out")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this kind of our own pages; repeatable")
    parser.add_argument("--alone", action="store_true", help="leave Tesseract out")
    parser.add_argument("--by-page", action="store_true", help="say what was found on each scan")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep all figures here")
    options = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    cv2.setNumThreads(1)
    console = Console(width=max(Console().width, WIDTH))
    with tempfile.TemporaryDirectory() as scratch:
        results = measure(options, Path(scratch), console)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
