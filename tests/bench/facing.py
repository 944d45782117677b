"""Make the table by which `mektup inspect` tells which way print faces, and measure it with fonts it was not made from.

Usage: facing.py TEXT FONTS, with a folder of .txt or .txt.gz and Debian's fonts, as for `mektup train`. Pages are set
in faces and sizes drawn by lot, softened and given grain, and looked at as scans are.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pipeline.image import FloatArray, Pixels, as_pixels
from pipeline.ingest.scan import Scan
from pipeline.inspection.looks import look_at
from pipeline.model import Script
from pipeline.quality import facing
from pipeline.quality.marks import level
from pipeline.training import corpus, faces

PAGE = 1275, 1650  # px: US Letter at 150 dpi
MARGIN = 120
SIZES = (19, 34)  # px: 9 to 16 point
EACH = 120  # pages of each script to fit, half of it to measure
FLOOR = 0.01  # of ink or edges in a band: what no page of ours has there, others have
SHRINK = 0.3  # of the scatter that is taken from its diagonal: pages are few for so many numbers
LEAST = 20  # letters of a line: shorter ones are titles
TABLE = Path(facing.__file__).with_name("facing.npz")
KINDS = ("book", "sans", "typewriter")


def page(rng: Random, face: faces.Face, lines: list[str], *, rtl: bool) -> Pixels:
    """Set a page in *face*."""
    font = ImageFont.truetype(str(face.path), rng.randint(*SIZES), layout_engine=ImageFont.Layout.RAQM)
    sheet = Image.new("L", PAGE, 255)
    pen, top, pitch = ImageDraw.Draw(sheet), MARGIN, font.size * rng.uniform(1.3, 2.0)
    while top < PAGE[1] - MARGIN:
        text = _fitting(rng, font, lines)
        place, anchor = (PAGE[0] - MARGIN, "ra") if rtl else (MARGIN, "la")
        pen.text(
            (place, top), text, font=font, fill=rng.randint(0, 60), anchor=anchor, direction="rtl" if rtl else "ltr"
        )
        top += round(pitch)
    soft = cv2.GaussianBlur(np.array(sheet), (0, 0), rng.uniform(0.3, 1.0)).astype(np.float64)
    grain = np.random.default_rng(rng.randrange(1 << 30)).normal(0, rng.uniform(0, 12), soft.shape)
    return as_pixels(np.clip(soft + grain, 0, 255).astype(np.uint8))


def _fitting(rng: Random, font: ImageFont.FreeTypeFont, lines: list[str]) -> str:
    words: list[str] = []
    while font.getlength(" ".join(words)) < PAGE[0]:
        words += rng.choice(lines).split()
    while words and font.getlength(" ".join(words)) > PAGE[0] - 2 * MARGIN:
        words.pop()
    return " ".join(words)


def profiles(script: Script, text: corpus.Corpus, fonts: Sequence[faces.Face], count: int) -> FloatArray:
    """Return the profiles of *count* pages, shape (about count, numbers of a profile)."""
    rng = Random(script)
    lines = [line for line in text.lines[script] if len(line) > LEAST]
    chosen = [face for face in faces.of_script(fonts, script) if face.kind in KINDS]
    sheets = (page(rng, rng.choice(chosen), lines, rtl=script == "Arab") for _ in range(count))
    looks = (look_at(Scan(source="page", number=1, pixels=sheet, dpi=150.0, bilevel=False)) for sheet in sheets)
    seen = (facing.profile(level(look.marks, look.skew), look.letter) for look in looks)
    return np.stack([one for one in seen if one is not None])


def fit(every: Mapping[Script, FloatArray], path: Path) -> None:
    """Write the table made of the profiles of each script."""
    means = np.stack([seen.mean(axis=0) for seen in every.values()])
    rest = np.concatenate([seen - mean for seen, mean in zip(every.values(), means, strict=True)])
    scatter = rest.T @ rest / len(rest)
    scatter = (1 - SHRINK) * scatter + SHRINK * np.diag(np.diag(scatter)) + FLOOR**2 * np.eye(len(scatter))
    np.savez_compressed(path, means=means.astype(np.float32), scatter=scatter.astype(np.float32))


def measure(every: Mapping[Script, FloatArray]) -> None:
    """Print how often each way is told right, wrong, or not at all."""
    for script, pages in every.items():
        for way in facing.WAYS:
            told = Counter(facing.told(facing.turned(seen, way)) for seen in pages)
            rest = len(pages) - told[way] - told[None]
            sys.stdout.write(f"{script}, {way}: {told[way]} right, {rest} wrong, {told[None]} not told\n")


def main() -> None:
    """Fit, write, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("fonts", type=Path)
    given = parser.parse_args()
    cv2.setNumThreads(1)
    trained, held = corpus.read(given.text)
    known = faces.find(given.fonts, held_out=False)
    fit({script: profiles(script, trained, known, EACH) for script in corpus.SCRIPTS}, TABLE)
    others = faces.find(given.fonts, held_out=True)
    measure({script: profiles(script, held, others, EACH // 2) for script in corpus.SCRIPTS})


if __name__ == "__main__":
    main()
