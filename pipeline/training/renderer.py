"""Lines of text rendered as the reader meets them: clean ink, 40 px high, with a label; scanning comes later.

The same seed gives the same lines, given the same faces and text.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np

from pipeline.image import Pixels, as_pixels
from pipeline.training import surroundings
from pipeline.training.faces import Face, choose, of_script
from pipeline.training.sampler import Run, Sampler
from pipeline.training.typesetting import Habits, Piece, set_run, side_by_side, spread

HEIGHT = 40  # px
SQUEEZE = 0.86  # lines are narrowed by this much, give or take a tenth, so that more of them fit in a batch
NARROWEST, WIDEST = 16, 1600  # px
SMALLEST, LARGEST = 22, 60  # px: sizes that lines are set in before they are scaled
TRIES = 4  # other faces for a text that a face has not all signs of


@dataclass(frozen=True, slots=True)
class Line:
    """Ink of shape (HEIGHT, width), uint8, 255 where written; and the signs from left to right."""

    ink: Pixels
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The faces of both scripts, their size in px, the size of Latin beside Uyghur, and the habits.

    A line that fills its column has its spaces widened, px.
    """

    arab: Face
    latn: Face
    size: int
    latin: float
    widened: int
    habits: Habits


class Renderer:
    """Renders what *sampler* draws, in *faces*."""

    def __init__(self, rng: Random, faces: Sequence[Face], sampler: Sampler) -> None:
        self.rng = rng
        self.arab, self.latn = of_script(faces, "Arab"), of_script(faces, "Latn")
        self.latin_only = tuple(face for face in self.latn if "Arab" not in face.scripts) or self.latn
        self.sampler = sampler

    def line(self) -> Line:
        """Return the next line."""
        while True:
            found = self.of(self.sampler.line())
            if found:
                return found

    def of(self, runs: Sequence[Run]) -> Line | None:
        """Return *runs* as a line; None if no face that was tried can set them."""
        for _ in range(TRIES):
            look = self._look(runs)
            piece = self._set(runs, look)
            if piece:
                return self._cut(piece, runs, look)
        return None

    def _look(self, runs: Sequence[Run]) -> Look:
        rng = self.rng
        scripts = {run.script for run in runs}
        arab = choose(rng, self.arab, "Arab")
        latn = choose(rng, self.latin_only if rng.random() < 0.85 else self.latn, "Latn")
        if len(scripts) > 1 and "Latn" in arab.scripts and rng.random() < 0.3:
            latn = arab
        size = rng.randint(SMALLEST, LARGEST)
        return Look(
            arab=arab,
            latn=latn,
            size=size,
            widened=round(size * rng.uniform(0.05, 0.6)) if rng.random() < 0.25 else 0,
            latin=rng.uniform(0.6, 1.0) if len(scripts) > 1 else 1.0,
            habits=self._habits(latn),
        )

    def _habits(self, latn: Face) -> Habits:
        rng = self.rng
        typed = latn.kind == "typewriter" and rng.random() < 0.6
        loose = not typed and rng.random() < 0.05
        small_capitals = not typed and rng.random() < 0.05
        return Habits(
            kashida=rng.random() < 0.1,
            spaced=rng.random() < 0.06,
            low_hyphen=rng.random() < 0.6,
            one_by_one=typed or loose or small_capitals,
            tracking=rng.uniform(0.02, 0.35) if loose else 0.0,
            unsteady=rng.uniform(0.0, 0.04) if typed else 0.0,
            faint=rng.choice((0.0, 0.3, rng.uniform(0.2, 0.75))) if typed else 0.0,
            small_capitals=small_capitals,
        )

    def _set(self, runs: Sequence[Run], look: Look) -> Piece | None:
        pieces = []
        for run in runs:
            face = look.arab if run.script == "Arab" else look.latn
            size = look.size if run.script == "Arab" else max(round(look.size * look.latin), 10)
            piece = set_run(run, face.path, size, look.habits, self.rng) if face.sets(run.text) else None
            if piece is None:
                return None
            pieces.append(piece if look.habits.tracking else spread(piece, look.widened))
        return side_by_side(pieces, round(look.size * self.rng.uniform(0.25, 0.6)))

    def _cut(self, piece: Piece, runs: Sequence[Run], look: Look) -> Line:
        rng = self.rng
        ink, above, below = surroundings.margined(piece.ink, look.size, rng)
        if rng.random() < 0.2:
            ink = self._among_neighbours(ink, (above, below), runs, look)
        if rng.random() < 0.07:
            ink = surroundings.ruled(ink, ink.shape[0] - below, rng)
        if rng.random() < 0.05:
            ink = surroundings.stamped(ink, rng)
        if rng.random() < 0.04:
            ink = surroundings.scribbled(ink, rng)
        if rng.random() < 0.45:
            ink = surroundings.slanted(ink, rng)
        if rng.random() < 0.2:
            ink = surroundings.bent(ink, rng)
        return Line(self._scaled(ink, latin=runs[0].script == "Latn"), piece.label)

    def _among_neighbours(self, ink: Pixels, rooms: tuple[int, int], runs: Sequence[Run], look: Look) -> Pixels:
        script = runs[0].script
        for room, above in zip(rooms, (True, False), strict=True):
            other = self._set((Run(self.sampler.passage(script, 10, 80), script),), look)
            if other and self.rng.random() < 0.6:
                ink = surroundings.with_neighbour(ink, other.ink, room, self.rng, above=above)
        return ink

    def _scaled(self, ink: Pixels, *, latin: bool) -> Pixels:
        """Return *ink* at HEIGHT, narrowed; some Latin faces are far wider or narrower than ours, and so they are."""
        stretch = SQUEEZE * math.exp(self.rng.gauss(0, 0.1))
        if latin and self.rng.random() < 0.12:
            stretch *= self.rng.uniform(0.75, 1.6)
        scale = HEIGHT / ink.shape[0]
        width = min(max(round(ink.shape[1] * scale * stretch), NARROWEST), WIDEST)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        return as_pixels(np.asarray(cv2.resize(ink, (width, HEIGHT), interpolation=method)))
