"""The real program reads lines of each script, and its failures cost no more than they must."""

import sys
import time
from pathlib import Path

import numpy as np
import pytesseract
import pytest
from typed_lines import typed

from pipeline.errors import DependencyError, UsageError
from pipeline.geometry import outline
from pipeline.model import Page, TextBlock, TextLine
from pipeline.recognize import legibility, load, read_page
from pipeline.recognize.engine import Engine, LineImage
from pipeline.recognize.tesseract import Tesseract
from pipeline.settings import RecognizeSettings

# Stands in for the program: reads every line as one word, and fails where one of its images is wider than 1000 px.
STAND_IN = """#!{python}
import io, subprocess, sys
from PIL import Image, ImageSequence
if "--list-langs" in sys.argv:
    sys.exit(print("List of available languages (1):\\neng"))
if "--version" in sys.argv:
    sys.exit(print("tesseract 5.3.0"))
widths = [image.width for image in ImageSequence.Iterator(Image.open(io.BytesIO(sys.stdin.buffer.read())))]
if max(widths) > 1000:
    {failure}
names = "level page_num block_num par_num line_num word_num left top width height conf text"
rows = [f"5 {{n}} 1 1 1 1 12 12 20 20 96 word" for n in range(1, len(widths) + 1)]
print("\\n".join(row.replace(" ", "\\t") for row in [names, *rows]))
"""
CRASH = "sys.exit(3)"
HANG = 'subprocess.run(["sleep", "60"])'


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load(RecognizeSettings(engine="tesseract"))


def page_of(*lines: LineImage) -> Page:
    texts = tuple(
        TextLine(
            id=f"p1_b1_l{n}",
            polygon=outline(line.box),
            baseline=((line.box.left, line.box.bottom - 18), (line.box.right, line.box.bottom - 18)),
        )
        for n, line in enumerate(lines, 1)
    )
    block = TextBlock(id="p1_b1", lines=texts)
    return Page(number=1, source="letter.png", source_page=1, status="read", blocks=(block,))


def stand_in(folder: Path, failure: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "tesseract"
    program.write_text(STAND_IN.format(python=sys.executable, failure=failure))
    program.chmod(0o755)
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", str(program))


def wide() -> LineImage:
    return typed("a line that is wide enough to be the one that fails " * 2, rtl=False)


def test_it_reads_a_page_of_both_scripts(engine: Engine) -> None:
    lines = (
        typed("ھۆرمەتلىك ئەپەندى، سىزگە سالام", rtl=True, top=100),
        typed("Thank you for your letter", rtl=False, top=200),
        typed("مەكتۇپىڭىزنى Microsoft تاپشۇرۇپ ئالدىم", rtl=True, top=300),
        typed("2014-يىلى 11-ئاينىڭ 25-كۈنى", rtl=True, top=400),
    )
    flat = np.full((500, 1200), 255, np.uint8)
    for line in lines:
        flat[line.box.top : line.box.bottom, line.box.left : line.box.right] = line.pixels
    page = read_page(page_of(*lines), flat, engine)
    assert page.lines[0].text == "ھۆرمەتلىك ئەپەندى، سىزگە سالام"
    assert page.lines[1].text == "Thank you for your letter"
    assert page.lines[2].text.split()[1] == "Microsoft"
    assert page.lines[3].text == "2014-يىلى 11-ئاينىڭ 25-كۈنى"
    assert [line.script for line in page.lines] == ["Arab", "Latn", "Arab", "Arab"]
    assert [line.direction for line in page.lines] == ["rtl", "ltr", "rtl", "rtl"]
    first = [word.box for word in page.lines[1].readings[0].words]
    assert first == sorted(first, key=lambda box: box.left)
    assert all(200 <= box.top < box.bottom <= 260 for box in first)


def test_an_upright_page_is_more_legible_than_one_upside_down(engine: Engine) -> None:
    line = typed("Thank you for your letter of the second of May", rtl=False, left=0, top=0)
    upright, turned = line.pixels, np.ascontiguousarray(line.pixels[::-1, ::-1])
    blocks = page_of(line).blocks
    assert legibility(blocks, upright, engine) > 0.8
    assert legibility(blocks, turned, engine) < 0.6


def test_a_page_without_lines_is_not_legible(engine: Engine) -> None:
    assert legibility((), np.full((9, 9), 255, np.uint8), engine) == 0.0


def test_a_line_that_crashes_the_program_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, CRASH, monkeypatch)
    narrow = typed("Dear Sir", rtl=False)
    lines = [line.written_in("Latn") for line in (narrow, narrow, wide(), narrow)]
    readings = Tesseract("5", frozenset({"eng"}), 60.0).read(lines)
    assert [reading.text if reading else None for reading in readings] == ["word", "word", None, "word"]


def test_a_program_that_hangs_is_killed_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, HANG, monkeypatch)
    begun = time.monotonic()
    assert Tesseract("5", frozenset({"eng"}), 0.5).read([wide().written_in("Latn")]) == (None,)
    assert time.monotonic() - begun < 10


def test_missing_data_are_told_with_the_package_that_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path, CRASH, monkeypatch)
    with pytest.raises(DependencyError, match="apt-get install tesseract-ocr-uig"):
        load(RecognizeSettings(engine="tesseract"))


def test_a_missing_program_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pytesseract.pytesseract, "tesseract_cmd", "/nowhere/tesseract")
    with pytest.raises(DependencyError, match="apt-get install tesseract-ocr"):
        load(RecognizeSettings(engine="tesseract"))


def test_an_engine_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UsageError, match="tesseract"):
        load(RecognizeSettings(engine="abbyy"))
