"""Records and pages built by hand, for the tests."""

import hashlib

from pipeline.geometry import Box, outline
from pipeline.model import Letter, Page, Part, Reading, Record, Source, TextBlock, TextLine, Word
from pipeline.text import direction, script


def line(text: str, box: Box, line_id: str = "p1_b1_l1") -> TextLine:
    """A line whose words share its width evenly; the first word stands where its direction begins."""
    words = text.split()
    way = direction(text)
    width = box.width // max(len(words), 1)
    lefts = [box.left + width * n for n in range(len(words))]
    if way == "rtl":
        lefts.reverse()
    return TextLine(
        id=line_id,
        polygon=outline(box),
        baseline=((float(box.left), float(box.bottom)), (float(box.right), float(box.bottom))),
        script=script(text),
        direction=way,
        readings=(
            Reading(
                engine="by-hand",
                words=tuple(
                    Word(
                        text=word,
                        box=Box(left=x, top=box.top, right=x + width, bottom=box.bottom),
                        confidence=0.9,
                        characters=(0.8,) * len(word),
                    )
                    for word, x in zip(words, lefts, strict=True)
                ),
            ),
        ),
    )


def page(*texts: str, number: int = 1) -> Page:
    """A page of one block whose lines hold *texts*, 50 px apart."""
    lines = tuple(
        line(text, Box(left=100, top=100 + 50 * n, right=900, bottom=140 + 50 * n), f"p{number}_b1_l{n + 1}")
        for n, text in enumerate(texts)
    )
    return Page(
        number=number,
        source="letter.png",
        source_page=number,
        status="read",
        width=1000,
        height=1400,
        dpi=120,
        image=f"p{number}.png",
        blocks=(TextBlock(id=f"p{number}_b1", lines=lines),),
    )


def record(*pages: Page, letter: Letter | None = None, name: str = "letter.png") -> Record:
    """A record of *pages*."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    return Record(
        id=f"{name.split('.')[0]}-{digest[:12]}",
        key=digest,
        sources=(Source(name=name, sha256=digest, bytes=1),),
        pages=pages,
        letter=letter or Letter(),
    )


def part(text: str, *lines: str, value: str | None = None, language: str = "en") -> Part:
    """A part that rests on *lines*."""
    return Part(text=text, lines=lines, language=language, confidence=0.9, value=value)


def bilingual() -> Record:
    """A letter of a few lines: a Uyghur head over an English one, a date, mixed lines."""
    texts = (
        "ئۇيغۇر مەدەنىيەت جەمئىيىتى",
        "Uyghur Cultural Society",
        "2019-يىلى 3-ئاينىڭ 14-كۈنى",
        "ھۆرمەتلىك Anna Berg خانىم،",
        "خېتىڭىزنى (No. 12/45) تاپشۇرۇۋالدۇق.",
    )
    head = part(texts[0], "p1_b1_l1", language="ug")
    letter = Letter(
        letterhead=(head, part(texts[1], "p1_b1_l2").model_copy(update={"translation_of": 0})),
        date=(part(texts[2], "p1_b1_l3", value="2019-03-14", language="ug"),),
        salutation=(part(texts[3], "p1_b1_l4", language="ug"),),
        body=(part(texts[4], "p1_b1_l5", language="ug"),),
    )
    return record(page(*texts), letter=letter)
