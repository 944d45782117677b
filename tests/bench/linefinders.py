"""Who finds lines in the bench of line finding: Mektup, and Tesseract with its own page segmentation (psm 3)."""

import csv
import resource
import subprocess
import time
from collections.abc import Callable, Sequence

import numpy as np
from linescores import FoundLine
from linetruth import MarkedScan

from pipeline import recognize
from pipeline.digitize import digitize_letter
from pipeline.geometry import Box, Matrix, bounds, moved
from pipeline.ingest import LetterFiles
from pipeline.settings import RecognizeSettings, Settings
from pipeline.text import script, uyghur

DATA = {"Arab": "uig", "Latn": "eng", "Cyrl": "rus"}

Finder = Callable[[MarkedScan], list[FoundLine]]


def ours() -> Finder:
    """Return Mektup, loaded once; it reads with its own engine alone."""
    settings = Settings(recognize=RecognizeSettings(engine="mektup"))
    engine = recognize.load(settings.recognize)

    def find(scan: MarkedScan) -> list[FoundLine]:
        letter = LetterFiles(name=scan.image.stem, files=(scan.image,))
        found = []
        for page in digitize_letter(letter, engine, settings).record.pages:
            back = _inverse(page.from_source)
            found += [
                FoundLine(box=bounds([moved(back, at) for at in line.polygon]), text=line.text, hand=line.hand)
                for line in page.lines
            ]
        return found

    return find


def _inverse(matrix: Matrix) -> Matrix:
    first, second, third = np.linalg.inv(np.array(matrix)).tolist()
    return tuple(first), tuple(second), tuple(third)


def tesseract(scan: MarkedScan) -> list[FoundLine]:
    """Return the lines of Tesseract with the data of the script that most of the truth is in."""
    data = DATA[script(" ".join(line.text for line in scan.lines)) or "Latn"]
    table = subprocess.run(
        ["tesseract", str(scan.image), "-", "-l", data, "--psm", "3", "tsv"],
        capture_output=True,
        text=True,
        check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/usr/local/bin"},
    ).stdout
    return lines_of(table)


def lines_of(table: str) -> list[FoundLine]:
    """Return the lines with words in them of a TSV table."""
    boxes: dict[tuple[str, ...], Box] = {}
    words: dict[tuple[str, ...], list[str]] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        key = row["page_num"], row["block_num"], row["par_num"], row["line_num"]
        if row["level"] == "4":
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            boxes[key] = Box(left=left, top=top, right=left + max(width, 1), bottom=top + max(height, 1))
        elif row["level"] == "5" and row["text"].strip():
            words.setdefault(key, []).append(row["text"])
    return [FoundLine(box=box, text=uyghur(" ".join(words[key]))) for key, box in boxes.items() if key in words]


def timed(find: Finder, scans: Sequence[MarkedScan]) -> tuple[list[list[FoundLine]], float]:
    """Return what *find* finds on each scan, and the processor seconds of this process and its children."""
    start = sum(_cpu())
    found = [find(scan) for scan in scans]
    return found, sum(_cpu()) - start


def _cpu() -> tuple[float, float]:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time(), children.ru_utime + children.ru_stime
