"""Lines for the reader's bench, cut from scans once: every reader gets the same, in the form that suits it."""

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2

from pipeline import cleanup, ingest, recognize
from pipeline.evaluate.truth import Truth, read_truths
from pipeline.ingest.scan import Scan
from pipeline.model import Script
from pipeline.recognize import Engine, LineImage, crops
from pipeline.recognize.sheets import Sheet
from pipeline.settings import RecognizeSettings, Settings
from pipeline.text import script
from pipeline.views import Viewer

IMAGES = {".jpg", ".png", ".tif", ".tiff", ".webp", ".bmp"}

Pages = tuple[tuple[LineImage, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A scan of one or more pages, what stands on it, and the lines that our layout finds there."""

    name: str
    image: Path
    truth: Truth
    pages: Pages

    @property
    def lines(self) -> tuple[LineImage, ...]:
        return tuple(line for page in self.pages for line in page)

    @property
    def script(self) -> Script:
        return script(" ".join(line for page in self.truth.pages for line in page)) or "Latn"

    def paged(self, texts: Sequence[str]) -> list[list[str]]:
        """Return *texts*, one for each of the lines, page by page."""
        rest = iter(texts)
        return [[next(rest) for _ in page] for page in self.pages]


def leaves(folder: Path) -> tuple[Leaf, ...]:
    """Return the images of *folder* that have a truth beside them, cut into lines."""
    engine = recognize.load(RecognizeSettings(engine="mektup"))  # says which way is up, and nothing else
    found = [(named, _image(named.path)) for named in read_truths(folder)]
    return tuple(
        Leaf(name=named.name, image=image, truth=named.truth, pages=_cut(image, engine))
        for named, image in found
        if image
    )


def _image(path: Path) -> Path | None:
    beside = (path.with_name(path.name + ending) for ending in sorted(IMAGES))
    return next((image for image in beside if image.exists()), None)


def _cut(image: Path, engine: Engine) -> Pages:
    settings = Settings()
    scans = ingest.scans(image, settings.ingest)
    return tuple(_lines(scan, engine, settings) if isinstance(scan, Scan) else () for scan in scans)


def _lines(scan: Scan, engine: Engine, settings: Settings) -> tuple[LineImage, ...]:
    viewer = Viewer(scan, scan.dpi or cleanup.estimate_dpi(scan.pixels), engine, settings)
    view = viewer.view(cleanup.straighten(scan.pixels, viewer.dpi, settings.cleanup, viewer.legible).pixels)
    return crops.cut([line for block in view.layout.blocks for line in block.lines], view.flat)


def pickled(leaves: Sequence[Leaf], path: Path) -> None:
    """Write the lines of each page to *path*, for a reader in a process of its own."""
    path.write_bytes(pickle.dumps([page for leaf in leaves for page in leaf.pages]))


def listed(leaves: Sequence[Leaf], folder: Path) -> Path:
    """Write each line as an image of its own, at the height that Tesseract reads best; return the list of them."""
    folder.mkdir()
    paths: list[Path] = []
    for leaf in leaves:
        for line in leaf.lines:
            paths.append(folder / f"{len(paths):05d}.bmp")
            cv2.imwrite(str(paths[-1]), Sheet.of(line, leaf.script).pixels)
    listing = folder / "lines.txt"
    listing.write_text("".join(f"{path}\n" for path in paths), "utf-8")
    return listing
