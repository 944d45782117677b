"""The signs that the recognizer tells apart, their classes, and text in the normal form that labels have.

The order of the signs is part of the weights: a sign may be added at the end and nowhere else.
"""

import unicodedata

import regex

UYGHUR = "ئابپتجچخدرزژسشغفقكگڭلمنوھۇۆۈۋېىيە"
ARABIC = "ءآأؤإةثحذصضطظعهًٌٍَُِّْکیيٸٶٷٴٵەۅۉۀے"
ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
PUNCTUATION = "،؛؟٪٫٬«»‹›“”‘’„–—…•°№§©®€£¥×·"
ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßĞğİıŞşČčŠšŽžŒœŁłŃńŚśŻżŹźĄąĘęŐőŰű"
ALPHABET = "".join(dict.fromkeys(ASCII + UYGHUR + ARABIC + ARABIC_DIGITS + PUNCTUATION + LATIN))
CLASSES = {sign: place for place, sign in enumerate(ALPHABET, 1)}  # class 0 is CTC's blank

UNSEEN = dict.fromkeys(
    map(ord, "\u0640\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\xad")
)
ALIKE = str.maketrans(
    {
        "\xa0": " ", "\u2009": " ", "\u202f": " ", "\u2011": "-", "\u2010": "-", "\u2212": "-", "\u2032": "'",
        "\u2033": '"', "\u02bc": "’", "ۀ": "ە",
    }
)  # fmt: skip
SHAPES = regex.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]+")


def normal(text: str) -> str:
    """Return *text* in NFC without marks that leave no ink, one sign for signs that look alike, one space for many."""
    told = unicodedata.normalize("NFC", text).translate(UNSEEN).translate(ALIKE)
    return " ".join(SHAPES.sub(_letters, told).split())


def _letters(shapes: "regex.Match[str]") -> str:
    return unicodedata.normalize("NFKC", shapes.group())


def known(text: str) -> str:
    """Return *text* without the signs that are not in the alphabet."""
    return "".join(sign for sign in text if sign in CLASSES)


def classes(text: str) -> tuple[int, ...]:
    """Return the classes of the signs of *text*; KeyError for a sign that is not in the alphabet."""
    return tuple(CLASSES[sign] for sign in text)
