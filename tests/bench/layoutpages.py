"""Pages that are hard on a line finder, with the place of every line on them known to the pixel.

Each kind of page has one difficulty, and is set in Uyghur and in English, worn in the four ways of rendered.py in turn.
Lines are drawn one by one to know their ink; it is followed through the bend of the sheet and its place on the glass.
The same kind gives the same pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import age
import cv2
import linetruth
import numpy as np
import press
import scanner
import typeset
from layouts import KINDS, TWINS, Layout, Side
from letterfile import LetterFile
from linetruth import MarkedLine
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from rendered import WEAR
from typeset import DPI, SetPage, pixels

Floats = NDArray[np.float32]
Points = NDArray[np.float64]  # shape (n, 2): x, y
EACH = 2  # pages of each kind in each language
SEED = 4100
LANGUAGES = ("uyghur", "english")
THIN = 3  # px between the points of ink that a line is followed by


@dataclass(frozen=True, slots=True, kw_only=True)
class Inked:
    """A line by its text and the points that its ink covers on the flat sheet."""

    text: str
    points: Points


def write(folder: Path, only: Sequence[str] | None = None) -> None:
    """Write the pages of all kinds, or of those in *only*, each kind into a folder of its own."""
    own = [kind for kind in KINDS if kind not in TWINS]
    for kind, make in KINDS.items():
        if only and kind not in only:
            continue
        place = own.index(TWINS.get(kind, kind))
        (folder / kind).mkdir()
        wears = cycle(WEAR)
        for number in range(EACH):
            for language in LANGUAGES:
                layout = make(language, SEED + 10 * place + number)
                write_page(layout, next(wears), folder / kind / f"{language}-{number}")


def write_page(layout: Layout, wear: str, stem: Path) -> None:
    """Write the scan of *layout*, worn in the way that is named, and its lines, at *stem* with their endings."""
    inked, paper, scan = WEAR[wear]
    turn = {"skew": (layout.slant,)} if layout.slant is not None else {}
    marked = bool(layout.letter.pages[0].marks) and scan.mode == "grey"
    look = {"mode": "colour"} if layout.mode == "colour" or (marked and layout.mode != "worn") else {}
    letter = layout.letter.model_copy(
        update={"press": inked, "paper": paper, "scan": scan.model_copy(update={**turn, **look})}
    )
    (page,) = typeset.pages(letter)
    lines, layers = _drawn(letter, page, layout)
    rng = np.random.default_rng([letter.seed, 1])
    back = np.zeros(press.SHAPE, np.float32)
    for layer in layers:
        back = np.maximum(back, layer.cover)
    aged = _bent(age.aged_page(letter, layers, back, rng), layout.bend)
    image = scanner.scan(aged, letter, 0, np.random.default_rng([letter.seed, 2]))
    matrix = scanner.laid(letter.scan, press.SHAPE, 0, np.random.default_rng([letter.seed, 2]))
    scanner.save([image], letter, stem.with_name(f"{stem.name}.{letter.scan.form}"))
    scale = letter.scan.dpi / DPI
    linetruth.write([_marked(line, layout.bend, matrix, scale) for line in lines], stem)


def _drawn(letter: LetterFile, page: SetPage, layout: Layout) -> tuple[list[Inked], tuple[press.Layer, ...]]:
    """Return the lines of a page and its layers of ink, with what is drawn over them and what stands on its side."""
    rng = np.random.default_rng([letter.seed, 0])
    layers = press.layers(letter, page, rng)
    lines = [_inked(line.text, press.cover([line], np.random.default_rng(0))) for line in page.lines]
    if layout.strokes:
        sheet = Image.new("L", press.SHAPE[::-1], 0)
        for stroke in layout.strokes(page):
            ImageDraw.Draw(sheet).line(stroke.points, fill=255, width=stroke.width)
        cover = np.asarray(np.asarray(sheet) / 255, np.float32)
        layers = (*layers, press.Layer(cover=cover, ink=letter.press.ink, kind="print"))
    for side in layout.sides:
        cover = _on_its_side(side)
        lines.append(_inked(side.text, cover))
        layers = (*layers, press.Layer(cover=cover, ink=letter.press.ink, kind="print"))
    return lines, layers


def _inked(text: str, cover: Floats) -> Inked:
    y, x = np.nonzero(cover > 0.3)
    points = np.stack([x, y], axis=1).astype(np.float64) + 0.5
    ends = np.concatenate([[points[:, axis].argmin(), points[:, axis].argmax()] for axis in (0, 1)])
    return Inked(text=text, points=np.concatenate([points[::THIN], points[ends]]))


def _on_its_side(side: Side) -> Floats:
    """Return the cover of a line that is read from the side of the sheet."""
    face = typeset.font(side.face)
    room = round(face.getlength(side.text)) + 40, round(3 * face.size)
    strip = Image.new("L", room, 0)
    ImageDraw.Draw(strip).text(
        (room[0] / 2, room[1] / 2), side.text, 255, face, anchor="mm", direction=side.direction,
        language=typeset.LANGUAGE[side.direction],
    )  # fmt: skip
    turned = np.rot90(np.asarray(strip), side.turns)
    sheet = np.zeros(press.SHAPE, np.float32)
    left, top = (round(pixels(at)) for at in (side.x, side.y))
    left, top = left - turned.shape[1] // 2, top - turned.shape[0] // 2
    sheet[top : top + turned.shape[0], left : left + turned.shape[1]] = turned / 255
    return sheet


def _sag(x: Points, bend: float) -> Points:
    """Return how far a bent sheet lies lower at *x*, px: an arch, and a wave half as high."""
    along = np.pi * np.asarray(x, np.float64) / press.SHAPE[1]
    return np.asarray(bend * (np.sin(along) + 0.5 * np.sin(2.3 * along)), np.float64)


def _bent(page: Floats, bend: float) -> Floats:
    if not bend:
        return page
    rows, columns = np.mgrid[0 : page.shape[0], 0 : page.shape[1]].astype(np.float32)
    rows -= _sag(columns[0] + 0.5, bend).astype(np.float32)
    return np.asarray(cv2.remap(page, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _marked(line: Inked, bend: float, matrix: Points, scale: float) -> MarkedLine:
    moved = line.points.copy()
    moved[:, 1] += _sag(moved[:, 0], bend)
    seen = (moved @ matrix[:, :2].T + matrix[:, 2]) * scale
    left, top = np.floor(seen.min(axis=0)).astype(int).tolist()
    right, bottom = np.ceil(seen.max(axis=0)).astype(int).tolist()
    return MarkedLine(text=" ".join(line.text.split()), box=(left, top, right, bottom))
