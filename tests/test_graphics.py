"""Stamps, rules and signatures on pages that are drawn here."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.image import Pixels, grey
from pipeline.layout import Layout, find_blocks
from pipeline.settings import LayoutSettings

PAPER, BLACK, BLUE, RED = (250, 248, 240), (25, 25, 25), (40, 50, 190), (190, 30, 40)


def letter(colour: tuple[int, int, int] = BLACK) -> Image.Image:
    sheet = Image.new("RGB", (900, 1200), PAPER)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(24)
    for row in range(10):
        draw.text((100, 200 + 40 * row), "the quick brown fox jumps over the lazy dog", font=font, fill=colour)
    draw.text((500, 800), "Yours truly Alim Qurban", font=font, fill=colour)
    return sheet


def look(sheet: Image.Image, **settings: bool) -> Layout:
    pixels: Pixels = np.array(sheet)
    ink = np.where(grey(pixels) < 160, 0, 255).astype(np.uint8)
    return find_blocks(pixels, ink, 150.0, LayoutSettings(**settings))


def count(layout: Layout) -> int:
    return sum(len(block.lines) for block in layout.blocks)


def stamped(sheet: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    pixels = np.array(sheet)
    ring = np.full_like(pixels, 255)
    cv2.circle(ring, (600, 780), 90, colour, 7)
    cv2.circle(ring, (600, 780), 55, colour, 4)
    return Image.fromarray(np.minimum(pixels, ring))


def test_a_stamp_is_kept_with_its_colour_and_the_text_under_it_stays() -> None:
    found = look(stamped(letter(), BLUE))
    assert [graphic.kind for graphic in found.graphics] == ["stamp"]
    assert found.graphics[0].ink == "#2832be"
    assert abs(found.graphics[0].box.width - 187) < 8
    assert count(found) == 11


def test_a_red_stamp_on_blue_print() -> None:
    found = look(stamped(letter(BLUE), RED))
    assert [graphic.kind for graphic in found.graphics] == ["stamp"]
    assert count(found) == 11


def test_print_in_colour_is_text() -> None:
    found = look(letter(RED))
    assert (count(found), found.graphics) == (11, ())


def test_a_rule_is_no_line() -> None:
    sheet = letter()
    ImageDraw.Draw(sheet).line((100, 150, 800, 150), fill=BLACK, width=3)
    found = look(sheet)
    assert [graphic.kind for graphic in found.graphics] == ["rule"]
    assert count(found) == 11


def test_an_underline_that_touches_letters_leaves_them() -> None:
    sheet = letter()
    ImageDraw.Draw(sheet).line((100, 584, 620, 584), fill=BLACK, width=2)
    assert count(look(sheet)) == 11


def test_a_signature_leaves_the_typed_name() -> None:
    sheet = letter()
    steps = np.linspace(0, 1, 200)
    curve = [(480 + 300 * t, 800 + 70 * np.sin(23 * t) * (1 - t / 2)) for t in steps.tolist()]
    ImageDraw.Draw(sheet).line(curve, fill=(30, 40, 150), width=3)
    found = look(sheet)
    assert [graphic.kind for graphic in found.graphics] == ["signature"]
    assert count(found) == 11


def signed(sheet: Image.Image, top: int) -> Image.Image:
    """Sign in the ink of the text: a first letter, waves, and a flourish under both."""
    draw = ImageDraw.Draw(sheet)
    draw.arc((500, top, 540, top + 60), 60, 340, fill=BLACK, width=5)
    waves = [(560 + 150 * t, top + 40 + 14 * np.sin(40 * t)) for t in np.linspace(0, 1, 200).tolist()]
    draw.line(waves, fill=BLACK, width=5)
    under = [(520 + 230 * t, top + 84 - 12 * t) for t in np.linspace(0, 1, 50).tolist()]
    draw.line([*under, (755, top + 66), (750, top + 80), (530, top + 88)], fill=BLACK, width=5)
    return sheet


def test_a_black_signature_is_one_graphic_and_no_line() -> None:
    found = look(signed(letter(), 680))
    (graphic,) = found.graphics
    assert graphic.kind == "signature"
    assert (graphic.box.left, graphic.box.top) <= (503, 683)
    assert (graphic.box.right, graphic.box.bottom) >= (750, 766)
    assert count(found) == 11


def test_a_stroke_under_words_of_a_line_is_no_signature() -> None:
    sheet = letter()
    ImageDraw.Draw(sheet).line([(200, 428), (260, 431), (330, 426)], fill=BLACK, width=4)
    found = look(sheet)
    assert (count(found), found.graphics) == (11, ())


def test_a_single_long_stroke_is_no_signature() -> None:
    sheet = letter()
    ImageDraw.Draw(sheet).line([(200, 900), (215, 880), (400, 872), (520, 876), (540, 860)], fill=BLACK, width=4)
    found = look(sheet)
    assert [graphic.kind for graphic in found.graphics if graphic.kind == "signature"] == []
    assert count(found) == 11


def test_long_joined_words_are_no_signature() -> None:
    sheet = letter()
    draw = ImageDraw.Draw(sheet)
    for left in (120, 400):  # as in Arabic script: a heavy stroke on the baseline, teeth on it, a bowl, dots
        draw.rectangle((left, 735, left + 230, 741), fill=BLACK)
        for tooth in range(left, left + 231, 23):
            draw.rectangle((tooth, 722, tooth + 5, 741), fill=BLACK)
            draw.ellipse((tooth + 8, 712, tooth + 13, 717), fill=BLACK)
        draw.arc((left - 30, 725, left + 4, 755), 0, 200, fill=BLACK, width=6)
    found = look(sheet)
    assert (count(found), found.graphics) == (12, ())


def test_graphics_can_be_left_out() -> None:
    found = look(stamped(letter(), BLUE), graphics=False)
    assert (count(found), found.graphics) == (11, ())


def framed(*, frame: bool) -> Image.Image:
    """A letter with a word in a row of text that stands in a frame of dashes, or in none."""
    sheet = letter()
    draw = ImageDraw.Draw(sheet)
    draw.text((130, 700), "Anno      1521, in the summer of that year", font=ImageFont.load_default(24), fill=BLACK)
    for x in range(117, 205 if frame else 0, 14):
        draw.rectangle((x, 688, x + 10, 691), fill=BLACK)
        draw.rectangle((x, 735, x + 10, 738), fill=BLACK)
    for y in range(693, 730 if frame else 0, 14):
        draw.rectangle((110, y, 113, y + 10), fill=BLACK)
        draw.rectangle((214, y, 217, y + 10), fill=BLACK)
    return sheet


def test_a_frame_of_dashes_round_a_word_is_no_part_of_its_line() -> None:
    with_frame, without = look(framed(frame=True)), look(framed(frame=False))
    (rule,) = (graphic for graphic in with_frame.graphics if graphic.kind == "rule")
    assert (rule.box.left, rule.box.top, rule.box.right, rule.box.bottom) == pytest.approx((110, 688, 218, 739), abs=3)
    assert count(with_frame) == count(without)
    lines = [line.box for block in with_frame.blocks for line in block.lines if 680 < line.box.top < 720]
    assert [box.height < 40 for box in lines] == [True] * len(lines)
    assert with_frame.drawn[689, 120] == 255


def test_two_sides_of_a_frame_are_none() -> None:
    sheet = framed(frame=True)
    ImageDraw.Draw(sheet).rectangle((205, 680, 260, 745), fill=PAPER)
    assert [graphic for graphic in look(sheet).graphics if graphic.kind == "rule"] == []


def test_a_word_in_the_middle_of_a_stamp_is_part_of_it() -> None:
    sheet = stamped(letter(), BLUE)
    ImageDraw.Draw(sheet).text((575, 755), "SEAL", font=ImageFont.load_default(22), fill=BLUE)
    found = look(sheet)
    assert ([graphic.kind for graphic in found.graphics], count(found)) == (["stamp"], 11)


def test_a_heavy_signature_leaves_the_name_that_it_is_written_through() -> None:
    sheet = letter()
    draw = ImageDraw.Draw(sheet)
    waves = [(480 + 22 * step, 812 + (-1) ** step * 34) for step in range(14)]
    draw.line(waves, fill=BLACK, width=8, joint="curve")
    draw.line([(470, 862), (640, 850), (800, 846)], fill=BLACK, width=8, joint="curve")
    found = look(sheet)
    name = max((line.box for block in found.blocks for line in block.lines), key=lambda box: box.top)
    assert ([graphic.kind for graphic in found.graphics], count(found)) == (["signature"], 11)
    assert (abs(name.left - 500) < 30, name.width > 200) == (True, True)


def test_what_is_solid_is_a_seal_and_what_is_drawn_in_lines_a_stamp() -> None:
    sheet = letter()
    pen = ImageDraw.Draw(sheet)
    pen.ellipse((80, 900, 200, 1020), fill=RED)
    pen.ellipse((320, 900, 440, 1020), outline=RED, width=6)
    pen.rectangle((600, 900, 700, 1000), fill=RED)
    pen.line((620, 915, 620, 985), fill=PAPER, width=8)
    pen.line((635, 950, 685, 950), fill=PAPER, width=8)
    found = sorted((graphic.box.left, graphic.kind) for graphic in look(sheet).graphics)
    assert [kind for _, kind in found] == ["seal", "stamp", "seal"]
