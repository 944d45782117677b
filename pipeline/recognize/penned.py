"""Lines that look written by hand: what a reader that knows print alone may say of them."""

from pipeline.model import Page, TextLine

LEGIBLE = 0.5  # confidence in a line: handwriting is read with 0.0 to 0.1, print with 0.7 and more


def settle(page: Page) -> Page:
    """Return *page* without the guesses at lines written by hand.

    Ink is one witness and reading the other: a line that is read as surely as print is print, whatever its ink looks
    like, so that no text is lost; else what was read are letters that nobody wrote, which no one should find.
    """
    blocks = tuple(block.model_copy(update={"lines": tuple(map(_settled, block.lines))}) for block in page.blocks)
    return page.model_copy(update={"blocks": blocks})


def _settled(line: TextLine) -> TextLine:
    if line.hand != "handwritten":
        return line
    return line.model_copy(update={"hand": "print"} if line.confidence >= LEGIBLE else {"readings": ()})
