"""The `tesseract` engine: one process of the program per script, which reads many line images from a list.

pytesseract finds the program and its languages. The reading itself goes past it: pytesseract has no way to limit the
threads of one process, nor to stop all that the process started.
"""

import csv
import logging
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import pytesseract

from pipeline import text
from pipeline.errors import DependencyError
from pipeline.geometry import Box
from pipeline.image import Pixels, as_pixels
from pipeline.model import Reading, Script, Word
from pipeline.recognize import commas
from pipeline.recognize.engine import LineImage
from pipeline.settings import RecognizeSettings

log = logging.getLogger(__name__)

# Russian and Kazakh together read both, and miss of Uyghur in Cyrillic script one letter only.
DATA: Mapping[Script, tuple[str, ...]] = {"Arab": ("uig",), "Latn": ("eng",), "Cyrl": ("rus", "kaz")}
LINE, RAW_LINE = "7", "13"  # page segmentation modes; the first reads better, but drops some lines whole
INK = 128  # grey level; flattened paper is near 255
STOP, STOP_GAP = 3, 9  # px: side of a full stop in a scaled line, and how far before the first word it stands
JOINERS = "\u200b\u200c\u200d\ufeff"  # stand alone in the program's output, and mean nothing there
REQUIRED = ("uig", "eng")
# Measured on scans and rendered lines: height in px, from the top of the ascenders to the foot of the descenders, at
# which the data of a script read best. Higher lines are read worse since the program drops parts of them.
HEIGHTS: Mapping[Script, float] = {"Arab": 30.0, "Latn": 36.0, "Cyrl": 36.0}
MARGIN = 10  # px round the scaled line: letters that touch the edge of the image are lost
SHORTEST = 5.0  # s: no process gets less time than this, however few lines it has
NARROWEST = 3  # px: the program refuses images that are narrower or lower


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: Box
    confidence: float


_Words = list[_Word]


@dataclass(frozen=True, slots=True)
class Tesseract:
    """Reads lines with the tesseract program; a line whose script is not known is read as Arabic script."""

    version: str
    installed: frozenset[str]
    timeout: float
    name: str = "tesseract"
    reads_mixed: bool = False

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        readings: list[Reading | None] = [None] * len(lines)
        for script in DATA:
            places = [place for place, line in enumerate(lines) if (line.script or "Arab") == script]
            sheets = [_Sheet.of(lines[place], script) for place in places]
            for place, reading in zip(places, self._read(sheets, script), strict=True):
                readings[place] = reading
        return tuple(readings)

    def _data(self, script: Script) -> str:
        """Return the names of the data for *script* that are installed, as the program wants them."""
        return "+".join(code for code in DATA[script] if code in self.installed)

    def _read(self, sheets: Sequence["_Sheet"], script: Script) -> list[Reading | None]:
        """Read all sheets in one process; where that fails, by halves, so that one bad line costs only itself."""
        data = self._data(script)
        if not sheets or not data:
            return [None] * len(sheets)
        found = _run(sheets, data, LINE, self.timeout)
        if found is not None:
            filled = self._filled(sheets, data, found)
            best = self._numbered(sheets, data, filled) if script == "Arab" else filled
            return [self._reading(sheet, words, script) for sheet, words in zip(sheets, best, strict=True)]
        if len(sheets) == 1:
            return [None]
        middle = len(sheets) // 2
        return self._halved()._read(sheets[:middle], script) + self._halved()._read(sheets[middle:], script)

    def _filled(self, sheets: Sequence["_Sheet"], data: str, found: Sequence[_Words]) -> list[_Words]:
        """Return *found*, with another try for the sheets on which nothing was found, though there is ink."""
        bare = [place for place, words in enumerate(found) if not words and sheets[place].has_ink]
        again = _run([sheets[place] for place in bare], data, RAW_LINE, self.timeout) if bare else None
        filled = dict(zip(bare, again or [], strict=False))
        return [filled.get(place, words) for place, words in enumerate(found)]

    def _numbered(self, sheets: Sequence["_Sheet"], data: str, found: Sequence[_Words]) -> list[_Words]:
        """Return *found*, with another try for the lines that begin with a number, where it finds more figures."""
        places = [place for place, words in enumerate(found) if _begins_with_number(words)]
        stopped = [sheets[place].with_stop() for place in places]
        again = _run(stopped, data, LINE, self.timeout) if places else None
        better = list(found)
        for place, sheet, words in zip(places, stopped, again or [], strict=False):
            bare = sheet.without_stop(words)
            if _figures(bare) > _figures(found[place]):
                better[place] = bare
        return better

    def _halved(self) -> "Tesseract":
        return Tesseract(self.version, self.installed, max(self.timeout / 2, SHORTEST))

    def _reading(self, sheet: "_Sheet", words: Iterable[_Word], script: Script) -> Reading:
        mend = text.uyghur if script == "Arab" else text.plain
        mended = ((mend(word.text.strip(JOINERS)), word) for word in words)
        reading = Reading(
            engine=f"{self.name}-{self._data(script)}",
            words=tuple(
                Word(text=said, box=sheet.on_page(word.box), confidence=word.confidence)
                for said, word in mended
                if said
            ),
        )
        return commas.mend(reading, sheet.line) if script == "Arab" else reading


def load(settings: RecognizeSettings) -> Tesseract:
    """Return the engine; DependencyError if the program or the data for Uyghur or English are not installed."""
    version, languages = installed()
    missing = [code for code in REQUIRED if code not in languages]
    if missing:
        packages = " ".join(f"tesseract-ocr-{code}" for code in missing)
        raise DependencyError(f"tesseract has no data for {', '.join(missing)}; try: apt-get install {packages}")
    return Tesseract(version, languages, settings.timeout)


