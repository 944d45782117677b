"""What a reading engine is, and the line images it is given.

A line image is levelled: its pixels are the columns of the line, each pushed up or down so that the baseline is a row.
Columns keep their place, so that column x of the image is column `box.left + x` of the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pipeline.geometry import Box
from pipeline.image import Pixels
from pipeline.model import Reading, Script


@dataclass(frozen=True, slots=True, kw_only=True)
class LineImage:
    """One line, or a run of it, cut out of the page.

    Attributes:
        pixels: grey, shape (height, width); paper (255) wherever the line is not.
        box: where on the page the pixels come from; as wide as the pixels, higher where the line was not level.
        tops: for each column of the pixels, the page row that its first pixel comes from; may lie outside of the page.
        size: height of an ordinary line of this print, px; what the pixels are scaled by.
        script: what the line is written in, if that is known.
    """

    pixels: Pixels
    box: Box
    tops: tuple[int, ...]
    size: float
    script: Script | None = None

    def __post_init__(self) -> None:
        if self.pixels.ndim != 2 or not self.pixels.size:
            raise ValueError(f"a line is grey and has pixels, not shape {self.pixels.shape}")
        if not len(self.tops) == self.box.width == self.pixels.shape[1]:
            raise ValueError(f"{len(self.tops)} tops and a box of {self.box.width} for {self.pixels.shape[1]} columns")
        if self.size <= 0:
            raise ValueError(f"size is above zero, not {self.size}")

    def page_box(self, box: Box) -> Box:
        """Return where on the page *box*, in pixels of this image, lies: within `self.box`, at least one pixel."""
        left = min(max(box.left, 0), len(self.tops) - 1)
        right = min(max(box.right, left + 1), len(self.tops))
        tops = self.tops[left:right]
        top = min(max(min(tops) + box.top, self.box.top), self.box.bottom - 1)
        bottom = min(max(max(tops) + box.bottom, top + 1), self.box.bottom)
        return Box(left=self.box.left + left, top=top, right=self.box.left + right, bottom=bottom)

    def part(self, left: int, right: int) -> "LineImage":
        """Return the columns *left* up to *right* as a line image of its own."""
        box = self.box.model_copy(update={"left": self.box.left + left, "right": self.box.left + right})
        return replace(self, pixels=self.pixels[:, left:right], box=box, tops=self.tops[left:right])

    def written_in(self, script: Script | None) -> "LineImage":
        """Return the same pixels, to be read as *script*."""
        return replace(self, script=script)


class Engine(Protocol):
    """Reads lines."""

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def reads_mixed(self) -> bool:
        """Whether a line may hold letters of any script; else lines are cut into runs, with `script` set."""
        ...

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        """Return a reading per line, words in logical order, boxes in page pixels; None where reading failed."""
        ...
