"""The pieces that the shapes of dates are made of: regular expressions over folded text (lower case, ASCII digits)."""

YEAR = r"(?<![\d\p{L}])(?P<y>1[4-9]\d\d|20\d\d)(?!\d)"
YEAR_WORD = r"(?:ي[ىيبېد]ل|yil|yıl|жил|йил|жыл)\p{L}{0,6}"
MONTH_WORD = r"(?:\s(?:ئاي|ئېي|ay|éy)\p{L}{1,6})?"
# A reader may part the figures of a year, but not twice: "191 7".
YEAR_AFTER = (
    rf"(?P<y>1[4-9]\d\d|20\d\d|1[4-9]\d\s\d|1\s[4-9]\d\d|20\d\s\d|2\s0\d\d)(?![\d:]|\s?[hH]\b)(?:\s?-\s?{YEAR_WORD})?"
)
SHORT_YEAR = r"(?:(?P<yy>\d\d)|['’‘](?P<yy>\d\d))(?![\d\p{L}:/])"
DAY = r"(?<![\d\p{L}.,/:-])(?<!\d\s)(?P<d>\d{1,2})(?!\d)"
DAY_AFTER = r"(?P<d>\d{1,2})(?!\d)"
ORDINAL = r"(?:\s?(?:st|nd|rd|th|d|er|re)\b)?"
NAME = r"(?P<name>\p{L}{3,14})"
STOPS = r"[\s.,:،]*"
HYPHEN = r"\s*-?\s*"
UG_YEAR = rf"{YEAR}{HYPHEN}{YEAR_WORD}"
UG_MONTH = rf"(?<![\d\p{{L}}])(?P<m>\d{{1,2}}){HYPHEN}(?:ئاي|ay)(?:نىڭ|دا|دىكى|ning|da|diki)?(?!\p{{L}})"
DAY_WORD = r"(?:ك[ۈۇوۆ]ن|kün|kun)\p{L}{0,4}"
UG_DAY = rf"(?P<d>\d{{1,2}}){HYPHEN}{DAY_WORD}"
OF_THE_YEAR = r"(?:,?\s+in the year(?: of our lord)?,?)?"

HIJRI_YEAR = r"(?<![\d\p{L}])(?P<hy>1[0-5]\d\d|9\d\d)"
HIJRI_WORD = r"(?:\s?-?\s?(?:ھىجرىيە|ھىجرى|hijriye|hijri|a\.?\s?h\.?)\p{L}{0,4})?"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SPELLED = _words(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first "
    "twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth "
    "twenty-ninth thirtieth thirty-first"
)
SPELLED_DAY = rf"(?<!\p{{L}})(?P<word>{'|'.join(sorted(SPELLED, key=len, reverse=True))})(?:\s+day)?\s+(?:of\s+)?"
