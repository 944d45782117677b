"""Lines that run up or down the sheet, read both ways on a part of the page that is turned until they are level."""

from dataclasses import dataclass

import numpy as np

from pipeline.geometry import Box, Point
from pipeline.image import Pixels, as_pixels
from pipeline.model import Reading, TextLine

RIM = 4  # px round the line


def runs_sideways(line: TextLine) -> bool:
    """Return whether the baseline of *line* runs more up or down than across."""
    (left, first), (right, last) = line.baseline[0], line.baseline[-1]
    return abs(last - first) > abs(right - left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """The part of a page that a line lies on, after a quarter turn: with the clock if the line runs up, else against.

    *box* is where that part lies on the page.
    """

    box: Box
    upwards: bool

    @classmethod
    def of(cls, line: TextLine, shape: tuple[int, ...], *, upwards: bool) -> "Turned":
        return cls(box=line.box.grown(RIM, shape[1], shape[0]), upwards=upwards)

    def pixels(self, flat: Pixels) -> Pixels:
        part = flat[self.box.top : self.box.bottom, self.box.left : self.box.right]
        return as_pixels(np.rot90(part, 3 if self.upwards else 1))

    def into(self, point: Point) -> Point:
        """Return where *point* of the page lies on the part."""
        x, y = point
        return (self.box.bottom - y, x - self.box.left) if self.upwards else (y - self.box.top, self.box.right - x)

    def back(self, box: Box) -> Box:
        """Return where *box* of the part lies on the page."""
        if self.upwards:
            return Box(
                left=self.box.left + box.top, right=self.box.left + box.bottom,
                top=self.box.bottom - box.right, bottom=self.box.bottom - box.left,
            )  # fmt: skip
        return Box(
            left=self.box.right - box.bottom, right=self.box.right - box.top,
            top=self.box.top + box.left, bottom=self.box.top + box.right,
        )  # fmt: skip

    def level(self, line: TextLine) -> TextLine:
        """Return *line* as it lies on the part: its baseline runs from left to right."""
        polygon = tuple(self.into(point) for point in line.polygon)
        ends = sorted(self.into(point) for point in (line.baseline[0], line.baseline[-1]))
        return line.model_copy(update={"polygon": polygon, "baseline": tuple(ends)})

    def reading(self, reading: Reading) -> Reading:
        """Return *reading* with its words where they lie on the page."""
        words = tuple(word.model_copy(update={"box": self.back(word.box)}) for word in reading.words)
        return reading.model_copy(update={"words": words})

    def course(self, line: TextLine) -> TextLine:
        """Return *line* with its baseline running the way that it is read."""
        ends = sorted((line.baseline[0], line.baseline[-1]), key=_row, reverse=self.upwards)
        return line.model_copy(update={"baseline": tuple(ends)})


def _row(point: Point) -> float:
    return point[1]
