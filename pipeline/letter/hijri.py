"""Dates of the Hijri calendar, as Uyghur, Turkish and English letters write them, and their days in ours.

The day is reckoned by the tabular calendar (thirty-year cycle, epoch 16 July 622), which may be a day off the moon that
was seen; so such a date is always approximate.
"""

from datetime import date, timedelta

from rapidfuzz.distance import Levenshtein

EPOCH = date(622, 7, 19)  # 1 Muharram 1, in the Gregorian calendar reckoned backwards
MONTHS = (
    ("مۇھەررەم", "muharram", "muherrem"),
    ("سەپەر", "safar", "seper"),
    ("رەبىئۇلئەۋۋەل", "rabi al-awwal", "rebiulewwel"),
    ("رەبىئۇلئاخىر", "rabi al-thani", "rebiulaxir"),
    ("جەمادىيەلئەۋۋەل", "jumada al-awwal", "jemadiyelewwel"),
    ("جەمادىيەلئاخىر", "jumada al-thani", "jemadiyelaxir"),
    ("رەجەپ", "rajab", "rejep"),
    ("شەئبان", "sha'ban", "she'ban"),
    ("رامىزان", "ramadan", "ramizan"),
    ("شەۋۋال", "shawwal", "shewwal"),
    ("زۇلقەئدە", "dhu al-qa'da", "zulqe'de"),
    ("زۇلھەججە", "dhu al-hijja", "zulhejje"),
)
LEAST = 6  # letters: shorter names with a slip are other words
FIRST_YEAR, LAST_YEAR = 900, 1500


def hijri_month(word: str) -> int | None:
    """Return the number of the month, 1 to 12, that *word* (lower case, maybe with a suffix) names."""
    name = word.strip(".'’")
    for number, names in enumerate(MONTHS, start=1):
        for known in names:
            if name.startswith(known) and len(name) - len(known) <= 4:
                return number
            if len(known) >= LEAST and Levenshtein.distance(known, name, score_cutoff=1) == 1:
                return number
    return None


def gregorian(year: int, month: int, day: int) -> date | None:
    """Return the day in our calendar; None where the year or the day is none of the Hijri calendar."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return EPOCH + timedelta(days=days)
