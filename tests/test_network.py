"""The network's engine: strips, signs, words and their places."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from pipeline.errors import DependencyError
from pipeline.geometry import Box
from pipeline.image import Pixels
from pipeline.model import Direction
from pipeline.recognize import network
from pipeline.recognize.engine import LineImage
from pipeline.recognize.lattice import Sign, best_path, edges
from pipeline.recognize.memory import MOST, Memory
from pipeline.recognize.strips import HEIGHT, Strip, by_width, padded
from pipeline.recognize.tidy import Letter, tidied
from pipeline.recognize.words import confidence, words
from pipeline.settings import RecognizeSettings


def line_image(pixels: Pixels, left: int = 0, top: int = 0) -> LineImage:
    height, width = pixels.shape
    box = Box(left=left, top=top, right=left + width, bottom=top + height)
    return LineImage(pixels=pixels, box=box, tops=(top,) * width, size=float(height))


def written(text: str, size: int = 40) -> LineImage:
    """Return *text* in the font that comes with Pillow, cut out closely."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = (round(edge) for edge in font.getbbox(text))
    paper = Image.new("L", (right - left, bottom - top), 255)
    ImageDraw.Draw(paper).text((-left, -top), text, 0, font)
    return line_image(np.asarray(paper, np.uint8), 100, 50)


def bars(*spans: tuple[int, int], width: int = 200) -> LineImage:
    """Return a line with a black bar in each of *spans*, columns of the line, on rows 5 to 25 of 30."""
    pixels = np.full((30, width), 255, np.uint8)
    for left, right in spans:
        pixels[5:25, left:right] = 0
    return line_image(pixels)


@pytest.fixture(scope="module")
def mektup() -> network.Mektup:
    return network.load(RecognizeSettings())


def test_a_printed_line_is_read_with_its_words_in_place(mektup: network.Mektup) -> None:
    line = written("Please send the documents")
    (reading,) = mektup.read([line])
    assert reading is not None
    assert reading.text == "Please send the documents"
    assert reading.engine == "mektup"
    lefts = [word.box.left for word in reading.words]
    assert lefts == sorted(lefts)
    assert all(
        before.box.right <= after.box.left for before, after in zip(reading.words, reading.words[1:], strict=False)
    )
    assert reading.words[0].box.left <= line.box.left + 5
    assert reading.words[-1].box.right >= line.box.right - 5


def test_a_line_reads_the_same_in_any_company(mektup: network.Mektup) -> None:
    line, longer, shorter = written("The letter of May"), written("A line that is longer than that"), written("No")
    (alone,) = mektup.read([line])
    assert mektup.read([longer, line, shorter])[1] == alone


def test_a_line_that_was_seen_is_not_looked_at_again(mektup: network.Mektup) -> None:
    line = written("Never seen before")
    first = mektup.read([line])
    blind = replace(mektup, session=None)
    assert blind.read([line, line]) == first * 2
    with pytest.raises(AttributeError):
        blind.read([written("Nor was this")])


def test_only_the_last_lines_are_remembered() -> None:
    memory = Memory()
    lines = [np.full((1, 1), grey, np.uint8) for grey in range(MOST + 1)]
    for line in lines:
        memory.keep(line, ())
    assert memory.recall(lines[0]) is None
    assert memory.recall(lines[-1]) == ()


def test_dust_above_a_line_does_not_make_it_smaller(mektup: network.Mektup) -> None:
    line = written("The documents of the committee")
    dusty = np.vstack([np.full((25, line.box.width), 255, np.uint8), line.pixels])
    dusty[1:3, 40:43] = 0
    strip, plain = Strip.of(line_image(dusty)), Strip.of(line)
    assert abs(strip.width - plain.width) <= 0.1 * plain.width
    (reading,) = mektup.read([line_image(dusty, 100, 25)])
    assert reading is not None
    assert reading.text == "The documents of the committee"
    assert all(word.box.top >= 40 for word in reading.words)


def test_the_dot_of_a_short_line_is_no_dust() -> None:
    pixels = np.full((60, 40), 255, np.uint8)
    pixels[30:55, 15:25] = 0
    pixels[4:10, 17:23] = 0
    assert Strip.of(line_image(pixels)).line.pixels.shape == (60, 40)


def test_a_bare_line_has_no_words(mektup: network.Mektup) -> None:
    (reading,) = mektup.read([line_image(np.full((30, 300), 255, np.uint8))])
    assert reading is not None
    assert reading.words == ()


def test_no_lines_are_no_readings(mektup: network.Mektup) -> None:
    assert mektup.read([]) == ()


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(DependencyError, match="install mektup again"):
        network.opened(tmp_path)


def test_damaged_weights_are_told(tmp_path: Path) -> None:
    (tmp_path / "recognizer.onnx").write_bytes(b"no network")
    (tmp_path / "alphabet.txt").write_text("ab\n", "utf-8")
    with pytest.raises(DependencyError, match="install mektup again"):
        network.opened(tmp_path)


