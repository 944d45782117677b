"""The sheet on the scanner's glass or before a phone, and the file that came of it."""

import time
from pathlib import Path

import cv2
import numpy as np
from age import Floats, clouds, floats
from letterfile import LetterFile, Photo, Scan
from numpy.typing import NDArray
from PIL import Image
from typeset import DPI, pixels

LID = (214.0, 214.0, 210.0)  # what shows where the sheet does not reach
PHOTO_DPI = 72  # what phones write, whatever the truth
SIDEWAYS = 6  # EXIF: the camera was held upright, its sensor lay on the side
LONG_AGO = time.struct_time((2024, 1, 1, 0, 0, 0, 0, 1, 0))  # in the files, instead of the clock
Pixels = NDArray[np.uint8]


def scan(page: Floats, letter: LetterFile, number: int, rng: np.random.Generator) -> Image.Image:
    """Return page *number* (from 0) as scanned: grey, RGB or 1-bit."""
    spec = letter.scan
    seen = _photographed(page, spec.photo, rng) if spec.photo else _on_glass(page, spec, number, rng)
    seen = _sampled(seen, spec.dpi)
    soft = floats(cv2.GaussianBlur(seen, (0, 0), spec.blur)) if spec.blur else seen
    noise = rng.normal(0, spec.noise, soft.shape[:2]).astype(np.float32)
    shot = np.clip(soft + noise[..., None], 0, 255)
    turned = np.rot90(shot.astype(np.uint8), -spec.turn)
    image = Image.fromarray(np.ascontiguousarray(turned))
    if spec.mode == "colour":
        return image
    grey = image.convert("L")
    return _bilevel(np.asarray(grey), spec, rng) if spec.mode == "bilevel" else grey


def laid(spec: Scan, shape: tuple[int, int], number: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the matrix, shape (2, 3), by which page *number* of *shape* comes to lie on the glass, at 300 dpi."""
    height, width = shape
    angle = spec.skew[number % len(spec.skew)]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return np.hstack([matrix[:, :2], matrix[:, 2:] + rng.normal(0, 8, (2, 1))])


def _on_glass(page: Floats, spec: Scan, number: int, rng: np.random.Generator) -> Floats:
    height, width = page.shape[:2]
    matrix = laid(spec, (height, width), number, rng)
    lying = floats(cv2.warpAffine(page, matrix, (width, height), borderMode=cv2.BORDER_CONSTANT, borderValue=LID))
    lamp = 1 + 0.012 * clouds((height, width), 2, rng)
    return lying * lamp[..., None] * _edge(spec, (height, width), rng)[..., None]


def _edge(spec: Scan, shape: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Return the darkness at the edge where the lid stood open, as a factor."""
    factor = np.ones(shape, np.float32)
    if not spec.edge:
        return factor
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    near = {"left": columns, "right": shape[1] - columns, "top": rows, "bottom": shape[0] - rows}[spec.edge]
    ragged = pixels(spec.edge_width) * (1 + 0.12 * clouds(shape, 5, rng))
    return floats(1 - 0.86 / (1 + np.exp(np.clip((near - ragged) / 7, -30, 30))))


def _photographed(page: Floats, photo: Photo, rng: np.random.Generator) -> Floats:
    """Lay the sheet on a table, look at it from a little aside, under warm light that falls off."""
    height, width = page.shape[:2]
    border = round(pixels(17))
    frame = (height + 2 * border, width + 2 * border)
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = flat + border + np.array(photo.corners, np.float32) * pixels(1)
    matrix = cv2.getPerspectiveTransform(flat, seen.astype(np.float32))
    sheet = floats(cv2.warpPerspective(page, matrix, frame[::-1], flags=cv2.INTER_LINEAR))
    whole = np.ones(page.shape[:2], np.float32)
    inside = floats(cv2.warpPerspective(whole, matrix, frame[::-1], flags=cv2.INTER_LINEAR))
    shadow = floats(cv2.GaussianBlur(np.roll(inside, (14, 18), (0, 1)), (0, 0), 16))
    table = _table(frame, photo, rng) * (1 - 0.55 * shadow)[..., None]
    picture = table * (1 - inside)[..., None] + sheet * inside[..., None]
    return picture * _lamp(frame, photo)[..., None] * _warmth(photo)


def _table(shape: tuple[int, int], photo: Photo, rng: np.random.Generator) -> Floats:
    across = rng.normal(0, 1, (shape[0] // 10, 6)).astype(np.float32)
    grain = floats(cv2.resize(across, shape[::-1], interpolation=cv2.INTER_CUBIC)) * 7
    return np.array(photo.table, np.float32) + (grain + 5 * clouds(shape, 8, rng))[..., None]


def _lamp(shape: tuple[int, int], photo: Photo) -> Floats:
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    away = np.hypot(columns / shape[1] - 0.72, rows / shape[0] - 0.2)
    return floats(1.02 - photo.fall * away**1.4)


def _warmth(photo: Photo) -> Floats:
    return np.array((1.0, 1 - 0.45 * photo.warm, 1 - 1.5 * photo.warm), np.float32)


def _sampled(page: Floats, dpi: int) -> Floats:
    if dpi == DPI:
        return page
    factor = dpi / DPI
    size = (round(page.shape[1] * factor), round(page.shape[0] * factor))
    return floats(cv2.resize(page, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC))


def _bilevel(grey: Pixels, spec: Scan, rng: np.random.Generator) -> Image.Image:
    white = grey > spec.threshold
    for _ in range(spec.speckle):
        y, x = rng.integers((0, 0), white.shape).tolist()
        size = int(rng.integers(1, 4))
        white[y : y + size, x : x + size] = rng.random() < 0.25
    return Image.fromarray(white)


def save(images: list[Image.Image], letter: LetterFile, path: Path) -> None:
    """Write the scans of a letter to *path* with its dpi in the file; the same images give the same bytes."""
    spec = letter.scan
    first, rest = images[0], images[1:]
    if spec.photo:
        _save_photo(first, path, spec.quality)
    elif spec.form == "tif":
        first.save(path, compression="group4", dpi=(spec.dpi, spec.dpi), save_all=True, append_images=rest)
    elif spec.form == "pdf":
        quality = spec.quality
        first.save(
            path,
            resolution=spec.dpi,
            save_all=True,
            append_images=rest,
            quality=quality,
            creationDate=LONG_AGO,
            modDate=LONG_AGO,
        )
    else:
        first.save(path, dpi=(spec.dpi, spec.dpi), quality=spec.quality)


def _save_photo(image: Image.Image, path: Path, quality: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = SIDEWAYS
    on_its_side = image.transpose(Image.Transpose.ROTATE_90)
    on_its_side.save(path, quality=quality, dpi=(PHOTO_DPI, PHOTO_DPI), exif=exif)
