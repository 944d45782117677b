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
HAMZA = "ئ"
VOWELS = frozenset("اەوۇۆۈېى")
TWO_READINGS = {"ه": ("ە", "ھ"), "ی": ("ى", "ي")}  # vowel, consonant
# Letters of neighbouring languages that stand for one Uyghur letter each; tatweel and joiners stand for none.
MENDED = str.maketrans({"ک": "ك", "ہ": "ه", "ێ": "ې", "ـ": "", "\u200c": "", "\u200d": ""})
ARABIC_WORD = regex.compile(
    r"[\p{Arabic}&&[\p{L}\p{M}]--[\u0610-\u061a]][[\p{Arabic}&&\p{L}]\p{M}ـ\u200c\u200d]*", regex.V1
)
OPENING = regex.compile(r"[\s\p{Ps}\p{Pi}\"]?")  # a vowel after anything else is a suffix, which has no hamza seat
QUOTED = regex.compile(r"[ةعحصضطظثذأإآ\u064b-\u0652\u0670]")
PRESENTATION = regex.compile(r"[\ufb50-\ufdff\ufe70-\ufeff]+")
HAMZA_ON_YEH = regex.compile("[ىی]\u0654")  # no one character is made of these
HAMZAS = regex.compile(r"ئ{2,}|\Aء(?=[اەوۇۆۈېى])")


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
    """Return *text* as `plain` does, its Uyghur words in the letters of the Uyghur alphabet.

    Letters that other languages write the same sounds with (ه ی ک), presentation forms, stretches and missing hamza
    seats are mended. Words with letters or vowel signs that only Arabic has are quotations and stay; so does all that
    is not in Arabic script.
    """
    folded = PRESENTATION.sub(_folded, nfc(text))
    words = tuple(ARABIC_WORD.finditer(folded))
    quoted = [QUOTED.search(word.group()) is not None for word in words]
    pieces: list[str] = []
    done = 0
    for place, word in enumerate(words):
        # A quotation is seldom one word: the plain words beside an Arabic one are left alone too.
        stays = any(quoted[max(place - 1, 0) : place + 2])
        begins = OPENING.fullmatch(folded[max(word.start() - 1, 0) : word.start()]) is not None
        mended = word.group() if stays else _mended(word.group(), begins=begins)
        pieces += (folded[done : word.start()], mended)
        done = word.end()
    return plain("".join(pieces) + folded[done:])


def _folded(form: regex.Match[str]) -> str:
    return unicodedata.normalize("NFKC", form.group()).strip()


def _mended(word: str, *, begins: bool) -> str:
    word = HAMZA_ON_YEH.sub(HAMZA, nfc(word.replace("ه\u200c", "ە").translate(MENDED)))
    letters: list[str] = []
    for place, letter in enumerate(word):
        before = letters[-1] if letters else ""
        letters.append(_by_sound(letter, before, word[place + 1 : place + 2]))
    seated = HAMZAS.sub(HAMZA, "".join(letters))
    return HAMZA + seated if begins and len(seated) > 1 and seated[0] in VOWELS else seated


def _by_sound(letter: str, before: str, after: str) -> str:
    """Return the vowel or the consonant that a letter with two readings stands for, between its neighbours.

    A syllable has one vowel: beside a vowel, and at the start of a word, stands a consonant.
    """
    if letter not in TWO_READINGS:
        return letter
    vowel, consonant = TWO_READINGS[letter]
    begins = before == ""
    beside_vowel = before in VOWELS or after in VOWELS
    return vowel if before == HAMZA or not (begins or beside_vowel) else consonant


def shown(text: str) -> str:
    r"""Return *text* on one printable line: controls, bidi controls and undecodable bytes as escapes such as \u202e."""
    return UNPRINTABLE.sub(_escape, text)


def _escape(match: "regex.Match[str]") -> str:
    return match.group().encode("unicode_escape").decode("ascii")
