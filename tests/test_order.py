"""Blocks, paragraphs and reading order, from lines built by hand."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.geometry import Box, outline
from pipeline.layout import arrange, group
from pipeline.model import Reading, TextBlock, TextLine, Word

UYGHUR, ENGLISH = "سالام دۇنيا ياخشىمۇسىز", "hello good old world"


def line(left: int, top: int, width: int = 600, height: int = 24, text: str = "") -> TextLine:
    box = Box(left=left, top=top, right=left + width, bottom=top + height)
    words = (Word(text=text, box=box, confidence=0.9),) if text else ()
    return TextLine(
        id="",
        polygon=outline(box),
        baseline=((float(left), top + height - 6.0), (float(left + width), top + height - 6.0)),
        readings=(Reading(engine="test", words=words),) if text else (),
    )


def block(*lines: TextLine) -> TextBlock:
    return TextBlock(id="b", lines=lines)


def tops(blocks: tuple[TextBlock, ...]) -> list[list[int]]:
    return [[line.box.top for line in block.lines] for block in blocks]


def test_a_wider_gap_begins_a_block() -> None:
    assert tops(group([line(100, y) for y in (100, 140, 180, 260, 300)])) == [[100, 140, 180], [260, 300]]


def test_double_spaced_lines_are_one_block() -> None:
    assert len(group([line(100, y) for y in range(100, 900, 80)])) == 1


def test_larger_type_is_a_block_of_its_own() -> None:
    assert len(group([line(100, 100, height=60), line(100, 180), line(100, 220)])) == 2


def test_columns_are_blocks_of_their_own() -> None:
    sides = [line(x, y, 250) for y in (100, 140, 180) for x in (100, 600)]
    assert sorted(len(block.lines) for block in group(sides)) == [3, 3]


def test_no_lines_make_no_blocks() -> None:
    assert group([]) == ()
    assert arrange([], page=1) == ()


def test_the_letterhead_is_read_from_the_side_on_which_the_page_begins() -> None:
    english = block(*(line(100, y, 250, text=ENGLISH) for y in (100, 140)))
    uyghur = block(*(line(600, y, 250, text=UYGHUR) for y in (100, 140)))
    for text, first in ((ENGLISH, ENGLISH), (UYGHUR, UYGHUR)):
        body = block(*(line(100, y, 750, text=text) for y in range(400, 600, 40)))
        ordered = arrange([body, uyghur, english], page=1)
        assert [part.lines[0].text for part in ordered] == [first, UYGHUR if first == ENGLISH else ENGLISH, text]


def test_a_letterhead_in_several_blocks_is_read_column_by_column() -> None:
    blocks = [block(line(x, y, 250, text=ENGLISH)) for y in (100, 150) for x in (600, 100)]
    ordered = arrange(blocks, page=1)
    assert [(part.box.left, part.box.top) for part in ordered] == [(100, 100), (100, 150), (600, 100), (600, 150)]


def test_lines_abreast_in_a_block_follow_the_direction() -> None:
    right, left = line(500, 102, 300, text=UYGHUR), line(100, 100, 300, text=UYGHUR)
    (only,) = arrange([block(left, right)], page=1)
    assert [part.box.left for part in only.lines] == [500, 100]


def test_an_indent_parts_paragraphs_on_the_side_where_lines_begin() -> None:
    indented = [line(100, 100 + 40 * i, 600 - 60 * (i in (0, 3)), text=UYGHUR) for i in range(6)]
    assert [len(part.lines) for part in arrange([block(*indented)], page=1)] == [3, 3]
    assert len(arrange([block(*(part.model_copy(update={"readings": ()}) for part in indented))], page=1)) == 1


def test_ids_tell_page_block_and_line() -> None:
    ordered = arrange([block(line(100, 300), line(100, 340)), block(line(100, 100))], page=2)
    assert [part.id for page in ordered for part in page.lines] == ["p2_b1_l1", "p2_b2_l1", "p2_b2_l2"]


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 1200), st.integers(1, 500), st.integers(1, 90))))
def test_no_line_is_lost_or_doubled(places: list[tuple[int, int, int, int]]) -> None:
    lines = [line(*place) for place in places]
    ordered = arrange(group(lines), page=1)
    kept = [part.polygon for block_ in ordered for part in block_.lines]
    assert sorted(kept) == sorted(part.polygon for part in lines)
    ids = [part.id for block_ in ordered for part in block_.lines]
    assert len(set(ids)) == len(ids)
