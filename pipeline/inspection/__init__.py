"""A box of scans looked at without reading them, so that it can be rescanned while it is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from pipeline import cleanup, ingest, pool, quality
from pipeline.errors import InputError
from pipeline.image import FloatArray, Pixels, as_pixels, encode
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.inspection.looks import look_at
from pipeline.model import Value
from pipeline.quality import Fingerprint, Grade, Measures, Remark
from pipeline.settings import IngestSettings
from pipeline.text import shown

THUMBNAIL = 260  # px: a page of text can be told from others by its shape
LIKELY = 0.6  # correlation of coarse fingerprints below which two pages are not compared any closer
SAME = 0.6  # correlation of fingerprints: second scans had 0.7 and more, different pages 0.4 at most


class Verdict(Value):
    """What is said of one page; measures are missing where the page could not be read or never was a scan."""

    source: str
    page: int
    grade: Grade
    advice: str
    remarks: tuple[Remark, ...]
    duplicate_of: str = ""
    measures: Measures | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A page's verdict, its thumbnail as a JPEG file, empty if there is none, and what tells it from other pages."""

    verdict: Verdict
    thumbnail: bytes = b""
    fingerprint: Fingerprint | None = None


def inspect(files: Sequence[Path], settings: IngestSettings, *, workers: int = 0) -> Iterator[Inspected]:
    """Look at all pages of *files* with *workers* processes (0: one a core); yield them in order."""
    earlier = Earlier()
    done: dict[int, tuple[Inspected, ...]] = {}
    following = 0
    look = partial(_numbered, settings=settings)
    for place, pages in pool.run(look, tuple(enumerate(files)), lost=_lost, workers=workers):
        done[place] = pages
        while following in done:
            yield from map(earlier.compared, done.pop(following))
            following += 1


class Earlier:
    """The pages that were looked at before, to find the same page among them."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.fingerprints: list[Fingerprint] = []
        self.coarse: list[FloatArray] = []

    def compared(self, page: Inspected) -> Inspected:
        """Return *page*, with a remark if an earlier one is the same, and remember it."""
        if page.fingerprint is None:
            return page
        coarse = quality.sketchy(page.fingerprint)
        twin = self._twin(page.fingerprint, coarse)
        self.names.append(f"{page.verdict.source}, page {page.verdict.page}")
        self.fingerprints.append(page.fingerprint)
        self.coarse.append(coarse)
        if twin is None:
            return page
        return replace(page, verdict=_duplicate(page.verdict, self.names[twin]))

    def _twin(self, seen: Fingerprint, coarse: FloatArray) -> int | None:
        if not self.coarse:
            return None
        likely = np.flatnonzero(np.stack(self.coarse) @ coarse >= LIKELY)
        likeness = {int(place): quality.alike(self.fingerprints[place], seen) for place in likely}
        best = max(likeness, key=likeness.__getitem__, default=None)
        return best if best is not None and likeness[best] >= SAME else None


def _duplicate(verdict: Verdict, other: str) -> Verdict:
    remark = Remark(
        code="duplicate",
        grade="fair",
        message=f"looks the same as {other}",
        advice=f"keep the better of it and {other}",
    )
    return verdict.model_copy(
        update={
            "remarks": (*verdict.remarks, remark),
            "grade": quality.grade((*verdict.remarks, remark)),
            "advice": quality.advice((*verdict.remarks, remark)),
            "duplicate_of": other,
        }
    )


def _numbered(item: tuple[int, Path], settings: IngestSettings) -> tuple[int, tuple[Inspected, ...]]:
    place, path = item
    return place, look_through(path, settings)


def _lost(item: tuple[int, Path], error: pool.WorkerLostError) -> tuple[int, tuple[Inspected, ...]]:
    place, path = item
    reason = f"{shown(path.name)}: {error.reason}; scan at a lower resolution"
    return place, (_failed(path, 1, reason),)


def look_through(path: Path, settings: IngestSettings) -> tuple[Inspected, ...]:
    """Look at each page of a file; a page that cannot be read is a verdict, not an error."""
    cv2.setNumThreads(1)
    pages: list[Inspected] = []
    try:
        pages.extend(_inspected(path, scan) for scan in ingest.scans(path, settings, colour=False))
    except InputError as error:
        pages.append(_failed(path, len(pages) + 1, str(error)))
    except MemoryError:
        reason = f"{shown(path.name)}: not enough memory; lower ingest.max_megapixels"
        pages.append(_failed(path, len(pages) + 1, reason))
    return tuple(pages)


def _inspected(path: Path, scan: Scan | Unreadable) -> Inspected:
    if isinstance(scan, Unreadable):
        return _failed(path, scan.number, f"{shown(scan.source)}, page {scan.number}: {scan.reason}")
    if scan.text_lines:
        remark = Remark(code="born-digital", grade="good", message="was never on paper: its text can be read as it is")
        verdict = Verdict(source=str(path), page=scan.number, grade="good", advice="", remarks=(remark,))
        return Inspected(verdict=verdict, thumbnail=_thumbnail(scan.pixels))
    look = look_at(scan)
    measures = quality.measure(look, cleanup.depth(look.flat, look.ink))
    said = quality.remarks(measures)
    verdict = Verdict(
        source=str(path),
        page=scan.number,
        grade=quality.grade(said),
        advice=quality.advice(said),
        remarks=said,
        measures=measures,
    )
    return Inspected(verdict=verdict, thumbnail=_thumbnail(look.small), fingerprint=quality.fingerprint(look))


def _failed(path: Path, page: int, reason: str) -> Inspected:
    """Return the verdict on a page that cannot be read; what to do stands after the last semicolon of the reason."""
    remark = Remark(code="unreadable", grade="failed", message=reason, advice=reason.rpartition("; ")[2])
    return Inspected(
        verdict=Verdict(source=str(path), page=page, grade="failed", advice=remark.advice, remarks=(remark,))
    )


def _thumbnail(pixels: Pixels) -> bytes:
    scale = min(THUMBNAIL / float(max(pixels.shape[0], pixels.shape[1])), 1.0)
    size = max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1)
    return encode(as_pixels(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)), "jpg")
