"""Lines on scans as truth has them: NAME.lines.json beside the image, boxes in pixels of the scan.

A file is a list of objects: `text`, `box` as [left, top, right, bottom] or null where nobody measured it, `hand`
(`print`, `typed` or `handwritten`), and `counted`, false for what may be found as a line or not, such as a signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cuts import IMAGES
from pydantic import BaseModel, ConfigDict, TypeAdapter

from pipeline.errors import UsageError
from pipeline.geometry import Box
from pipeline.model import Hand

ENDING = ".lines.json"


class MarkedLine(BaseModel):
    """A line that stands on a scan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    box: tuple[int, int, int, int] | None = None
    hand: Hand = "print"
    counted: bool = True

    @property
    def place(self) -> Box | None:
        if self.box is None:
            return None
        left, top, right, bottom = self.box
        return Box(left=left, top=top, right=right, bottom=bottom)


LINES = TypeAdapter(tuple[MarkedLine, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedScan:
    """A scan of one page and the lines on it."""

    image: Path
    lines: tuple[MarkedLine, ...]


def read_sets(top: Path) -> dict[str, tuple[MarkedScan, ...]]:
    """Return the marked scans in *top* and below, by the folder that they lie in.

    Raises:
        UsageError: if there are none.
    """
    sets: dict[str, list[MarkedScan]] = {}
    for path in sorted(top.rglob(f"*{ENDING}")):
        stem = path.with_name(path.name.removesuffix(ENDING))
        images = [found for end in sorted(IMAGES) if (found := stem.with_name(stem.name + end)).exists()]
        if images:
            sets.setdefault(path.parent.name, []).append(
                MarkedScan(image=images[0], lines=LINES.validate_json(path.read_bytes()))
            )
    if not sets:
        raise UsageError(f"{top}: no marked scans in this folder; expected NAME{ENDING} beside images")
    return {name: tuple(scans) for name, scans in sets.items()}


def write(lines: Sequence[MarkedLine], stem: Path) -> None:
    """Write the truth of the scan that lies at *stem* with the ending of an image."""
    stem.with_name(stem.name + ENDING).write_bytes(LINES.dump_json(tuple(lines), indent=1))
