"""What a line says it is: the phrase it opens with, and the kinds of words it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import regex
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from pipeline.letter import gazetteer
from pipeline.letter.gazetteer import Phrases
from pipeline.text import script

EDGES = " \t\"'“”«»‹›()[]{}*.,:;،؛!?؟-–—_/\\|"
MARK = regex.compile(r"^[\s\"'”»)\].]*[:;,،؛!.\-–—/]")
LEAST_LETTERS = 6  # a shorter phrase with a slip is another word
LEAST_LIKE = 85.0  # of 100: one letter in seven, two in fourteen
LEAST_LABEL = 4  # letters: a shorter word with a slip is another word, whatever follows it
LABELS = (gazetteer.SUBJECTS, gazetteer.REFERENCES, gazetteer.ADDRESSEES, gazetteer.SENDERS, gazetteer.DATES)
SLIPPED = 0.8  # how sure a label with a slip is
LEAST_BARE = 5  # letters: shorter words without their dots are any word
BARE_LIKE = 0.9  # how like a phrase is to itself where dots were lost or moved
# Letters of the Arabic script that only dots and small marks tell apart.
SHAPES = ("بپتثنيئېى", "جچخح", "دذ", "رزژ", "سش", "عغ", "فق", "كگڭ", "وۇۆۈۋ", "ەھهة", "اأآ")
BARE = str.maketrans({letter: shape[0] for shape in SHAPES for letter in shape})
LONGEST = 6  # words in the longest phrase
CONTACT = regex.compile(
    r"[\w.+-]+\s?@\s?[\w-]+\.\w|\bwww\.|https?:|\b[\w-]+\.(?:org|com|net|gov|edu)\b"
    r"|(?<!\p{L})(?:tel|phone|fax|mob|telephone|telegrams?|cables?|e-?mail|telex|web(?:site)?)\.?\s?(?:no\.?\s?)?[:+(\d]"
    r"|(?<!\p{L})p\.?\s?o\.?\s?box\b"
    r"|(?<!\p{L})(?:تېل|تېلېفون|تېلفون|فاكس|ئېلخەت|ئېلخەت ئادرېسى|تور بېت|تور ئادرېسى|يانفون)(?:\s?نومۇرى)?\s?[:.+(\d]"
    r"|\+\d[\d\s().-]{6,}\d|\(\d{2,4}\)\s?\d{3}[\s-]?\d",
    regex.I,
)
BANK = regex.compile(
    r"\b(?:iban|swift|bic|account no|a/c|bank|vat|reg(?:istered)?\.? (?:no|charity|office)|charity)\b|بانكا|ھېسابات",
    regex.I,
)
POSTCODE = regex.compile(
    r"\b[A-Z]{1,2}\.? ?[A-Z]?\.? ?\d{1,2}[A-Z]?\.?,? ?\d[A-Z]{2}\b|\b[A-Z]{2}\.? ?\d{5}(?:-\d{4})?\b"
    r"|\b\d{5,6}\b(?=\W*\p{L}|\W*$)"
    r"|\b[NSEW]\.? ?[CWE]?\.? ?[\dlI]{1,2}\b\.?"
)
CODE = regex.compile(r"(?=\S*\d)[\p{L}\d]+(?:[./-][\p{L}\d]+)+|[№#]\s?\d+|\b\d{2,}\b")
# "Despatch No. 12", "LETTRE N° 106.": what ends in a number after the sign for number, and is hardly more.
NUMBERED = regex.compile(
    r"^\W*(?:\p{L}+\W+){0,3}(?:no|nos|nr|n[°º]|№)(?:[.:]\s*|\s+|(?=\d))(?=\S*\d)[\p{L}\d][\p{L}\d/.-]*\W*$"
    r"|^\W*\d+-نومۇرلۇق\s",
    regex.I,
)
DELIVERY = regex.compile(
    r"^\W*(?:via|by|per|par|durch)\s(?:registered\s|special\s)?(?:e-?mail|air\s?mail|(?:tele)?fax|facsimile|telex|courier|hand"
    r"|messenger|post|mail)\b",
    regex.I,
)
# "Your Alice", "Dein Paul", "Ihr ergebener A. Weber", "Votre ami Jean": what is written over the name, or before it.
POSSESSIVE = regex.compile(
    r"^\W*(?i:your|deine?|ihre?|eu(?:er|re)|votre|ton|ta)\s(?:(?i:own|loving|affectionate|old|devoted|ever|aff|treue[rs]?|tr|alter?|liebe"
    r"|dich|dankbare[rs]?|erg(?:ebene[rs]?)?|getreue[rs]?|gehorsam\w*|ami|fils|tout|dévouée?)[\s.]+){0,3}\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,2}\W*$",
)
WORD = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}'’.-]*")
DATIVE = regex.compile(r"(?<=\p{L}{4})(?:غا|گە|قا|كە)$")
DATIVE_LATIN = regex.compile(r"(?<=\p{L}{4})(?:gha|ge|qa|ke)$", regex.I)  # many an English word ends so too
ENDING = regex.compile(r"(?<=\p{L}{3})(?:غا|گە|قا|كە|نىڭ|نى|دا|دە|تا|تە|دىن|تىن|gha|ge|qa|ke|ning)$")


@lru_cache(maxsize=4096)
def cue(text: str, phrases: Phrases) -> float:
    """Return how surely *text* opens with one of *phrases*, in [0, 1].

    1.0 where a punctuation mark, or nothing, follows; 0.6 where the sentence goes on; less where letters are wrong.
    """
    length, likeness = opening(text, phrases)
    if not length:
        return _label(text, phrases) if any(phrases is each for each in LABELS) else 0.0
    rest = _after(text, length)
    return likeness if not rest.strip(EDGES) or MARK.match(rest) else 0.6 * likeness


def _label(text: str, phrases: Phrases) -> float:
    """Return how surely *text* opens with a label with one letter wrong: the colon right after it says it is one."""
    word = text.split(maxsplit=1)[0].lower() if text else ""
    core = word.strip(EDGES)
    if not word.endswith(":") or not LEAST_LABEL <= len(core) <= LEAST_LETTERS:
        return 0.0
    near = (Levenshtein.distance(core, phrase, score_cutoff=1) == 1 for phrase in _by_length(phrases)[1].exact)
    return SLIPPED if any(near) else 0.0


@lru_cache(maxsize=4096)
def opening(text: str, phrases: Phrases) -> tuple[int, float]:
    """Return how many words of *text* are one of *phrases* (the longest that fits), and how like it they are."""
    by_length = _by_length(phrases)
    words = [word.strip(EDGES) for word in text.lower().split()[:LONGEST]]
    for length in range(len(words), 0, -1):
        if length in by_length and (likeness := by_length[length].likeness(" ".join(words[:length]))):
            return length, likeness
    return 0, 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The phrases of as many words: all, those in Arabic script without their dots, and those long enough to slip."""

    exact: frozenset[str]
    bare: frozenset[str]
    long: tuple[str, ...]

    def likeness(self, start: str) -> float:
        """Return how like *start* is to the nearest of them, in [0, 1]; 0.0 where that is not near enough."""
        if start in self.exact:
            return 1.0
        if len(start) >= LEAST_BARE and start.translate(BARE) in self.bare:
            return BARE_LIKE
        if len(start) < LEAST_LETTERS:
            return 0.0
        found = process.extractOne(start, self.long, scorer=fuzz.ratio, score_cutoff=LEAST_LIKE)
        return found[1] / 100 if found else 0.0


