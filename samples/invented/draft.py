"""A letter while it is written: blocks are added from the top of the sheet down, and in the end it is a LetterFile."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from letterfile import Block, Face, LetterFile, Mark, Paper, Print, Scan, Sheet

from invented.chance import likely, pick
from pipeline.model import FieldName

Way = Literal["rtl", "ltr"]
UYGHUR_FACES = (
    ("UKIJTuz.ttf", "UKIJTuzBold.ttf"),
    ("UKIJBasma.ttf", "UKIJTuzBold.ttf"),
    ("UKIJEkran.ttf", "UKIJTuzBold.ttf"),
    ("UKIJEsT.ttf", "UKIJEsBold.ttf"),
    ("UKIJTuzB.ttf", "UKIJTuzBB.ttf"),
    ("UKIJNsq.ttf", "UKIJTuzBold.ttf"),
    ("UKIJTuT.ttf", "UKIJQara.ttf"),
)
ENGLISH_FACES = (
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    ("Carlito-Regular.ttf", "Carlito-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("NimbusRoman-Regular.otf", "NimbusRoman-Bold.otf"),
    ("EBGaramond12-Regular.otf", "EBGaramond12-Bold.otf"),
    ("P052-Roman.otf", "P052-Bold.otf"),
)
TYPEWRITERS = ("Courier Prime.otf", "NimbusMonoPS-Regular.otf", "GNUTypewriter.ttf")
FOOT = 272.0  # mm: text that reaches further down has run off the sheet
INKS = ((22, 26, 80), (26, 26, 30), (30, 60, 150))
WEAR: tuple[tuple[Print, Paper, Scan], ...] = (
    (Print(), Paper(), Scan(dpi=300, skew=(0.3,), quality=76)),
    (Print(), Paper(folds=(0.34,)), Scan(dpi=200, skew=(0.7,), quality=64, noise=2.6)),
    (
        Print(spread=0.9, gain=1.4),
        Paper(dust=60),
        Scan(form="png", mode="bilevel", threshold=158, speckle=500, skew=(-0.5,)),
    ),
    (
        Print(ink=(46, 44, 52), spread=1.0, wear=0.36),
        Paper(tone=(236, 227, 203), clouds=2, folds=(0.335, 0.67)),
        Scan(skew=(-0.8,), noise=2.4),
    ),
    (
        Print(wear=0.25),
        Paper(tone=(228, 222, 200), back=0.07, folds=(0.5,), dust=90, stains=1),
        Scan(dpi=240, skew=(1.2,), mode="colour"),
    ),
)


@dataclass(slots=True, kw_only=True)
class Draft:
    """Blocks and marks of the page in hand, and the pages before it; *body* is how many paragraphs it may have."""

    rng: np.random.Generator
    direction: Way
    body: int
    margins: tuple[float, float] = (25.0, 185.0)
    faces: dict[str, Face] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    done: list[Sheet] = field(default_factory=list)

    def dress(self, *, typed: bool = False, size: float = 0.0) -> None:
        """Choose the faces: one for each script, its bold and its small size; *typed* as by a typewriter."""
        rng = self.rng
        (ug, ug_bold), (en, en_bold) = pick(rng, UYGHUR_FACES), pick(rng, ENGLISH_FACES)
        machine = pick(rng, TYPEWRITERS)
        text_en = (
            Face(file=machine, size=12, hammered=True) if typed else Face(file=en, size=size or pick(rng, (11.0, 12.0)))
        )
        self.faces = {
            "ug": Face(file=ug, size=size or pick(rng, (13.0, 14.0))),
            "ug_bold": Face(file=ug_bold, size=pick(rng, (15.0, 17.0, 19.0))),
            "ug_small": Face(file=ug, size=11),
            "en": text_en,
            "en_bold": Face(file=en_bold, size=pick(rng, (13.0, 15.0, 17.0))),
            "en_small": Face(file=en, size=9.5),
        }
        self.faces["text"] = self.faces["ug" if self.direction == "rtl" else "en"]

    def add(self, part: FieldName | Literal[""], *lines: str, **how: Any) -> None:
        """Add lines of the field *part* ("" for none); *how* are the further settings of a Block."""
        tongue = how.pop("tongue", "")
        if tongue:
            how["direction"] = "rtl" if tongue == "ug" else "ltr"
            how["face"] = how.get("face") or tongue
        self.blocks.append(Block(field=part, lines=lines, **how))

    def paragraphs(self, texts: Sequence[str], *, part: FieldName = "body", **how: Any) -> None:
        first = how.pop("first", 6.0)
        between = how.pop("between", 0.0)
        for place, text in enumerate(texts):
            self.blocks.append(Block(field=part, text=text, gap=first if place == 0 else between, **how))

    def sign(self, *, size: float = 38.0, dx: float = 0.0, dy: float = -11.5, part: str = "signature") -> None:
        """Put the ink of a signature near the first line of *part*, on three letters of four."""
        if likely(self.rng, 0.75):
            self.marks.append(
                Mark(
                    kind="signature",
                    by=part,
                    x=dx + float(self.rng.normal(0, 3)),
                    y=dy,
                    size=size,
                    ink=pick(self.rng, INKS),
                )
            )

    def stamp(self, words: str, *, dx: float, dy: float, part: str = "signature") -> None:
        self.marks.append(
            Mark(
                kind="stamp",
                by=part,
                x=dx,
                y=dy,
                size=34,
                words=words,
                ink=(44, 70, 168),
                angle=float(self.rng.normal(0, 10)),
            )
        )

    def new_page(self) -> None:
        self.done.append(Sheet(blocks=tuple(self.blocks), marks=tuple(self.marks)))
        self.blocks, self.marks = [], []

    def letter(self, *, family: str, seen: bool, seed: int) -> LetterFile:
        self.new_page()
        press, paper, scan = pick(self.rng, WEAR)
        pages = tuple(self.done)
        if scan.form != "png" and len(pages) > 1:
            scan = scan.model_copy(update={"form": "pdf"})
        if scan.form == "png" and len(pages) > 1:
            scan = scan.model_copy(update={"form": "tif"})
        return LetterFile(
            about=f"invented, {family}",
            family=family,
            seen=seen,
            seed=seed,
            direction=self.direction,
            margins=self.margins,
            faces=self.faces,
            press=press,
            paper=paper,
            scan=scan,
            pages=pages,
        )
