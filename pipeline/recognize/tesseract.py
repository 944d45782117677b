"""The `tesseract` engine: one process of the program per script, which reads many line images as pages of one TIFF.

pytesseract finds the program and its languages. The reading itself goes past it: pytesseract has no way to limit the
threads of one process, nor to stop all that the process started.
"""

import csv
import logging
import os
import signal
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import cv2
import pytesseract

from pipeline import text
from pipeline.errors import DependencyError
from pipeline.geometry import Box
from pipeline.model import Reading, Script, Word
from pipeline.processes import tied
from pipeline.recognize import commas
from pipeline.recognize.engine import LineImage
from pipeline.recognize.sheets import SeenWord, Sheet, Words
from pipeline.settings import RecognizeSettings

log = logging.getLogger(__name__)

# Russian and Kazakh together read both, and miss of Uyghur in Cyrillic script one letter only.
DATA: Mapping[Script, tuple[str, ...]] = {"Arab": ("uig",), "Latn": ("eng",), "Cyrl": ("rus", "kaz")}
LINE, RAW_LINE = "7", "13"  # page segmentation modes; the first reads better, but drops some lines whole
POOR = 0.3  # mean confidence below which a line may have been torn apart by the program, and is read again as it is
JOINERS = "\u200b\u200c\u200d\ufeff"  # stand alone in the program's output, and mean nothing there
REQUIRED = ("uig", "eng")
SHORTEST = 5.0  # s: no process gets less time than this, however few lines it has


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
            sheets = [Sheet.of(lines[place], script) for place in places]
            for place, reading in zip(places, self._read(sheets, script), strict=True):
                readings[place] = reading
        return tuple(readings)

    def _data(self, script: Script) -> str:
        """Return the names of the data for *script* that are installed, as the program wants them."""
        return "+".join(code for code in DATA[script] if code in self.installed)

    def _read(self, sheets: Sequence[Sheet], script: Script) -> list[Reading | None]:
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

    def _filled(self, sheets: Sequence[Sheet], data: str, found: Sequence[Words]) -> list[Words]:
        """Return *found*, with another try as raw lines for the sheets that have ink but read badly or not at all."""
        places = [place for place, words in enumerate(found) if _surety(words) < POOR and sheets[place].has_ink]
        again = _run([sheets[place] for place in places], data, RAW_LINE, self.timeout) if places else None
        better = list(found)
        for place, words in zip(places, again or [], strict=False):
            if _surety(words) > _surety(found[place]):
                better[place] = words
        return better

    def _numbered(self, sheets: Sequence[Sheet], data: str, found: Sequence[Words]) -> list[Words]:
        """Return *found*, with another try for the lines that hold a number, where that finds more figures."""
        places = [place for place, words in enumerate(found) if _has_number(words)]
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

    def _reading(self, sheet: Sheet, words: Iterable[SeenWord], script: Script) -> Reading:
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


def _surety(words: Sequence[SeenWord]) -> float:
    """Return the mean confidence of *words*, 0.0 if there are none."""
    return sum(word.confidence for word in words) / len(words) if words else 0.0


def _has_number(words: Sequence[SeenWord]) -> bool:
    """Return whether a line of Arabic script holds a number; a line that is only a number is none."""
    return _figures(words) > 0 and any(text.script(word.text) == "Arab" for word in words)


def _figures(words: Iterable[SeenWord]) -> int:
    return sum(char.isdigit() for word in words for char in word.text)


def _run(sheets: Sequence[Sheet], data: str, mode: str, timeout: float) -> list[Words] | None:
    """Return the words on each sheet, None if the program failed or was stopped; no file is written for it."""
    done, pages = cv2.imencodemulti(".tiff", [sheet.pixels for sheet in sheets], [cv2.IMWRITE_TIFF_COMPRESSION, 1])
    if not done:
        raise ValueError(f"cannot encode {len(sheets)} line images")
    program = [pytesseract.pytesseract.tesseract_cmd, "stdin", "stdout"]
    table = _answer([*program, "-l", data, "--psm", mode, "--dpi", "300", "tsv"], pages.tobytes(), timeout)
    return None if table is None else _words(table, len(sheets))


def _answer(command: Sequence[str], data: bytes, timeout: float) -> str | None:
    """Return what *command* makes of *data*, None if it fails, or takes longer than *timeout* seconds and is killed."""
    try:
        process = subprocess.Popen(
            tied(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # More threads than cores make the program many times slower, and it takes all cores by default.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            process_group=0,
        )
    except OSError as error:
        raise DependencyError(f"{command[0]} cannot be started; try: apt-get install tesseract-ocr") from error
    with process:
        try:
            answer, said = process.communicate(data, timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            log.warning("tesseract was stopped after %.0f s", timeout)
            return None
    if process.returncode:
        log.warning("tesseract failed: %s", said.decode("utf-8", "replace").strip())
        return None
    return answer.decode("utf-8", "replace")


def _words(table: str, sheets: int) -> list[Words] | None:
    """Return the words of each sheet in a TSV table of the program, None if the table ends before the last sheet."""
    words: list[Words] = [[] for _ in range(sheets)]
    pages = 0
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        pages = max(pages, int(row["page_num"]))
        if row["level"] == "5" and row["text"].strip():
            words[int(row["page_num"]) - 1].append(_word(row))
    return words if pages == sheets else None


def _word(row: Mapping[str, str]) -> SeenWord:
    left, top, width, height = (int(row[key]) for key in ("left", "top", "width", "height"))
    box = Box(left=left, top=top, right=left + max(width, 1), bottom=top + max(height, 1))
    return SeenWord(row["text"], box, min(max(float(row["conf"]) / 100, 0.0), 1.0))
