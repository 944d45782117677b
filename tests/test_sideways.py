"""Lines that run up or down the sheet: found on pages drawn here, and read the way that is surer."""

from collections.abc import Sequence

import numpy as np
import pytest
from builders import line as line_of
from builders import page as page_of
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from pipeline.geometry import Box, outline
from pipeline.image import Pixels
from pipeline.layout import find_blocks
from pipeline.model import Page, Reading, TextLine, Word
from pipeline.recognize import read_page
from pipeline.recognize.engine import LineImage
from pipeline.recognize.turned import Turned, runs_sideways
from pipeline.settings import LayoutSettings

NOTE = "seen by the board in May"


def sheet(*, quarter_turns: int, note: str = NOTE) -> Pixels:
    """Return the ink of a page, 150 dpi, with ten lines of print and a *note* beside them after quarter turns."""
    page = Image.new("L", (900, 1200), 255)
    for row in range(10):
        ImageDraw.Draw(page).text((200, 100 + 45 * row), "the quick brown fox jumps", 0, ImageFont.load_default(26))
    strip = Image.new("L", (500, 40), 255)
    ImageDraw.Draw(strip).text((30, 4), note, 0, ImageFont.load_default(24))
    turned = np.rot90(np.asarray(strip), quarter_turns)
    ink = np.where(np.asarray(page) < 128, 0, 255).astype(np.uint8)
    ink[300 : 300 + turned.shape[0], 60 : 60 + turned.shape[1]] = np.where(turned < 128, 0, 255)
    return ink


def lines(ink: Pixels) -> list[TextLine]:
    return [line for block in find_blocks(ink, ink, 150.0, LayoutSettings()).blocks for line in block.lines]


@pytest.mark.parametrize("quarter_turns", [1, 3])
def test_a_note_up_or_down_the_margin_is_one_line(quarter_turns: int) -> None:
    ink = sheet(quarter_turns=quarter_turns)
    found = lines(ink)
    (note,) = (line for line in found if runs_sideways(line))
    assert (len(found), note.box.height > 250, note.box.width < 40) == (11, True, True)
    inside = ink[note.box.top : note.box.bottom, note.box.left : note.box.right] == 0
    assert inside.sum() == (ink[:, :150] == 0).sum()


def test_numbers_below_each_other_are_lines_of_their_own() -> None:
    page = Image.new("L", (900, 1200), 255)
    for row in range(12):
        ImageDraw.Draw(page).text((100, 100 + 36 * row), str(row % 9 + 1), 0, ImageFont.load_default(26))
        ImageDraw.Draw(page).text((300, 100 + 36 * row), "the quick brown fox jumps", 0, ImageFont.load_default(26))
    found = lines(np.where(np.asarray(page) < 128, 0, 255).astype(np.uint8))
    assert (len(found), any(map(runs_sideways, found))) == (24, False)


class OneWay:
    """An engine that is sure of lines with more ink in their upper half, and reads "up" there, else "?"."""

    name, version, reads_mixed = "one way", "1", True

    def read(self, images: Sequence[LineImage]) -> tuple[Reading | None, ...]:
        return tuple(self._reading(image) for image in images)

    def _reading(self, image: LineImage) -> Reading:
        dark = (image.pixels < 128).sum(axis=1)
        sure = bool(dark[: len(dark) // 2].sum() > dark[len(dark) // 2 :].sum())
        first = Box(left=2, top=2, right=12, bottom=12)
        word = Word(text="up" if sure else "?", box=image.page_box(first), confidence=0.9 if sure else 0.2)
        return Reading(engine=self.name, words=(word,))


def standing(box: Box) -> Page:
    """Return a page with one line in *box* that runs up."""
    line = line_of("x", box).model_copy(update={"readings": ()})
    up = ((float(box.right - 9), float(box.bottom)), (float(box.right - 9), float(box.top)))
    page = page_of("x")
    told = page.blocks[0].model_copy(update={"lines": (line.model_copy(update={"baseline": up}),)})
    return page.model_copy(update={"blocks": (told,)})


@pytest.mark.parametrize(("side", "upwards"), [(22, True), (58, False)])
def test_it_is_read_the_way_that_is_surer(side: int, upwards: bool) -> None:
    flat = np.full((300, 100), 255, np.uint8)
    flat[50:250, side : side + 20] = 0  # heads of letters: at the left of what runs up
    (line,) = read_page(standing(Box(left=20, top=48, right=80, bottom=252)), flat, OneWay()).lines
    (word,) = line.readings[0].words
    assert (line.text, line.baseline[0][1] > line.baseline[-1][1]) == ("up", upwards)
    assert (word.box.bottom > 240, word.box.top < 60) == (upwards, not upwards)


corner = st.integers(0, 40)


@given(st.booleans(), corner, corner, st.integers(1, 9), st.integers(1, 9))
def test_boxes_come_back_where_points_went(upwards: bool, left: int, top: int, width: int, height: int) -> None:
    turned = Turned(box=Box(left=3, top=5, right=60, bottom=70), upwards=upwards)
    box = Box(left=3 + left, top=5 + top, right=3 + left + width, bottom=5 + top + height)
    across, down = zip(*(turned.into(point) for point in outline(box)), strict=True)
    seen = Box(left=int(min(across)), top=int(min(down)), right=int(max(across)), bottom=int(max(down)))
    assert turned.back(seen) == box
