"""Dates: every shape is read back, and nothing is read that is not there."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.letter.dates import dates
from pipeline.letter.months import ENGLISH, SHORT, UYGHUR, month
from pipeline.letter.romanize import romanize

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
DAYS = st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31))
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def shapes(day: date) -> list[str]:
    """The date in every shape that holds year, month and day and can be read in one way only."""
    y, m, d = day.year, day.month, day.day
    english, short = ENGLISH.split()[m - 1].title(), SHORT.split()[m - 1].title()
    uyghur = UYGHUR.split()[m - 1]
    latin = romanize(uyghur)
    return [
        f"{english} {ordinal(d)}, {y}",
        f"{d} {english} {y}",
        f"the {ordinal(d)} day of {english}, {y}",
        f"{short}. {d}, {y}",
        f"{short}.{d},{y}.",
        f"{calendar.day_name[day.weekday()]}, {english} {d}, {y}",
        f"{d}.{ROMAN[m - 1]}.{y}",
        f"{y}-{m:02d}-{d:02d}",
        f"{y}.{m}.{d}",
        f"{y}-يىلى {m}-ئاينىڭ {d}-كۈنى",
        f"{y}-يىل {d}-{uyghur}",
        f"{y}-يىلى {d}-{uyghur} كۈنى",
        f"{y}- يىلى {m}- ئاينىڭ {d}- كۈنى",
        f"{d}-{uyghur} {y}",
        f"{uyghur} {d}, {y}",
        f"{uyghur} {d}، {y}-يىلى",
        f"{y}-يىلى {uyghur}نىڭ {d}-كۈنى",
        f"{y}-yili {d}-{latin}",
        f"{y}-yili {m}-ayning {d}-küni",
        f"{y}-يىلى {m}-ئاينىڭ {d}-كۈنى".translate(ARABIC_DIGITS),
    ]


@given(DAYS, st.integers(0, 19))
def test_every_shape_is_read_back(day: date, which: int) -> None:
    text = shapes(day)[which]
    assert [found.value for found in dates(text)] == [day.isoformat()], text


@given(DAYS, st.integers(0, 19), st.sampled_from(["", "Camden, ", "ئۈرۈمچى، ", "(", "Date: "]))
def test_a_date_is_found_where_it_stands(day: date, which: int, before: str) -> None:
    text = f"{before}{shapes(day)[which]} ok"
    found = dates(text)
    assert [each.value for each in found] == [day.isoformat()]
    assert text[found[0].start : found[0].end] == found[0].text


@given(st.text(alphabet=st.sampled_from("0123456789-/. ,:MayJunإئاييىلدۈنكمرت'IVX"), max_size=40))
def test_nothing_is_read_that_is_not_there(text: str) -> None:
    for found in dates(text):
        assert text[found.start : found.end] == found.text
        readings = [found.value] if found.value else []
        for reading in readings:
            year, *rest = reading.split("-")
            assert year in found.text
            assert len(rest) < 2 or str(int(rest[1])) in found.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("May 1987", "1987-05"),
        ("1969- يىل 7- ئاي", "1969-07"),
        ("2014-يىلى نويابىر", "2014-11"),
        ("2014-يىلى", "2014"),
        ("25/03/1995", "1995-03-25"),
        ("03/25/1995", "1995-03-25"),
        ("05/05/1995", "1995-05-05"),
        ("9th May, 1938/.5698.", "1938-05-09"),
        ("San Jose Cal. March 22nd, 1905.", "1905-03-22"),
    ],
)
def test_absent_parts_stay_absent(text: str, value: str) -> None:
    assert [found.value for found in dates(text)] == [value]


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("03/04/1995", ("1995-04-03", "1995-03-04")),
        ("8.10.1988", ("1988-10-08", "1988-08-10")),
        ("July 19 '88", ("1888-07-19", "1988-07-19", "2088-07-19")),
        ("14 March", ()),
        ("7-ئاينىڭ 3-كۈنى", ()),
    ],
)
def test_what_is_uncertain_has_no_value(text: str, alternatives: tuple[str, ...]) -> None:
    (found,) = dates(text)
    assert found.value is None
    assert found.alternatives == alternatives


def test_full_stops_are_day_first_outside_of_english() -> None:
    assert [found.value for found in dates("8.10.1988", language="ug")] == ["1988-10-08"]


@pytest.mark.parametrize(
    "text",
    [
        "31 February 1990",
        "2015-يىلى 2-ئاينىڭ 30-كۈنى",
        "2015-02-30",
        "13/13/1999",
        "Jane 4, 1990",
        "Form 2113 B.",
        "Tel. 12-34-1999",
        "Room 1987, 14 men",
        "I may have seen 14 of them",
        "",
    ],
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert dates(text) == ()


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("mareh", 3),
        ("septembor", 9),
        ("نويايىر", 11),
        ("سىنتەبىر", 9),
        ("iyun", 6),
        ("iyul", 7),
        ("jnne", 6),
        ("iyum", 6),
        ("jane", None),
        ("ma", None),
        ("monday", None),
    ],
)
def test_a_month_is_known_with_one_slip_where_no_other_is_as_near(word: str, number: int | None) -> None:
    assert month(word) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("March 2lst, l905", "1905-03-21"),
        ("Mar, 22, 19O5", "1905-03-22"),
        ("Nar. 25, 1905.", "1905-03-25"),
        ("Mer. 22, 1905", "1905-03-22"),
        ("Ath May, 1968", "1968-05-04"),
        ("Магсһ 20, 1905", "1905-03-20"),
        ("San Jose, Cal., Maroh 22nd, 1905", "1905-03-22"),
        ("2O14-يىلى 3-ئاينىڭ l4-كۈنى", "2014-03-14"),
    ],
)
def test_figures_and_months_misread_are_mended(text: str, value: str) -> None:
    assert [found.value for found in dates(text)] == [value]


@pytest.mark.parametrize("text", ["I saw a man 5 feet tall", "Sth May", "in 1905 a man of 25"])
def test_other_words_are_no_months(text: str) -> None:
    assert not [found.value for found in dates(text) if found.value]
