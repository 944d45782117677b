"""People and addresses, taken apart; and days of the Hijri calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.letter.address import address, country
from pipeline.letter.dates import dates
from pipeline.letter.hijri import gregorian
from pipeline.letter.people import greeted, person
from pipeline.model import Person


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Mrs. Anna Berg", ("Mrs.", "Anna", "Berg", "")),
        ("H.E. Dr. Walter de la Mare", ("H.E. Dr.", "Walter", "de la Mare", "")),
        ("G. D. Worswick, Mayor", ("", "G. D.", "Worswick", "Mayor")),
        ("(Sgd.) SAMUEL.", ("", "SAMUEL", "", "")),
        ("ياسىن ھاشىم ئەپەندىگە", ("ئەپەندى", "ياسىن", "ھاشىم", "")),
        ("پروفېسسور ئادىل ئىمىنگە", ("پروفېسسور", "ئادىل", "ئىمىن", "")),
        ("تۇرغۇن ھەسەن، ئوقۇتقۇچى", ("", "تۇرغۇن", "ھەسەن", "ئوقۇتقۇچى")),
    ],
)
def test_a_name_is_taken_apart(text: str, whom: tuple[str, str, str, str]) -> None:
    found = person(text)
    assert found is not None
    assert (found.honorific, found.given, found.family, found.title) == whom


@pytest.mark.parametrize(
    "text", ["Quayle Press", "FRIENDS OF THE BOOK", "12 Mill Lane", "شەھەرلىك مائارىپ ئىدارىسى", ""]
)
def test_what_is_no_person_names_none(text: str) -> None:
    assert person(text) is None


def test_a_greeting_names_whom_it_greets() -> None:
    assert greeted("Dear Mrs. Berg,") == Person(name="Mrs. Berg", honorific="Mrs.", family="Berg")
    assert greeted("Dear Sirs,") is None
    assert greeted("ھۆرمەتلىك ئەزالار:") is None


def test_an_address_is_told_by_role() -> None:
    found = address(
        ["Dr. Thomas Wood", "Director", "Marwick Paper Mills Limited", "45 Old Street, Marwick MA1 3PS", "Turkey"]
    )
    assert found is not None
    assert found.person is not None
    assert (found.person.family, found.person.title) == ("Wood", "Director")
    assert found.organisation == "Marwick Paper Mills Limited"
    assert (found.street, found.city, found.postcode, found.country) == ("45 Old Street", "Marwick", "MA1 3PS", "TR")


def test_a_uyghur_letterhead_is_told_by_role() -> None:
    found = address(
        ["«باھار» تەتقىقات مەركىزى", "چىنار يولى 33، ئالمۇتا، قازاقىستان", "تېلېفون: 01632 960 556 mail@spring.example"]
    )
    assert found is not None
    assert (found.street, found.city, found.country) == ("چىنار يولى 33", "ئالمۇتا", "KZ")
    assert (found.phones, found.emails) == (("01632 960 556",), ("mail@spring.example",))


@pytest.mark.parametrize(
    ("name", "code"), [("Germany", "DE"), ("گېرمانىيە", "DE"), ("U.S.A.", "US"), ("Mill Lane", "")]
)
def test_countries_are_known_in_several_languages(name: str, code: str) -> None:
    assert country(name) == code


@pytest.mark.parametrize(
    ("day", "ours"),
    [((1445, 1, 1), date(2023, 7, 19)), ((1400, 9, 1), date(1980, 7, 14)), ((1400, 1, 1), date(1979, 11, 21))],
)
def test_hijri_days_are_those_of_the_tabular_calendar(day: tuple[int, int, int], ours: date) -> None:
    assert gregorian(*day) == ours


@given(st.integers(900, 1499), st.integers(1, 12), st.integers(1, 29))
def test_hijri_days_follow_each_other(year: int, month: int, day: int) -> None:
    first, second = gregorian(year, month, day), gregorian(year, month, day + 1)
    assert first is not None
    assert second is not None
    assert (second - first).days == 1


def test_a_hijri_date_names_its_calendar_and_is_approximate() -> None:
    (found,) = dates("1372-ھىجرىيە يىلى رامىزاننىڭ 12-كۈنى")
    assert (found.value, found.edtf, found.calendar) == ("1953-05-26", "1953-05-26~", "hijri")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("June 23", "XXXX-06-23"),
        ("[May 1923?]", "1923-05?"),
        ("circa 1923", "1923~"),
        ("03/04/1995", "[1995-03-04,1995-04-03]"),
        ("28.11.07", "[1807-11-28,1907-11-28,2007-11-28]"),
        ("the third day of May, 1922", "1922-05-03"),
        ("PARIS, 12 Juillet 191 7", "1917-07-12"),
    ],
)
def test_edtf_says_what_is_known(text: str, edtf: str) -> None:
    assert [found.edtf for found in dates(text, language="en")] == [edtf]


def test_who_is_named_below_an_office_holds_it() -> None:
    found = address(["شەھەرلىك كۇتۇپخانا مۇدىرى", "سابىر ئوسمان ئەپەندىگە"])
    assert found is not None
    assert found.person is not None
    assert (found.person.given, found.person.title) == ("سابىر", "شەھەرلىك كۇتۇپخانا مۇدىرى")
