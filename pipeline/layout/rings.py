"""Rings of stamps in the ink of the text, laid over lines of it: taken off where no stroke of a letter crosses them.

A ring hangs together with the letters that it crosses, so that it is looked for as a circle, not as a piece. What else
of the stamp stands within it is taken off where no line of text comes by; the rest nobody can tell from letters.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipeline.image import Pixels
from pipeline.layout.components import MM, BoolArray, Components, IntArray, Strokes
from pipeline.layout.creases import runs
from pipeline.layout.shapes import HEAD, STAMP

DPI = 60.0  # of the picture in which circles are looked for
EDGE, PERFECT = 300.0, 0.4  # steepness of an edge, and how much of a circle must be there, as OpenCV measures them
MOST = 6  # circles that are looked at
REACH = 0.8  # mm: how far off a circle found there may be
THICK = 1.3  # mm: the thickest ring
CLOSED = 0.72  # of its round that has a thin stroke: letters that happen to stand in a circle have a third
CROSSED = 1.7  # times the thickness of the ring: strokes that are longer across it belong to letters
INNER = 0.3, 0.9  # of the radius, where a second ring within it may be
BESIDE = 3.0  # radii: how far from the middle letters are looked for that stand on a level with it
LEVEL = 0.6  # text heights between the middles of letters of one line
COMPANY = 3.0  # text heights of letters outside on a level with one within: then that may belong to their line


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle by its middle and radius, in pixels, and the pixels (y, x) of its stroke alone."""

    across: float
    down: float
    radius: float
    y: IntArray
    x: IntArray
    is_outer: bool = True


def find_rings(bare: Pixels, pieces: Components, written: Strokes, height: float, dpi: float) -> list[Ring]:
    """Return the rings over text of *height* pixels on *bare* (0 where written, else 255), and those within them."""
    least = STAMP[0] / MM * dpi
    large = (pieces.height >= least) & (pieces.width >= least)
    if not large.any():
        return []
    found: list[Ring] = []
    for across, down, radius in _circles(bare.shape, written.of(np.asarray(large, np.bool_)), dpi):
        if any(np.hypot(across - ring.across, down - ring.down) < ring.radius for ring in found):
            continue
        outer = _ring(bare, across, down, radius, dpi)
        if outer is None or not _is_over_text(outer, pieces, height):
            continue
        found.append(outer)
        inner = [_ring(bare, outer.across, outer.down, share * outer.radius, dpi) for share in np.arange(*INNER, 0.05)]
        found += [replace(ring, is_outer=False) for ring in inner if ring and ring.radius < INNER[1] * outer.radius][:1]
    return found


def _is_over_text(ring: Ring, pieces: Components, height: float) -> bool:
    """Return whether lines pass a ring; an emblem at the head of a page is a drawing, whatever stands beside it."""
    below = ring.down >= HEAD * pieces.labels.shape[0]
    return below and int(pieces.width[_beside(pieces, ring, height)].sum()) >= 2 * COMPANY * height


def _circles(shape: tuple[int, ...], large: Strokes, dpi: float) -> list[tuple[float, float, float]]:
    """Return where *large* pieces may hold a circle, the largest first: its middle and radius."""
    scale = min(DPI / dpi, 1.0)
    small = np.zeros((int(shape[0] * scale) + 1, int(shape[1] * scale) + 1), np.uint8)
    small[(large.y * scale).astype(np.int64), (large.x * scale).astype(np.int64)] = 255
    soft = cv2.GaussianBlur(small, (0, 0), 0.8)
    least, most = (round(size / MM * dpi * scale / 2) for size in STAMP)
    seen = cv2.HoughCircles(
        soft, cv2.HOUGH_GRADIENT_ALT, dp=1.5, minDist=least / 2, param1=EDGE, param2=PERFECT, minRadius=least,
        maxRadius=most,
    )  # fmt: skip
    if seen is None:
        return []
    circles = seen.reshape(-1, seen.shape[-1])[:MOST, :3].astype(np.float64) / scale
    largest = circles[np.argsort(-circles[:, 2], kind="stable")]
    return [(across, down, radius) for across, down, radius in largest.tolist()]


