"""What every index promises, whatever database it is in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from archived import DOCUMENTS, document, letter
from builders import bilingual, line, page, part, record
from hypothesis import given, settings
from hypothesis import strategies as st
from server import postgres

from pipeline.errors import UsageError
from pipeline.geometry import Box
from pipeline.model import Letter, TextBlock
from pipeline.search import Document, Hit, Index, Tier, load
from pipeline.search.document import Passage, Place, passage
from pipeline.search.shelved import pack, unpack
from pipeline.search.sqlite import SqliteIndex


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    opened: Index
    if request.param == "sqlite":
        opened = SqliteIndex(tmp_path / "search.sqlite", new=True)
    else:
        opened = load(request.getfixturevalue("server"))
        opened.delete(opened.keys())
    opened.put(DOCUMENTS)
    yield opened
    opened.close()


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.sources[0].removesuffix(".png") for hit in hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Tursun", {"school", "market", "latin"}),
        ("турсун", {"school", "market", "latin"}),
        ("تۇرسۇن", {"school", "market", "latin"}),
        ("kitab", {"school", "market", "latin"}),
        ("مەكتەپ", {"school"}),
        ("letter", {"english"}),
        ("turs*", {"school", "market", "latin"}),
        ('"كونا بازار"', {"market"}),
        ('"بازار كونا"', set()),
        ("kitab kona", {"market"}),
        ("kona OR rehmet", {"market", "latin"}),
        ("kitab -kona", {"school", "latin"}),
        ("to:tursun", {"school", "latin"}),
        ("addressee:تۇرسۇن lang:ug-latn", {"latin"}),
        ("lang:ug", {"school", "market", "latin"}),
        ("NOT lang:ug", {"english", "misread"}),
        ("date:1990..1995", {"school", "english"}),
        ("date:1996-06-01..1996-06-30", {"market"}),
        ("date:..1989", set()),
        ("date:May", {"english"}),
        ("date:1990..1995 addressee:Tokayev lang:en", {"english"}),
        ("lang:en OR kona", {"english", "misread", "market"}),
        ("(lang:en tokayev) OR (NOT lang:en kona)", {"english", "market"}),
        ("file:RKET", {"market"}),
        ("file:%", set()),
    ],
)
def test_a_query_finds_what_it_asks_for(index: Index, query: str, found: set[str]) -> None:
    assert set(names(index.find(query, tier="form"))) == found


@pytest.mark.parametrize(
    ("query", "tier", "found"),
    [
        ("library", "exact", ["english"]),
        ("library", "near", ["english", "misread"]),
        ("كىتاب", "exact", []),
        ("بازار", "exact", ["market"]),
        ("كۆنا", "form", []),  # ۆ is another letter than و
        ("كۆنا", "loose", ["market"]),
        ("کونا", "exact", ["market"]),  # ک is no other letter than ك
        ("rahmet", "loose", []),
        ("rahmet", "near", ["latin"]),
        ("kutubxna", "near", ["school"]),
        ("tokaev 1990", "near", ["english"]),
        ("1991", "near", []),  # figures are never mistaken
    ],
)
def test_further_tiers_find_what_nearer_ones_do_not(index: Index, query: str, tier: Tier, found: list[str]) -> None:
    assert names(index.find(query, tier=tier)) == found


def test_words_as_they_stand_come_first_then_stems_then_what_is_misread(index: Index) -> None:
    index.put(
        [document(letter("a.png", ("body", "en", "libraries"))), document(letter("b.png", ("body", "en", "library")))]
    )
    hits = index.find("library")
    assert names(hits) == ["b", "english", "a", "misread"]
    assert [hit.tier for hit in hits] == ["exact", "exact", "form", "near"]


def test_a_word_in_arabic_script_is_not_taken_for_a_latin_one_that_sounds_the_same(index: Index) -> None:
    index.put(
        [
            document(letter("horse.png", ("body", "ug", "ئېتىمنى ساتتىم"))),
            document(letter("at.png", ("body", "en", "all at once"), ("reference", "ug", "AT-17"))),
        ]
    )
    assert names(index.find("ئات", tier="form")) == ["horse"]
    assert names(index.find("ئات")) == ["horse", "at"]


def test_fields_that_say_more_weigh_more(index: Index) -> None:
    filler = ("body", "en", "nothing of note was said")
    index.put(
        [
            document(letter("body.png", filler, ("body", "en", "quarry"))),
            document(letter("subject.png", filler, ("subject", "en", "quarry"))),
        ]
    )
    assert names(index.find("quarry")) == ["subject", "body"]


def test_what_was_found_is_marked_with_its_page_and_box(index: Index) -> None:
    (hit,) = index.find('"old market" misread OR bazar', limit=1)
    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["بازار"]
    passage = next(passage for passage in DOCUMENTS[1].passages if passage.field == "body")
    assert snippet.places == passage.places[1]
    assert hit.date == "1996-01-01"


def test_a_letter_that_is_put_again_stands_for_the_old_one(index: Index) -> None:
    old = DOCUMENTS[4]
    new = replace(document(letter("misread.png", ("body", "en", "The library of the new market"))), id=old.id, key="2")
    index.put([new])
    assert names(index.find("old market", tier="form")) == []
    assert names(index.find("library new", tier="form")) == ["misread"]
    assert index.keys()[old.id] == "2"


def test_a_letter_that_is_deleted_is_gone(index: Index) -> None:
    index.delete([DOCUMENTS[0].id, "never-there"])
    assert names(index.find("kutupxana")) == []
    assert set(index.keys()) == {kept.id for kept in DOCUMENTS[1:]}


def test_no_more_are_returned_than_are_asked_for(index: Index) -> None:
    assert len(index.find("kitab", limit=2)) == 2


@settings(deadline=None)
@given(query=st.text(alphabet="abkitu«»\"()-|:*. ى1ORNT'\\%_", max_size=20))
def test_any_query_is_answered_or_refused(tmp_path_factory: pytest.TempPathFactory, query: str) -> None:
    with_few = SqliteIndex(tmp_path_factory.getbasetemp() / "few.sqlite", new=True)
    with_few.put(DOCUMENTS[:2])
    try:
        with_few.find(query)
    except UsageError as error:
        assert str(error).startswith(("query, at", "the query is empty"))
    finally:
        with_few.close()


def test_an_index_of_another_version_or_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "search.sqlite"
    with pytest.raises(UsageError, match="no index there; make it with: mektup index"):
        SqliteIndex(path)
    made = SqliteIndex(path, new=True)
    made.base.execute("PRAGMA user_version = 0")
    made.close()
    with pytest.raises(UsageError, match="another version of Mektup; run: mektup index"):
        SqliteIndex(path)
    path.write_bytes(b"no database" * 100)
    with pytest.raises(UsageError, match="cannot be used"):
        SqliteIndex(path)


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the database cannot be used: ") as told:
        load(f"postgresql://me:secret@/letters?host={tmp_path}")
    assert "secret" not in str(told.value)
    with pytest.raises(UsageError, match=r"nothing is called 'oracle' in mektup.indexes; there are:"):
        load("oracle://letters")


def test_the_words_of_a_letter_belong_to_its_fields() -> None:
    found = document(bilingual())
    assert [(passage.field, passage.language) for passage in found.passages] == [
        ("letterhead", "ug"),
        ("letterhead", "en"),
        ("date", "ug"),
        ("salutation", "ug"),
        ("body", "ug"),
    ]
    assert found.dates == (("2019-03-14", "2019-03-14"),)
    assert found.languages == ("ug", "en")


def test_a_word_that_is_divided_at_the_end_of_a_line_is_whole_and_has_two_places() -> None:
    divided = page("an exam-", "ple of it")
    body = part("an example of it", "p1_b1_l1", "p1_b1_l2")
    (passage,) = document(record(divided, letter=Letter(body=(body,)))).passages
    assert passage.words == ("an", "example", "of", "it")
    assert [place.top for place in passage.places[1]] == [100, 150]


def test_a_line_of_two_fields_gives_each_its_own_words() -> None:
    both = line("Ref. 7 3 May 1990", Box(left=0, top=0, right=400, bottom=40))
    single = page("x").model_copy(update={"blocks": (TextBlock(id="p1_b1", lines=(both,)),)})
    fields = Letter(reference=(part("Ref. 7", "p1_b1_l1"),), date=(part("3 May 1990", "p1_b1_l1", value="1990-05-03"),))
    found = document(record(single, letter=fields))
    assert [(passage.field, passage.text) for passage in found.passages] == [
        ("reference", "Ref. 7"),
        ("date", "3 May 1990"),
    ]


numbers = st.integers(0, 20_000) | st.integers(-5, 90_000)
places = st.builds(
    lambda page, x, y, width, height: Place(page, x, y, x + width, y + height), st.integers(1, 9), *[numbers] * 4
)
placed = st.tuples(st.text("abcى«-", min_size=1, max_size=5), st.lists(places, min_size=1, max_size=2).map(tuple))
passages = st.builds(
    lambda field, words: passage(field, "ug", [word for word, _ in words], [where for _, where in words]),
    st.sampled_from(["body", "date"]),
    st.lists(placed, min_size=1, max_size=6),
)


@settings(deadline=None)
@given(st.lists(passages, max_size=4).map(tuple))
def test_a_document_comes_back_from_its_blobs(some: tuple[Passage, ...]) -> None:
    kept = Document(
        id="a", key="b", sources=("c.png",), languages=("ug",), dates=(("1990-01-01", "1990-12-31"),), passages=some
    )
    assert unpack(*pack(kept)) == kept
