"""Stamps, rules and signatures on pages that are drawn here."""

import cv2
import numpy as np
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


def test_graphics_can_be_left_out() -> None:
    found = look(stamped(letter(), BLUE), graphics=False)
    assert (count(found), found.graphics) == (11, ())
