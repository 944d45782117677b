"""Reading: lines in, text out, in logical order."""

from collections.abc import Sequence
from statistics import median

from pipeline import plugins, text
from pipeline.image import Pixels
from pipeline.model import Direction, Page, Reading, TextBlock, TextLine
from pipeline.recognize import crops, runs
from pipeline.recognize.engine import Engine, LineImage
from pipeline.recognize.penned import settle
from pipeline.recognize.ranking import Auto, disagreement
from pipeline.recognize.turned import Turned, runs_sideways
from pipeline.settings import RecognizeSettings

__all__ = ["Engine", "LineImage", "disagreement", "legibility", "load", "read_page"]

BUILTIN = {
    "auto": "pipeline.recognize.ranking:load",
    "mektup": "pipeline.recognize.network:load",
    "tesseract": "pipeline.recognize.tesseract:load",
}
SAMPLE = 4  # lines: enough to tell upright from upside down, at a tenth of the cost of a page
ODD_HEIGHT = 1.6  # times the usual height, or a part of it: such lines are left out of the sample


def load(settings: RecognizeSettings) -> Engine:
    """Return the engine that *settings* ask for.

    Raises:
        DependencyError: if what the engine needs is not installed; the message says what to do.
        UsageError: if there is no such engine.
    """
    engine: Engine = plugins.find("mektup.engines", settings.engine, BUILTIN)(settings)
    return engine


def read_page(page: Page, flat: Pixels, engine: Engine) -> Page:
    """Return *page* with readings, script and direction on the lines of its blocks; handwriting is not read.

    Args:
        page: a page with blocks whose lines may hold no text yet.
        flat: the flattened grey page, shape (height, width).
        engine: what reads.
    """
    images = crops.cut([line for line in page.lines if not runs_sideways(line)], flat)
    readings = iter(read_lines(images, engine))

    def read(line: TextLine) -> TextLine:
        return _read_turned(line, flat, engine) if runs_sideways(line) else _told(line, next(readings))

    blocks = tuple(
        block.model_copy(update={"lines": tuple(read(line) for line in block.lines)}) for block in page.blocks
    )
    return settle(page.model_copy(update={"blocks": blocks}))


def _read_turned(line: TextLine, flat: Pixels, engine: Engine) -> TextLine:
    """Return a line that runs up or down the sheet as it was read the surer way; up, if both are as sure."""
    ways = []
    for upwards in (True, False):
        part = Turned.of(line, flat.shape, upwards=upwards)
        (readings,) = read_lines(crops.cut([part.level(line)], part.pixels(flat)), engine)
        told = _told(part.course(line), readings)
        ways.append(told.model_copy(update={"readings": tuple(map(part.reading, readings))}))
    return max(ways, key=lambda way: way.confidence)


def read_lines(images: Sequence[LineImage], engine: Engine) -> tuple[tuple[Reading, ...], ...]:
    """Return the readings of each line, best first."""
    if isinstance(engine, Auto):
        return engine.readings(images)
    if engine.reads_mixed:
        return tuple((reading,) if reading else () for reading in engine.read(images))
    return runs.read(images, engine)


def _told(line: TextLine, readings: tuple[Reading, ...]) -> TextLine:
    said = readings[0] if readings else Reading(engine="", words=())
    return line.model_copy(
        update={"readings": readings, "script": text.script(said.text), "direction": _direction(said)}
    )


def _direction(reading: Reading) -> Direction:
    """Return which way the engine took a line to run: in a mixed line, from where its first word stands."""
    scripts = text.script_counts(reading.text)
    if "Arab" not in scripts or len(scripts) == 1 or len(reading.words) == 1:
        return text.direction(reading.text)
    return "rtl" if reading.words[0].box.left > reading.words[-1].box.left else "ltr"


def legibility(blocks: Sequence[TextBlock], flat: Pixels, engine: Engine) -> float:
    """Return how well a page reads, in [0, 1]: the mean confidence of a few long lines, times the share of letters.

    Args:
        blocks: the blocks of the page, not read yet.
        flat: the flattened grey page, shape (height, width).
        engine: what reads.
    """
    lines = [line for block in blocks for line in block.lines]
    sample = _longest(lines)
    # One reader is enough to tell which way is up, and the network is the quicker and the better one at it.
    judge = engine.first if isinstance(engine, Auto) else engine
    images = crops.cut(sample, flat, among=lines)
    readings = [found[0] for found in read_lines(images, judge) if found]
    said = "".join(reading.text for reading in readings).replace(" ", "")
    share = sum(text.script_counts(said).values()) / len(said) if said else 0.0
    return share * sum(reading.confidence for reading in readings) / max(len(sample), 1)


def _longest(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the longest of the lines that are about as high as most: neither specks nor two lines taken for one."""
    if not lines:
        return []
    usual = median(line.box.height for line in lines)
    ordinary = [line for line in lines if usual / ODD_HEIGHT <= line.box.height <= usual * ODD_HEIGHT]
    return sorted(ordinary, key=_width, reverse=True)[:SAMPLE]


def _width(line: TextLine) -> int:
    return line.box.width
