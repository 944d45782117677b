"""The print of a page: set lines and marks drawn as layers of ink at 300 dpi."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import marks
import numpy as np
from letterfile import A4, Colour, LetterFile, Mark
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from typeset import LANGUAGE, SetLine, SetPage, font, pixels

Floats = NDArray[np.float32]
SHAPE = (round(pixels(A4[1])), round(pixels(A4[0])))  # rows, columns
RULE = 3  # px: a hairline of a quarter of a millimetre


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Ink of one colour: how much of each pixel it covers, float32 in [0, 1]; *kind* is print, stamp or signature."""

    cover: Floats
    ink: Colour
    kind: str


def layers(letter: LetterFile, page: SetPage, rng: np.random.Generator) -> tuple[Layer, ...]:
    """Return the layers of ink of one page, those of the press first."""
    by_ink: dict[Colour, list[SetLine]] = {}
    for line in page.lines:
        by_ink.setdefault(line.block.ink or letter.press.ink, []).append(line)
    printed = [Layer(cover=cover(lines, rng), ink=ink, kind="print") for ink, lines in by_ink.items()]
    ruled = [Layer(cover=_ruled(page), ink=next(iter(by_ink)), kind="print")] if page.rules else []
    drawn = [_drawn(page, mark, rng) for mark in page.sheet.marks]
    return (*printed, *ruled, *drawn)


def cover(lines: Sequence[SetLine], rng: np.random.Generator) -> Floats:
    """Return how much of each pixel of a page the ink of *lines* covers, in [0, 1]."""
    sheet = Image.new("L", SHAPE[::-1], 0)
    pen = ImageDraw.Draw(sheet)
    for line in lines:
        _draw(sheet, pen, line, rng)
    return np.asarray(np.asarray(sheet) / 255, np.float32)


def _ruled(page: SetPage) -> Floats:
    sheet = Image.new("L", SHAPE[::-1], 0)
    for rule in page.rules:
        ImageDraw.Draw(sheet).line([(rule.left, rule.y), (rule.right, rule.y)], fill=255, width=RULE)
    return np.asarray(np.asarray(sheet) / 255, np.float32)


def _draw(sheet: Image.Image, pen: ImageDraw.ImageDraw, line: SetLine, rng: np.random.Generator) -> None:
    if line.face.hammered:
        _hammer(sheet, line, rng)
    elif line.gap:
        _spaced(pen, line)
    else:
        _write(pen, line.text, line.x, line)


def _write(pen: ImageDraw.ImageDraw, text: str, x: float, line: SetLine) -> None:
    language = LANGUAGE[line.direction]
    pen.text((x, line.y), text, 255, font(line.face), anchor="ls", direction=line.direction, language=language)


def _spaced(pen: ImageDraw.ImageDraw, line: SetLine) -> None:
    """Draw a justified line word by word; all its words run the same way."""
    face = font(line.face)
    blank = face.getlength(" ") + line.gap
    words = line.text.split(" ")
    x = line.x
    for word in words if line.direction == "ltr" else reversed(words):
        _write(pen, word, x, line)
        x += face.getlength(word, direction=line.direction, language=LANGUAGE[line.direction]) + blank


def _hammer(sheet: Image.Image, line: SetLine, rng: np.random.Generator) -> None:
    """Strike each letter on its own: a little high or low, a little turned, harder or softer."""
    face = font(line.face)
    step = face.getlength("M")
    room = round(step * 2.5)
    for place, char in enumerate(line.text):
        lift, turn, force = rng.normal(0, 1.1), rng.normal(0, 0.8), rng.uniform(0.62, 1.0)
        if char == " ":
            continue
        type_bar = Image.new("L", (room, room), 0)
        ImageDraw.Draw(type_bar).text((room / 2, room * 0.65), char, round(255 * force), face, anchor="ms")
        struck = type_bar.rotate(turn, Image.Resampling.BICUBIC)
        x = round(line.x + (place + 0.5) * step - room / 2)
        y = round(line.y + lift - room * 0.65)
        sheet.paste(255, (x, y), struck)


def _drawn(page: SetPage, mark: Mark, rng: np.random.Generator) -> Layer:
    x, y = pixels(mark.x), pixels(mark.y)
    if mark.by:
        line = next(line for line in page.lines if line.block.field == mark.by)
        x, y = x + line.x + line.width / 2, y + line.y
    drawing = marks.DRAWN[mark.kind](mark, pixels(mark.size), rng)
    turned = _turned(drawing, mark.angle)
    cover = np.zeros(SHAPE, np.float32)
    half_h, half_w = turned.shape[0] // 2, turned.shape[1] // 2
    top, left = round(y) - half_h, round(x) - half_w
    up, over = max(-top, 0), max(-left, 0)
    part = turned[up : SHAPE[0] - top, over : SHAPE[1] - left]
    cover[top + up : top + up + part.shape[0], left + over : left + over + part.shape[1]] = part
    return Layer(cover=cover, ink=mark.ink, kind=mark.kind)


def _turned(drawing: Floats, angle: float) -> Floats:
    if not angle:
        return drawing
    height, width = drawing.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0)
    return np.asarray(cv2.warpAffine(drawing, matrix, (width, height), flags=cv2.INTER_LINEAR), np.float32)
