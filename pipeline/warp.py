"""How a page image came from a bent page: a coarse grid that says how far each of its points was moved.

Between the lines of the grid a point moves as its neighbours do, in proportion (bilinear); beyond the grid as its edge
does. Both ways are exact, but for rounding.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.geometry import Point

Ascending = Annotated[tuple[float, ...], Field(min_length=2)]


class Warp(BaseModel):
    """A flattened page image, and the bent page that it was made of; both are as wide.

    A point (x, y) of the page image lay on the bent page at (x, y + its drop).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: Ascending = Field(description="x of the upright lines of the grid, in pixels of the page image")
    rows: Ascending = Field(description="y of the level lines of the grid, in pixels of the page image")
    drops: tuple[tuple[float, ...], ...] = Field(
        description="for each row, and in it each column, how many pixels farther down the bent page has that point"
    )

    @model_validator(mode="after")
    def _never_folds_back(self) -> Self:
        if len(self.drops) != len(self.rows) or any(len(row) != len(self.columns) for row in self.drops):
            raise ValueError("a grid with a drop too few or too many")
        for line in (self.columns, self.rows, *(self._levels_at(x) for x in self.columns)):
            if any(before >= after for before, after in pairwise(line)):
                raise ValueError("a grid that folds back on itself")
        return self

    def bent(self, point: Point) -> Point:
        """Return where a *point* of the page image lay on the bent page."""
        x, y = point
        return x, _carried(y, self.rows, self._levels_at(x))

    def flat(self, point: Point) -> Point:
        """Return where a *point* of the bent page lies on the page image."""
        x, y = point
        return x, _carried(y, self._levels_at(x), self.rows)

    def _levels_at(self, x: float) -> list[float]:
        """Return where each row lay on the bent page at *x*."""
        after = min(max(bisect_right(self.columns, x), 1), len(self.columns) - 1)
        left, right = self.columns[after - 1], self.columns[after]
        share = min(max((x - left) / (right - left), 0.0), 1.0)
        return [
            y + (1 - share) * drops[after - 1] + share * drops[after]
            for y, drops in zip(self.rows, self.drops, strict=True)
        ]


def _carried(at: float, sources: Sequence[float], targets: Sequence[float]) -> float:
    """Return *at*, moved as the *sources* on either side of it are to *targets*; beyond their ends, as the end is."""
    if at <= sources[0]:
        return at - sources[0] + targets[0]
    if at >= sources[-1]:
        return at - sources[-1] + targets[-1]
    after = bisect_right(sources, at)
    share = (at - sources[after - 1]) / (sources[after] - sources[after - 1])
    return (1 - share) * targets[after - 1] + share * targets[after]
