import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.search.document import FIELDS, days
from pipeline.search.query import Dated, FromFile, Group, InLanguage, Not, Term, parse, terms


def word(*keys: str, fields: tuple[str, ...] = FIELDS, prefix: bool = False) -> Term:
    return Term(keys, fields, prefix)


def uyghur(*keys: str) -> Term:
    return Term(keys, uyghur=True)


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("Letter", word("letter")),
        ("مەكتۇپ", uyghur("mektup")),
        ("tokay*", word("tokay", prefix=True)),
        ('"old  market"', word("old", "market")),
        ("«كونا بازار»", uyghur("kona", "bazar")),
        ("2014-يىلى", uyghur("2014", "yili")),
        ("a b", Group("all", (word("a"), word("b")))),
        ("a AND b", Group("all", (word("a"), word("b")))),
        ("a OR b c", Group("any", (word("a"), Group("all", (word("b"), word("c")))))),
        ("(a | b) c", Group("all", (Group("any", (word("a"), word("b"))), word("c")))),
        ("a -b", Group("all", (word("a"), Not(word("b"))))),
        ("NOT a", Not(word("a"))),
        ("or not and", Group("all", (word("or"), word("not"), word("and")))),  # only capitals say how words belong
        ("to:Tokayev", word("tokayev", fields=("addressee", "salutation"))),
        (
            "from:(a b)",
            Group("all", tuple(word(key, fields=("letterhead", "signature")) for key in "ab")),
        ),
        ("lang:ug-Latn", InLanguage("ug-latn")),
        ("file:scan_07", FromFile("scan_07")),
        ("date:1990..1995", Dated(("1990-01-01", "1995-12-31"))),
        ("date:1990-05..", Dated(("1990-05-01", "9999-12-31"))),
        ("date:1990-05-17", Dated(("1990-05-17", "1990-05-17"))),
        ('date:"3 May"', word("3", "may", fields=("date",))),
        ("\u2067مەكتۇپ\u2069", uyghur("mektup")),
    ],
)
def test_a_query_is_read(query: str, tree: object) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ('"old market', "not closed"),
        ("(a b", "not closed"),
        ("a)", "closes no group"),
        ("a OR", "word is missing"),
        ("AND a", "word is missing"),
        ("colour:red", "there is no field 'colour'; there are: addressee,"),
        ("date:1990..soon", "no date"),
        ("date:1990..1995..1999", "no date"),
        ("lang:(a)", "value is missing"),
        ("!!!", "nothing here can be searched for"),
        ("(" * 99 + "a", "too many groups"),
    ],
)
def test_a_query_that_makes_no_sense_gets_one_clear_line(query: str, what: str) -> None:
    with pytest.raises(UsageError, match=r"^[^\n]+$") as told:
        parse(query)
    assert what in str(told.value)


@settings(deadline=None)
@given(st.text(alphabet='ab«»"()-|:*. \u200eيORNTAD1', max_size=30))
def test_any_text_is_read_or_refused(query: str) -> None:
    try:
        tree = parse(query)
    except UsageError:
        return
    assert all(term.keys and all(term.keys) for term in terms(tree))


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("1994", ("1994-01-01", "1994-12-31")),
        ("1994-02", ("1994-02-01", "1994-02-31")),
        ("1994-02-03?", ("1994-02-03", "1994-02-03")),
        ("199X", ("1990-01-01", "1999-12-31")),
        ("1994-XX-03", ("1994-01-03", "1994-12-03")),
        ("1990/1995-03", ("1990-01-01", "1995-03-31")),
        ("3 May", None),
        ("1994-yili", None),
        ("", None),
    ],
)
def test_a_date_is_all_the_days_that_it_may_be(value: str, span: tuple[str, str] | None) -> None:
    assert days(value) == span
