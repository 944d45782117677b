"""How well and how fast letters are found: sixty judged queries over letters that were read from worn pages, and scale.

python tests/bench/searching.py make FOLDER             # scans of 300 letters, with what is printed on them
mektup read FOLDER/scans --output FOLDER/archive
python tests/bench/searching.py quality FOLDER          # recall and rank, beside databases that know no Uyghur
python tests/bench/searching.py scale --letters 100000  # speed and size, on records made without reading
python tests/bench/searching.py rebuild --letters 10000 # `mektup index`, on such records on a disk
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from statistics import fmean

import archive
import cv2
import numpy as np
import plainly
import scaled
import typeset
import worn
from judged import SHOWN, Query, queries, recall, reciprocal_rank
from plainly import Ask
from rich.console import Console
from rich.table import Table
from server import postgres

from pipeline import indexing, search
from pipeline.search import Index

LETTERS = 300
SEED = 7


def make(folder: Path) -> None:
    """Write the scans of the archive, and beside each its truth."""
    cv2.setNumThreads(1)
    scans = folder / "scans"
    scans.mkdir(parents=True, exist_ok=True)
    for number in range(LETTERS):
        letter = archive.facts(number, SEED)
        sheet = archive.sheet(letter, SEED)
        rng = np.random.default_rng([SEED, number])
        image, dpi = worn.scan(sheet, rng)
        worn.save(image, dpi, rng, scans / letter.name)
        truth = json.dumps(typeset.truth(sheet), ensure_ascii=False, indent=1)
        (scans / f"{letter.name}.truth.json").write_text(truth + "\n", encoding="utf-8")


def asked(index: Index) -> Ask:
    """Return what asks *index* for the names of letters."""
    return lambda query: [Path(hit.sources[0]).stem for hit in index.find(query, limit=SHOWN)]


def quality(folder: Path) -> None:
    """Print recall at ten and mean reciprocal rank of each kind of query, for each database."""
    output = folder / "archive"
    known = [archive.facts(number, SEED) for number in range(LETTERS)]
    relevant = {query: {letter.name for letter in known if query.answered_by(letter)} for query in queries()}
    texts = plainly.texts_of(output)
    indexing.rebuild(output, tell=print)
    with postgres() as url, ExitStack() as stack:
        kept = search.load(url)
        indexing.fill(output, kept, tell=print)
        contestants: dict[str, Ask] = {
            "mektup, SQLite": asked(search.load(str(output))),
            "mektup, PostgreSQL": asked(kept),
            "FTS5 unicode61": plainly.fts5(texts),
            "PostgreSQL simple": stack.enter_context(plainly.postgres(url, "simple", texts)),
            "PostgreSQL arabic": stack.enter_context(plainly.postgres(url, "arabic", texts)),
        }
        Console(width=120).print(_table(contestants, relevant))
        kept.close()


def _table(contestants: dict[str, Ask], relevant: dict[Query, set[str]]) -> Table:
    kinds = [*dict.fromkeys(query.kind for query in relevant), "all"]
    table = Table("recall at 10, reciprocal rank", *kinds, box=None)
    for name, ask in contestants.items():
        scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for query, right in relevant.items():
            answer = ask(query.text)
            score = recall(right, answer), reciprocal_rank(right, answer)
            scores[query.kind].append(score)
            scores["all"].append(score)
            if name.startswith("mektup") and min(score) < 1:
                sys.stderr.write(f"{name}: {query.text}: {score[0]:.2f} {score[1]:.2f}\n")
        table.add_row(name, *(_means(scores[kind]) for kind in kinds))
    return table


def _means(scores: Iterable[tuple[float, float]]) -> str:
    return ", ".join(f"{fmean(column):.3f}" for column in zip(*scores, strict=True))


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    for step in ("make", "quality"):
        steps.add_parser(step).add_argument("folder", type=Path)
    scale = steps.add_parser("scale")
    scale.add_argument("--letters", type=int, default=100_000)
    rebuild = steps.add_parser("rebuild")
    rebuild.add_argument("--letters", type=int, default=10_000)
    rebuild.add_argument("--workers", type=int, default=0)
    options = parser.parse_args()
    if options.step == "make":
        make(options.folder)
    elif options.step == "quality":
        quality(options.folder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            if options.step == "scale":
                scaled.measure(Path(folder), options.letters)
            else:
                scaled.rebuild(Path(folder), options.letters, options.workers)


if __name__ == "__main__":
    main()