@cache
def _by_length(phrases: Phrases) -> dict[int, Known]:
    groups: dict[int, list[str]] = {}
    for phrase in phrases:
        groups.setdefault(len(phrase.split()), []).append(phrase)
    return {
        length: Known(
            exact=frozenset(group),
            bare=frozenset(
                each.translate(BARE) for each in group if len(each) >= LEAST_BARE and script(each) == "Arab"
            ),
            long=tuple(each for each in group if len(each) >= LEAST_LETTERS),
        )
        for length, group in groups.items()
    }


def _after(text: str, length: int) -> str:
    """Return *text* from the end of its word number *length*, with the marks that close this word."""
    words = text.split()
    core = words[length - 1].rstrip(EDGES)
    return words[length - 1][len(core) :] + " " + " ".join(words[length:])


def is_label(text: str, phrases: Phrases) -> bool:
    """Return whether *text* is one of *phrases* and nothing else."""
    length, _ = opening(text, phrases)
    return length > 0 and length == len(text.split())


def unlabelled(text: str, phrases: Phrases) -> str:
    """Return *text* without the label from *phrases* that it opens with; as it is, if there is none or nothing else."""
    first, feed, rest = text.partition("\n")
    length, _ = opening(first, phrases)
    bare = " ".join(first.split()[length:]).lstrip(" :.-–—،,") if length else first
    return (bare + feed + rest).strip() or text


def words_among(text: str, words: frozenset[str]) -> int:
    """Return how many words of *text*, with or without the ending of a case, are among *words*."""
    return sum(not words.isdisjoint(_forms(word)) for word in text.split())


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, str]:
    """Return *word* in lower case without marks, with and without the ending of a case."""
    bare = word.lower().strip(EDGES)
    return bare, ENDING.sub("", bare)


def gives(text: str, language: str) -> bool:
    """Return whether the last word of *text* is in the dative of Uyghur; *language* is that of the letter."""
    core = text.rstrip(EDGES)
    return bool(DATIVE.search(core) or (language == "ug-Latn" and DATIVE_LATIN.search(core)))


def run_in(words: Sequence[str]) -> int:
    """Return the place at which a line falls into two things: a closing and a name after it, or a label of its own.

    0 if it is all one thing.
    """
    text = " ".join(words)
    length, likeness = opening(text, gazetteer.CLOSINGS)
    if likeness and length < len(words) <= length + 5 and words[length - 1][-1] in ":،,":
        return length
    for place in range(1, len(words)):
        if words[place][-1] == ":" and cue(words[place], gazetteer.DATES) == 1.0:
            return place
    return 0
