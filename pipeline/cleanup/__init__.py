"""Clean-up: from a scan to the upright, straight page image, its even grey and its ink."""

from pipeline.cleanup.bleed import contrast, shows_only_back
from pipeline.cleanup.ink import find_ink
from pipeline.cleanup.light import flatten
from pipeline.cleanup.orientation import Legibility
from pipeline.cleanup.resolution import estimate_dpi
from pipeline.cleanup.straight import Straightened, straighten

__all__ = [
    "Legibility",
    "Straightened",
    "contrast",
    "estimate_dpi",
    "find_ink",
    "flatten",
    "shows_only_back",
    "straighten",
]