def installed() -> tuple[str, frozenset[str]]:
    """Return the version of the program and the codes of its languages; DependencyError if it is not installed."""
    try:
        return str(pytesseract.get_tesseract_version()), frozenset(pytesseract.get_languages())
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError) as error:
        raise DependencyError("tesseract is not installed; try: apt-get install tesseract-ocr") from error


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A line as the program gets it, and the way back."""

    line: LineImage
    pixels: Pixels
    scale: float

    @property
    def has_ink(self) -> bool:
        return bool((self.pixels < INK).any())

    @classmethod
    def of(cls, line: LineImage, script: Script) -> "_Sheet":
        scale = HEIGHTS[script] / line.size
        height, width = line.pixels.shape
        size = max(round(width * scale), NARROWEST), max(round(height * scale), NARROWEST)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        scaled = cv2.resize(line.pixels, size, interpolation=method)
        edged = as_pixels(cv2.copyMakeBorder(scaled, MARGIN, MARGIN, MARGIN, MARGIN, cv2.BORDER_CONSTANT, value=255))
        return cls(line, edged, scale)

    def with_stop(self) -> "_Sheet":
        """Return the sheet of an Arabic line with a full stop on its baseline before the first word.

        The Uyghur data lose a number that begins a line, most of "2014-يىلى", but not one that comes after a sign: of
        60 rendered dates 33 were read wrong without the stop and 3 with it. Lines without a number read a little worse.
        """
        ink = self.pixels < INK
        baseline, right = int(ink.sum(axis=1).argmax()), self.pixels.shape[1] - MARGIN + STOP_GAP
        wider = cv2.copyMakeBorder(self.pixels, 0, 0, 0, STOP_GAP + STOP, cv2.BORDER_CONSTANT, value=255)
        wider[max(baseline - STOP + 1, 0) : baseline + 1, right : right + STOP] = 0
        return replace(self, pixels=as_pixels(wider))

    def without_stop(self, words: Sequence[_Word]) -> _Words:
        """Return *words*, read on a sheet with a stop, without that stop."""
        edge = self.pixels.shape[1] - MARGIN - STOP_GAP
        kept = [word for word in words if word.box.left < edge]
        if len(kept) < len(words) or not kept:
            return kept
        return [replace(kept[0], text=kept[0].text.lstrip(".")), *kept[1:]]

    def on_page(self, box: Box) -> Box:
        left, top = ((edge - MARGIN) / self.scale for edge in (box.left, box.top))
        right, bottom = ((edge - MARGIN) / self.scale for edge in (box.right, box.bottom))
        left, top = int(left), int(top)
        return self.line.page_box(
            Box(left=left, top=top, right=max(round(right), left + 1), bottom=max(round(bottom), top + 1))
        )


def _begins_with_number(words: Sequence[_Word]) -> bool:
    """Return whether a line of Arabic script begins with a number; a line that is only a number is none."""
    return bool(words) and words[0].text[:1].isdigit() and any(text.script(word.text) == "Arab" for word in words)


def _figures(words: Iterable[_Word]) -> int:
    return sum(char.isdigit() for word in words for char in word.text)


def _run(sheets: Sequence[_Sheet], data: str, mode: str, timeout: float) -> list[_Words] | None:
    """Return the words on each sheet, None if the program failed or was stopped."""
    with tempfile.TemporaryDirectory(prefix="mektup-") as folder:
        paths = [Path(folder, f"{place:05d}.bmp") for place in range(len(sheets))]
        for path, sheet in zip(paths, sheets, strict=True):
            cv2.imwrite(str(path), sheet.pixels)
        listing = Path(folder, "lines.txt")
        listing.write_text("".join(f"{path}\n" for path in paths), "utf-8")
        output = Path(folder, "words")
        command = [pytesseract.pytesseract.tesseract_cmd, str(listing), str(output)]
        if not _finished([*command, "-l", data, "--psm", mode, "--dpi", "300", "tsv"], timeout):
            return None
        return _words(output.with_suffix(".tsv").read_text("utf-8"), len(sheets))


def _finished(command: Sequence[str], timeout: float) -> bool:
    """Run *command*; False if it failed, or took longer than *timeout* seconds and was killed with all it started."""
    # More threads than cores make the program many times slower, and it takes all cores by default.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        raise DependencyError(f"{command[0]} cannot be started; try: apt-get install tesseract-ocr") from error
    with process:
        try:
            _, said = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            log.warning("tesseract was stopped after %.0f s", timeout)
            return False
    if process.returncode:
        log.warning("tesseract failed: %s", said.decode("utf-8", "replace").strip())
    return process.returncode == 0


def _words(table: str, sheets: int) -> list[_Words] | None:
    """Return the words of each sheet in a TSV table of the program, None if the table ends before the last sheet."""
    words: list[_Words] = [[] for _ in range(sheets)]
    pages = 0
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        pages = max(pages, int(row["page_num"]))
        if row["level"] == "5" and row["text"].strip():
            words[int(row["page_num"]) - 1].append(_word(row))
    return words if pages == sheets else None


def _word(row: Mapping[str, str]) -> _Word:
    left, top, width, height = (int(row[key]) for key in ("left", "top", "width", "height"))
    box = Box(left=left, top=top, right=left + max(width, 1), bottom=top + max(height, 1))
    return _Word(row["text"], box, min(max(float(row["conf"]) / 100, 0.0), 1.0))
