"""What a line cut from a page brings along: margins, neighbouring lines, rules, stamps, strokes; slant and curvature.

Every function takes ink of shape (height, width), uint8, 255 where written, and returns such ink.
"""

import math
from random import Random

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels

LEAST_HEIGHT = 0.6  # em: a line without ascenders is cut with some of the room that they would have


def margined(ink: Pixels, size: int, rng: Random) -> tuple[Pixels, int, int]:
    """Return *ink* with bare margins as the line cutter leaves them, and how wide those above and below are."""
    height = ink.shape[0]
    above, below = (round(height * _margin(rng)) for _ in range(2))
    lacking = max(size * LEAST_HEIGHT - height, 0)
    above += round(lacking * rng.uniform(0.2, 0.6))
    below += round(lacking * rng.uniform(0.1, 0.5))
    left, right = (round(size * rng.uniform(0.05, 0.6)) for _ in range(2))
    return as_pixels(np.pad(ink, ((above, below), (left, right)))), above, below


def _margin(rng: Random) -> float:
    """Return a margin in line heights: what the cutter leaves, seldom less or more."""
    return rng.uniform(0.05, 0.2) if rng.random() < 0.75 else rng.uniform(0.0, 0.35)


def with_neighbour(ink: Pixels, other: Pixels, room: int, rng: Random, *, above: bool) -> Pixels:
    """Return *ink* with a piece of the line *other* poking into the *room* px of its upper or lower margin."""
    reach = min(int(room * rng.uniform(0.4, 0.9)), other.shape[0])
    if reach < 1:
        return ink
    first = rng.randint(0, ink.shape[1] // 2)
    width = min(other.shape[1], ink.shape[1] - first, round(ink.shape[1] * rng.uniform(0.1, 1.0)) + 1)
    rows = slice(0, reach) if above else slice(ink.shape[0] - reach, ink.shape[0])
    piece = other[-reach:, :width] if above else other[:reach, :width]
    joined = ink.copy()
    joined[rows, first : first + width] = np.maximum(joined[rows, first : first + width], piece)
    return joined


def ruled(ink: Pixels, bottom: int, rng: Random) -> Pixels:
    """Return *ink* with a rule or an underline somewhere about the row *bottom*, where the line's own ink ends."""
    height, width = ink.shape
    low = min(max(bottom + rng.randint(-height // 5, height // 6), 0), height - 1)
    first, last = rng.randint(0, width // 3), width - rng.randint(0, width // 3)
    drop = round(rng.gauss(0, height / 40))
    return _drawn_over(ink, [(first, low), (last, low + drop)], rng.randint(150, 255), rng.randint(1, 3))


def stamped(ink: Pixels, rng: Random) -> Pixels:
    """Return *ink* under the rings and letters of a round stamp or the frame of a square one, paler than the text."""
    height, width = ink.shape
    centre = (rng.randint(0, width), rng.randint(-height // 2, height + height // 2))
    radius = round(height * rng.uniform(0.7, 2.5))
    pale, thick = rng.randint(60, 190), rng.randint(1, max(2, height // 14))
    over = np.zeros_like(ink)
    if rng.random() < 0.7:
        cv2.circle(over, centre, radius, pale, thick, cv2.LINE_AA)
        cv2.circle(over, centre, round(radius * 0.7), pale, max(1, thick - 1), cv2.LINE_AA)
        _letters_round(over, centre, radius, pale, rng)
    else:
        corner = (centre[0] + 2 * radius, centre[1] + radius // 2)
        cv2.rectangle(over, centre, corner, pale, thick, cv2.LINE_AA)
    return as_pixels(np.maximum(ink, over))


def _letters_round(over: Pixels, centre: tuple[int, int], radius: int, pale: int, rng: Random) -> None:
    """Draw short strokes between the two rings of a stamp, about as dense as letters."""
    for turn in np.arange(0, 2 * math.pi, 0.1):
        start, end = rng.uniform(0.75, 0.85) * radius, rng.uniform(0.85, 0.95) * radius
        lean = turn + rng.gauss(0, 0.05)
        ends = [
            (round(centre[0] + r * math.cos(t)), round(centre[1] + r * math.sin(t)))
            for r, t in ((start, turn), (end, lean))
        ]
        cv2.line(over, ends[0], ends[1], pale, 1, cv2.LINE_AA)


def scribbled(ink: Pixels, rng: Random) -> Pixels:
    """Return *ink* under a few bows of a pen: a signature, a tick, a stroke through the text."""
    height, width = ink.shape
    across = rng.randint(0, width)
    points = [(across + round(rng.gauss(0, height)), round(rng.uniform(-0.3, 1.3) * height)) for _ in range(4)]
    bow = [_on_bow(points, place / 20) for place in range(21)]
    return _drawn_over(ink, bow, rng.randint(90, 230), rng.randint(1, max(2, height // 16)))


def _on_bow(points: list[tuple[int, int]], place: float) -> tuple[int, int]:
    """Return the point at *place*, in [0, 1], of the cubic Bézier curve with four control points."""
    shares = [(1 - place) ** 3, 3 * place * (1 - place) ** 2, 3 * place**2 * (1 - place), place**3]
    x, y = (round(sum(share * point[axis] for share, point in zip(shares, points, strict=True))) for axis in (0, 1))
    return x, y


def _drawn_over(ink: Pixels, points: list[tuple[int, int]], black: int, thick: int) -> Pixels:
    over = np.zeros_like(ink)
    cv2.polylines(
        over, [np.array(points, np.int32)], isClosed=False, color=black, thickness=thick, lineType=cv2.LINE_AA
    )
    return as_pixels(np.maximum(ink, over))


def slanted(ink: Pixels, rng: Random) -> Pixels:
    """Return *ink* turned by a degree or so and sheared a little, as levelled lines still are."""
    height, width = ink.shape
    turn, shear = rng.gauss(0, 0.5 if width > 500 else 1.0), rng.gauss(0, 0.06)
    if abs(math.sin(math.radians(turn))) * width > height * 0.3:
        turn = 0.0
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0), [0.0, 0.0, 1.0]])
    matrix = matrix @ np.array([[1.0, shear, -shear * height / 2], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    return as_pixels(cv2.warpAffine(ink, matrix[:2], (width, height), flags=cv2.INTER_LINEAR))


def bent(ink: Pixels, rng: Random) -> Pixels:
    """Return *ink* along a wave of a few hundredths of its height, as near the gutter of a book."""
    height, width = ink.shape
    waves, start = rng.uniform(0.3, 1.2), rng.uniform(0, 2 * math.pi)
    columns = np.arange(width, dtype=np.float32)
    drops = height * rng.uniform(0.01, 0.07) * np.sin(start + columns / max(width, 1) * waves * 2 * math.pi)
    rows = np.arange(height, dtype=np.float32)[:, None] + drops.astype(np.float32)[None, :]
    across = np.broadcast_to(columns, rows.shape)
    return as_pixels(cv2.remap(ink, np.ascontiguousarray(across), rows, cv2.INTER_LINEAR, borderValue=0))
