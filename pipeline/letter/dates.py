"""Dates as letters write them, in English and Uyghur (Arabic and Latin script), found in running text.

Nothing is ever filled in: a year, month or day that is not in the text is absent from the value. What can be read in
two ways has no value, and both readings as alternatives.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from pipeline.letter import datereaders as read
from pipeline.letter.dateparts import (
    DAY,
    DAY_AFTER,
    DAY_WORD,
    HIJRI_WORD,
    HIJRI_YEAR,
    HYPHEN,
    MONTH_WORD,
    NAME,
    OF_THE_YEAR,
    ORDINAL,
    SHORT_YEAR,
    SPELLED_DAY,
    STOPS,
    UG_DAY,
    UG_MONTH,
    UG_YEAR,
    YEAR,
    YEAR_AFTER,
    YEAR_WORD,
)

DIGITS = {ord(digit): str(place % 10) for place, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−ـ"), "-")
# Figures of which some were read as letters, and the two ordinals in which all were: "l905", "2O", "lst", "Ath".
FIGURES = regex.compile(
    r"(?<![\p{L}\d])(?:(?=[lIoO]*\d)[\dlIoO]{2,4}(?=(?:st|nd|rd|th|d)?(?![\p{L}\d]))|[lI](?=st\b)|A(?=th\b))"
)
LIKE_FIGURES = str.maketrans("lIoOA", "11004")


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date found at text[start:end]; value is YYYY-MM-DD, YYYY-MM or YYYY, None where that is not certain."""

    text: str
    start: int
    end: int
    value: str | None
    alternatives: tuple[str, ...] = ()
    edtf: str = ""
    calendar: str = ""


Reader = Callable[[regex.Match[str]], read.Numbers | None]
# Longest and surest first: what one shape has claimed, no later shape may claim.
SHAPES: tuple[tuple[str, Reader], ...] = (
    (rf"{UG_YEAR}{STOPS}{UG_MONTH}{STOPS}{UG_DAY}", read.numbered),
    (rf"{UG_YEAR}{STOPS}{DAY_AFTER}{HYPHEN}{NAME}(?:\s+{DAY_WORD})?", read.named),
    (rf"{UG_YEAR}{STOPS}{NAME}{MONTH_WORD}{STOPS}{DAY_AFTER}(?:{HYPHEN}{DAY_WORD})?", read.named),
    (rf"{DAY}{ORDINAL}[\s.,-]*(?:day\s+)?(?:(?:of|de)\s+)?{NAME}{STOPS}{OF_THE_YEAR}{STOPS}-?{YEAR_AFTER}", read.named),
    (rf"(?<!\p{{L}}){NAME}[\s.,:-]*{DAY_AFTER}{ORDINAL}[\s.,،-]*{YEAR_AFTER}", read.named),
    (rf"{SPELLED_DAY}{NAME}{STOPS}{OF_THE_YEAR}{STOPS}{YEAR_AFTER}", read.spelled),
    (
        rf"{HIJRI_YEAR}{HIJRI_WORD}{HYPHEN}(?:{YEAR_WORD})?{STOPS}{NAME}{MONTH_WORD}{STOPS}{DAY_AFTER}(?:{HYPHEN}{DAY_WORD})?",
        read.hijri,
    ),
    (rf"{HIJRI_YEAR}{HIJRI_WORD}{HYPHEN}(?:{YEAR_WORD})?{STOPS}{DAY_AFTER}{HYPHEN}{NAME}", read.hijri),
    (rf"{DAY}{ORDINAL}[\s.,-]*(?:of\s+)?{NAME}{STOPS}{HIJRI_YEAR}{HIJRI_WORD}(?!\d)", read.hijri),
    (rf"{DAY}[\s./-]+(?P<r>x?[iv]+|i?x|xi{{0,2}})[\s./-]+{YEAR_AFTER}", read.roman),
    (rf"{DAY}\s?[./-]\s?(?P<r>(?=[l1|]*[ivxh])[ivxlh1|]{{2,5}})\s?[./-]\s?{YEAR_AFTER}", read.roman_misread),
    (rf"{YEAR}(?P<sep>[-./])\s?(?P<m>\d{{1,2}})(?P=sep)\s?(?P<d>\d{{1,2}})(?!\d)", read.numbered),
    (
        rf"(?<![\d\p{{L}}./-])(?P<a>\d{{1,2}})\s?(?P<sep>[-./])\s?(?P<b>\d{{1,2}})\s?(?:(?P=sep)\s?|(?<=/\s?\d{{1,2}}\.?\s))"
        rf"{YEAR_AFTER}",
        read.slashed,
    ),
    (rf"{DAY}[\s./-]+(?P<r>x?[iv]+|i?x|xi{{0,2}})[\s./-]+{SHORT_YEAR}", read.roman_short),
    (
        r"(?<![\d\p{L}./-])(?P<a>\d{1,2})\s?(?P<sep>[./])\s?(?P<b>\d{1,2})(?:\s?(?P=sep)\s?|(?<!\.)\s)(?P<yy>\d\d)"
        r"(?!\d|\p{L}|[:/]|[.,]\d)",
        read.slashed_short,
    ),
    (rf"{UG_YEAR}{STOPS}{UG_MONTH}", read.numbered),
    (rf"{UG_YEAR}{STOPS}{NAME}", read.named),
    (rf"{DAY}{ORDINAL}[\s.,-]*(?:(?:of|de)\s+)?{NAME}[\s.,]*{SHORT_YEAR}", read.named),
    (rf"(?<!\p{{L}}){NAME}[\s.,:-]*{DAY_AFTER}{ORDINAL}[\s.,/]+{SHORT_YEAR}", read.named),
    (rf"(?<!\p{{L}}){NAME}{STOPS}{YEAR_AFTER}", read.named),
    (rf"{UG_MONTH}{STOPS}{UG_DAY}", read.numbered),
    (rf"(?<!\p{{L}}){NAME}[\s.,:-]*{DAY_AFTER}{ORDINAL}(?![\d\p{{L}}])", read.named),
    (rf"{DAY}{ORDINAL}[\s.-]*(?:(?:of|de)\s+)?{NAME}(?!\p{{L}})", read.named),
    (UG_YEAR, read.year),
    (rf"(?<!\p{{L}})(?:circa|ca\.?|c\.|about)\s?{YEAR}", read.about),
)
COMPILED = tuple((regex.compile(shape), reader) for shape, reader in SHAPES)


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
            found.append(_date(text[start:end], start, numbers, doubted=_is_doubted(folded, start, end)))
    return tuple(sorted(found, key=lambda date: date.start))


