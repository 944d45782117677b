"""What a user may turn, one section a stage, in a file `mektup.toml`; unknown keys are refused."""

import json
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from rapidfuzz import fuzz

from pipeline.errors import UsageError

Grouping = Literal["file", "folder", "sequence", "auto"]
Leaves = Literal["auto", 1, 2]
Sides = Literal["auto", 1, 2]

NAME = "mektup.toml"
COLUMN = 24  # where comments begin


class Section(BaseModel):
    """Base of all settings: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class IngestSettings(Section):
    """How files become scans."""

    letters: Grouping = Field("file", description="which files make one letter: file, folder, sequence or auto")
    max_megapixels: float = Field(250.0, gt=0, description="a page with more pixels is refused, in millions")
    max_pages: int = Field(1000, gt=0, description="a file with more pages is read as far as that")
    pdf_dpi: int = Field(300, ge=72, le=1200, description="resolution for PDF pages that are not one scan")


class CleanupSettings(Section):
    """How scans become page images."""

    orient: bool = Field(default=True, description="turn pages that lie on a side or upside down")
    deskew: bool = Field(default=True, description="straighten pages, up to 15 degrees")
    dewarp: bool = Field(default=True, description="flatten bent pages, such as those of bound volumes")
    perspective: bool = Field(default=True, description="flatten sheets that were photographed from aside")
    crop: bool = Field(default=True, description="cut off scanner borders and neighbouring pages")
    leaves: Leaves = Field(
        "auto", description="pages on a scan: auto parts open books that it is sure of, 1 none, 2 every scan"
    )
    sides: Sides = Field(
        "auto",
        description="sides of a sheet: auto takes off what shows through from the page before or after, "
        "1 nothing, 2 from its pair",
    )


class LayoutSettings(Section):
    """How lines and blocks are found."""

    graphics: bool = Field(default=True, description="keep logos, stamps, seals, signatures, photos and rules")


class RecognizeSettings(Section):
    """How lines are read."""

    engine: str = Field("auto", description="auto, mektup, tesseract, or the name of an installed engine")
    timeout: float = Field(120.0, gt=0, description="seconds after which a reading process is killed")


class LetterSettings(Section):
    """How letters are parsed."""

    review_below: float = Field(0.5, ge=0, le=1, description="a field less sure than this marks the letter for review")
    empty_below: float = Field(
        0.4, ge=0, le=1, description="a field less likely than this is left empty, but never the body"
    )


class BatchSettings(Section):
    """How many letters are read; nothing in a record depends on it."""

    workers: int = Field(0, ge=0, description="processes to work with; 0 is one a core, fewer where memory is short")
    page_seconds: float = Field(
        300.0, gt=0, description="seconds after which a worker that is stuck in a page is killed"
    )
    memory_gb: float = Field(
        0.0, ge=0, description="gigabytes of address space a worker may take; 0 is its share of the memory"
    )


class Settings(Section):
    """All settings."""

    ingest: IngestSettings = IngestSettings()
    cleanup: CleanupSettings = CleanupSettings()
    layout: LayoutSettings = LayoutSettings()
    recognize: RecognizeSettings = RecognizeSettings()
    letter: LetterSettings = LetterSettings()
    batch: BatchSettings = BatchSettings()


def find(folder: Path) -> Path | None:
    """Return the nearest mektup.toml in *folder* or above it, None if there is none."""
    places = (place / NAME for place in (folder, *folder.parents))
    return next((place for place in places if place.is_file()), None)


def load(path: Path) -> Settings:
    """Read settings from a TOML file.

    Raises:
        UsageError: if the file cannot be read, is no TOML, or holds an unknown key or a value out of range.
    """
    try:
        return Settings.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as TOML settings: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        unknown = first["type"] == "extra_forbidden"
        said = f"there is no such setting; {_nearest(first['loc'])}" if unknown else f"{first['msg']}; correct it"
        raise UsageError(f"{path}: {where}: {said}") from error


def printed(settings: Settings) -> str:
    """Return *settings* as TOML: each with what it means, and its default where that is another value."""
    sections = []
    for name, section in settings:
        rows = [_row(key, value, type(section).model_fields[key]) for key, value in section]
        sections.append(f"[{name}]\n" + "\n".join(rows) + "\n")
    return "\n".join(sections)


def _row(key: str, value: object, about: FieldInfo) -> str:
    # Of the values that settings have, JSON and TOML write all alike, but for one character.
    written = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    default = "" if value == about.default else f" (default {json.dumps(about.default)})"
    return f"{key} = {written}".ljust(COLUMN) + f"# {about.description}{default}"


def _nearest(where: tuple[int | str, ...]) -> str:
    """Return what the unknown setting at *where* may have been meant to be: its name counts most, then its section."""
    section, name = str(where[0]), str(where[-1])
    if len(where) == 1:
        return f"did you mean {max(Settings.model_fields, key=lambda known: fuzz.ratio(known, name))}?"

    def likeness(known: tuple[str, str]) -> float:
        return 2 * fuzz.ratio(known[1], name) + fuzz.ratio(known[0], section)

    title, key = max(((title, key) for title, keys in Settings() for key in type(keys).model_fields), key=likeness)
    return f"did you mean {title}.{key}?"
