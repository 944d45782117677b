"""The analyzers that other engines get, carried out here as Lucene would, beside the index's own folding."""

import re

import pytest
import regex
from hypothesis import example, given, settings
from Stemmer import Stemmer
from test_folding import to_cyrillic, to_latin, uyghur_words
from test_stems import FORMS

from pipeline.search.feed import analysis
from pipeline.search.folding import exact, loose
from pipeline.search.stems import english, uyghur


def mapped(text: str, table: dict[str, str]) -> str:
    """Lucene's mapping filter: at each place the longest key that stands there."""
    keys = "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
    return re.sub(keys, lambda found: table[found.group()], text)


def replaced(text: str, pattern: str, replacement: str) -> str:
    return regex.sub(pattern, replacement.replace("$", "\\"), text)


def analyzed(word: str) -> str:
    for pattern, replacement in analysis.SEATS:
        word = replaced(word, pattern, replacement)
    return mapped(word, analysis.letters()).lower()


@settings(deadline=None)
@given(uyghur_words)
@example("ئانگا")
def test_an_analyzer_gives_the_exact_key_of_a_word_in_any_script(word: str) -> None:
    key = exact(word).replace("jʼh", "jh")
    assert analyzed(word) == key
    assert analyzed(to_latin(word)).replace("jʼh", "jh") == key
    assert analyzed(to_cyrillic(word)).replace("jʼh", "jh") == key


@pytest.mark.parametrize("word", ["Résumé", "Şahin", "٢٠١٤", "ﻣﻪﻛﺘﯘپ", "مەكـتۇپ", "Don’t", "کونا", "اۇيغۇر", "You",
                                  "'ayning", "ئئزى", "بىزنىئ", "ئاۇان", "students’"])  # fmt: skip
def test_an_analyzer_gives_the_keys_of_what_is_written_otherwise(word: str) -> None:
    assert analyzed(word) == exact(word)
    assert mapped(analyzed(word), analysis.loosened()) == loose(exact(word))


@pytest.mark.parametrize("word", ["Grandfather's", "O’Brien’s", "generously", "libraries", "don't"])
def test_an_analyzer_gives_the_stem_of_an_english_word(word: str) -> None:
    before, after = analysis.ENGLISH
    assert replaced(Stemmer("english").stemWord(replaced(analyzed(word), *before)), *after) == english(exact(word))


@settings(deadline=None)
@given(uyghur_words)
def test_an_analyzer_gives_the_loose_key(word: str) -> None:
    assert mapped(analyzed(word), analysis.loosened()) == loose(exact(word))


def stemmed(key: str) -> str:
    for pattern, replacement in analysis.uyghur_endings():
        key = replaced(key, pattern, replacement)
    return key


@settings(deadline=None)
@given(uyghur_words)
def test_an_analyzer_gives_the_stem_of_a_word(word: str) -> None:
    key = exact(word)
    assert stemmed(key) == uyghur(key)


@pytest.mark.parametrize("form", " ".join(FORMS).split())
def test_an_analyzer_gives_the_stem_of_inflected_forms(form: str) -> None:
    assert stemmed(exact(form)) == uyghur(exact(form))
