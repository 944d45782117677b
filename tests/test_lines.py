"""Lines on pages that are drawn here: ink in, lines out; nothing is read."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PIL import Image, ImageDraw, ImageFont

from pipeline.geometry import Box
from pipeline.image import Pixels
from pipeline.layout import Layout, find_blocks
from pipeline.model import TextLine
from pipeline.settings import LayoutSettings

WIDTH, HEIGHT, DPI = 900, 1200, 150.0
PLAIN = LayoutSettings()


def page(*texts: tuple[float, float, str], size: int = 24) -> Pixels:
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(sheet)
    for x, y, text in texts:
        draw.text((x, y), text, font=ImageFont.load_default(size), fill=0)
    return np.where(np.asarray(sheet) < 128, 0, 255).astype(np.uint8)


def look(ink: Pixels) -> Layout:
    return find_blocks(ink, ink, DPI, PLAIN)


def lines(ink: Pixels) -> list[TextLine]:
    return sorted(
        (line for block in look(ink).blocks for line in block.lines), key=lambda line: (line.box.top, line.box.left)
    )


def paragraph(top: int, count: int, lead: int = 40) -> list[tuple[float, float, str]]:
    return [(100, top + lead * i, "the quick brown fox jumps over the lazy dog again") for i in range(count)]


def owned(line: TextLine, shape: tuple[int, int]) -> np.ndarray:
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.rint(np.array(line.polygon)).astype(np.int32)], 1)
    return mask > 0


def test_each_line_is_found_once() -> None:
    assert len(lines(page(*paragraph(100, 12)))) == 12


def test_short_lines_are_kept() -> None:
    ink = page(*paragraph(100, 5), (100, 300, "no"), (440, 1120, "7"))
    assert [line.box.width < 60 for line in lines(ink)] == [False] * 5 + [True, True]


def test_a_full_stop_and_a_dash_at_the_end_belong_to_the_line() -> None:
    found = lines(page(*paragraph(100, 4), (100, 260, "the end comes now  -  .")))
    assert len(found) == 5
    assert found[-1].box.right > 300


def test_lines_that_touch_stay_apart() -> None:
    ink = page(*paragraph(100, 6, lead=30))
    for row in range(5):  # strokes that tie each line to the next
        ink[112 + 30 * row : 142 + 30 * row, 300 + 20 * row : 303 + 20 * row] = 0
    assert len(lines(ink)) == 6


def test_dots_far_above_belong_to_the_line_below_them() -> None:
    ink = page(*paragraph(200, 4, lead=60))
    for x in range(150, 500, 90):
        ink[256:260, x : x + 4] = 0
    found = lines(ink)
    assert len(found) == 4
    assert found[1].box.top <= 256
    assert all(owned(found[1], (HEIGHT, WIDTH))[258, x + 2] for x in range(150, 500, 90))


def test_a_line_holds_its_ink_and_not_its_neighbours() -> None:
    ink = page(*paragraph(100, 8))
    masks = [owned(line, ink.shape[:2]) for line in lines(ink)]
    assert (np.sum(masks, axis=0)[ink == 0] == 1).mean() > 0.999


def test_display_type_is_one_line() -> None:
    sheet = page(*paragraph(300, 8))
    title = page((120, 90, "City Library"), size=80)
    found = lines(np.minimum(sheet, title))
    assert len(found) == 9
    assert found[0].box.width > 400


def test_two_columns_stay_apart_and_a_wide_space_does_not_part_a_line() -> None:
    left = [(60.0, 100.0 + 40 * i, "Library of the city") for i in range(4)]
    right = [(600.0, 100.0 + 40 * i, "Kitabxana sheher") for i in range(4)]
    ink = page(*left, *right, *paragraph(400, 4), (100, 560, "these words   stand wide   apart here"))
    assert len(lines(ink)) == 13


@pytest.mark.parametrize(("gap", "count"), [(20, 5), (130, 6)])
def test_a_gap_far_wider_than_the_others_parts_a_line(gap: int, count: int) -> None:
    place, date = (100.0, 320.0, "Pellham, the old mill"), (330.0 + gap, 320.0, "21 March of this year")
    assert len(lines(page(*paragraph(100, 4), place, date))) == count


def test_a_justified_line_of_few_words_stays_whole() -> None:
    words = [(100.0 + 70 * i, 320.0, word) for i, word in enumerate(("so", "we", "do", "as", "all"))]
    found = lines(page(*paragraph(100, 5), *words, *paragraph(380, 3)))
    assert len(found) == 9


def test_bold_capitals_of_a_heading_are_letters() -> None:
    ink = page(*paragraph(300, 8))
    for place in range(8):
        x = 100 + 34 * place
        for left in (0, 11, 22):  # an M as bold type draws it
            ink[200:230, x + left : x + left + 8] = 0
        ink[200:208, x : x + 30] = 0
    found = lines(ink)
    assert (len(found), found[0].box.width > 260) == (9, True)


@pytest.mark.parametrize("angle", [-1.0, 0.6])
def test_slanted_lines_are_followed(angle: float) -> None:
    ink = page(*paragraph(200, 10))
    turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), angle, 1)
    turned = cv2.warpAffine(ink, turn, (WIDTH, HEIGHT), borderValue=255)
    assert len(lines(np.where(turned < 128, 0, 255).astype(np.uint8))) == 10


def test_the_baseline_lies_under_the_letters() -> None:
    (line,) = lines(page((100, 200, "mama eats corn on some new moon morrow")))
    foot = line.box.bottom
    assert all(abs(y - foot) <= 3 for _, y in line.baseline)


def test_a_bare_page_and_dust_have_no_lines() -> None:
    ink = np.full((HEIGHT, WIDTH), 255, np.uint8)
    assert not look(ink).blocks
    spots = np.random.default_rng(3).integers(0, [HEIGHT, WIDTH], (60, 2))
    ink[spots[:, 0], spots[:, 1]] = 0
    assert not look(ink).blocks


@pytest.mark.parametrize("dpi", [100.0, 200.0, 300.0])
def test_round_specks_on_a_blank_sheet_are_no_lines(dpi: float) -> None:
    ink = np.full((HEIGHT, WIDTH), 255, np.uint8)
    for row in range(20):
        cv2.circle(ink, ((97 * row) % WIDTH, 40 + 57 * row), 4 + row % 2, 0, -1)
    assert not find_blocks(ink, ink, dpi, PLAIN).blocks


@pytest.mark.parametrize("text", ["2", "I.", "x", "P.", "17", "—"])
def test_a_lone_short_line_among_specks_is_kept(text: str) -> None:
    ink = page(*paragraph(100, 5), (440, 1100, text))
    for row in range(20):
        cv2.circle(ink, ((97 * row) % WIDTH, 400 + 30 * row), 4, 0, -1)
    assert [line.box.width < 60 for line in lines(ink)] == [False] * 5 + [True]


def test_a_fold_a_punch_hole_and_a_shadow_are_no_lines() -> None:
    ink = page(*paragraph(100, 6))
    ink[400:1100, 450:452] = 0
    cv2.circle(ink, (50, 600), 18, 0, -1)
    ink[300:900, :6] = 0
    assert len(lines(ink)) == 6


def test_the_broken_rim_of_a_punch_hole_is_no_line() -> None:
    ink = page(*paragraph(300, 6), (420, 60, "(a note in brackets) CO"))
    for start in (80, 200, 320):
        cv2.ellipse(ink, (60, 500), (18, 18), 0, start, start + 70, 0, 1)
    assert [line.box.width > 200 for line in lines(ink)] == [True] * 7


def test_the_ornaments_of_a_frame_round_a_line_are_no_line() -> None:
    ink = page(*paragraph(100, 5), (300, 420, "in a frame of ornaments"))
    for x in range(270, 620, 14):
        ink[396:404, x : x + 8] = ink[466:474, x : x + 8] = 0
    for y in range(396, 470, 14):
        ink[y : y + 8, 270:278] = ink[y : y + 8, 612:620] = 0
    assert [line.box.width > 200 for line in lines(ink)] == [True] * 6


def broken_fold(ink: Pixels, y: int) -> Pixels:
    """Draw a fold at height *y*: dashes of 7 to 30 px, thin, not quite level."""
    x = 5
    for number in range(60):
        length = 7 + 11 * number % 24
        ink[y + x // 300 : y + 2 + x // 300, x : min(x + length, WIDTH - 5)] = 0
        x += length + 3 + 5 * number % 9
        if x > WIDTH - 40:
            break
    return ink


def test_a_broken_fold_is_no_line_and_lets_go_of_the_line_that_it_crosses() -> None:
    ink = page(*paragraph(100, 5), (100, 700, "the end of the month"))
    bare = [line.box for line in lines(ink)]
    for y in (500, 709):
        broken_fold(ink, y)
    found = [line.box for line in lines(ink)]
    assert len(found) == 6
    assert all(abs(one.right - other.right) < 12 for one, other in zip(bare, found, strict=True))


def test_an_upright_broken_fold_does_not_tie_lines() -> None:
    ink = page(*paragraph(100, 12))
    for y in range(20, 1180, 40):
        ink[y : y + 34, 403:405] = 0
    assert len(lines(ink)) == 12


def test_letters_in_a_column_are_no_fold() -> None:
    items = [(100.0, 100.0 + 40 * i, "I live in the city") for i in range(12)]
    assert {line.box.left for line in lines(page(*items))} == {min(line.box.left for line in lines(page(items[0])))}


@settings(max_examples=60, deadline=None)
@given(
    arrays(np.uint8, st.tuples(st.integers(1, 60), st.integers(1, 60)), elements=st.sampled_from([0, 255])),
    st.sampled_from([30.0, 100.0, 300.0]),
)
def test_any_ink_can_be_looked_at(ink: Pixels, dpi: float) -> None:
    height, width = ink.shape
    whole = Box(left=0, top=0, right=width, bottom=height)
    for block in find_blocks(ink, ink, dpi, PLAIN).blocks:
        for line in block.lines:
            assert line.box.shared(whole) == line.box.area


@pytest.mark.parametrize("level", [0, 255])
@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (900, 1), (800, 600)])
def test_plain_pages_have_no_lines(shape: tuple[int, int], level: int) -> None:
    assert not look(np.full(shape, level, np.uint8)).blocks


def test_a_rule_with_a_wide_gap_is_found_once() -> None:
    ink = page(*paragraph(200, 6))
    for left in (100, 600):
        for start in range(left, left + 220, 20):  # broken into pieces that follow each other closely
            ink[600:602, start : start + 19] = 0
    rules = [graphic for graphic in look(ink).graphics if graphic.kind == "rule"]
    assert len(rules) == 1


def engraved(ink: Pixels, left: int, top: int, size: int) -> Pixels:
    """Draw a house in fine lines: hatching that grows denser downwards, windows, and a roof."""
    for row in range(0, size, 5):
        ink[
            top + row : top + row + 2, left + (size - row) // 4 : left + size - (size - row) // 4 : 2 if row < 60 else 1
        ] = 0
    for column in range(10, size - 40, 60):
        ink[top + size // 2 : top + size // 2 + 50, left + column : left + column + 30] = 0
        ink[top + size // 2 + 8 : top + size // 2 + 42, left + column + 8 : left + column + 22] = 255
    return ink


def test_an_engraving_is_a_graphic_and_no_lines() -> None:
    ink = engraved(page(*paragraph(500, 8), (450, 120, "First Bank of the Town")), left=80, top=60, size=300)
    found = look(ink)
    assert len(lines(ink)) == 9
    assert [graphic.kind for graphic in found.graphics] == ["logo"]
    box = found.graphics[0].box
    assert (abs(box.left - 80) < 80, abs(box.top - 60) < 40, abs(box.bottom - 360) < 10) == (True, True, True)


def test_lines_set_solid_are_no_picture() -> None:
    ink = page(*paragraph(100, 30, lead=23), size=26)
    assert not look(ink).graphics


def test_a_table_gives_a_line_a_cell_though_its_rules_are_ragged() -> None:
    cells = [
        (120.0 + 260 * column, 210.0 + 60 * row, f"cell {row} {column}") for row in range(4) for column in range(3)
    ]
    ink = page(*cells)
    rng = np.random.default_rng(5)
    for y in range(190, 431, 60):
        ink[y : y + 3, 100:861] = 0
        ink[y - 1, 100:861] = np.where(np.repeat(rng.random(39), 20)[:761] < 0.4, 0, 255)
    for x in range(100, 861, 253):
        ink[190:433, x : x + 3] = 0
    assert len(lines(ink)) == 12


def traces(ink: Pixels, y: float, lean: float = 0.004) -> Pixels:
    """Return *ink* with the traces of a fold across the page, thin and far apart, close enough below a line for it."""
    folded = ink.copy()
    for n, x in enumerate(range(40, WIDTH - 20, 47)):
        row = round(y + lean * x)
        folded[row : row + 2, x : x + 6 + n % 4] = 0
    return folded


def test_traces_of_a_fold_belong_to_no_line() -> None:
    ink = page(*paragraph(100, 5), (100, 320, "again"))
    assert [line.box for line in lines(traces(ink, 352))] == [line.box for line in lines(ink)]


def test_dashes_before_the_figures_of_a_table_are_no_fold() -> None:
    columns = range(60, 860, 80)
    found = lines(page(*paragraph(100, 5), *((x, 400, "-  7") for x in columns)))
    assert any(abs(line.box.left - columns[0]) < 12 for line in found if line.box.top > 350)
