"""Dates as letters write them, in English and Uyghur (Arabic and Latin script), found in running text.

Nothing is ever filled in: a year, month or day that is not in the text is absent from the value. What can be read in
two ways has no value, and both readings as alternatives.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date as calendar_date

import regex

from pipeline.letter.months import month

YEAR = r"(?<![\d\p{L}])(?P<y>1[4-9]\d\d|20\d\d)(?!\d)"
YEAR_WORD = r"(?:ي[ىيبېد]ل|yil|yıl|жил|йил|жыл)\p{L}{0,6}"
MONTH_WORD = r"(?:\s(?:ئاي|ئېي|ay|éy)\p{L}{1,6})?"
YEAR_AFTER = rf"(?P<y>1[4-9]\d\d|20\d\d)(?!\d)(?:\s?-\s?{YEAR_WORD})?"
SHORT_YEAR = r"(?:(?P<yy>\d\d)|['’‘](?P<yy>\d\d))(?![\d\p{L}:/])"
DAY = r"(?<![\d\p{L}.,/:-])(?<!\d\s)(?P<d>\d{1,2})(?!\d)"
DAY_AFTER = r"(?P<d>\d{1,2})(?!\d)"
ORDINAL = r"(?:\s?(?:st|nd|rd|th|d|er|re)\b)?"
NAME = r"(?P<name>\p{L}{3,14})"
STOPS = r"[\s.,:،]*"
HYPHEN = r"\s*-?\s*"
UG_YEAR = rf"{YEAR}{HYPHEN}{YEAR_WORD}"
UG_MONTH = rf"(?<![\d\p{{L}}])(?P<m>\d{{1,2}}){HYPHEN}(?:ئاي|ay)(?:نىڭ|دا|دىكى|ning|da|diki)?(?!\p{{L}})"
DAY_WORD = r"(?:ك[ۈۇوۆ]ن|kün|kun)\p{L}{0,4}"
UG_DAY = rf"(?P<d>\d{{1,2}}){HYPHEN}{DAY_WORD}"
OF_THE_YEAR = r"(?:,?\s+in the year(?: of our lord)?,?)?"
DIGITS = {ord(digit): str(place % 10) for place, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−ـ"), "-")
# Figures of which some were read as letters, and the two ordinals in which all were: "l905", "2O", "lst", "Ath".
FIGURES = regex.compile(
    r"(?<![\p{L}\d])(?:(?=[lIoO]*\d)[\dlIoO]{2,4}(?=(?:st|nd|rd|th|d)?(?![\p{L}\d]))|[lI](?=st\b)|A(?=th\b))"
)
LIKE_FIGURES = str.maketrans("lIoOA", "11004")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date found at text[start:end]; value is YYYY-MM-DD, YYYY-MM or YYYY, None where that is not certain."""

    text: str
    start: int
    end: int
    value: str | None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a shape read; readings are ISO dates, the likelier one first; certain if the first is the value."""

    readings: tuple[str, ...]
    certain: bool
    possible: bool = True


IMPOSSIBLE = Numbers(readings=(), certain=False, possible=False)  # the shape of a date, but no such day


def _iso(year: int, month_number: int, day: int) -> str | None:
    try:
        return calendar_date(year, month_number, day).isoformat()
    except ValueError:
        return None


def _partial(year: str | None, month_number: int, day: str | None) -> Numbers | None:
    """Return what is there; a date without a year has nothing to be sorted by, so it is found but has no reading."""
    if day is not None and _iso(int(year or "2000"), month_number, int(day)) is None:
        return IMPOSSIBLE
    if year is None:
        return Numbers(readings=(), certain=False)
    whole = f"{year}-{month_number:02d}" if day is None else f"{year}-{month_number:02d}-{int(day):02d}"
    return Numbers(readings=(whole,), certain=True)


def _named(match: regex.Match[str]) -> Numbers | None:
    groups = match.groupdict()
    number = month(groups["name"], abbreviated=bool(groups.get("y") and groups.get("d")))
    if number is None:
        return None
    if short := groups.get("yy"):
        return _centuries(short, number, groups["d"])
    return _partial(groups.get("y"), number, groups.get("d"))


def _centuries(short: str, number: int, day: str) -> Numbers | None:
    years = (int(century + short) for century in ("18", "19", "20"))
    readings = tuple(iso for year in years if (iso := _iso(year, number, int(day))))
    return Numbers(readings=readings, certain=False) if readings else IMPOSSIBLE


def _numbered(match: regex.Match[str]) -> Numbers | None:
    groups = match.groupdict()
    number = int(groups["m"])
    return _partial(groups.get("y"), number, groups.get("d")) if 1 <= number <= 12 else IMPOSSIBLE


def _roman(match: regex.Match[str]) -> Numbers | None:
    return _partial(match["y"], ROMAN.index(match["r"]) + 1, match["d"])


def _year(match: regex.Match[str]) -> Numbers | None:
    return Numbers(readings=(match["y"],), certain=True)


def _slashed(match: regex.Match[str]) -> Numbers | None:
    """Day or month may stand first; only a number above 12 decides."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    readings = dict.fromkeys(iso for iso in (_iso(year, second, first), _iso(year, first, second)) if iso)
    if not readings:
        return IMPOSSIBLE
    return Numbers(readings=tuple(readings), certain=len(readings) == 1)


