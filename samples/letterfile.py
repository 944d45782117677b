"""What a letter's file says: its texts, its layout in millimetres, its print, its paper and its scan."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline.model import FieldName

Colour = tuple[int, int, int]
Align = Literal["start", "end", "centre", "justify"]
Millimetres = float
A4 = (210.0, 297.0)  # mm


class Description(BaseModel):
    """Base of all parts of a letter's file: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Face(Description):
    """A font file, found by its name under the system's font folders, and its size in points."""

    file: str
    size: float
    hammered: bool = Field(default=False, description="each letter struck on its own, as a typewriter does")


class Block(Description):
    """Text set together: *lines* as they stand, or one paragraph *text* that is wrapped to the width.

    A soft hyphen (U+00AD) in *text* is a place where a word may be divided.
    """

    lines: tuple[str, ...] = ()
    text: str = ""
    field: FieldName | Literal[""] = Field("", description="field of the letter that this is part of; empty if of none")
    zone: str = Field("furniture", description="what it is where it is part of no field: furniture or sender")
    continues: bool = Field(default=False, description="goes on where the field's part before it ended")
    value: str = Field("", description="what the field holds, where that is not the text as printed (ISO date)")
    face: str = "text"
    align: Align = "start"
    direction: Literal["", "rtl", "ltr"] = ""
    x: tuple[Millimetres, Millimetres] | None = None
    y: Millimetres | None = Field(None, description="top of the first line; by default below what was set before")
    gap: Millimetres = 0.0
    indent: Millimetres = 0.0
    leading: float = 1.3
    ink: Colour | None = None
    rule_below: Millimetres = Field(0.0, description="distance of a rule under the block; 0 for none")


class Mark(Description):
    """Something drawn; *x*, *y* is its centre on the page, or its distance from the first line of field *by*."""

    kind: Literal["logo", "stamp", "signature"]
    x: Millimetres
    y: Millimetres
    size: Millimetres
    by: str = ""
    style: str = ""
    words: str = ""
    ink: Colour = (30, 30, 34)
    angle: float = 0.0


class Sheet(Description):
    """One page of a letter."""

    blocks: tuple[Block, ...] = ()
    marks: tuple[Mark, ...] = ()


class Print(Description):
    """How the ink lies; *spread* in pixels at 300 dpi, *wear* and *gain* as shares."""

    ink: Colour = (32, 31, 33)
    spread: float = 0.7
    gain: float = 1.25
    wear: float = 0.15


class Paper(Description):
    """The sheet itself; strengths are grey levels of 255."""

    tone: Colour = (246, 243, 234)
    clouds: float = 1.2
    grain: float = 1.6
    fibres: int = 260
    folds: tuple[float, ...] = Field((), description="heights of folds as shares of the page height")
    back: float = Field(0.0, description="strength of the print of the back that shows through, as a share")
    stains: int = 0
    dust: int = 40


class Photo(Description):
    """A phone's view of the sheet: how far each corner moves (mm), and how light falls off across it."""

    corners: tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
    table: Colour = (112, 82, 58)
    fall: float = 0.38
    warm: float = 0.10


class Scan(Description):
    """How the sheet was scanned and in what file; *skew* in degrees clockwise, *turn* in quarter turns clockwise."""

    form: Literal["jpg", "png", "tif", "pdf", "born"] = "jpg"
    mode: Literal["grey", "colour", "bilevel"] = "grey"
    dpi: int = 300
    quality: int = 72
    skew: tuple[float, ...] = (0.0,)
    turn: int = 0
    noise: float = 2.0
    blur: float = 0.5
    edge: Literal["", "left", "right", "top", "bottom"] = ""
    edge_width: Millimetres = 4.0
    threshold: int = 150
    speckle: int = 0
    photo: Photo | None = None


class LetterFile(Description):
    """A sample, whole; *seed* is the only source of chance in it."""

    about: str
    family: str
    seen: bool
    seed: int
    direction: Literal["rtl", "ltr"]
    margins: tuple[Millimetres, Millimetres] = (25.0, 185.0)
    faces: dict[str, Face]
    press: Print = Print()
    paper: Paper = Paper()
    scan: Scan = Scan()
    pages: Annotated[tuple[Sheet, ...], Field(min_length=1)]


def load(path: Path) -> LetterFile:
    """Return the letter that the TOML file *path* describes."""
    return LetterFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
