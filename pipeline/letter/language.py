"""Which language a text is in, by its script, its letters and its commonest words; nothing where that is not enough."""

import regex

from pipeline.letter.romanize import romanize
from pipeline.text import script

WORDS = regex.compile(r"[\p{L}'’]+")
ARABIC_WORDS = regex.compile(r"\p{Script=Arabic}+")
UYGHUR_LETTERS = regex.compile("[ەۇۆۈۋېڭ]")
ARABIC_LETTERS = regex.compile("[ةعضطظصثذحأإؤ]")
PERSIAN_LETTERS = regex.compile("[پچگژکی]")
UYGHUR_VOWEL = regex.compile("ئ[اىوۇۆۈېە]")
CYRILLIC_LETTERS = (("ug-Cyrl", "әөүқғңҗһ"), ("kk", "әіұқғңөү"), ("ru", "ыэъёщ"))
UYGHUR_COMMON = (
    "ۋە بىلەن ئۈچۈن بۇ شۇ بىر ھەم ئۇ بىز سىز مەن ئۆز كېرەك دەپ بولۇپ "
    "بولغان قىلىپ قىلغان قىلىش توغرىسىدا كېيىن ھەر بار يوق "
    "ئەمما لېكىن بويىچە مۇھىم ھۆرمەتلىك ھۆرمەت سالام ئەپەندى خانىم يىلى "
    "كۈنى ئۇيغۇر خەت مەكتۇپ سىزنىڭ بىزنىڭ سىزگە بىزگە "
    "ئارقىلىق ھەققىدە تەرىپىدىن قەدىرلىك ئەسسالامۇ رەھمەت"
)
COMMON = {
    "en": "the of and to in that is was for with your you we our are have be this by on as at it not from i my dear "
    "sir letter will which would has been very yours sincerely faithfully street road london office please no",
    "fr": "le la les de des du et un une que qui dans pour vous nous je est sont avec sur pas au aux cher votre mon "
    "monsieur madame rue il elle ce cette par ne plus",
    "de": "der die das und ist nicht ich sie wir zu den dem mit von für auf ein eine es sich im lieber sehr geehrter "
    "ihnen ihr ihre mein straße daß dass wie auch an",
    "tr": "ve bir bu için ile olarak olan de da ne çok gibi daha sayın olduğu kadar sonra saygılarımla türkiye size "
    "bize hakkında değil ki",
    "ug-Latn": romanize(UYGHUR_COMMON) + " sherqiy türkistan hörmetlik bilen hem yili küni",
}
LISTS = {language: frozenset(words.split()) for language, words in COMMON.items()}
MARKS = {
    "ug-Latn": regex.compile(
        r"gh(?=[aeiouéöü])|q(?!u)|ng\b|[éë]|\w(?:liq|lik|luq|lük|ning|lar|ler|din|tin|gha|ghan|gen|ish|ush|üsh)\b"
    ),
    "tr": regex.compile(r"[ışğç]|\w(?:lar|ler|dır|dir|ının|inin|ması|mesi)\b"),
    "de": regex.compile(r"[äß]|\w(?:ung|keit|lich|isch|chen)\b"),
    "fr": regex.compile(r"[èêàçùœ]|\w(?:eux|aux|ement|tion|ais)\b|\b[ldjnsqc]['’]"),
    "en": regex.compile(r"th|wh|\w(?:ing|ed|ly|tion|ght|ness)\b"),
}
OWN_NAME = regex.compile(r"\b(?:uyghur|uighur|uygur)\w*")  # stands in letters of every language
ENOUGH = 1.5  # a common word and a letter mark: less than that says nothing about a short line


def language(text: str) -> str:
    """Return the BCP 47 tag of the language of *text*, such as ug, ug-Latn or en; empty if unknown.

    Names in Latin letters say nothing: where they outnumber words in Arabic script, these decide.
    """
    match script(text):
        case "Arab":
            return _arabic_script(text)
        case "Cyrl":
            return _cyrillic_script(text.lower())
        case "Latn":
            return _latin_script(text.lower()) or _arabic_script(" ".join(ARABIC_WORDS.findall(text)))
    return ""


def _arabic_script(text: str) -> str:
    own, other = len(UYGHUR_LETTERS.findall(text)), len(ARABIC_LETTERS.findall(text))
    letters = max(sum(map(str.isalpha, text)), 1)
    if own > other and (own / letters > 0.06 or UYGHUR_VOWEL.search(text)):
        return "ug"
    if other / letters > 0.05:
        return "fa" if PERSIAN_LETTERS.search(text) else "ar"
    return "ug" if UYGHUR_VOWEL.search(text) else ""


def _cyrillic_script(text: str) -> str:
    counts = {tag: sum(text.count(letter) for letter in letters) for tag, letters in CYRILLIC_LETTERS}
    if counts["ug-Cyrl"] + counts["kk"] == 0:
        return "ru"
    return "kk" if "і" in text or "ұ" in text else "ug-Cyrl"


def _latin_script(text: str) -> str:
    words = WORDS.findall(OWN_NAME.sub("", text))
    scores = {tag: float(sum(word in common for word in words)) for tag, common in LISTS.items()}
    for tag, marks in MARKS.items():
        scores[tag] += 0.5 * len(marks.findall(" ".join(words)))
    (score, best), (second, _) = sorted(((score, tag) for tag, score in scores.items()), reverse=True)[:2]
    return best if score >= ENOUGH and score > second else ""
