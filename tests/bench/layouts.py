"""The layouts of layoutpages.py: what stands on each kind of page, in a language, with a seed for its chances."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice, pairwise
from random import Random
from typing import Literal

import texts
import typeset
from letterfile import Align, Block, Colour, Face, LetterFile, Mark, Sheet
from typeset import SetLine, SetPage, pixels

Way = Literal["rtl", "ltr"]
WAYS: dict[str, Way] = {"uyghur": "rtl", "english": "ltr"}
MARGINS = (30.0, 185.0)  # mm
BLACK = 38, 37, 40
STAMP = (44, 70, 168), (178, 38, 44), (96, 44, 140)  # blue, red and violet
FACES: dict[str, tuple[Face, ...]] = {
    "uyghur": (
        Face(file="UKIJTuz.ttf", size=13),
        Face(file="UKIJEkran.ttf", size=12),
        Face(file="UKIJNsq.ttf", size=14),
        Face(file="UKIJTor.ttf", size=11),
    ),
    "english": (
        Face(file="LiberationSerif-Regular.ttf", size=11.5),
        Face(file="Courier Prime.otf", size=12, hammered=True),
        Face(file="EBGaramond12-Regular.otf", size=12),
        Face(file="Carlito-Regular.ttf", size=11),
    ),
}
FLYING = ("UKIJDiT.ttf", "UKIJNsqZ.ttf", "UKIJSls.ttf", "UKIJRu.ttf")
SWUNG = ("Z003-MediumItalic.otf", "EBGaramond12-Italic.otf", "URWBookman-LightItalic.otf", "C059-Italic.otf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A straight stroke between two points, in pixels at 300 dpi."""

    points: tuple[tuple[float, float], tuple[float, float]]
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A line round the point *x*, *y* (mm) after so many quarter turns against the clock."""

    text: str
    face: Face
    direction: Way
    x: float
    y: float
    turns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page, and what is done to it beyond what a letter's file can say.

    *bend* is in pixels, *slant* in degrees; *mode* is that of the scan, "worn" that of its wear. Without it a page with
    marks is scanned in colour, unless its wear is black and white.
    """

    letter: LetterFile
    strokes: Callable[[SetPage], Iterator[Stroke]] | None = None
    sides: tuple[Side, ...] = ()
    bend: float = 0.0
    slant: float | None = None
    mode: Literal["", "worn", "colour"] = ""


class Script:
    """What a layout is written with: sentences, faces and chances."""

    def __init__(self, language: str, seed: int) -> None:
        own = texts.own()
        sentences = own["uyghur"] if language == "uyghur" else own["english"]
        self.language, self.seed = language, seed
        self.way = WAYS[language]
        self.rng = Random(seed)
        start = self.rng.randrange(len(sentences))
        self.flow = islice(cycle(sentences), start, None)
        self.face = FACES[language][seed % len(FACES[language])]
        self.other = FACES["english" if language == "uyghur" else "uyghur"][seed % 4]
        self.small = self.face.model_copy(update={"size": self.face.size * 0.75})
        self.name = self.face.model_copy(update={"size": self.face.size * 1.4})

    def text(self, sentences: int = 3) -> str:
        return " ".join(next(self.flow) for _ in range(sentences))

    def words(self, count: int, room: float = 80.0, face: Face | None = None) -> str:
        """Return up to *count* words that *room* (mm) holds."""
        words = self.text(1).split()[:count]
        while len(words) > 1 and typeset.length(" ".join(words), face or self.face, self.way) > pixels(room):
            words.pop()
        return " ".join(words).rstrip(".,!?؟،؛:;")

    def body(self, paragraphs: int = 3, **more: object) -> list[Block]:
        return [Block(text=self.text(), gap=4, indent=8, leading=1.5, **more) for _ in range(paragraphs)]

    def letter(self, *blocks: Block, marks: tuple[Mark, ...] = ()) -> LetterFile:
        return LetterFile(
            about=self.language,
            family="bench",
            seen=False,
            seed=self.seed,
            direction=self.way,
            margins=MARGINS,
            faces={"text": self.face, "name": self.name, "small": self.small, "other": self.other},
            pages=(Sheet(blocks=blocks, marks=marks),),
        )


