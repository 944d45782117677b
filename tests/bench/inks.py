"""The bench of ink: ours beside Otsu, OpenCV's adaptive thresholds and those of doxapy, on pages whose ink is known.

It needs a folder with pairs: NAME.png (or .jpg, .tif) and NAME.target.png, which is dark where the page is written on.
The contests of document binarization (DIBCO and others) publish such pages. Figures are means over the pages: F-measure
in percent, and PSNR in decibels. They are told for each half of the pages, too, every other one of which is in the
first: who tunes on one half can look at the other.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import doxapy
import numpy as np
from cuts import IMAGES
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from pipeline import cleanup
from pipeline.image import Pixels, as_pixels, decode, grey

Mask = NDArray[np.bool_]
Finder = Callable[[Pixels], Mask]

TARGET = ".target.png"
BLOCK, BELOW = 51, 15  # px and grey levels, of OpenCV's thresholds: what is usual for pages
LEAST = 1e-9  # keeps what is divided by, and a logarithm, from being 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well ink was found on a page: F-measure in percent and PSNR in decibels."""

    f_measure: float
    psnr: float


def fit(found: Mask, true: Mask) -> Fit:
    """Return how well the ink *found* fits the *true* ink, both True where written."""
    hits, wrong = int(np.count_nonzero(found & true)), int(np.count_nonzero(found != true))
    written = int(np.count_nonzero(found)) + int(np.count_nonzero(true))
    f_measure = 200 * hits / max(written, LEAST)
    return Fit(f_measure=f_measure, psnr=float(10 * np.log10(found.size / max(wrong, LEAST))))


def dark(ink: Pixels) -> Mask:
    return np.asarray(ink < 128, np.bool_)


def ours(page: Pixels) -> Mask:
    dpi = cleanup.estimate_dpi(page)
    return dark(cleanup.find_ink(cleanup.flatten(page, dpi), dpi, bilevel=False))


def otsu(page: Pixels) -> Mask:
    _, ink = cv2.threshold(grey(page), 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return dark(as_pixels(ink))


def opencv(method: int) -> Finder:
    def find(page: Pixels) -> Mask:
        return dark(as_pixels(cv2.adaptiveThreshold(grey(page), 255, method, cv2.THRESH_BINARY, BLOCK, BELOW)))

    return find


def doxa(algorithm: str) -> Finder:
    """Return an algorithm of doxapy with the settings that it has where nothing is said."""

    def find(page: Pixels) -> Mask:
        made = doxapy.Binarization(getattr(doxapy.Binarization.Algorithms, algorithm))
        made.initialize(as_pixels(grey(page)))
        ink = np.empty(page.shape[:2], np.uint8)
        made.to_binary(ink)
        return dark(ink)

    return find


FINDERS: dict[str, Finder] = {
    "mektup": ours,
    "Otsu": otsu,
    "OpenCV, mean": opencv(cv2.ADAPTIVE_THRESH_MEAN_C),
    "OpenCV, Gaussian": opencv(cv2.ADAPTIVE_THRESH_GAUSSIAN_C),
    "Sauvola": doxa("SAUVOLA"),
    "Wolf": doxa("WOLF"),
    "ISauvola": doxa("ISAUVOLA"),
}


def pairs(folder: Path) -> Iterator[tuple[Pixels, Mask]]:
    """Yield pages and their ink, in the order of their names, from *folder* and all below it."""
    for target in sorted(folder.rglob(f"*{TARGET}")):
        name = target.name.removesuffix(TARGET)
        pages = [path for path in sorted(target.parent.glob(f"{name}.*")) if path.suffix in IMAGES and path != target]
        if not pages:
            raise SystemExit(f"{target}: no picture {name}.png, .jpg or .tif beside it")
        yield decode(pages[0].read_bytes()), dark(grey(decode(target.read_bytes())))


def table(known: Sequence[tuple[Pixels, Mask]]) -> Table:
    """Return what each finder reaches on the *known* pages."""
    grid = Table(title=f"ink on {len(known)} pages", title_justify="left")
    for heading in ("finder", "F-measure", "PSNR", "F, first half", "F, second half", "CPU s"):
        grid.add_column(heading, justify="left" if heading == "finder" else "right")
    for name, find in FINDERS.items():
        start = time.process_time()
        found = [find(page) for page, _ in known]
        seconds = time.process_time() - start
        fits = [fit(ink, true) for ink, (_, true) in zip(found, known, strict=True)]
        f_measures = [each.f_measure for each in fits]
        psnr = float(np.mean([each.psnr for each in fits]))
        halves = float(np.mean(f_measures[::2])), float(np.mean(f_measures[1::2]))
        means = (float(np.mean(f_measures)), psnr, *halves)
        grid.add_row(name, *(f"{mean:.2f}" for mean in means), f"{seconds:.1f}")
    return grid


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True, metavar="FOLDER", help="pages with NAME.target.png beside")
    folder = parser.parse_args().pairs
    known = list(pairs(folder)) if folder.is_dir() else []
    if len(known) < 2:
        raise SystemExit(f"{folder}: needs at least two pages with a NAME{TARGET} beside each; DIBCO publishes such")
    cv2.setNumThreads(1)
    Console(width=100).print(table(known))


if __name__ == "__main__":
    main()
