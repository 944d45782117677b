"""Uyghur words of the Arabic script as the Latin script (ULY) spells them."""

ARABIC_LETTERS = "ا ە ب پ ت ج چ خ د ر ز ژ س ش غ ف ق ك گ ڭ ل م ن ھ و ۇ ۆ ۈ ۋ ې ى ي"
LATIN_LETTERS = "a e b p t j ch x d r z zh s sh gh f q k g ng l m n h o u ö ü w é i y"
LATIN = dict(zip(ARABIC_LETTERS.split(), LATIN_LETTERS.split(), strict=True))
HAMZA = "ئ"
APART = {("n", "g"), ("s", "h"), ("z", "h"), ("g", "h"), ("c", "h")}  # letter pairs that would read as one letter


def romanize(text: str) -> str:
    """Return Uyghur *text* in ULY, lower case; letters that are not Uyghur stay."""
    return " ".join(_word(word) for word in text.split(" "))


def _word(word: str) -> str:
    out: list[str] = []
    for place, letter in enumerate(word):
        latin = "'" * (place > 0) if letter == HAMZA else LATIN.get(letter, letter)
        if out and (out[-1], latin[:1]) in APART:
            out.append("'")
        out.append(latin)
    return "".join(out)
