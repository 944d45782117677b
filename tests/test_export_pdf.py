"""Searchable PDF: whatever opens it finds the text of the record, in its order."""

import io
import subprocess
from itertools import pairwise

import glyphless
import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from builders import bilingual, page, record
from hypothesis import given, settings
from hypothesis import strategies as st
from mixed_lines import lines

from pipeline.export import File
from pipeline.export.pdf import SearchablePdf
from pipeline.export.pdf.reorder import for_pdfium, for_poppler
from pipeline.geometry import Box
from pipeline.image import encode
from pipeline.model import Page, Reading, Record, TextBlock, TextLine, Word
from pipeline.text import plain

MIXED = (
    "ئۇيغۇر مەدەنىيەت جەمئىيىتى",
    "سالام لاتىن ئەلالا, خېتىڭىزنى (No. 12/45) تاپشۇرۇۋالدۇق.",
    "Dear Professor Ferrow, exam-",
    "2019-يىلى 3-ئاينىڭ 14-كۈنى",
    "«كىتاب دوستلىرى» (A-12) ٢٠١٩ 16/043",
    "ھۆرمەتلىك Anna Berg خانىم،",
    "؟0؟ ؟0ئ",
)


def pdf(letter: Record, image: bytes | None = None) -> bytes:
    (file,) = SearchablePdf().write(letter, lambda _: image)
    return file.data


def told(text: str) -> list[str]:
    """The lines of an extracted text; viewers part them as they like."""
    return [line for line in map(plain, text.replace("\f", "\n").splitlines()) if line]


def poppler(data: bytes, *options: str) -> list[str]:
    run = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return told(run.stdout.decode())


def pdfium(data: bytes) -> list[str]:
    return told(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range())


def plumber(data: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(data)) as opened:
        return told(opened.pages[0].extract_text(use_text_flow=True))


@given(st.lists(lines, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_every_viewer_finds_the_lines_as_they_were_read(texts: list[str]) -> None:
    data = pdf(record(page(*texts)))
    want = [plain(text) for text in texts]
    assert pdfium(data) == want
    assert plumber(data) == want
    assert poppler(data) == want
    assert SearchablePdf().read([File(name="letter.pdf", data=data)]).texts == ("\n".join(texts),)


@pytest.mark.parametrize("first", range(len(MIXED)))
def test_uyghur_with_lam_alef_digits_brackets_and_names_is_found_on_pages_of_either_direction(first: int) -> None:
    for texts in ((*MIXED[first:], *MIXED[:first]), MIXED[first : first + 1], (MIXED[first], *["Yours truly,"] * 9)):
        data = pdf(record(page(*texts)))
        assert pdfium(data) == plumber(data) == poppler(data) == poppler(data, "-layout") == list(texts)


def mirrored(seen: Page) -> Page:
    """The words of each line the other way round, as those of a Latin run in a line from the right."""

    def turned(word: Word) -> Word:
        place = Box(left=1000 - word.box.right, top=word.box.top, right=1000 - word.box.left, bottom=word.box.bottom)
        return word.model_copy(update={"box": place})

    def again(line: TextLine) -> TextLine:
        words = tuple(turned(word) for word in line.readings[0].words)
        return line.model_copy(update={"readings": (Reading(engine="by-hand", words=words),)})

    return seen.model_copy(update={"blocks": (TextBlock(id="p1_b1", lines=tuple(map(again, seen.lines))),)})


@given(lines, st.booleans())
@settings(max_examples=25, deadline=None)
def test_the_way_to_each_word_leads_forwards_and_changes_the_size(text: str, mirror: bool) -> None:
    """Of which pdf.js makes the spaces; `tests/bench/pdfjs.mjs` tells what it takes out of a file."""
    seen = mirrored(page(text)) if mirror else page(text)
    with pikepdf.open(io.BytesIO(pdf(record(seen)))) as opened:
        steps = [(str(one.operator), one.operands) for one in pikepdf.parse_content_stream(opened.pages[0])]
    ways = [(float(operands[0]), float(operands[4])) for name, operands in steps if name == "Tm"][1:-2]
    sizes = [float(operands[1]) for name, operands in steps if name == "Tf"][1:-1]
    assert len(ways) == len(sizes) == len(text.split())
    for ((_, before), (way, x)), (size, other) in zip(pairwise(ways), pairwise(sizes), strict=True):
        assert (x - before) * way > 0
        assert size != other


def test_what_is_searched_is_found_where_it_stands() -> None:
    seen = page(*MIXED)
    found = pypdfium2.PdfDocument(pdf(record(seen)))[0].get_textpage().search("تاپشۇرۇۋالدۇق").get_next()
    assert found is not None
    with pdfplumber.open(io.BytesIO(pdf(record(seen)))) as opened:
        words = {word["text"]: word for word in opened.pages[0].extract_words(use_text_flow=True)}
    for word in (word for line in seen.lines for word in line.readings[0].words):
        place = words[word.text]
        point = 72 / seen.dpi
        assert place["x0"] == pytest.approx(word.box.left * point, abs=1)
        assert place["x1"] == pytest.approx(word.box.right * point, abs=3)


@pytest.mark.parametrize(
    "pixels",
    [
        np.full((1400, 1000), 230, np.uint8),
        np.full((1400, 1000, 3), (250, 240, 200), np.uint8),
        np.eye(1400, 1000, dtype=np.uint8) * np.uint8(255),
    ],
)
@pytest.mark.parametrize("form", ["png", "jpg"])
def test_the_page_looks_like_its_image(pixels: np.ndarray, form: str) -> None:
    data = pdf(bilingual(), encode(pixels, "png" if form == "png" else "jpg"))
    shown = pypdfium2.PdfDocument(data)[0].render(scale=120 / 72).to_numpy()
    assert shown.shape[:2] == (1400, 1000)
    assert np.abs(shown.mean(axis=(0, 1))[::-1] - pixels.mean(axis=(0, 1))).max() < 2  # pdfium gives BGR


def test_each_page_is_there_even_if_it_was_not_read() -> None:
    failed = Page(number=2, source="a.tif", source_page=2, status="failed", reason="cut short")
    with pikepdf.open(io.BytesIO(pdf(record(page("Dear Sir,"), failed, page("سالام", number=3))))) as opened:
        assert len(opened.pages) == 3
        assert not opened.check_pdf_syntax()


def test_the_same_record_gives_the_same_bytes() -> None:
    assert pdf(bilingual()) == pdf(bilingual())


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="no PDF"):
        SearchablePdf().read([File(name="letter.pdf", data=b"%PDF-nothing")])


def test_the_font_that_ships_is_the_one_that_its_maker_makes() -> None:
    assert glyphless.PLACE.read_bytes() == glyphless.build()


def test_left_to_right_lines_need_no_turning() -> None:
    assert for_pdfium("Dear Sir,") == "Dear Sir,"
    assert for_poppler(["Dear Sir,", "all is well."]) == ["Dear Sir,", "all is well."]
