"""A page image as the stages see it, while its letter is read."""

from dataclasses import dataclass, replace

from pipeline import cleanup, layout, recognize
from pipeline.image import Pixels
from pipeline.ingest.scan import Scan
from pipeline.recognize import Engine
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page image, and as layout and engines see it: the latter grey, in even light, without stamps and signatures."""

    pixels: Pixels
    flat: Pixels
    layout: layout.Layout
    dpi: float


class Viewer:
    """Looks at page images of one scan; what was looked at to find which way is up is not looked at again."""

    def __init__(self, scan: Scan, dpi: float, engine: Engine, settings: Settings) -> None:
        self.scan = scan
        self.dpi = dpi
        self.engine = engine
        self.settings = settings
        self.views: list[View] = []

    def view(self, pixels: Pixels) -> View:
        for known in self.views:
            if known.pixels is pixels:
                return known
        flat = cleanup.flatten(pixels, self.dpi)
        ink = cleanup.find_ink(flat, self.dpi, bilevel=self.scan.bilevel)
        found = layout.find_blocks(pixels, ink, self.dpi, self.settings.layout)
        # The ink of a 1-bit scan has lost its speckle, which engines take for dots; there are no greys to lose.
        readable = cleanup.lift(ink if self.scan.bilevel else flat, ink, found.drawn, found.beneath)
        self.views.append(View(pixels=pixels, flat=readable, layout=found, dpi=self.dpi))
        return self.views[-1]

    def best_view(self, pixels: Pixels) -> View:
        """Return the view of a page image; where nothing is found, with faint writing made dark if that reads."""
        view = self.view(pixels)
        if view.layout.blocks or self.scan.bilevel:
            return view
        dark = cleanup.strengthened(view.flat, self.dpi)
        if dark is None or not cleanup.shows_front(dark, self.legible):
            return view
        return replace(self.view(dark), pixels=pixels)

    def legible(self, pixels: Pixels) -> float:
        view = self.view(pixels)
        return recognize.legibility(view.layout.blocks, view.flat, self.engine)
