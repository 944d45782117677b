"""Text, Markdown and tables: what goes out comes back, and nothing in a letter is taken for markup or a formula."""

import csv
import io
from collections.abc import Sequence
from io import BytesIO
from typing import get_args

import pytest
from builders import bilingual, page, part, record
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mixed_lines import lines, texts
from pyarrow.parquet import read_table

from pipeline.errors import UsageError
from pipeline.export import Collector, load, parquet
from pipeline.export.exporter import File
from pipeline.export.markdown import Markdown
from pipeline.export.parquet import Parquet
from pipeline.export.plain import Plain
from pipeline.export.tables import Tables, read_parts
from pipeline.model import FieldName, Letter, Part, Record, Signatory

HOSTILE = st.text("=+-@\t'＝aئ ,\"\n;", min_size=1, max_size=9)
MARKED = st.lists(st.text("#*_`[]()<>&!|~-+=.1a ئ\\", min_size=1, max_size=9).map(str.strip), min_size=1, max_size=3)


def written(letter: Record) -> tuple[File, ...]:
    return Markdown().write(letter, lambda _: None)


def tables(*letters: Record, kind: Collector | None = None) -> dict[str, bytes]:
    return {stream.name: b"".join(stream.chunks) for stream in (kind or Tables()).write(lambda: letters)}


@given(st.lists(st.lists(lines, min_size=1, max_size=3), min_size=1, max_size=3))
def test_text_comes_back_page_by_page(pages: list[list[str]]) -> None:
    letter = record(*(page(*texts, number=number + 1) for number, texts in enumerate(pages)))
    assert Plain().read(Plain().write(letter, lambda _: None)).texts == tuple(page.text for page in letter.pages)


@given(st.lists(texts, min_size=1, max_size=4))
def test_markdown_keeps_the_paragraphs(paragraphs: list[str]) -> None:
    letter = Letter(body=tuple(part(text) for text in paragraphs), closing=(part("ھۆرمەت بىلەن"),))
    copy = Markdown().read(written(record(page("x"), letter=letter)))
    assert [part.text for part in copy.letter.body] == paragraphs
    assert copy.letter.closing[0].text == "ھۆرمەت بىلەن"


@given(MARKED)
def test_a_markdown_reader_sees_the_text_of_the_letter_and_no_markup(rows: Sequence[str]) -> None:
    text = "\n".join(row or "-" for row in rows)
    letter = record(page("x"), letter=Letter(body=(part(text),)))
    body = written(letter)[0].data.decode().split("---\n", 2)[2]
    heading, paragraph = (token for token in MarkdownIt().parse(body) if token.type == "inline")
    assert heading.content == "Body"
    seen = "".join("\n" if child.type == "hardbreak" else child.content for child in paragraph.children or ())
    assert seen == text


def test_parts_with_all_that_is_known_of_them_come_back_from_the_table() -> None:
    signed = Part(
        text="نۇرگۈل ئابدۇللا\nرەئىسى", lines=("p1_b1_l1", "p1_b1_l2"), language="ug",
        confidence=0.9778,
        value=Signatory(name="نۇرگۈل ئابدۇللا", title="رەئىسى", has_ink=True),
        alternatives=("a", "b"), translation_of=0,
    )  # fmt: skip
    letters = (bilingual(), record(page("Dear Sir,"), letter=Letter(signature=(signed, signed)), name="other.png"))
    assert read_parts(tables(*letters)["fields.csv"]) == {letter.id: letter.letter for letter in letters}


fields = st.dictionaries(
    st.sampled_from(get_args(FieldName)),
    st.lists(
        st.builds(
            Part,
            text=texts,
            lines=st.lists(st.sampled_from(["p1_b1_l1", "p1_b1_l2"]), max_size=2),
            language=st.sampled_from(["", "ug", "en", "ug-Latn"]),
            confidence=st.floats(0, 1),
            value=st.one_of(st.none(), lines, st.builds(Signatory, name=lines, has_ink=st.booleans())),
            alternatives=st.lists(lines, max_size=2),
            translation_of=st.one_of(st.none(), st.integers(0, 3)),
        ),
        min_size=1,
        max_size=2,
    ),
    max_size=3,
)


@given(st.lists(fields, max_size=3))
@settings(max_examples=50)
def test_parts_come_back_from_both_tables(letters: list[dict[str, list[Part]]]) -> None:
    whole = [record(page("x"), letter=Letter.model_validate(some), name=f"{n}.png") for n, some in enumerate(letters)]
    there = {one.id: one.letter for one in whole if one.letter.fields_found}
    assert read_parts(tables(*whole)["fields.csv"]) == there
    assert parquet.read_parts(tables(*whole, kind=Parquet())["fields.parquet"]) == there


def test_a_collection_is_written_in_pieces_and_others_read_it() -> None:
    letters = [record(page("x"), name=f"{n}.png") for n in range(2 * parquet.TOGETHER)]
    letters.append(bilingual())
    (table, parts) = Parquet().write(lambda: letters)
    pieces = list(table.chunks)
    assert len(pieces) == 4
    read = read_table(BytesIO(b"".join(pieces)))
    assert read.num_rows == len(letters)
    assert read["date_value"].to_pylist()[-2:] == [None, "2019-03-14"]
    assert read_table(BytesIO(b"".join(parts.chunks)))["lines"].to_pylist()[0] == ["p1_b1_l1"]


def test_what_is_no_such_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no Parquet"):
        parquet.read_parts(b"letter,field\n")
    with pytest.raises(ValueError, match="not the columns"):
        parquet.read_parts(tables(bilingual(), kind=Parquet())["letters.parquet"])


@given(HOSTILE)
def test_no_cell_is_a_formula_and_every_cell_comes_back(text: str) -> None:
    letter = record(page("x"), letter=Letter(subject=(part(text),)), name="=cmd.png")
    made = tables(letter)
    for data in made.values():
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝")) for cell in row)
    assert read_parts(made["fields.csv"])[letter.id].subject[0].text == text


def test_a_row_a_letter_has_the_fields_people_sort_by() -> None:
    (row,) = csv.DictReader(io.StringIO(tables(bilingual())["letters.csv"].decode("utf-8-sig"), newline=""))
    assert row["date_value"] == "2019-03-14"
    assert row["letterhead"] == "ئۇيغۇر مەدەنىيەت جەمئىيىتى\n\nUyghur Cultural Society"


@pytest.mark.parametrize("names", ["", " , ", "text,scroll"])
def test_a_format_that_is_not_there_is_told_with_those_that_are(names: str) -> None:
    with pytest.raises(UsageError, match="markdown"):
        load(names)


@pytest.mark.parametrize("name", ["", "../letter.txt", "/etc/passwd", ".hidden"])
def test_no_exporter_writes_outside_of_the_folder_of_its_letter(name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        File(name=name, data=b"")
