"""Stems: what the inflected forms of a word have in common, in exact keys. Light: endings only, no dictionary.

Uyghur takes endings in a fixed order (plural, possessive, case, particle), and a vowel before an ending is raised: خەت
but خېتى, مەكتەپ but مەكتىپى. Where one syllable is left, nobody can tell é from a or e without a dictionary; so the
stem stays as it is and a query asks for all of them.

The stem of a Uyghur word bears a mark, so that ئات, a horse, is not taken for the English "at" that has the same key.
"""

import re

from Stemmer import Stemmer

from pipeline.search.folding import APOSTROPHE

UYGHUR = "ئ"  # the mark; no key holds that letter, and every tokenizer takes it for one
VOWELS = "aeéiouöü"
PARTICLE = ("mu",)
CASE = (
    "ning", "ni", "din", "tin", "gha", "qa", "ge", "ke", "da", "ta", "de", "te", "diki", "tiki", "dek", "tek",
    "ghiche", "qiche", "giche", "kiche",
)  # fmt: skip
POSSESSIVE = (
    "ingizlar", "ingiz", "ungiz", "üngiz", "unguz", "üngüz", "ngizlar", "ngiz", "inglar", "unglar", "ünglar", "nglar",
    "imiz", "umiz", "ümiz", "umuz", "ümüz", "miz", "im", "um", "üm", "ing", "ung", "üng", "si", "i",
)  # fmt: skip
PLURAL = ("lar", "ler", "lir", "lér")
VERBAL = (
    "iwatidu", "iwatimen", "iwatimiz", "iwatqan", "idighan", "ydighan", "maqchi", "mekchi", "ghan", "qan", "gen",
    "ken", "maq", "mek", "idu", "ydu", "imen", "ymen",
)  # fmt: skip
ORDER = (PARTICLE, CASE, POSSESSIVE, PLURAL, VERBAL)  # the last ending first
ENDINGS = tuple((frozenset(group), sorted({len(ending) for ending in group}, reverse=True)) for group in ORDER)
DOUBTFUL = frozenset(["im", "um", "üm", "ing", "ung", "üng"])  # as often the end of a stem as an ending
LAST_VOWEL = re.compile(rf"[aeé](?=[^{VOWELS}]*\Z)")
WITHOUT_VOWELS = str.maketrans("", "", VOWELS)
RAISED = {"a": "aé", "e": "eé", "é": "éae"}

_english = Stemmer("english")


def stem(key: str, language: str) -> str:
    """Return the stem of an exact *key* in a *language* (BCP 47; what is not Uyghur counts as English)."""
    return UYGHUR + uyghur(key) if language.startswith("ug") else english(key)


def stems(key: str, *, only_uyghur: bool = False) -> tuple[str, ...]:
    """Return all stems that letters may hold for the exact *key* of a word of a query, whose language nobody tells."""
    own = tuple(UYGHUR + found for found in _as_raised(uyghur(key)))
    return own if only_uyghur else (english(key), *own)


def is_uyghur(stem: str) -> bool:
    """Return whether *stem* is that of a Uyghur word."""
    return stem.startswith(UYGHUR)


def english(key: str) -> str:
    """Return the stem of an English word (Snowball's English stemmer)."""
    if APOSTROPHE not in key:
        return str(_english.stemWord(key))
    return str(_english.stemWord(key.replace(APOSTROPHE, "'"))).replace("'", APOSTROPHE)


def uyghur(key: str) -> str:
    """Return the stem of a Uyghur word; in words of several syllables the last vowel is as raised as it can be."""
    for endings, lengths in ENDINGS:
        fit = (n for n in lengths if key[-n:] in endings and _stands(key[:-n], key[-n:]))
        if length := next(fit, 0):
            key = key[:-length]
    if _syllables(key) < 2:
        return key
    if key[-1] in "aei":
        key = key[:-1]
    return LAST_VOWEL.sub("i", key) if _syllables(key) > 1 else key


def _stands(rest: str, ending: str) -> bool:
    """Return whether *rest* can be a word of its own; é in its only syllable was raised, so that an ending is sure."""
    doubtful = len(ending) == 1 or ending in DOUBTFUL
    shortest = 3 if doubtful and "é" not in rest else 2
    return len(rest) >= shortest and _syllables(rest) > 0


def _syllables(key: str) -> int:
    return len(key) - len(key.translate(WITHOUT_VOWELS))


def _as_raised(found: str) -> tuple[str, ...]:
    if _syllables(found) != 1:
        return (found,)
    place = next(place for place, letter in enumerate(found) if letter in VOWELS)
    return tuple(found[:place] + vowel + found[place + 1 :] for vowel in RAISED.get(found[place], found[place]))
