"""Uyghur, Latin and mixed lines, for the properties of writers and readers of text."""

from hypothesis import strategies as st

from pipeline.text import nfc

LETTERS = "سالامھۆرمەتلىكئۇيغۇر،؟«»()abcXYZ019٣.-/éőض&<>\"'لا"
words = st.text(LETTERS, min_size=1, max_size=8).map(nfc)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
