"""The Arabic comma, which the Uyghur data of Tesseract do not know: they print a full stop, `›` or `,` instead."""

import cv2
import numpy as np
import regex

from pipeline.model import Reading, Word
from pipeline.recognize.engine import LineImage

COMMA = "،"
# Never a Uyghur sign where it stands: a closing quotation mark without an opening one, or the Latin comma.
ALWAYS = regex.compile(r"[.,›]*[,›][.,›]*\Z")
STOP = regex.compile(r"(?<!\.)\.\Z")
INK = 160  # grey level; flattened paper is near 255
# Measured on 533 rendered signs of 30 faces, many blurred: of 100 stops 95 are at most 1.25 times as high as wide, of
# 100 commas 75 are 1.5 times and more.
SLENDER = 1.25
LARGEST = 0.35  # of the line's size: no sign is higher
REACH = 0.15  # of the line's size: how far a sign may lie outside of its word's box


def mend(reading: Reading, line: LineImage) -> Reading:
    """Return *reading*, in Arabic script, with commas where the image of *line* or the sign itself says so."""
    quotes = any("‹" in word.text for word in reading.words)
    words: list[Word] = []
    for word in reading.words:
        said = _mended(word, line, quotes=quotes)
        if words and said in {COMMA, "."} and not words[-1].text.endswith((COMMA, ".")):
            words[-1] = words[-1].model_copy(update={"text": words[-1].text + said})
        else:
            words.append(word.model_copy(update={"text": said}))
    return reading.model_copy(update={"words": tuple(words)})


def _mended(word: Word, line: LineImage, *, quotes: bool) -> str:
    if not quotes and ALWAYS.search(word.text):
        return ALWAYS.sub(COMMA, word.text)
    if STOP.search(word.text) and _ends_in_comma(word, line):
        return STOP.sub(COMMA, word.text)
    return word.text


def _ends_in_comma(word: Word, line: LineImage) -> bool:
    """Return whether the sign at the left end of *word* is slender, as a comma is and a full stop is not."""
    reach = round(REACH * line.size)
    left = max(word.box.left - line.box.left - reach, 0)
    right = min(word.box.left - line.box.left + 2 * reach, word.box.right - line.box.left + reach, line.box.width)
    ink = (line.pixels[:, left:right] < INK).astype(np.uint8)
    if not ink.any():
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    lowest = np.flatnonzero(ink.any(axis=1)).mean()
    signs = [
        (int(x), height / width)
        for x, top, width, height, _ in stats[1:]
        if height <= LARGEST * line.size and top + height > lowest and x + width < right - left
    ]
    return bool(signs) and min(signs)[1] >= SLENDER
