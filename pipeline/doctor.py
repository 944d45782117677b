"""What is installed of what Mektup needs, with versions, and what to do about what is not."""

import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from PIL import features

from pipeline.errors import DependencyError
from pipeline.recognize import tesseract

LIBRARIES = (
    "mektup",
    "bagit",
    "jinja2",
    "lxml",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "pillow",
    "pdfplumber",
    "pikepdf",
    "pypdfium2",
    "pytesseract",
    "pydantic",
)
TESSDATA = {
    "uig": "Uyghur",
    "eng": "English",
    "osd": "orientation and script",
    "rus": "Russian",
    "kaz": "Kazakh",
    "tur": "Turkish",
}
CODECS = {"jpg": "JPEG", "jpg_2000": "JPEG 2000", "libtiff": "TIFF with CCITT", "webp": "WebP", "zlib": "PNG"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that Mektup needs: what was found, or what to do."""

    name: str
    found: str = ""
    remedy: str = ""

    @property
    def ok(self) -> bool:
        return not self.remedy


def checkup() -> tuple[Check, ...]:
    """Look at Python, the libraries, the image formats, tesseract and its languages."""
    python = Check(name="python", found=sys.version.split()[0])
    return (python, *map(_library, LIBRARIES), *_codecs(), *_tesseract())


def _library(name: str) -> Check:
    try:
        return Check(name=name, found=version(name))
    except PackageNotFoundError:
        return Check(name=name, remedy=f"pip install {name}")


def _codecs() -> tuple[Check, ...]:
    return tuple(
        Check(name=f"images: {what}", found="yes")
        if features.check(code)
        else Check(name=f"images: {what}", remedy="pip install --force-reinstall pillow")
        for code, what in CODECS.items()
    )


def _tesseract() -> tuple[Check, ...]:
    try:
        program, languages = tesseract.installed()
    except DependencyError as error:
        return (Check(name="tesseract", remedy=str(error)),)
    data = (
        Check(name=f"tesseract data: {what}", found=code)
        if code in languages
        else Check(name=f"tesseract data: {what}", remedy=f"apt-get install tesseract-ocr-{code}")
        for code, what in TESSDATA.items()
    )
    return (Check(name="tesseract", found=program), *data)