def letterheads(language: str, seed: int) -> Layout:
    """Two letterheads side by side, Uyghur right and English left, over a letter."""
    here, there = Script(language, seed), Script("english" if language == "uyghur" else "uyghur", seed)
    right, left = (here, there) if language == "uyghur" else (there, here)
    blocks = []
    middle = 105 + here.rng.randint(-6, 6)
    for script, sides in ((right, (middle + 4.0, 188.0)), (left, (22.0, middle - 4.0))):
        align: Align = here.rng.choice(("start", "centre"))
        face = "text" if script is here else "other"
        for row in range(4):
            line = script.words(4 if row else 3, sides[1] - sides[0] - 2)
            blocks.append(
                Block(lines=(line,), x=sides, align=align, face=face, direction=script.way, leading=1.25,
                      y=16 if row == 0 else None)
            )  # fmt: skip
    return Layout(letter=here.letter(*blocks, here.body(1, y=62.0)[0], *here.body(2)))


def tables(language: str, seed: int) -> Layout:
    """A ruled table of four columns between two paragraphs; each cell is a line."""
    script = Script(language, seed)
    edges = [30.0, 44.0, 100.0, 146.0, 185.0]
    blocks: list[Block] = script.body(1, y=25.0)
    top, pitch, rows = 78.0, 9.5, 8
    for row in range(rows):
        cells = [str(row + 1), script.words(3, 50), script.words(2, 40), f"{script.rng.randint(100, 9999)}.00"]
        for cell, (left, right) in zip(cells, pairwise(edges), strict=True):
            blocks.append(Block(lines=(cell,), x=(left + 2.5, right - 2.5), y=top + pitch * row + 1, leading=1.2))
    blocks += script.body(1, y=170.0)
    levels = [top + pitch * row for row in range(rows + 1)]

    def grid(_page: SetPage) -> Iterator[Stroke]:
        for y in levels:
            yield Stroke(points=((pixels(edges[0]), pixels(y)), (pixels(edges[-1]), pixels(y))), width=3)
        for x in edges:
            yield Stroke(points=((pixels(x), pixels(levels[0])), (pixels(x), pixels(levels[-1]))), width=3)

    return Layout(letter=script.letter(*blocks), strokes=grid)


def leaders(language: str, seed: int) -> Layout:
    """A table of contents: words, dots to the other side, a number."""
    script = Script(language, seed)
    blocks = [Block(lines=(script.words(2),), face="name", y=25, align="centre")]
    width = pixels(MARGINS[1] - MARGINS[0])
    for row in range(22):
        start, number = script.words(script.rng.randint(2, 5)), str(3 + 7 * row)
        dots = 3
        while typeset.length(f"{start} {'.' * (dots + 1)} {number}", script.face, script.way) < width:
            dots += 1
        blocks.append(Block(lines=(f"{start} {'.' * dots} {number}",), leading=1.7))
    return Layout(letter=script.letter(*blocks))


def marginalia(language: str, seed: int) -> Layout:
    """Short notes in small type in the outer margin, beside the text."""
    script = Script(language, seed)
    blocks = [*script.body(1, y=30.0, x=(55.0, 190.0)), *script.body(3, x=(55.0, 190.0))]
    for row in range(4):
        lines = (script.words(1, 32, script.small), script.words(1, 32, script.small))
        top = 38.0 + 42 * row + script.rng.random() * 8
        blocks.append(Block(lines=lines, face="small", x=(10.0, 44.0), y=top, leading=1.2))
    return Layout(letter=script.letter(*blocks))


def struck(language: str, seed: int) -> Layout:
    """Every third line has words underlined or struck out."""
    script = Script(language, seed)

    def strokes(page: SetPage) -> Iterator[Stroke]:
        for number, line in enumerate(page.lines):
            if number % 3 == 0:
                yield _under(line, script.rng, over=number % 2 == 1)

    return Layout(letter=script.letter(*script.body(1, y=30.0), *script.body(4)), strokes=strokes)


def _under(line: SetLine, rng: Random, *, over: bool) -> Stroke:
    size = line.face.size * typeset.DPI / 72
    y = line.y - 0.26 * size if over else line.y + 0.14 * size
    left = line.x + rng.uniform(0, 0.4) * line.width
    right = left + rng.uniform(0.2, 0.6) * line.width
    end = min(right, line.x + line.width), y + rng.randint(-1, 1)
    return Stroke(points=((left, y), end), width=rng.randint(3, 5))


def stamped(language: str, seed: int) -> Layout:
    """A round stamp over the body and one over the typed name, in an ink of their own, scanned in colour."""
    return replace(_stamped(language, seed, STAMP[seed % len(STAMP)]), mode="colour")


def blackened(language: str, seed: int) -> Layout:
    """The same stamps in black, as they are too on scans without colour."""
    return replace(_stamped(language, seed, BLACK), mode="worn")


