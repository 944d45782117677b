"""Corrections by hand: what a person says a line reads, kept beside the record and put in again after each reading.

A correction knows its line by page and place, not by id: when a letter is read anew, lines may be found in other
numbers or blocks. It goes to the line that shares most with its box; the reading of the person then stands first, the
others stay behind it, and what was remarked on the line is settled.
"""

from collections.abc import Sequence

from pydantic import Field, ValidationError

from pipeline.geometry import Box
from pipeline.model import BY_HAND, Finding, Page, Reading, TextBlock, TextLine, Value, Word
from pipeline.text import direction, plain, script

SAME = 0.5  # of the area that both boxes cover: half a line off is another line


class Correction(Value):
    """What a line reads, and who says so."""

    page: int = Field(ge=1)
    box: Box
    text: str = Field(min_length=1)
    by: str = Field(min_length=1, description="who corrected it")
    was: str = Field("", description="what stood there when it was corrected")


def decode(data: bytes) -> tuple[Correction, ...]:
    """Return the corrections in *data*, one JSON object a line; ValueError that names the line if one is broken."""
    found: list[Correction] = []
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(Correction.model_validate_json(line))
        except ValidationError as error:
            where = ".".join(str(step) for step in error.errors()[0]["loc"])
            raise ValueError(f"line {number}: {where}: {error.errors()[0]['msg']}; correct or remove it") from error
    return tuple(found)


def encode(corrections: Sequence[Correction]) -> bytes:
    """Return *corrections* as `decode` reads them."""
    return b"".join(correction.model_dump_json().encode() + b"\n" for correction in corrections)


def correct(
    pages: Sequence[Page], findings: Sequence[Finding], corrections: Sequence[Correction]
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return *pages* with *corrections* put in, in their order, and what is still to be remarked on them."""
    done = list(pages)
    left = list(findings)
    for correction in corrections:
        line = _line(done, correction)
        if line is None:
            left.append(_lost(correction))
            continue
        done = [_with(page, line, correction) for page in done]
        left = [finding for finding in left if finding.line != line.id]
    return tuple(done), tuple(left)


def _line(pages: Sequence[Page], correction: Correction) -> TextLine | None:
    lines = [line for page in pages if page.number == correction.page for line in page.lines]
    shares = [(_share(line.box, correction.box), place) for place, line in enumerate(lines)]
    best, place = max(shares, default=(0.0, 0))
    return lines[place] if best >= SAME else None


def _share(one: Box, other: Box) -> float:
    shared = one.shared(other)
    return shared / (one.area + other.area - shared)


def _with(page: Page, line: TextLine, correction: Correction) -> Page:
    if page.number != correction.page:
        return page
    text = plain(correction.text)
    others = tuple(reading for reading in line.readings if not reading.engine.startswith(BY_HAND))
    new = line.model_copy(
        update={
            "readings": (_reading(text, line.box, correction.by), *others),
            "script": script(text),
            "direction": direction(text),
        }
    )
    blocks = tuple(
        TextBlock(id=block.id, lines=tuple(new if one.id == line.id else one for one in block.lines))
        for block in page.blocks
    )
    return page.model_copy(update={"blocks": blocks})


def _reading(text: str, box: Box, by: str) -> Reading:
    """Return the words of *text*, which share the width of *box* by their lengths."""
    words = text.split()
    total = len(text)
    made: list[Word] = []
    start = 0
    for word in words:
        near, far = (box.width * place // total for place in (start, start + len(word)))
        far = max(far, near + 1)
        sides = (box.right - far, box.right - near) if direction(text) == "rtl" else (box.left + near, box.left + far)
        place = Box(left=sides[0], top=box.top, right=sides[1], bottom=box.bottom)
        made.append(Word(text=word, box=place, confidence=1.0))
        start += len(word) + 1
    return Reading(engine=f"{BY_HAND}{by}", words=tuple(made))


def _lost(correction: Correction) -> Finding:
    message = f"the correction {correction.text!r} by {correction.by} fits no line any more: correct it anew"
    return Finding(code="correction-lost", severity="warning", message=message, page=correction.page)
