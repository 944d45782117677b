"""PDF pages: scans at their own resolution, born-digital text of several producers, and files that cannot be read."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from bidi import get_display
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import InputError
from pipeline.ingest import scans
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.settings import IngestSettings

SETTINGS = IngestSettings()
FACE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
SPOKEN = (
    "ھۆرمەتلىك ئەپەندى:",
    "2014-يىلى 11-ئاينىڭ 12-كۈنى (چارشەنبە)",
    "ئۇيغۇر مىللىتى ئۈچۈن Windows 10 ئىشلىتىڭ",
    "Dear Sir or Madam,",
)
SHAPED = {"ھ": "\ufbaa", "ە": "\ufee9", "ى": "\ufeef", "ئ": "\ufe8b", "ۇ": "\ufbd7"}


@pytest.fixture(autouse=True, scope="module")
def _face() -> Iterator[None]:
    if not FACE.exists():
        pytest.skip("needs Debian's fonts-dejavu-core")
    pdfmetrics.registerFont(TTFont("DejaVu", str(FACE)))
    yield


def drawn(path: Path, draw: Callable[[Canvas, str, float], None], **options: str) -> Path:
    """A page with the lines of SPOKEN, each drawn by *draw* at its height."""
    canvas = Canvas(str(path), pagesize=(595, 842), **options)
    canvas.setFont("DejaVu", 14)
    for place, text in enumerate(SPOKEN):
        draw(canvas, text, 760 - 40 * place)
    canvas.save()
    return path


def base_of(text: str) -> str:
    return "L" if text.startswith("Dear") else "R"


def visually(canvas: Canvas, text: str, height: float) -> None:
    canvas.drawString(60, height, str(get_display(text, base_dir=base_of(text))))


def letter_by_letter(canvas: Canvas, text: str, height: float) -> None:
    """Logical order, each letter where it is to be seen."""
    seen = list(str(get_display(text, base_dir=base_of(text))))
    fellows = {")": "(", "(": ")"}
    for char in text:
        place = seen.index(char if char in seen else fellows[char])
        seen[place] = ""
        before = str(get_display(text, base_dir=base_of(text)))[:place]
        canvas.drawString(60 + pdfmetrics.stringWidth(before, "DejaVu", 14), height, char)


def in_shapes(canvas: Canvas, text: str, height: float) -> None:
    seen = str(get_display(text, base_dir=base_of(text)))
    canvas.drawString(60, height, "".join(SHAPED.get(char, char) for char in seen))


def without_bidi(canvas: Canvas, text: str, height: float) -> None:
    canvas.drawString(60, height, text)


def only(path: Path, settings: IngestSettings = SETTINGS) -> Scan:
    (scan,) = scans(path, settings)
    assert isinstance(scan, Scan), scan
    return scan


def scanned(path: Path, *texts: str, dpi: int = 100, mode: str = "1") -> Path:
    image = Image.new("L", (827 * dpi // 100, 1169 * dpi // 100), 255)
    pen = ImageDraw.Draw(image)
    for place, text in enumerate(texts):
        pen.text((dpi, dpi * (1 + place) // 2), text, font=ImageFont.truetype(str(FACE), dpi // 5), fill=0)
    image.convert(mode).save(path, resolution=dpi)
    return path


@pytest.mark.parametrize("producer", [visually, letter_by_letter, in_shapes, without_bidi])
def test_every_producer_s_text_comes_back_in_logical_order(
    tmp_path: Path, producer: Callable[[Canvas, str, float], None]
) -> None:
    scan = only(drawn(tmp_path / "a.pdf", producer))
    assert scan.findings == ()
    assert tuple(line.text for line in scan.text_lines) == SPOKEN
    assert [line.direction for line in scan.text_lines] == ["rtl", "rtl", "rtl", "ltr"]


def test_lines_and_words_lie_on_their_ink(tmp_path: Path) -> None:
    scan = only(drawn(tmp_path / "a.pdf", visually))
    assert scan.dpi == 300.0
    first = scan.text_lines[0]
    assert first.baseline[0] == pytest.approx((60 / 72 * 300, (842 - 760) / 72 * 300), abs=2)
    assert first.readings[0].words[0].box.left > first.readings[0].words[1].box.left
    levels = scan.pixels if scan.pixels.ndim == 2 else scan.pixels.min(axis=2)
    written = np.argwhere(levels < 128)
    boxes = [line.box for line in scan.text_lines]
    assert all(
        any(b.left - 9 <= x <= b.right + 9 and b.top - 9 <= y <= b.bottom + 9 for b in boxes) for y, x in written[::50]
    )


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_and_cropped_pages_are_shown_and_read_as_they_look(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(600, 800))
    moves = {0: (0, 0), 90: (600, 0), 180: (600, 800), 270: (0, 800)}
    canvas.translate(*moves[turn])
    canvas.rotate(turn if turn < 270 else -90)
    canvas.drawString(150, 300, "Dear Sir or Madam")
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        page.Rotate = turn
        page.MediaBox = pikepdf.Array([-50, -30, 600, 800])
        page.CropBox = pikepdf.Array([40, 20, 560, 790])
        document.save(path)
    scan = only(path)
    assert scan.pixels.shape[:2] == ((3209, 2167) if turn % 180 == 0 else (2167, 3209))
    (line,) = scan.text_lines
    rows, columns = np.nonzero((scan.pixels if scan.pixels.ndim == 2 else scan.pixels.min(axis=2)) < 128)
    assert line.text == "Dear Sir or Madam"
    assert line.box.left <= columns.min() <= line.box.left + 9
    assert line.box.right >= columns.max() >= line.box.right - 9
    assert line.box.top <= rows.min() < rows.max() <= line.box.bottom


def test_a_page_size_that_stands_above_the_page_is_known(tmp_path: Path) -> None:
    path = drawn(tmp_path / "a.pdf", visually)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        page = document.pages[0]
        document.Root.Pages.MediaBox = page.MediaBox
        del page.obj["/MediaBox"]
        document.save(path)
    assert tuple(line.text for line in only(path).text_lines) == SPOKEN


@pytest.mark.parametrize(("dpi", "turn"), [(100, 0), (100, 90), (200, 180), (300, 0), (300, 270)])
def test_a_scan_comes_out_pixel_for_pixel(tmp_path: Path, dpi: int, turn: int) -> None:
    levels = np.random.default_rng(0).integers(0, 2, (1169 * dpi // 100, 827 * dpi // 100), np.uint8) * 255
    image = Image.fromarray(levels)
    image.convert("1").save(tmp_path / "a.pdf", resolution=dpi)
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as document:
        document.pages[0].Rotate = turn
        document.save(tmp_path / "a.pdf")
    scan = only(tmp_path / "a.pdf")
    assert (scan.dpi, scan.bilevel, scan.text_lines, scan.findings) == (dpi, True, (), ())
    assert np.array_equal(scan.pixels, np.rot90(levels, -turn // 90))


def test_a_text_layer_over_a_scan_is_used_when_it_covers_it_and_refused_when_not(tmp_path: Path) -> None:
    picture = tmp_path / "scan.png"
    image = Image.new("L", (1654, 2339), 255)
    pen, face = ImageDraw.Draw(image), ImageFont.truetype(str(FACE), 39)
    for place in range(10):
        pen.text((200, 200 + 100 * place), "Dear Sir or Madam, this is a letter", font=face, fill=0)
    image.save(picture)
    for lines, expected in ((10, 10), (2, 0)):
        path = tmp_path / f"{lines}.pdf"
        canvas = Canvas(str(path), pagesize=(595.44, 842.04))
        canvas.drawImage(str(picture), 0, 0, 595.44, 842.04)
        for place in range(lines):
            text = canvas.beginText(72, 842.04 - (236 + 100 * place) * 0.36)
            text.setFont("DejaVu", 14)
            text.setTextRenderMode(3)
            text.textOut("Dear Sir or Madam, this is a letter")
            canvas.drawText(text)
        canvas.save()
        scan = only(path)
        assert scan.dpi == 200.0
        assert len(scan.text_lines) == expected
        assert [finding.code for finding in scan.findings] == ([] if expected else ["text-layer-refused"])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\ue000\ue001\ue002\ue003\ue004\ue005", "without a meaning"),
        ("#@ %$ &* #!@ %& *( )$ ab", "mostly signs"),
        ("Dсаr Мadаm yоu аrе hеrе tоdау ауе", "several scripts"),
        ("Ghdu Vlu ru Pdgdp wklv lv d ohwwhu wkdw brx vkrxog qrw uhdg dw doo krqhvwob", "without vowels"),
    ],
)
def test_a_text_layer_that_makes_no_sense_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.setFont("DejaVu", 10)
    canvas.drawString(60, 700, text)
    canvas.save()
    scan = only(path)
    (finding,) = scan.findings
    assert (scan.text_lines, finding.code, finding.severity, finding.page) == ((), "text-layer-refused", "warning", 1)
    assert reason in finding.message


@pytest.mark.parametrize("name", ["a b\n\u202e.pdf", os.fsdecode(b"caf\xe9.pdf"), "n" * 251 + ".pdf"])
def test_odd_names_are_opened_and_printable(tmp_path: Path, name: str) -> None:
    scan = only(drawn(tmp_path / "a.pdf", visually).rename(tmp_path / name))
    assert len(scan.text_lines) == len(SPOKEN)
    assert scan.source.isprintable()


def test_files_that_cannot_be_read_say_what_to_do(tmp_path: Path) -> None:
    whole = drawn(tmp_path / "a.pdf", visually)
    data = whole.read_bytes()
    (tmp_path / "cut.pdf").write_bytes(data[: len(data) // 20])
    with pikepdf.open(whole) as document:
        document.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        document.save(tmp_path / "open.pdf", encryption=pikepdf.Encryption(owner="a", user=""))
    with pikepdf.new() as document:
        document.save(tmp_path / "none.pdf")
    for name, reason in (("cut", "damaged"), ("locked", "encrypted; save a copy without"), ("none", "has no pages")):
        with pytest.raises(InputError, match=rf"{name}\.pdf: .*{reason}"):
            list(scans(tmp_path / f"{name}.pdf", SETTINGS))
    assert len(only(tmp_path / "open.pdf").text_lines) == 4


def test_too_large_an_image_is_refused_and_too_large_a_page_is_rendered_smaller(tmp_path: Path) -> None:
    few = IngestSettings(max_megapixels=0.5)
    (page,) = scans(scanned(tmp_path / "a.pdf", "Dear Sir"), few)
    assert isinstance(page, Unreadable)
    assert "ingest.max_megapixels" in page.reason
    smaller = only(drawn(tmp_path / "b.pdf", visually), few)
    assert 0.45e6 < smaller.pixels.shape[0] * smaller.pixels.shape[1] <= 0.5e6