def test_the_best_path_joins_repeats_and_drops_blanks() -> None:
    classes = [0, 1, 1, 0, 1, 2, 2, 0]
    probabilities = np.full((8, 3), 0.1, np.float32)
    probabilities[np.arange(8), classes] = 0.8
    signs = best_path(probabilities, "ab")
    assert [(sign.text, sign.first, sign.last) for sign in signs] == [("a", 1, 3), ("a", 4, 5), ("b", 5, 7)]
    assert all(sign.probability == pytest.approx(0.8) for sign in signs)


def test_signs_meet_halfway_and_a_space_leaves_them_its_gap() -> None:
    signs = (Sign("a", 1, 3, 1.0), Sign("b", 6, 7, 1.0), Sign(" ", 10, 11, 1.0), Sign("c", 14, 15, 1.0))
    assert edges(signs, 20) == (0.0, 4.5, 10.0, 11.0, 20.0)


def test_words_of_a_uyghur_line_run_from_the_right() -> None:
    line = bars((10, 80), (120, 190))
    strip = Strip.of(line)
    middle = strip.frames // 2
    seen = (
        Sign("ۇ", 3, 4, 0.9),
        Sign("ب", 8, 9, 0.9),
        Sign(" ", middle, middle + 1, 1.0),
        Sign("ت", middle + 8, middle + 9, 1.0),
    )
    found = words(seen, strip, "rtl")
    assert [word.text for word in found] == ["ت", "بۇ"]
    assert [(word.box.left, word.box.top, word.box.right, word.box.bottom) for word in found] == [
        (120, 5, 190, 25),
        (10, 5, 80, 25),
    ]
    assert found[0].confidence == 1.0
    assert found[1].confidence == pytest.approx(0.81**1.5, abs=1e-4)


@given(st.text("اەوۇئءبت،.aZ1", min_size=1, max_size=8), st.sampled_from(["rtl", "ltr"]))
def test_each_character_of_a_word_knows_how_sure_it_is(seen: str, base: Direction) -> None:
    strip = Strip.of(bars((10, 190)))
    signs = [Sign(char, place, place + 1, 0.5 + place / 20) for place, char in enumerate(seen)]
    for word in words(signs, strip, base):
        assert len(word.characters) == len(word.text)
        assert min(sign.probability for sign in signs) <= min(word.characters)


def test_what_the_normal_form_drops_has_no_say() -> None:
    signs = (Sign("ا", 3, 4, 0.9), Sign("ئ", 8, 9, 0.6), Sign("ئ", 12, 13, 0.8))
    (word,) = words(signs, Strip.of(bars((10, 190))), "rtl")
    assert (word.text, word.characters) == ("ئا", (0.8, 0.9))


@pytest.mark.parametrize(("height", "meant"), [(3, "ب-"), (8, "ب.")])
def test_a_flat_stop_at_the_end_of_a_uyghur_line_is_a_hyphen(height: int, meant: str) -> None:
    line = bars((120, 190))
    line.pixels[15 : 15 + height, 10:18] = 0
    strip = Strip.of(line)
    middle = strip.frames // 2
    found = words((Sign(".", 3, 4, 0.9), Sign("ب", middle + 8, middle + 9, 1.0)), strip, "rtl")
    assert [word.text for word in found] == [meant]


def test_signs_that_are_all_unsure_are_no_writing() -> None:
    strip = Strip.of(bars((10, 80)))
    assert words((Sign("a", 3, 4, 0.3), Sign("b", 8, 9, 0.2)), strip, "ltr") == ()


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=20))
def test_confidence_is_a_share_and_no_word_is_surer_than_its_letters(probabilities: list[float]) -> None:
    assert 0.0 <= confidence(probabilities) <= round(min(probabilities), 4)


@given(st.lists(st.integers(20, 900), min_size=1, max_size=40))
def test_each_strip_is_in_one_batch_with_strips_of_its_padded_width(widths: list[int]) -> None:
    strips = [Strip(bars((5, 10)), np.zeros((HEIGHT, width), np.float32), 1.0, 0) for width in widths]
    groups = by_width(strips, 64, 4)
    assert sorted(place for group in groups for place in group) == list(range(len(widths)))
    assert all(len(group) <= 4 and len({padded(widths[place], 64) for place in group}) == 1 for group in groups)


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("يىلى(يىلان)", "يىلى (يىلان)"),
        ("دېدى ، ئۇ", "دېدى، ئۇ"),
        ("شۇڭا،دانالار", "شۇڭا، دانالار"),
        (")ئانا( تىل", "(ئانا) تىل"),
        ("چۈشتى. . . »", "چۈشتى. . .»"),
        ("ۋال – ۋۇل", "ۋال - ۋۇل"),
        ("(1) ئانا", "(1) ئانا"),
    ],
)
def test_spaces_and_brackets_are_tidied(seen: str, meant: str) -> None:
    letters = [Letter(char, place, place + 1, 1.0) for place, char in enumerate(seen)]
    assert "".join(letter.text for letter in tidied(letters)) == meant
