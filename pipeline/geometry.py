"""Points, boxes and matrices in page-image pixels; origin top left, y grows down; boxes are half open.

Polygons run clockwise and stay open; baselines run from left to right. A matrix is 3x3, row-major, and acts on
column vectors (x, y, 1).
"""

from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

Point = tuple[float, float]
Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]

IDENTITY: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))


class Box(BaseModel):
    """An upright rectangle; the right and bottom edges lie outside of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    left: int
    top: int
    right: int
    bottom: int

    @model_validator(mode="after")
    def _has_an_inside(self) -> Self:
        if self.right <= self.left or self.bottom <= self.top:
            raise ValueError(f"box without inside: {self.left},{self.top},{self.right},{self.bottom}")
        return self

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def centre(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def shared(self, other: "Box") -> int:
        """Return the area that both boxes cover, in square pixels."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0) * max(height, 0)

    def shared_rows(self, other: "Box") -> int:
        """Return the number of pixel rows that both boxes cover."""
        return max(min(self.bottom, other.bottom) - max(self.top, other.top), 0)

    def shared_columns(self, other: "Box") -> int:
        """Return the number of pixel columns that both boxes cover."""
        return max(min(self.right, other.right) - max(self.left, other.left), 0)

    def grown(self, by: int, width: int, height: int) -> "Box":
        """Return the box, wider by *by* pixels on each side but within a page of *width* x *height*."""
        return Box(
            left=max(self.left - by, 0),
            top=max(self.top - by, 0),
            right=min(self.right + by, width),
            bottom=min(self.bottom + by, height),
        )


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all *boxes*; ValueError if there are none."""
    every = tuple(boxes)
    return Box(
        left=min(box.left for box in every),
        top=min(box.top for box in every),
        right=max(box.right for box in every),
        bottom=max(box.bottom for box in every),
    )


def bounds(points: Sequence[Point]) -> Box:
    """Return the smallest box around *points*, at least one pixel wide and high."""
    across, down = zip(*points, strict=True)
    left, top = floor(min(across)), floor(min(down))
    return Box(left=left, top=top, right=max(ceil(max(across)), left + 1), bottom=max(ceil(max(down)), top + 1))


def outline(box: Box) -> tuple[Point, ...]:
    """Return the corners of *box* as a polygon, clockwise from the top left."""
    return (
        (float(box.left), float(box.top)),
        (float(box.right), float(box.top)),
        (float(box.right), float(box.bottom)),
        (float(box.left), float(box.bottom)),
    )


def moved(matrix: Matrix, point: Point) -> Point:
    """Return where *matrix* takes *point*."""
    x, y = point
    across, down, scale = (row[0] * x + row[1] * y + row[2] for row in matrix)
    return across / scale, down / scale


def inverse(matrix: Matrix) -> Matrix:
    """Return the matrix that undoes *matrix*; ZeroDivisionError if nothing does."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return (
        ((e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole),
        ((f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole),
        ((d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole),
    )


def product(after: Matrix, before: Matrix) -> Matrix:
    """Return the matrix that does *before* first and *after* second."""
    rows = [[sum(after[i][k] * before[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    first, second, third = ((row[0], row[1], row[2]) for row in rows)
    return first, second, third
