"""A line image as the network wants it: a strip of fixed height, ink high, and the way back to the line's columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.geometry import Box
from pipeline.recognize.engine import LineImage

Ink = NDArray[np.float32]

HEIGHT = 40  # px: what the network was trained on
SQUEEZE = 0.9  # strips are narrower than the line by this much; measured on scans: training had 0.82, give or take 0.1
STRIDE = 4  # px of the strip per frame of the network
ABOVE = 0.05  # of the line's height: bare paper added above and below
BESIDE = 0.3  # the same, left and right
NARROWEST = 16  # px
# Without such fringes the network makes 8 % fewer errors on 12 scans: dust, and pieces of the lines above and below.
FRINGE = 0.006  # of the ink of a line: rows above and below that hold less, together, are no part of its letters
HIGH = 0.1  # of the line's height: a lower fringe does no harm
SPARED = 0.1  # of the height of the letters: the tail of the only comma is no dust
EDGE = 2  # px: the grey edge of strokes
FAINT_INK = 40.0  # grey levels below white: paper is lighter
PAPER_SHARE = 0.1  # quantile of the ink that counts as bare paper
FAINTEST = 13.0  # grey levels: less difference than this between paper and ink is no writing
SAMPLED = 3  # px: every third one tells where the paper lies
WRITTEN = 0.35  # of the strip's range: darker than this is ink where a word's edges are looked for


@dataclass(frozen=True, slots=True)
class Strip:
    """A line scaled for the network.

    Attributes:
        line: the line that it was made from, without a fringe of dust above or below.
        ink: shape (HEIGHT, width), float32 in [0, 1], 0 for paper.
        across: columns of the strip per column of the line.
        beside: bare columns of the line added on each side.
    """

    line: LineImage
    ink: Ink
    across: float
    beside: int

    @classmethod
    def of(cls, line: LineImage) -> "Strip":
        line = _without_fringe(line)
        dark = np.float32(255.0) - line.pixels.astype(np.float32)
        height = dark.shape[0]
        above, beside = round(height * ABOVE), round(height * BESIDE)
        dark = _stretched(np.pad(dark, ((above, above), (beside, beside))))
        high, wide = dark.shape
        width = max(round(wide * HEIGHT / high * SQUEEZE), NARROWEST)
        method = cv2.INTER_AREA if high > HEIGHT else cv2.INTER_LINEAR
        scaled = np.asarray(cv2.resize(dark, (width, HEIGHT), interpolation=method), np.float32)
        return cls(line, scaled, width / wide, beside)

    @property
    def width(self) -> int:
        return int(self.ink.shape[1])

    @property
    def frames(self) -> int:
        return -(-self.width // STRIDE)

    def on_page(self, first: float, last: float) -> Box:
        """Return where on the page the ink between two frames lies; all the rows of the line where there is none.

        Args:
            first: frame where it begins, may be a fraction.
            last: frame where it ends.
        """
        height, width = self.line.pixels.shape
        left, right = (round(frame * STRIDE / self.across) - self.beside for frame in (first, last))
        left = min(max(left, 0), width - 1)
        right = min(max(right, left + 1), width)
        found = _ink_box(self.line.pixels[:, left:right])
        if found is None:
            return self.line.page_box(Box(left=left, top=0, right=right, bottom=height))
        inside_left, top, inside_right, bottom = found
        return self.line.page_box(Box(left=left + inside_left, top=top, right=left + inside_right, bottom=bottom))


def _without_fringe(line: LineImage) -> LineImage:
    """Return *line* without high margins that hold next to no ink, since it is scaled by its height."""
    height = line.pixels.shape[0]
    ink = np.maximum(255.0 - FAINT_INK - line.pixels.astype(np.float32), 0.0).sum(axis=1)
    reached = np.cumsum(ink)
    if not reached[-1]:
        return line
    top, bottom = np.searchsorted(reached, (FRINGE * reached[-1], (1 - FRINGE) * reached[-1])).tolist()
    spared = round(SPARED * (bottom - top)) + EDGE
    top, bottom = max(top - spared, 0), min(bottom + 1 + spared, height)
    if max(top, height - bottom) <= HIGH * height:
        return line
    return replace(line, pixels=line.pixels[top:bottom], tops=tuple(row + top for row in line.tops))


def _stretched(dark: Ink) -> Ink:
    """Return *dark* with paper at 0 and the darkest ink at 1."""
    paper = float(np.quantile(dark[::SAMPLED, ::SAMPLED], PAPER_SHARE))
    span = max(float(dark.max()) - paper, FAINTEST)
    return np.asarray(((dark - paper) / span).clip(0.0, 1.0), np.float32)


def _ink_box(piece: NDArray[np.uint8]) -> tuple[int, int, int, int] | None:
    """Return left, top, right and bottom of the ink on a grey *piece*, None where it is bare."""
    written = piece < 255.0 - max(WRITTEN * (255.0 - float(piece.min())), FAINTEST)
    left, top, width, height = cv2.boundingRect(written.view(np.uint8))
    return (left, top, left + width, top + height) if width else None


def by_width(strips: Sequence[Strip], step: int, most: int) -> list[list[int]]:
    """Return places of *strips* in groups of at most *most* whose widths, rounded up to *step*, are the same.

    A strip's neighbours in a batch never change how much bare paper follows it, so a line reads the same on any page.
    """
    order = sorted(range(len(strips)), key=lambda place: strips[place].width)
    groups: list[list[int]] = []
    last = 0
    for place in order:
        width = padded(strips[place].width, step)
        if width != last or len(groups[-1]) == most:
            groups.append([])
        groups[-1].append(place)
        last = width
    return groups


def padded(width: int, step: int) -> int:
    """Return *width* rounded up to a multiple of *step*."""
    return -(-width // step) * step
