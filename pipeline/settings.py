"""What a user may turn, one section a stage; unknown keys are refused."""

import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import UsageError

Grouping = Literal["file", "folder", "sequence"]


class Section(BaseModel):
    """Base of all settings: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class IngestSettings(Section):
    """How files become scans."""

    letters: Grouping = Field("file", description="which files make one letter: file, folder or sequence")
    max_megapixels: float = Field(250.0, gt=0, description="a page with more pixels is refused, in millions")
    pdf_dpi: int = Field(300, ge=72, le=1200, description="resolution for PDF pages that are not one scan")


class CleanupSettings(Section):
    """How scans become page images."""

    orient: bool = Field(default=True, description="turn pages that lie on a side or upside down")
    deskew: bool = Field(default=True, description="straighten pages, up to 15 degrees")
    perspective: bool = Field(default=True, description="flatten sheets that were photographed from aside")
    crop: bool = Field(default=True, description="cut off scanner borders and neighbouring pages")


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


class Settings(Section):
    """All settings."""

    ingest: IngestSettings = IngestSettings()
    cleanup: CleanupSettings = CleanupSettings()
    layout: LayoutSettings = LayoutSettings()
    recognize: RecognizeSettings = RecognizeSettings()
    letter: LetterSettings = LetterSettings()


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
        raise UsageError(f"{path}: {where}: {first['msg']}; correct or remove it") from error
