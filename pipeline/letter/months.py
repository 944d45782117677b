"""Names of months, in the languages that letters in these archives use, and how to know them in spite of a slip.

A name is known exactly, or with one letter wrong where it is long enough that no other name is as near.
"""

from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import Levenshtein

from pipeline.letter.romanize import romanize

ENGLISH = "january february march april may june july august september october november december"
SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
GERMAN = "januar februar märz april mai juni juli august september oktober november dezember"
TURKISH = "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık"
SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
RUSSIAN_NAMES = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
KAZAKH = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
UYGHUR = "يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر"
UYGHUR_OTHER = "يانىۋار فېۋىرال مارت ئاپرىل ماي ئىيون ئىيول ئاۋغۇست سىنتەبىر ئوكتەبىر نويابر دىكابىر"
UYGHUR_MORE = "يانۋار فىۋرال مارت ئاپىرېل ماي ئىيۇن ئىيۇل ئاۋغوست سېنتەبر ئۆكتەبر نويابىر دېكابر"
UYGHUR_LATIN_OTHER = "yanwar féwral mart aprel may iyun iyul awghust séntebr öktebr noyabr dékabr"
PLAIN_LATIN = "yanwar fewral mart aprel may iyun iyul awghust sentebir oktebir noyabir dekabir"
MORE_SHORT = {
    "feby": 2,
    "mch": 3,
    "sept": 9,
    "septr": 9,
    "octr": 10,
    "novr": 11,
    "decr": 12,
    "febr": 2,
    "apl": 4,
    "janv": 1,
    "févr": 2,
}
MORE_SHORT |= {"juil": 7, "okt": 10, "dez": 12, "déc": 12}
UYGHUR_ENDINGS = ("نىڭ", "دىكى", "دا", "دە", "تا", "تە", "ning", "diki", "da", "de", "ta", "te")
ALIKE = (
    "il1j",
    "eé",
    "ec",
    "ae",
    "uüv",
    "un",
    "nmr",
    "oö0",
    "ao",
    "tfl",
    "yv",
    "ىيېئ",
    "وۇۆۈۋ",
    "رزژ",
    "بپتن",
    "اأ",
    "مھ",
)


def _tables() -> dict[str, int]:
    lists = [
        ENGLISH,
        SHORT,
        FRENCH,
        GERMAN,
        TURKISH,
        SPANISH,
        RUSSIAN,
        RUSSIAN_NAMES,
        KAZAKH,
        UYGHUR,
        UYGHUR_OTHER,
        UYGHUR_MORE,
    ]
    lists += [romanize(UYGHUR), romanize(UYGHUR_OTHER), UYGHUR_LATIN_OTHER, PLAIN_LATIN]
    names = {name: number for each in lists for number, name in enumerate(each.split(), start=1)}
    return names | MORE_SHORT


NAMES = _tables()
# Cyrillic letters that a reader of mixed scripts puts in Latin words.
LOOKALIKES = str.maketrans("аеосрхугкмтинпі", "aeocpxyrkmtunni")
LONG = tuple(name for name in NAMES if len(name) >= 4)
ABBREVIATED = tuple(SHORT.split())


@cache
def month(word: str, *, abbreviated: bool = False) -> int | None:
    """Return the number of the month, 1 to 12, that *word* (lower case, maybe with a full stop or suffix) names.

    *abbreviated* says that a slip in a name of three letters may be forgiven, since day and year stand beside it.
    """
    name = word.strip(".'’")
    stem = next((name.removesuffix(end) for end in UYGHUR_ENDINGS if name.endswith(end)), name)
    latin = name.translate(LOOKALIKES)
    return (
        NAMES.get(name)
        or NAMES.get(stem)
        or NAMES.get(latin)
        or _nearest(name, LONG)
        or _nearest(latin, LONG)
        or (_nearest(stem, LONG) if len(stem) > 3 else None)
        or (_nearest(latin, ABBREVIATED) if abbreviated else None)
    )


def _nearest(word: str, names: Sequence[str]) -> int | None:
    near = {NAMES[name] for name in names if abs(len(name) - len(word)) <= 1 and _slipped(word, name)}
    return near.pop() if len(near) == 1 else None


def _slipped(word: str, name: str) -> bool:
    """Return whether one slip makes *name* into *word*; in a short name only letters that look alike slip."""
    if Levenshtein.distance(name, word, score_cutoff=1) != 1:
        return False
    if len(name) > 4:
        return True
    slips = [{one, other} for one, other in zip(name, word, strict=False) if one != other]
    return len(name) == len(word) and any(slips[0] <= set(alike) for alike in ALIKE)
