"""Our reader inside of OCRmyPDF: `ocrmypdf --plugin pipeline.export.ocrmypdf in.pdf out.pdf`.

OCRmyPDF cuts out the page images and makes the PDF, PDF/A too; we read, and give the text layer of our searchable PDF.
It does geometry itself (`--deskew`), so pages are read as they are given; `--rotate-pages` turns nothing. A plugin is a
face that talks to people through another program, and the one module here that may import the orchestration.
"""

from collections.abc import Set
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from ocrmypdf import hookimpl
from ocrmypdf._options import OcrOptions
from ocrmypdf.pluginspec import OcrEngine, OrientationConfidence

from pipeline import recognize
from pipeline.digitize import digitize_letter
from pipeline.export.hocr import Hocr
from pipeline.export.pdf import text_only
from pipeline.ingest import LetterFiles
from pipeline.model import Record
from pipeline.recognize import Engine
from pipeline.settings import CleanupSettings, Settings

AS_GIVEN = Settings(
    cleanup=CleanupSettings(orient=False, deskew=False, perspective=False, crop=False, leaves=1, sides=1)
)
# What `-l` may name; whatever is named, the script of each line is found out by reading.
LANGUAGES = frozenset({"uig", "eng", "ara", "deu", "fas", "fra", "tur"})


@hookimpl
def get_ocr_engine() -> OcrEngine:
    """Return our reader."""
    return MektupEngine()


@hookimpl
def check_options(options: OcrOptions) -> None:
    """Ask for our text layer; the others would be made of boxes and lose the order of mixed lines."""
    options.pdf_renderer = "sandwich"


class MektupEngine(OcrEngine):
    """Reads pages for OCRmyPDF."""

    @staticmethod
    def version() -> str:
        return version("mektup")

    @staticmethod
    def creator_tag(options: OcrOptions) -> str:  # noqa: ARG004
        return f"Mektup {version('mektup')}"

    def __str__(self) -> str:
        return f"Mektup {version('mektup')}"

    @staticmethod
    def languages(options: OcrOptions) -> Set[str]:  # noqa: ARG004
        return LANGUAGES

    @staticmethod
    def get_orientation(input_file: Path, options: OcrOptions) -> OrientationConfidence:  # noqa: ARG004
        return OrientationConfidence(angle=0, confidence=0.0)

    @staticmethod
    def generate_hocr(input_file: Path, output_hocr: Path, output_text: Path, options: OcrOptions) -> None:  # noqa: ARG004
        record = _read(input_file)
        (file,) = Hocr().write(record, lambda _: None)
        Path(output_hocr).write_bytes(file.data)
        Path(output_text).write_text(record.pages[0].text, "utf-8")

    @staticmethod
    def generate_pdf(input_file: Path, output_pdf: Path, output_text: Path, options: OcrOptions) -> None:  # noqa: ARG004
        record = _read(input_file)
        Path(output_pdf).write_bytes(text_only(record.pages[0]))
        Path(output_text).write_text(record.pages[0].text, "utf-8")


def _read(image: Path) -> Record:
    path = Path(image)
    return digitize_letter(LetterFiles(name=path.stem, files=(path,)), _engine(), AS_GIVEN).record


@lru_cache(maxsize=1)
def _engine() -> Engine:
    """Load our reader once a process."""
    return recognize.load(AS_GIVEN.recognize)