def _dotted(match: regex.Match[str]) -> Numbers | None:
    """Outside of English, full stops stand between day, month and year in this order alone."""
    numbers = _slashed(match)
    return Numbers(readings=numbers.readings[:1], certain=True) if numbers and numbers.possible else numbers


# Longest and surest first: what one shape has claimed, no later shape may claim.
SHAPES: tuple[tuple[str, Callable[[regex.Match[str]], Numbers | None]], ...] = (
    (rf"{UG_YEAR}{STOPS}{UG_MONTH}{STOPS}{UG_DAY}", _numbered),
    (rf"{UG_YEAR}{STOPS}{DAY_AFTER}{HYPHEN}{NAME}(?:\s+{DAY_WORD})?", _named),
    (rf"{UG_YEAR}{STOPS}{NAME}{MONTH_WORD}{STOPS}{DAY_AFTER}(?:{HYPHEN}{DAY_WORD})?", _named),
    (rf"{DAY}{ORDINAL}[\s.,-]*(?:day\s+)?(?:(?:of|de)\s+)?{NAME}{STOPS}{OF_THE_YEAR}{STOPS}-?{YEAR_AFTER}", _named),
    (rf"(?<!\p{{L}}){NAME}[\s.,:-]*{DAY_AFTER}{ORDINAL}[\s.,،-]*{YEAR_AFTER}", _named),
    (rf"{DAY}[\s./-]+(?P<r>x?[iv]+|i?x|xi{{0,2}})[\s./-]+{YEAR_AFTER}", _roman),
    (rf"{YEAR}(?P<sep>[-./])\s?(?P<m>\d{{1,2}})(?P=sep)\s?(?P<d>\d{{1,2}})(?!\d)", _numbered),
    (rf"(?<![\d\p{{L}}./-])(?P<a>\d{{1,2}})\s?(?P<sep>[-./])\s?(?P<b>\d{{1,2}})\s?(?P=sep)\s?{YEAR_AFTER}", _slashed),
    (rf"{UG_YEAR}{STOPS}{UG_MONTH}", _numbered),
    (rf"{UG_YEAR}{STOPS}{NAME}", _named),
    (rf"{DAY}{ORDINAL}[\s.,-]*(?:(?:of|de)\s+)?{NAME}[\s.,]*{SHORT_YEAR}", _named),
    (rf"(?<!\p{{L}}){NAME}[\s.,:-]*{DAY_AFTER}{ORDINAL}[\s.,]+{SHORT_YEAR}", _named),
    (rf"(?<!\p{{L}}){NAME}{STOPS}{YEAR_AFTER}", _named),
    (rf"{UG_MONTH}{STOPS}{UG_DAY}", _numbered),
    (rf"(?<!\p{{L}}){NAME}[\s.,:-]*{DAY_AFTER}{ORDINAL}(?![\d\p{{L}}])", _named),
    (rf"{DAY}{ORDINAL}[\s.-]*(?:(?:of|de)\s+)?{NAME}(?!\p{{L}})", _named),
    (UG_YEAR, _year),
)
COMPILED = tuple((regex.compile(shape), read) for shape, read in SHAPES)


def dates(text: str, *, language: str = "en") -> tuple[Date, ...]:
    """Return the dates in *text*, which is in *language*, in the order of the text; none overlaps another."""
    folded = _folded(text)
    if not any(map(str.isdigit, folded)):
        return ()
    claimed: list[tuple[int, int]] = []
    found: list[Date] = []
    for (start, end), numbers in _candidates(folded, language):
        if any(start < other_end and other_start < end for other_start, other_end in claimed):
            continue
        claimed.append((start, end))
        if numbers.possible:
            found.append(_date(text[start:end], start, numbers))
    return tuple(sorted(found, key=lambda date: date.start))


def _candidates(folded: str, language: str) -> Iterator[tuple[tuple[int, int], Numbers]]:
    for shape, read in COMPILED:
        for match in shape.finditer(folded, overlapped=True):
            reader = _dotted if read is _slashed and language != "en" and match["sep"] == "." else read
            if numbers := reader(match):
                yield match.span(), numbers


def _as_figures(match: regex.Match[str]) -> str:
    return match.group().translate(LIKE_FIGURES)


def _date(text: str, start: int, numbers: Numbers) -> Date:
    value = numbers.readings[0] if numbers.certain else None
    others = numbers.readings[1:] if numbers.certain else numbers.readings
    return Date(text=text, start=start, end=start + len(text), value=value, alternatives=others)


def _folded(text: str) -> str:
    """Return *text* in lower case with ASCII digits and hyphens, of the same length, figures read as letters mended."""
    plain = FIGURES.sub(_as_figures, text.translate(DIGITS | HYPHENS))
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)
