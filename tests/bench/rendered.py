"""Pages for the reader's bench: typeset in faces that training never saw, clean or worn, with the truth beside them.

The clean ones are bare print at 300 dpi. The worn ones go through the samples' generator: paper, ink and scanner. The
same sentences and faces give the same pixels.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import generate
import numpy as np
import press
import scanner
import typeset
from letterfile import Block, Face, LetterFile, Paper, Print, Scan, Sheet
from PIL import Image
from texts import Language, Texts

from pipeline.training.faces import Face as Font

LINES = 16  # on a page
TOGETHER = 3  # sentences in a paragraph
SIZES = (12.0, 13.0, 11.0, 14.0)  # points
MARGINS = (25.0, 185.0)  # mm
TOP = 30.0  # mm
SEED = 2300

# The wear of letters: an office scanner, a photocopy, a worn ribbon on old paper, thin paper with print on the back.
WEAR = {
    "office": (Print(), Paper(folds=(0.34,)), Scan(dpi=200, skew=(0.7,), quality=60, noise=3.0)),
    "copy": (
        Print(spread=0.9, gain=1.4),
        Paper(dust=60),
        Scan(form="png", mode="bilevel", threshold=158, speckle=900, skew=(-0.5,)),
    ),
    "ribbon": (
        Print(ink=(46, 44, 52), spread=1.0, gain=1.3, wear=0.42),
        Paper(tone=(236, 227, 203), clouds=2, fibres=500, folds=(0.335, 0.67), dust=90),
        Scan(skew=(-0.8,), noise=2.4, quality=68),
    ),
    "through": (
        Print(ink=(84, 86, 104), spread=1.2, wear=0.3),
        Paper(tone=(228, 222, 200), clouds=2, fibres=400, back=0.12, folds=(0.5,), dust=120, stains=2),
        Scan(dpi=240, skew=(1.2,), quality=64, noise=3.2),
    ),
}


def kinds(texts: Texts, fonts: Sequence[Font]) -> dict[str, Callable[[Path], None]]:
    """Return what writes the pages of each kind into a folder: `LANGUAGE clean` and `LANGUAGE degraded`."""
    found: dict[str, Callable[[Path], None]] = {}
    for language in texts:
        for worn, wear in ((False, "clean"), (True, "degraded")):
            found[f"{language} {wear}"] = partial(_write, language, texts[language], fonts, worn=worn)
    return found


def _write(language: Language, sentences: Sequence[str], fonts: Sequence[Font], folder: Path, *, worn: bool) -> None:
    """Write a page in each face that can set *language*; the clean pages and the worn ones say the same."""
    folder.mkdir()
    flow = cycle(sentences)
    for number, font in enumerate(_faces_for(language, fonts)):
        letter = _letter(language, font, flow, number)
        wear = list(WEAR)[number % len(WEAR)]
        name = f"{font.path.stem} {wear}" if worn else font.path.stem
        truth = json.dumps(typeset.truth(letter), ensure_ascii=False)
        (folder / f"{name}.truth.json").write_text(truth, "utf-8")
        if worn:
            aged = _worn(letter, wear)
            scanner.save(generate.images(aged), aged, folder / f"{name}.{aged.scan.form}")
        else:
            _bare(letter).save(folder / f"{name}.png", dpi=(typeset.DPI, typeset.DPI))


def _faces_for(language: Language, fonts: Sequence[Font]) -> list[Font]:
    """Return the faces of a language: English is set in faces without Arabic letters, mixed lines in one with both."""
    wanted = {"uyghur": {"Arab"}, "mixed": {"Arab", "Latn"}, "english": {"Latn"}}[language]
    return [font for font in fonts if wanted <= font.scripts and (language != "english" or "Arab" not in font.scripts)]


def _letter(language: Language, font: Font, flow: Iterator[str], number: int) -> LetterFile:
    """Return a page of the next sentences of *flow* that *font* can set."""
    direction = "ltr" if language == "english" else "rtl"
    face = Face(file=font.path.name, size=SIZES[number % len(SIZES)])
    lines: list[str] = []
    while len(lines) < LINES:
        paragraph = " ".join(islice((text for text in flow if font.sets(text)), TOGETHER))
        width = typeset.pixels(MARGINS[1] - MARGINS[0])
        lines += typeset.wrap(paragraph, face, direction, (width, 0.0))
    block = Block(lines=tuple(lines[:LINES]), y=TOP, leading=1.7)
    return LetterFile(
        about=f"{language}, {font.path.stem}",
        family="bench",
        seen=False,
        seed=SEED + number,
        direction=direction,
        margins=MARGINS,
        faces={"text": face},
        pages=(Sheet(blocks=(block,)),),
    )


def _worn(letter: LetterFile, wear: str) -> LetterFile:
    inked, paper, scan = WEAR[wear]
    return letter.model_copy(update={"press": inked, "paper": paper, "scan": scan})


def _bare(letter: LetterFile) -> Image.Image:
    """Return the print of a page alone: black on white."""
    (page,) = typeset.pages(letter)
    (layer,) = press.layers(letter, page, np.random.default_rng(letter.seed))
    return Image.fromarray(np.rint(255 * (1 - layer.cover)).astype(np.uint8))
