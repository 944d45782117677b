"""Clean-up: from a scan to the upright, straight page image, its even grey and its ink."""

from pipeline.cleanup.bleed import contrast, depth, shows_front, shows_only_back
from pipeline.cleanup.borders import sheet
from pipeline.cleanup.faint import strengthened
from pipeline.cleanup.ink import find_ink
from pipeline.cleanup.leaves import Leaf, find_leaves, whole
from pipeline.cleanup.lift import lift
from pipeline.cleanup.light import flatten
from pipeline.cleanup.orientation import Legibility
from pipeline.cleanup.resolution import estimate_dpi, is_credible, letter_height, likely_dpi
from pipeline.cleanup.sketch import Sketch, letters, sketch
from pipeline.cleanup.skew import find_skew
from pipeline.cleanup.straight import Straightened, straighten
from pipeline.cleanup.verso import Side, side, without_back

__all__ = [
    "Leaf",
    "Legibility",
    "Side",
    "Sketch",
    "Straightened",
    "contrast",
    "depth",
    "estimate_dpi",
    "find_ink",
    "find_leaves",
    "find_skew",
    "flatten",
    "is_credible",
    "letter_height",
    "letters",
    "lift",
    "likely_dpi",
    "sheet",
    "shows_front",
    "shows_only_back",
    "side",
    "sketch",
    "straighten",
    "strengthened",
    "whole",
    "without_back",
]
