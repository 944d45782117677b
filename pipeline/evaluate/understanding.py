"""What the parser would have made of a page that was read without an error: parsing told apart from reading."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline import letter
from pipeline.evaluate.metrics import pair
from pipeline.geometry import Box
from pipeline.model import Letter, Page, Reading, Record, TextBlock, TextLine, Word
from pipeline.settings import LetterSettings
from pipeline.text import direction, plain, script


def on_true_text(record: Record, pages: Sequence[Sequence[str]]) -> Letter:
    """Return the letter that the parser finds where each line of *record* reads as its partner in the truth.

    Lines without a partner keep what was read: the parser has to live with them.

    Args:
        record: what was found and read.
        pages: the true lines of each page.
    """
    both = zip_longest(record.pages, pages, fillvalue=None)
    true = [_with_truth(page, lines or ()) for page, lines in both if page and page.status == "read"]
    return letter.parse(true, LetterSettings()).letter


def _with_truth(page: Page, truth: Sequence[str]) -> Page:
    partners = {read: true for true, read in pair(truth, [line.text for line in page.lines])}
    lines = iter([_reads(line, truth[partners[n]]) if n in partners else line for n, line in enumerate(page.lines)])
    return page.model_copy(update={"blocks": tuple(_filled(block, lines) for block in page.blocks)})


def _filled(block: TextBlock, lines: Iterator[TextLine]) -> TextBlock:
    return block.model_copy(update={"lines": tuple(next(lines) for _ in block.lines)})


def _reads(line: TextLine, text: str) -> TextLine:
    words = plain(text).split()
    reading = Reading(
        engine="truth",
        words=tuple(
            Word(text=word, box=box, confidence=1.0)
            for word, box in zip(words, _places(line.box, words, rtl=direction(text) == "rtl"), strict=True)
        ),
    )
    return line.model_copy(update={"readings": (reading,), "script": script(text), "direction": direction(text)})


def _places(box: Box, words: Sequence[str], *, rtl: bool) -> list[Box]:
    """Return a place in *box* for each word, as wide as its share of the letters."""
    letters = sum(map(len, words)) + len(words) - 1
    places, begin = [], 0
    for word in words:
        first, last = (round(box.width * edge / letters) for edge in (begin, begin + len(word)))
        left, right = (box.right - last, box.right - first) if rtl else (box.left + first, box.left + last)
        places.append(Box(left=left, top=box.top, right=max(right, left + 1), bottom=box.bottom))
        begin += len(word) + 1
    return places
