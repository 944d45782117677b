"""What the workers of the fuzzing do with each file."""

from pathlib import Path

from pipeline.digitize import digitize_letter
from pipeline.errors import InputError
from pipeline.ingest import LetterFiles
from pipeline.recognize.scripted import Scripted
from pipeline.settings import Settings

SETTINGS = Settings.model_validate({"cleanup": {"orient": False}, "ingest": {"max_megapixels": 4, "pdf_dpi": 72}})


def read(path: Path) -> str:
    """Read a scan; return how it ended."""
    try:
        record = digitize_letter(LetterFiles(name="a", files=(path,)), Scripted({}), SETTINGS).record
    except (InputError, MemoryError) as error:
        return f"refused: {type(error).__name__}"
    return record.status
