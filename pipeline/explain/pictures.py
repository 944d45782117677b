"""The pictures of the steps of clean-up, small enough to look at side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline import cleanup
from pipeline.geometry import Point
from pipeline.image import Pixels, as_pixels, decode, encode
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.model import Page

LONG_SIDE = 1400  # px: letters of a page can be read, and a picture takes some 200 kB
CUT = (220, 30, 120)  # RGB: a colour that neither ink nor paper has
PARTS = 48  # that a side of the frame is drawn in
CUT_WIDTH = 4  # px, of the small picture


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPicture:
    """The picture of a step as a JPEG file, its name, its title and what the step did to this page."""

    name: str
    title: str
    said: str
    data: bytes


def step_pictures(page: Page, scan: Scan | Unreadable, image: bytes | None) -> tuple[StepPicture, ...]:
    """Return the pictures of a page's way from the scan to its ink.

    Light and ink are made anew from the page image, which was kept as JPEG: single pixels may differ from those that
    were read.

    Args:
        page: the page; one that failed has the picture of its scan alone, if there is a scan.
        scan: what went in.
        image: the page image as the bytes of its file, None if it is not there; one that was damaged is left out.
    """
    return (*_of_scan(page, scan), *(_of_image(page, pixels) if (pixels := _decoded(image)) is not None else ()))


def _decoded(image: bytes | None) -> Pixels | None:
    try:
        return decode(image) if image else None
    except ValueError:
        return None


def _of_scan(page: Page, scan: Scan | Unreadable) -> Iterator[StepPicture]:
    if isinstance(scan, Unreadable):
        return
    height, width = scan.pixels.shape[:2]
    dpi = f"{scan.dpi:.0f} dpi" if scan.dpi else "resolution not told"
    framed = _framed(scan.pixels, page) if page.image else _small(scan.pixels)
    said = f"{width} x {height} px, {dpi}" + ("; the frame is what was kept" if page.image else "")
    yield StepPicture(name="1-scan", title="As it came", said=said, data=encode(framed, "jpg"))


def _of_image(page: Page, pixels: Pixels) -> Iterator[StepPicture]:
    yield _step("2-page", "Upright, level, cropped", _geometry(page), pixels)
    flat = cleanup.flatten(pixels, page.dpi)
    contrast = f"contrast {page.quality.contrast:.2f}" if page.quality else ""
    yield _step("3-light", "Even light", contrast, flat)
    ink = cleanup.find_ink(flat, page.dpi, bilevel=page.quality is not None and page.quality.bilevel)
    yield _step("4-ink", "Ink", f"{np.mean(ink == 0):.1%} of the page", ink)


def _step(name: str, title: str, said: str, pixels: Pixels) -> StepPicture:
    return StepPicture(name=name, title=title, said=said, data=encode(_small(pixels), "jpg"))


def _geometry(page: Page) -> str:
    quality = page.quality
    turned = f"turned by {quality.rotation}°" if quality and quality.rotation else "not turned"
    levelled = f"levelled by {quality.skew:+.2f}°" if quality and quality.skew else "level as it was"
    flattened = ", flattened" if page.warp else ""
    return f"{page.width} x {page.height} px, {turned}, {levelled}{flattened}"


def _small(pixels: Pixels) -> Pixels:
    scale = _scale(pixels)
    if scale == 1:
        return pixels
    size = max(round(pixels.shape[1] * scale), 1), max(round(pixels.shape[0] * scale), 1)
    return as_pixels(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def _scale(pixels: Pixels) -> float:
    height, width = pixels.shape[:2]
    return min(LONG_SIDE / float(max(height, width)), 1.0)


def _framed(pixels: Pixels, page: Page) -> Pixels:
    """Return the scan, small, with the outline of the page image drawn on it."""
    small = _small(pixels)
    picture = as_pixels(cv2.cvtColor(small, cv2.COLOR_GRAY2RGB) if small.ndim == 2 else small.copy())
    outline = np.array([page.on_scan(point) for point in _rim(page.width, page.height)]) * _scale(pixels)
    # Half the frame's width inside, so that the frame of a page that was kept whole can be seen.
    inside = np.clip(np.rint(outline), CUT_WIDTH // 2, np.array(picture.shape[1::-1]) - 1 - CUT_WIDTH // 2)
    cv2.polylines(picture, [inside.astype(np.int32)], isClosed=True, color=CUT, thickness=CUT_WIDTH)
    return picture


def _rim(width: int, height: int) -> tuple[Point, ...]:
    """Return points all round a page, clockwise, close enough to show its bends."""
    across = [(width * part / PARTS, 0.0) for part in range(PARTS)]
    down = [(float(width), height * part / PARTS) for part in range(PARTS)]
    return (*across, *down, *((width - x, height - y) for x, y in (*across, *down)))
