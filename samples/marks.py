"""Marks beside the text: an emblem, a round stamp with words on its circle, and a signature in ink."""

from collections.abc import Callable

import cv2
import numpy as np
from letterfile import Face, Mark
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from typeset import font

Floats = NDArray[np.float32]
FINE = 2  # drawn twice as large, then halved, so that curves are smooth


def logo(mark: Mark, size: float, _rng: np.random.Generator) -> Floats:
    """Return an emblem *size* pixels across: style book, leaf or waves, in a ring."""
    across = round(size) * FINE
    image = Image.new("L", (across, across), 0)
    pen = ImageDraw.Draw(image)
    width = max(across // 45, 3)
    pen.ellipse((width, width, across - width, across - width), outline=255, width=width)
    pen.ellipse((3 * width, 3 * width, across - 3 * width, across - 3 * width), outline=255, width=max(width // 3, 2))
    EMBLEMS[mark.style or "book"](pen, across, width)
    return _halved(image)


def _book(pen: ImageDraw.ImageDraw, across: int, width: int) -> None:
    for row in range(4):
        top = across * (0.36 + 0.085 * row)
        pen.arc((across * 0.17, top, across * 0.51, top + across * 0.2), 200, 340, fill=255, width=width)
        pen.arc((across * 0.49, top, across * 0.83, top + across * 0.2), 200, 340, fill=255, width=width)
    pen.line((across * 0.5, across * 0.38, across * 0.5, across * 0.72), fill=255, width=width)


def _leaf(pen: ImageDraw.ImageDraw, across: int, width: int) -> None:
    pen.line((across * 0.5, across * 0.2, across * 0.5, across * 0.8), fill=255, width=width)
    for row in range(4):
        top = across * (0.2 + 0.13 * row)
        pen.pieslice((across * 0.26, top, across * 0.5, top + across * 0.2), 270, 360, fill=255)
        pen.pieslice((across * 0.5, top, across * 0.74, top + across * 0.2), 180, 270, fill=255)


def _waves(pen: ImageDraw.ImageDraw, across: int, width: int) -> None:
    for row in range(4):
        top = across * (0.3 + 0.11 * row)
        for column, (start, end) in enumerate(((180, 360), (0, 180), (180, 360))):
            left = across * (0.2 + 0.2 * column)
            pen.arc((left, top, left + across * 0.2, top + across * 0.12), start, end, fill=255, width=width)


EMBLEMS: dict[str, Callable[[ImageDraw.ImageDraw, int, int], None]] = {"book": _book, "leaf": _leaf, "waves": _waves}


def stamp(mark: Mark, size: float, rng: np.random.Generator) -> Floats:
    """Return a round stamp *size* pixels across, unevenly inked, its words on the circle."""
    across = round(size) * FINE
    image = Image.new("L", (across, across), 0)
    pen = ImageDraw.Draw(image)
    width = across // 50
    pen.ellipse((width, width, across - width, across - width), outline=255, width=width)
    inner = round(across * 0.27)
    pen.ellipse((inner, inner, across - inner, across - inner), outline=255, width=width // 2)
    _leaf_at_centre(image, across)
    ring = _words_on_circle(mark.words, across)
    drawing = _halved(Image.fromarray(np.maximum(np.asarray(image), ring)))
    return drawing * _patchy(drawing.shape, rng)


def _leaf_at_centre(image: Image.Image, across: int) -> None:
    side = round(across * 0.29)
    leaf = Image.new("L", (side, side), 0)
    _leaf(ImageDraw.Draw(leaf), side, side // 30)
    image.paste(leaf, ((across - side) // 2, (across - side) // 2))


def _words_on_circle(words: str, across: int) -> NDArray[np.uint8]:
    """Set *words* straight, then bend the strip round the circle (polar coordinates), clockwise from the top."""
    radius = across * 0.37
    face = font(Face(file="UKIJTuzBold.ttf", size=across * 0.125 * 72 / 300))
    strip = Image.new("L", (round(2 * np.pi * radius), round(across * 0.2)), 0)
    middle = (strip.width / 2, strip.height / 2)
    ImageDraw.Draw(strip).text(middle, words, 255, face, anchor="mm", direction="rtl", language="ug")
    y, x = np.mgrid[0:across, 0:across].astype(np.float32) - across / 2
    angle = np.arctan2(x, -y)  # 0 at the top, growing clockwise
    along = (angle / (2 * np.pi) + 0.5) * strip.width
    depth = strip.height / 2 + radius - np.hypot(x, y)
    bent = cv2.remap(np.asarray(strip), along.astype(np.float32), depth.astype(np.float32), cv2.INTER_LINEAR)
    return np.asarray(bent, np.uint8)


def signature(_mark: Mark, size: float, rng: np.random.Generator) -> Floats:
    """Return a signature *size* pixels long: smooth strokes of a pen, thinner where it moves fast."""
    wide, high = round(size * FINE), round(size * FINE * 0.45)
    image = Image.new("L", (wide, high), 0)
    pen = ImageDraw.Draw(image)
    for points in _strokes(wide, high, rng):
        _stroke(pen, points, thick=size * FINE / 130)
    drawing = _halved(image)
    return drawing * (0.75 + 0.25 * _patchy(drawing.shape, rng))


def _strokes(wide: int, high: int, rng: np.random.Generator) -> list[NDArray[np.float64]]:
    """Return the corner points of three strokes: a large first letter, the name's waves, and a flourish under it."""
    first = rng.uniform((0.05, 0.1), (0.3, 0.85), (6, 2))
    steps = int(rng.integers(7, 15))
    name_x = np.linspace(0.28, 0.82, steps)
    name_y = 0.55 + np.where(np.arange(steps) % 2, -1, 1) * rng.uniform(0.03, 0.24, steps)
    name = np.stack([name_x + rng.normal(0, 0.025, steps), name_y], axis=1)
    under = np.array([(0.85, 0.6), (0.95, 0.8), (0.5, 0.82), (0.12, 0.86), (0.6, 0.75), (0.97, 0.7)])
    under = under + rng.normal(0, 0.03, under.shape)
    return [points * (wide, high) for points in (first, name, under)]


def _stroke(pen: ImageDraw.ImageDraw, points: NDArray[np.float64], thick: float) -> None:
    """Draw a chain of quadratic Bezier curves through the middles of the corner points."""
    middles = (points[:-1] + points[1:]) / 2
    t = np.linspace(0, 1, 60)[:, None]
    for start, corner, end in zip(middles[:-1], points[1:-1], middles[1:], strict=True):
        curve = (1 - t) ** 2 * start + 2 * (1 - t) * t * corner + t**2 * end
        speed = np.hypot(*np.gradient(curve, axis=0).T)
        radii = thick * (0.55 + 0.75 / (1 + speed / max(speed.mean(), 1e-6)))
        for (x, y), radius in zip(curve, radii, strict=True):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _patchy(shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Return how well ink took, float32 in [0.35, 1]: cloudy, with small bare spots."""
    coarse = rng.normal(0.86, 0.18, (9, 9)).astype(np.float32)
    cloud = np.asarray(cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)
    bare = cv2.GaussianBlur(rng.random(shape, dtype=np.float32), (0, 0), 1.5)
    return np.asarray(np.clip(cloud - 1.6 * np.clip(np.asarray(bare) - 0.55, 0, 1), 0.35, 1), np.float32)


def _halved(image: Image.Image) -> Floats:
    small = image.resize((image.width // FINE, image.height // FINE), Image.Resampling.BOX)
    return np.asarray(np.asarray(small) / 255, np.float32)


DRAWN: dict[str, Callable[[Mark, float, np.random.Generator], Floats]] = {
    "logo": logo,
    "stamp": stamp,
    "signature": signature,
}
