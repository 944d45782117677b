"""What each shape of a date reads in its match: ISO dates, or what is known where there is no whole one."""

from dataclasses import dataclass
from datetime import date as calendar_date

import regex

from pipeline.letter.dateparts import SPELLED
from pipeline.letter.hijri import gregorian, hijri_month
from pipeline.letter.months import month

STROKES = str.maketrans({"l": "i", "1": "i", "|": "i", "h": "ii"})
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a shape read; readings are ISO dates, the likelier one first; certain if the first is the value.

    edtf is what is known where there is no reading, or what qualifies it.
    """

    readings: tuple[str, ...]
    certain: bool
    possible: bool = True
    edtf: str = ""
    calendar: str = ""


IMPOSSIBLE = Numbers(readings=(), certain=False, possible=False)  # the shape of a date, but no such day


def _iso(year: int, month_number: int, day: int) -> str | None:
    try:
        return calendar_date(year, month_number, day).isoformat()
    except ValueError:
        return None


def _partial(year: str | None, month_number: int, day: str | None) -> Numbers | None:
    """Return what is there; a date without a year has nothing to be sorted by, so it is found but has no reading."""
    year = "".join(year.split()) if year else None
    if day is not None and _iso(int(year or "2000"), month_number, int(day)) is None:
        return IMPOSSIBLE
    if year is None:
        known = f"XXXX-{month_number:02d}-{int(day):02d}" if day else f"XXXX-{month_number:02d}"
        return Numbers(readings=(), certain=False, edtf=known)
    whole = f"{year}-{month_number:02d}" if day is None else f"{year}-{month_number:02d}-{int(day):02d}"
    return Numbers(readings=(whole,), certain=True)


def named(match: regex.Match[str]) -> Numbers | None:
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


def numbered(match: regex.Match[str]) -> Numbers | None:
    groups = match.groupdict()
    number = int(groups["m"])
    return _partial(groups.get("y"), number, groups.get("d")) if 1 <= number <= 12 else IMPOSSIBLE


def roman(match: regex.Match[str]) -> Numbers | None:
    return _partial(match["y"], ROMAN.index(match["r"]) + 1, match["d"])


def roman_misread(match: regex.Match[str]) -> Numbers | None:
    """Take l and 1 for i, and H for two of them: "VH1" is August."""
    number = match["r"].translate(STROKES)
    return _partial(match["y"], ROMAN.index(number) + 1, match["d"]) if number in ROMAN else None


def roman_short(match: regex.Match[str]) -> Numbers | None:
    return _centuries(match["yy"], ROMAN.index(match["r"]) + 1, match["d"])


def year(match: regex.Match[str]) -> Numbers | None:
    return Numbers(readings=(match["y"],), certain=True)


def about(match: regex.Match[str]) -> Numbers | None:
    return Numbers(readings=(match["y"],), certain=True, edtf=f"{match['y']}~")


def spelled(match: regex.Match[str]) -> Numbers | None:
    number = month(match["name"])
    return _partial(match["y"], number, str(SPELLED.index(match["word"]) + 1)) if number else None


def hijri(match: regex.Match[str]) -> Numbers | None:
    number = hijri_month(match["name"])
    day = gregorian(int(match["hy"]), number, int(match["d"])) if number else None
    if day is None:
        return None
    return Numbers(readings=(day.isoformat(),), certain=True, edtf=f"{day.isoformat()}~", calendar="hijri")


def slashed_short(match: regex.Match[str]) -> Numbers | None:
    """Neither the century is known nor, in English, which of day and month stands first."""
    first, second = int(match["a"]), int(match["b"])
    pairs = ((second, first), (first, second)) if match["sep"] == "/" else ((second, first),)
    years = [int(century + match["yy"]) for century in ("18", "19", "20")]
    readings = tuple(dict.fromkeys(iso for year in years for pair in pairs if (iso := _iso(year, *pair))))
    return Numbers(readings=readings, certain=False) if readings else None


def slashed(match: regex.Match[str]) -> Numbers | None:
    """Day or month may stand first; only a number above 12 decides."""
    first, second, year = int(match["a"]), int(match["b"]), int("".join(match["y"].split()))
    readings = dict.fromkeys(iso for iso in (_iso(year, second, first), _iso(year, first, second)) if iso)
    if not readings:
        return IMPOSSIBLE
    return Numbers(readings=tuple(readings), certain=len(readings) == 1)


def dotted(match: regex.Match[str]) -> Numbers | None:
    """Outside of English, full stops stand between day, month and year in this order alone."""
    numbers = slashed(match)
    return Numbers(readings=numbers.readings[:1], certain=True) if numbers and numbers.possible else numbers
