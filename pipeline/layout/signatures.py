"""Signatures: strokes of one hand put together, and their remnants taken out of the lines."""

from collections.abc import Sequence

from pipeline.geometry import Box, around
from pipeline.layout.contacts import groups
from pipeline.model import Graphic, TextLine

NEAR = 1.5  # text heights between two strokes of one signature
ABREAST = 3.0  # text heights between two names of one signature
NARROW = 3.0, 0.5  # text heights, and times its height: what is no wider is a tick, a fold or a torn edge
INSIDE = 0.7  # of a line's box
SHORT = 3.0  # times its height: a line inside of a signature that is no longer than that is a stroke of it


def joined_signatures(graphics: Sequence[Graphic], height: float) -> tuple[Graphic, ...]:
    """Return *graphics* with signatures that nearly touch made one, and without the narrow ones.

    *height* is the height of the text in pixels.
    """
    signed = [graphic for graphic in graphics if graphic.kind == "signature"]
    near = [(i, j) for i in range(len(signed)) for j in range(i) if _near(signed[i].box, signed[j].box, height)]
    members: dict[int, list[Graphic]] = {}
    for graphic, number in zip(signed, groups(near, len(signed)).tolist(), strict=True):
        members.setdefault(number, []).append(graphic)
    whole = [_whole(several) for several in members.values()]
    wide = [one for one in whole if one.box.width >= max(NARROW[0] * height, NARROW[1] * one.box.height)]
    return (*(graphic for graphic in graphics if graphic.kind != "signature"), *wide)


def _near(one: Box, other: Box, height: float) -> bool:
    abreast = 2 * one.shared_rows(other) > min(one.height, other.height)
    return _apart(one, other) <= (ABREAST if abreast else NEAR) * height


def _apart(one: Box, other: Box) -> int:
    across = max(one.left, other.left) - min(one.right, other.right)
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across, down, 0)


def _whole(several: list[Graphic]) -> Graphic:
    largest = max(several, key=lambda graphic: graphic.box.area)
    return largest.model_copy(update={"box": around(graphic.box for graphic in several)})


def without_strokes(lines: Sequence[TextLine], graphics: Sequence[Graphic]) -> list[TextLine]:
    """Return *lines* without the short ones that lie in a signature: a typed name is longer than high."""
    signed = [graphic.box for graphic in graphics if graphic.kind == "signature"]
    return [line for line in lines if not any(_is_stroke(line.box, box) for box in signed)]


def _is_stroke(line: Box, signature: Box) -> bool:
    return line.shared(signature) > INSIDE * line.area and line.width < SHORT * line.height