def _ring(bare: Pixels, across: float, down: float, radius: float, dpi: float) -> Ring | None:
    """Return the ring about a circle, fitted to its ink; None if there is none."""
    reach, most = round(REACH / MM * dpi) + 1, round(THICK / MM * dpi)
    for _ in range(3):
        y, x, thick = _rays(bare, across, down, radius, 2 * reach)
        thin = (thick > 0) & (thick <= most)
        near = np.where(thin, np.abs(np.arange(-2 * reach, 2 * reach + 1))[:, None], 4 * reach)
        place, ray = near.argmin(axis=0), np.arange(near.shape[1])
        hit = near[place, ray] <= reach
        if hit.mean() < CLOSED:
            return None
        across, down, radius = _fitted(x[place, ray][hit], y[place, ray][hit])
        usual = float(np.median(thick[place, ray][hit]))
    band = np.abs(np.arange(-2 * reach, 2 * reach + 1))[:, None] <= usual
    stroke = band & (thick > 0) & (thick <= CROSSED * usual + 1)
    if stroke.any(axis=0).mean() < CLOSED:
        return None
    return Ring(across, down, radius, *_whole(bare, y[stroke], x[stroke]))


def _whole(bare: Pixels, y: IntArray, x: IntArray) -> tuple[IntArray, IntArray]:
    """Return the pixels (*y*, *x*) and the ink between them that no ray has met."""
    top, left = int(y.min()) - 1, int(x.min()) - 1
    mask = np.zeros((int(y.max()) - top + 2, int(x.max()) - left + 2), np.uint8)
    mask[y - top, x - left] = 1
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    rows, columns = np.nonzero(closed)
    rows, columns = rows + top, columns + left
    ink = bare[rows, columns] == 0
    return rows[ink], columns[ink]


def _rays(bare: Pixels, across: float, down: float, radius: float, reach: int) -> tuple[IntArray, IntArray, IntArray]:
    """Return y, x and the length of the run of ink along rays across a circle, each of shape (steps, rays)."""
    angle = np.linspace(0, 2 * np.pi, max(round(9 * radius), 90), endpoint=False)
    along = radius + np.arange(-reach, reach + 1)[:, None]
    y = np.clip(np.rint(down + along * np.sin(angle)).astype(np.int64), 0, bare.shape[0] - 1)
    x = np.clip(np.rint(across + along * np.cos(angle)).astype(np.int64), 0, bare.shape[1] - 1)
    return y, x, runs(bare[y, x] == 0)


def _fitted(x: IntArray, y: IntArray) -> tuple[float, float, float]:
    """Return the middle and radius of the circle through points, but for those that stray."""
    chosen = np.ones(len(x), np.bool_)
    for _ in range(3):
        # x^2 + y^2 = 2 a x + 2 b y + c; from the mean, so that the squares stay small.
        at = x[chosen] - x.mean(), y[chosen] - y.mean()
        terms = np.stack([2 * at[0], 2 * at[1], np.ones(len(at[0]))], axis=1)
        (a, b, c), *_ = np.linalg.lstsq(terms, at[0] ** 2 + at[1] ** 2, rcond=None)
        radius = float(np.sqrt(max(c + a * a + b * b, 1.0)))
        off = np.abs(np.hypot(x - x.mean() - a, y - y.mean() - b) - radius)
        chosen = off <= max(2.5 * float(np.median(off)), 1.0)
    return float(a + x.mean()), float(b + y.mean()), radius


def _beside(pieces: Components, ring: Ring, height: float) -> BoolArray:
    """Return which letters stand outside of a ring on a level with it."""
    x, y = (pieces.left + pieces.right) / 2, (pieces.top + pieces.bottom) / 2
    letters = (pieces.height > 0.5 * height) & (pieces.height < 2.5 * height)
    away = np.hypot(x - ring.across, y - ring.down)
    level = np.abs(y - ring.down) < ring.radius + height
    return np.asarray(letters & level & (away > ring.radius) & (away < BESIDE * ring.radius), np.bool_)


def without_company(pieces: Components, ring: Ring, height: float) -> BoolArray:
    """Return the pieces within *ring* that no line of text passes: words and emblem of the stamp."""
    x, y = (pieces.left + pieces.right) / 2, (pieces.top + pieces.bottom) / 2
    inside = np.flatnonzero(np.hypot(x - ring.across, y - ring.down) < ring.radius)
    beside = _beside(pieces, ring, height)
    company = (np.abs(y[inside][:, None] - y[beside]) < LEVEL * height) @ pieces.width[beside]
    result = np.zeros(len(pieces), np.bool_)
    result[inside[company < COMPANY * height]] = True
    return result
