"""The folding and the stems as search engines on Lucene write them: mappings of characters and patterns.

They are made from the functions that the index itself uses, one character at a time. What depends on its neighbours is
coarser here: a Persian ye is always ي, and a Persian he always ە.
"""

from functools import cache

from pipeline.search.folding import APOSTROPHE, exact, loose
from pipeline.search.stems import CASE, DOUBTFUL, PARTICLE, PLURAL, POSSESSIVE, VERBAL, VOWELS

RANGES = (
    (0x0041, 0x005B), (0x00C0, 0x0250), (0x0400, 0x0500), (0x0621, 0x0700), (0x1E00, 0x1F00), (0xFB50, 0xFE00),
    (0xFE70, 0xFEFD),
)  # fmt: skip
NOTHING = "ـ\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad"
HAMZA = "ئ"
PAIRS = ("نگ", "نغ", "سھ", "زھ", "گھ", "нг", "нғ", "сһ", "зһ", "гһ")  # Latin would read one letter there
BY_FORM = {
    "ی": "ي",
    "ہ": "ھ",
    "ه": "ە",
    "ﻩ": "ە",
    "ﻪ": "ە",
    "ﻫ": "ھ",
    "ﻬ": "ھ",
}  # by its neighbours in the index itself
V, C = f"[{VOWELS}]", f"[^{VOWELS}]"
TWO, THREE = f"(?:{C}+{V}|{V}.)", f"(?:{C}{{2,}}{V}|{C}{V}.|{V}..)"  # letters before an ending, a vowel among them

Replacement = tuple[str, str]  # pattern of Java, and what stands in the place of what it matches


@cache
def letters() -> dict[str, str]:
    """Return what stands for each character; those that are not here stay."""
    found = {chr(code): exact(chr(code)) for first, end in RANGES for code in range(first, end) if chr(code).isalpha()}
    found |= {char: exact(other) for char, other in BY_FORM.items()}
    found |= {pair: exact(pair) for pair in PAIRS}
    found |= dict.fromkeys(NOTHING, "")
    found |= {chr(first + n): str(n) for first in (0x0660, 0x06F0) for n in range(10)}
    found |= dict.fromkeys("'’‘`´", APOSTROPHE) | {HAMZA: APOSTROPHE}
    return {char: key for char, key in found.items() if char != key}


def loosened() -> dict[str, str]:
    """Return what stands for each letter of a key in a loose key."""
    return {letter: loose(letter) for letter in f"éyuöü{APOSTROPHE}"}


SILENT = f"[{HAMZA}'’‘ʼ`´]+"  # at either end of a word
BEFORE, AFTER = r"(?<![\p{L}\p{M}\p{N}])", r"(?![\p{L}\p{M}\p{N}])"
SEATS: tuple[Replacement, ...] = (
    (f"{BEFORE}ا(?=[ۇۆۈوېىە])", ""),
    (f"{BEFORE}{SILENT}|{SILENT}{AFTER}", ""),
)
ENGLISH: tuple[Replacement, Replacement] = ((APOSTROPHE, "'"), ("'", APOSTROPHE))  # before the stemmer, and after it


def uyghur_endings() -> tuple[Replacement, ...]:
    """Return what takes the endings off the exact key of a Uyghur word, in order."""
    return (
        *(_ending(group) for group in (PARTICLE, CASE, POSSESSIVE, PLURAL, VERBAL)),
        (f"^(.*{V}.*)[aei]$", "$1"),
        (f"^(.*{V}.*)[aeé]({C}*)$", "$1i$2"),
    )


def _ending(group: tuple[str, ...]) -> Replacement:
    doubtful = [ending for ending in group if len(ending) == 1 or ending in DOUBTFUL]
    sure = [ending for ending in group if ending not in doubtful]
    pattern = f"^({TWO}.*?)(?:{'|'.join(sure)})$"
    if doubtful:
        # After é, which only an ending makes of a or e, two letters are enough.
        short = f"(?:{THREE}.*?|(?=.*é.*(?:{'|'.join(doubtful)})$){TWO}.*?)"
        return f"^({TWO}.*?(?=(?:{'|'.join(sure)})$)|{short}(?=(?:{'|'.join(doubtful)})$))(?:{'|'.join(group)})$", "$1"
    return pattern, "$1"
