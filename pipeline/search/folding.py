"""Words and their keys: a key is what a word is compared by, in lower-case Uyghur Latin whatever script the word is in.

Words meet in the exact key that differ only in script, case, presentation forms, stretches, vowel signs, letters of
neighbouring languages that stand for one Uyghur letter (ye, kaf, he), hamza seats at the start of a word, or Latin
diacritics that are no letters of Uyghur Latin. ى and ي, and ۇ ۆ ۈ and و stay different; they meet in the loose key,
where é, ö and ü lose their dots and an apostrophe says nothing.
"""

import re
import unicodedata
from collections.abc import Iterator

import regex
from umsc.umsc import UgMultiScriptConverter

from pipeline.text import BIDI_CONTROLS, nfc, uyghur

APOSTROPHE = "ʼ"  # a letter to every tokenizer, unlike the apostrophe of keyboards
WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{Cf}ـ]*(?:['’‘ʼ`´][\p{L}\p{M}\p{N}\p{Cf}ـ]+)*")
ARABIC = regex.compile(r"[\p{Arabic}ـ\u200c\u200d\u0654]+")
SEAT = regex.compile(r"\Aا(?=[ۇۆۈوېىە])")  # an alef that only carries the vowel after it, as ئ does now
CYRILLIC = regex.compile(r"\p{Cyrillic}+")
APOSTROPHES = regex.compile(r"['’‘ʼ`´]+")
NEEDLESS = f"j{APOSTROPHE}h"  # umsc parts these, though nobody reads them as one
DROPPED = regex.compile(r"[\p{Mn}\p{Cf}ـ]+")
NO_KEY = regex.compile(rf"[^\p{{L}}\p{{N}}{APOSTROPHE}]+")
ARABIC_FOLDED = str.maketrans("أإآٱةهکی", "ااااەھكي")
KEPT = frozenset("éöü")
LATIN_FOLDED = str.maketrans({"ë": "é", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ə": "e", "æ": "ae", "œ": "oe"})
LOOSENED = str.maketrans({"é": "e", "y": "i", "u": "o", "ö": "o", "ü": "o", APOSTROPHE: "", "ئ": ""})

_from_arabic = UgMultiScriptConverter("UAS", "ULS")
_from_cyrillic = UgMultiScriptConverter("UCS", "ULS")

# Nearly all words are plain ones, of which a table tells the key twenty times as soon.
LETTERS, VOWELS = "ابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىيە", "ەۇۆۈوېى"
PLAIN = re.compile(f"(?!ا[{VOWELS}])(?:ئ?[{LETTERS}])+")
PLAIN_LETTERS = str.maketrans({letter: _from_arabic(letter) for letter in LETTERS} | {"ئ": APOSTROPHE})
TWO_LETTERS = re.compile("ن(?=[گغ])|[سزگ](?=ھ)")  # Latin would read one letter there


def words(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word of *text* begins and ends; a hyphen parts words, an apostrophe inside does not."""
    for found in WORD.finditer(text):
        yield found.span()


def exact(word: str) -> str:
    """Return the exact key of *word*; empty if nothing of it can be compared."""
    if word.isascii() and word.isalnum():
        return word.lower()
    if PLAIN.fullmatch(word):
        return TWO_LETTERS.sub(r"\g<0>ئ", word).translate(PLAIN_LETTERS).lstrip(APOSTROPHE)
    return folded(word)


def folded(word: str) -> str:
    """Return the exact key of any *word*."""
    text = APOSTROPHES.sub(APOSTROPHE, nfc(word.translate(BIDI_CONTROLS)))
    text = ARABIC.sub(_arabic, unicodedata.normalize("NFKC", ARABIC.sub(_mended, text)))
    text = CYRILLIC.sub(_cyrillic, text.casefold())
    text = "".join(map(_letter, nfc(APOSTROPHES.sub(APOSTROPHE, text)).translate(LATIN_FOLDED)))
    return NO_KEY.sub("", text).replace(NEEDLESS, NEEDLESS.replace(APOSTROPHE, "")).strip(APOSTROPHE)


def loose(key: str) -> str:
    """Return the loose key of an exact *key*, or of a stem in whatever language.

    All letters that are easily mistyped or misread are one in it.
    """
    return key.translate(LOOSENED)


def _mended(run: "regex.Match[str]") -> str:
    return uyghur(SEAT.sub("ئ", run.group()))


def _arabic(run: "regex.Match[str]") -> str:
    letters = DROPPED.sub("", nfc(run.group())).translate(ARABIC_FOLDED)
    return str(_from_arabic(letters))


def _cyrillic(run: "regex.Match[str]") -> str:
    return str(_from_cyrillic(run.group()))


def _letter(char: str) -> str:
    if char.isascii() or char in KEPT:
        return char
    if char.isnumeric():
        value = unicodedata.numeric(char)
        return str(int(value)) if value.is_integer() else char
    bare = DROPPED.sub("", unicodedata.normalize("NFD", char))
    return bare if len(bare) == 1 else char
