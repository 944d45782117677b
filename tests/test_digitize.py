"""One letter from scan to record: what is said of lines that a person should look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.digitize import digitize_letter
from pipeline.image import decode
from pipeline.ingest import LetterFiles
from pipeline.model import Reading, Word
from pipeline.recognize.engine import LineImage
from pipeline.recognize.ranking import Auto
from pipeline.recognize.scripted import Scripted
from pipeline.settings import Settings


@dataclass(frozen=True)
class Told:
    """An engine that reads the same on every line."""

    text: str
    confidence: float
    name: str
    version: str = "1"
    reads_mixed: bool = True

    def read(self, lines: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        return tuple(self._reading(line) for line in lines)

    def _reading(self, line: LineImage) -> Reading:
        word = Word(text=self.text, box=line.box, confidence=self.confidence)
        return Reading(engine=self.name, words=(word,))


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("scan") / "one.png"
    sheet = Image.new("L", (900, 400), 255)
    ImageDraw.Draw(sheet).text((80, 150), "Cordially yours", 0, ImageFont.load_default(48))
    sheet.save(path)
    return path


@pytest.mark.parametrize(("second", "told"), [("cordially", False), ("dardiolly", True)])
def test_a_line_that_two_engines_read_differently_is_for_review(scan: Path, second: str, told: bool) -> None:
    engine = Auto(Told("cordially", 0.7, "own"), Told(second, 0.6, "other"))
    record = digitize_letter(LetterFiles(name="one", files=(scan,)), engine, Settings()).record
    (line,) = (line for page in record.pages for line in page.lines)
    found = [(finding.line, finding.message) for finding in record.findings if finding.code == "readings-differ"]
    assert found == ([(line.id, "own and other read it differently: compare with the scan")] if told else [])
    assert ("readings-differ" in record.review.reasons) == told


def test_lines_that_no_engine_can_read_stay_as_lines_with_a_finding(scan: Path) -> None:
    record = digitize_letter(LetterFiles(name="one", files=(scan,)), Scripted({}), Settings()).record
    assert [line.readings for page in record.pages for line in page.lines] == [()]
    assert "line-unread" in {finding.code for finding in record.findings}
    assert record.review.needed


def test_a_stamp_is_cut_out_of_the_page_image_in_its_colour(tmp_path: Path) -> None:
    sheet = Image.new("RGB", (900, 700), (250, 248, 240))
    for row in range(5):
        ImageDraw.Draw(sheet).text((80, 100 + 50 * row), "the quick brown fox jumps", 0, ImageFont.load_default(28))
    ImageDraw.Draw(sheet).ellipse((500, 400, 660, 560), outline=(40, 50, 190), width=7)
    sheet.save(tmp_path / "one.png", dpi=(150, 150))
    engine = Told("fox", 0.9, "own")
    made = digitize_letter(LetterFiles(name="one", files=(tmp_path / "one.png",)), engine, Settings())
    (stamp,) = made.record.pages[0].graphics
    pictures = {image.name: decode(image.data) for image in made.images}
    assert (stamp.kind, stamp.image, set(pictures)) == ("stamp", "p1_g1.png", {"p1.jpg", "p1_g1.png"})
    assert pictures[stamp.image].shape == (stamp.box.height, stamp.box.width, 3)
    assert pictures[stamp.image][stamp.box.height // 2, 3].tolist() == [40, 50, 190]
