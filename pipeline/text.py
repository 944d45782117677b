"""Text as Mektup keeps it: NFC, in logical order; what script a letter belongs to and which way a text runs."""

import unicodedata
from collections import Counter
from typing import get_args

import regex

from pipeline.model import Direction, Script

# Marks that steer the bidirectional algorithm; text that carries its own direction needs none of them.
BIDI_CONTROLS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
SCRIPT_LETTERS = {
    "Arab": regex.compile(r"[\p{Script=Arabic}&&\p{L}]", regex.V1),
    "Latn": regex.compile(r"[\p{Script=Latin}&&\p{L}]", regex.V1),
    "Cyrl": regex.compile(r"[\p{Script=Cyrillic}&&\p{L}]", regex.V1),
}
# What would break a line, steer its direction, or not print at all.
UNPRINTABLE = regex.compile(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]")
GRAPHEME = regex.compile(r"\X")


def nfc(text: str) -> str:
    """Return *text* in Unicode normal form C."""
    return unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """Return *text* in NFC, without bidi controls, with runs of white space made one space and ends stripped."""
    return " ".join(nfc(text).translate(BIDI_CONTROLS).split())


def graphemes(text: str) -> list[str]:
    """Return the user-perceived characters of *text* (UAX #29 extended grapheme clusters)."""
    return GRAPHEME.findall(text)


def script_counts(text: str) -> Counter[Script]:
    """Return how many letters of each script *text* holds; scripts without letters are left out."""
    return Counter({name: n for name in get_args(Script) if (n := len(SCRIPT_LETTERS[name].findall(text)))})


def script(text: str) -> Script | None:
    """Return the script that holds most letters of *text*, None if it holds no letters."""
    counts = script_counts(text)
    return counts.most_common(1)[0][0] if counts else None


def direction(text: str) -> Direction:
    """Return the base direction of *text*: that of the script that holds most of its letters, else ltr."""
    return "rtl" if script(text) == "Arab" else "ltr"


def uyghur(text: str) -> str:
    return plain(text)


def shown(text: str) -> str:
    r"""Return *text* on one printable line: controls, bidi controls and undecodable bytes as escapes such as \u202e."""
    return UNPRINTABLE.sub(_escape, text)


def _escape(match: "regex.Match[str]") -> str:
    return match.group().encode("unicode_escape").decode("ascii")
