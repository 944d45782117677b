"""Invented letters: the same seed gives the same letter, and the truth is whole."""

import pytest
import typeset
from invented import FAMILIES, FRESH, SEEN, UNSEEN, invent
from invented.sheets import typeset_pages

from pipeline.evaluate.scores import FIELDS
from pipeline.letter.rule import Zone
from pipeline.letter.zones import ZONES


def test_there_are_families_to_learn_from_and_others_to_measure_on() -> None:
    assert len(SEEN) >= 5
    assert len(UNSEEN) >= 5
    assert len(SEEN) + len(UNSEEN) + len(FRESH) == len(FAMILIES)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_seed_tells_the_whole_letter(family: str) -> None:
    assert invent(family, 7) == invent(family, 7)
    assert invent(family, 7) != invent(family, 8)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_line_has_a_zone_and_every_field_its_lines(family: str) -> None:
    letter = invent(family, 3)
    pages = typeset_pages(letter)
    lines = {line.id: line.text for page in pages.pages for line in page.lines}
    known: set[Zone | str] = {*ZONES, "furniture", "title"}
    assert lines.keys() == pages.zones.keys()
    assert set(pages.zones.values()) <= known
    assert {zone for zone in pages.zones.values() if zone in FIELDS} == set(typeset.fields(letter))