def _candidates(folded: str, language: str) -> Iterator[tuple[tuple[int, int], read.Numbers]]:
    for shape, usual in COMPILED:
        for match in shape.finditer(folded, overlapped=True):
            reader = _reader(usual, match, language)
            if numbers := reader(match):
                yield match.span(), numbers


def _reader(usual: Reader, match: regex.Match[str], language: str) -> Reader:
    """Return what reads *match*: outside of English, full stops stand between day, month and year in this order."""
    by_stops = usual is read.slashed and language != "en" and match["sep"] == "."
    return read.dotted if by_stops else usual


def _as_figures(match: regex.Match[str]) -> str:
    return match.group().translate(LIKE_FIGURES)


def _date(text: str, start: int, numbers: read.Numbers, *, doubted: bool) -> Date:
    value = numbers.readings[0] if numbers.certain else None
    others = numbers.readings[1:] if numbers.certain else numbers.readings
    edtf = numbers.edtf or value or f"[{','.join(sorted(others))}]"
    return Date(
        text=text,
        start=start,
        end=start + len(text),
        value=value,
        alternatives=others,
        edtf=edtf + ("?" if doubted and value else ""),
        calendar=numbers.calendar,
    )


def _is_doubted(text: str, start: int, end: int) -> bool:
    """Whether a question mark in brackets follows the date, as archivists write a guess: "[May 1923?]"."""
    return text[:start].rstrip()[-1:] in {"[", "("} and regex.match(r"\s?\?\s?[\])]", text[end:]) is not None


def _folded(text: str) -> str:
    """Return *text* in lower case with ASCII digits and hyphens, of the same length, figures read as letters mended."""
    plain = FIGURES.sub(_as_figures, text.translate(DIGITS | HYPHENS))
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)
