"""How samples that were bent by known amounts are read with and without `cleanup.dewarp`, and how many were flattened.

PYTHONPATH=tests python tests/bench/bent.py [--only SAMPLE]
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import get_args

import cv2
from bent_pages import Shape, bent

from pipeline import recognize
from pipeline.digitize import digitize_letter
from pipeline.evaluate.metrics import compare_lines
from pipeline.evaluate.truth import read_truths
from pipeline.image import as_pixels
from pipeline.ingest import LetterFiles
from pipeline.settings import CleanupSettings, Settings

SAMPLES = Path(__file__).parents[2] / "samples"
CHOSEN = "ug-invitation", "bi-school", "uly-family", "en-publisher"
AMOUNTS = 0.0, 0.4, 0.8, 1.2


def main() -> None:
    """Print a row for each way and amount of bending."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", choices=CHOSEN, help="read only this sample; may be given again")
    chosen = parser.parse_args().only or CHOSEN
    truths = {truth.name: truth.truth for truth in read_truths(SAMPLES)}
    sys.stdout.write(f"{'bent':14} {'dewarp':7} {'errors':>7} {'of':>6} {'CER':>7} {'lines':>6} {'flattened':>9}\n")
    for shape in get_args(Shape):
        for amount in AMOUNTS if shape == "gutter" else AMOUNTS[1:]:
            for dewarp in (False, True):
                _row(shape, amount, {name: truths[name].pages[0] for name in chosen}, dewarp=dewarp)


def _row(shape: Shape, amount: float, pages: dict[str, tuple[str, ...]], *, dewarp: bool) -> None:
    settings = Settings(cleanup=CleanupSettings(dewarp=dewarp))
    engine = recognize.load(settings.recognize)
    errors = length = found = flattened = 0
    for name, truth in pages.items():
        page = as_pixels(cv2.imread(str(SAMPLES / f"{name}.jpg"), cv2.IMREAD_GRAYSCALE))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.png"
            cv2.imwrite(str(path), bent(page, shape, amount)[0])
            record = digitize_letter(LetterFiles(name=name, files=(path,)), engine, settings).record
        read = [line.text for line in record.pages[0].lines if line.text]
        flattened += record.pages[0].warp is not None
        for score in compare_lines(truth, read).values():
            errors, length = errors + score.cer.edits, length + score.cer.total
            found += score.found
    sys.stdout.write(
        f"{shape} {amount:<7} {'on' if dewarp else 'off':7} {errors:7} {length:6} {errors / length:7.4f} {found:6} "
        f"{flattened:9}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