def _stamped(language: str, seed: int, ink: Colour) -> Layout:
    script = Script(language, seed)
    name = Block(lines=(script.words(2), script.words(2)), field="signature", gap=14, x=(30.0, 90.0), align="centre")
    marks = (
        Mark(kind="stamp", x=script.rng.randint(60, 150), y=script.rng.randint(60, 100), size=38, words=RING, ink=ink),
        Mark(kind="stamp", by="signature", x=8, y=2, size=36, words=RING, ink=ink, angle=script.rng.randint(-20, 20)),
    )
    return Layout(letter=script.letter(*script.body(1, y=30.0), *script.body(3), name, marks=marks))


def unstamped(language: str, seed: int) -> Layout:
    """The same without the stamps, to see how many errors they cost."""
    (sheet,) = (page := _stamped(language, seed, BLACK)).letter.pages
    bare = sheet.model_copy(update={"marks": ()})
    return replace(page, letter=page.letter.model_copy(update={"pages": (bare,)}))


RING = "«كىتاب دوستلىرى» بىرلىكى"


def signed(language: str, seed: int) -> Layout:
    """A signature through the typed name, in blue or black ink."""
    script = Script(language, seed)
    name = Block(lines=(script.words(2), script.words(3)), field="signature", gap=16, x=(100.0, 180.0), align="centre")
    ink = ((26, 34, 92), (30, 30, 34))[seed % 2]
    mark = Mark(kind="signature", by="signature", x=script.rng.randint(-8, 8), y=-3, size=48, ink=ink)
    return Layout(letter=script.letter(*script.body(1, y=30.0), *script.body(2), name, marks=(mark,)))


def short(language: str, seed: int) -> Layout:
    """Lines of two letters, lone words, and a page number."""
    script = Script(language, seed)
    two = ("ۋە", "شۇ", "بۇ", "مە") if language == "uyghur" else ("Hi", "No", "It", "Re")
    blocks = [Block(lines=(f"- {script.rng.randint(2, 30)} -",), y=18, align="centre"), *script.body(2)]
    blocks += [Block(lines=(word,), gap=5, align=align) for word, align in zip(two, ("start", "end") * 2, strict=True)]
    blocks += script.body(1)
    blocks.append(Block(lines=(str(script.rng.randint(2, 99)),), y=280, align="centre"))
    return Layout(letter=script.letter(*blocks))


def tight(language: str, seed: int) -> Layout:
    """Lines set as close as their letters allow, and a little closer."""
    script = Script(language, seed)
    leading = (1.0, 0.94, 0.9)[seed % 3] * (1.12 if language == "uyghur" else 1.0)
    text = Block(text=script.text(12), y=30, leading=leading)
    return Layout(letter=script.letter(text, Block(text=script.text(9), gap=8, leading=leading)))


def flying(language: str, seed: int) -> Layout:
    """Faces whose dots, hamzas and tails fly far off their letters."""
    script = Script(language, seed)
    name = (FLYING if language == "uyghur" else SWUNG)[seed % 4]
    script.face = Face(file=name, size=15)
    return Layout(letter=script.letter(*script.body(1, y=30.0), *script.body(3)))


def bent(language: str, seed: int) -> Layout:
    """A sheet that bends a little, as one that did not lie flat."""
    script = Script(language, seed)
    bend = (8.0, -10.0, 13.0)[seed % 3]
    return Layout(letter=script.letter(*script.body(1, y=30.0), *script.body(4)), bend=bend)


def slanted(language: str, seed: int) -> Layout:
    """A sheet that lay aslant on the glass."""
    script = Script(language, seed)
    slant = (2.6, -3.4, 4.8)[seed % 3]
    return Layout(letter=script.letter(*script.body(1, y=30.0), *script.body(3)), slant=slant)


def turned(language: str, seed: int) -> Layout:
    """A note that runs up or down the margin of the sheet."""
    script = Script(language, seed)
    face = script.face.model_copy(update={"size": 11, "hammered": False})
    turns = (1, 3)[seed % 2]
    side = Side(text=script.words(6), face=face, direction=script.way, x=14, y=140, turns=turns)
    return Layout(letter=script.letter(*script.body(1, y=30.0), *script.body(3)), sides=(side,))


KINDS: dict[str, Callable[[str, int], Layout]] = {
    "letterheads": letterheads,
    "tables": tables,
    "leaders": leaders,
    "marginalia": marginalia,
    "struck": struck,
    "stamped": stamped,
    "blackened": blackened,
    "signed": signed,
    "short": short,
    "tight": tight,
    "flying": flying,
    "bent": bent,
    "slanted": slanted,
    "turned": turned,
    "unstamped": unstamped,
}
TWINS = {"unstamped": "stamped", "blackened": "stamped"}  # pages that say what those of another kind say
