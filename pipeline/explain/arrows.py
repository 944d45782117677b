"""Arrow heads at the end of baselines."""

import numpy as np

from pipeline.geometry import Point
from pipeline.model import TextLine

LENGTH = 0.35  # of the height of the line
SPREAD = np.radians(150)  # from the way the line runs to each barb


def arrow(line: TextLine) -> tuple[Point, ...]:
    """Return the arrow head, barb, tip, barb, just beyond the end of *line*, the way it runs."""
    before, tip = line.baseline[-2:] if line.direction == "ltr" else line.baseline[1::-1]
    way = np.arctan2(tip[1] - before[1], tip[0] - before[0])
    length = LENGTH * line.box.height
    tip = float(tip[0] + length * np.cos(way)), float(tip[1] + length * np.sin(way))
    barbs = [
        (float(tip[0] + length * np.cos(way + turn)), float(tip[1] + length * np.sin(way + turn)))
        for turn in (-SPREAD, SPREAD)
    ]
    return barbs[0], tip, barbs[1]
