"""The bench of sheets with both sides scanned: characters misread with and without taking off what shows through.

The sheets are the sample letters back to back, as worn and scanned, with more and more of each side showing through.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import cast

import cv2
import typeset
from letterfile import LetterFile
from rich.console import Console
from rich.table import Table

from pipeline import recognize
from pipeline.digitize import digitize_letter
from pipeline.evaluate.metrics import compare_lines
from pipeline.evaluate.scores import Errors
from pipeline.ingest import LetterFiles
from pipeline.recognize import Engine
from pipeline.settings import CleanupSettings, RecognizeSettings, Settings

sys.path.insert(0, str(Path(__file__).parents[1]))

from both_sides import sample, sheet  # tests are no package

PAIRS = (("en-publisher", "ug-invitation"), ("bi-school", "uly-family"), ("ug-invitation", "en-carbon"))
THROUGH = (0.0, 0.12, 0.25, 0.4)


def errors(letters: tuple[LetterFile, LetterFile], files: tuple[Path, ...], engine: Engine, *, both: bool) -> Errors:
    """Return the characters misread on the two sides of a sheet; *both*: one side may help to read the other."""
    settings = Settings(
        recognize=RecognizeSettings(engine="mektup"), cleanup=CleanupSettings(sides="auto" if both else 1)
    )
    pages = digitize_letter(LetterFiles(name="sheet", files=files), engine, settings).record.pages
    found = Errors()
    for letter, page in zip(letters, pages, strict=True):
        truth = cast("list[list[str]]", typeset.truth(letter)["pages"])[0]
        scores = compare_lines(truth, [line.text for line in page.lines])
        found = sum((score.cer for score in scores.values()), found)
    return found


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    cv2.setNumThreads(1)
    engine = recognize.load(RecognizeSettings(engine="mektup"))
    table = Table("shows through", "alone", "with its other side")
    with tempfile.TemporaryDirectory() as scratch:
        for through in THROUGH:
            alone, helped = Errors(), Errors()
            for place, names in enumerate(PAIRS):
                letters = sample(names[0]), sample(names[1])
                files = tuple(Path(scratch) / f"{through}-{place}-{n}.png" for n in (1, 2))
                for scan, path in zip(sheet(*letters, through), files, strict=True):
                    scan.save(path, dpi=(300, 300))
                alone += errors(letters, files, engine, both=False)
                helped += errors(letters, files, engine, both=True)
            table.add_row(f"{through:.0%}", f"{alone.rate:.4f}", f"{helped.rate:.4f}")
    Console().print(table)


if __name__ == "__main__":
    main()
