"""The shape of the ink tells Arabic script from Latin and Cyrillic."""

import numpy as np
import pytest
from typed_lines import typed

from pipeline.geometry import Box
from pipeline.recognize.engine import LineImage
from pipeline.recognize.scripts import chunk_spans, chunks


@pytest.mark.parametrize("text", ["ھۆرمەتلىك ئەپەندى", "شەرقىي تۈركىستان", "مەكتۇپىڭىزنى تاپشۇرۇپ ئالدىم"])
def test_uyghur_looks_arabic(text: str) -> None:
    assert sum(chunk.arabic for chunk in chunks(typed(text, rtl=True))) > 4


@pytest.mark.parametrize("text", ["Dear Sir or Madam", "YOURS FAITHFULLY", "hörmetlik ependi", "Уважаемый господин"])
def test_latin_and_cyrillic_do_not(text: str) -> None:
    assert sum(chunk.arabic for chunk in chunks(typed(text, rtl=False))) < -4


def test_dashes_and_stops_say_nothing() -> None:
    assert {chunk.arabic for chunk in chunks(typed("— . - .", rtl=False))} == {0.0}


def test_a_bare_line_has_no_chunks() -> None:
    bare = np.full((40, 100), 255, np.uint8)
    box = Box(left=0, top=0, right=100, bottom=40)
    assert chunk_spans(LineImage(pixels=bare, box=box, tops=(0,) * 100, size=40)) == ()
