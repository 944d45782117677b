"""Draw the picture that opens the README: a scan, and beside it the fields that Mektup has found in it.

.venv/bin/python samples/picture.py samples/bi-union.jpg docs/letter.png
"""

import argparse
import io
from pathlib import Path
from typing import get_args

from PIL import Image, ImageDraw, ImageFont

from pipeline import recognize
from pipeline.digitize import digitize_letter
from pipeline.ingest import LetterFiles
from pipeline.model import FieldName, Record
from pipeline.settings import Settings
from pipeline.text import direction

FACE = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
HEIGHT = 1000  # px of the picture
PANEL = 760  # px of the side with the fields
EDGE = 28  # px of bare paper round the fields
LABEL, TEXT, BOX = (120, 110, 100), (20, 20, 20), (200, 80, 40)


def main() -> None:
    """Read the command line and draw."""
    asked = argparse.ArgumentParser(description="Draw a scan beside the fields that were found in it.")
    asked.add_argument("scan", type=Path)
    asked.add_argument("picture", type=Path)
    named = asked.parse_args()
    settings = Settings()
    done = digitize_letter(
        LetterFiles(name=named.scan.stem, files=(named.scan,)), recognize.load(settings.recognize), settings
    )
    page = Image.open(io.BytesIO(done.images[0].data)).convert("RGB")
    picture = beside(outlined(page, done.record), fields(done.record))
    picture.quantize(256, method=Image.Quantize.FASTOCTREE).save(named.picture, optimize=True)


def outlined(page: Image.Image, record: Record) -> Image.Image:
    """Return the page image with the outline of every line drawn on it."""
    brush = ImageDraw.Draw(page)
    for line in record.pages[0].lines:
        brush.polygon([(round(x), round(y)) for x, y in line.polygon], outline=BOX, width=3)
    return page


def fields(record: Record) -> Image.Image:
    """Return a sheet with each field's name and text, right-to-left text on the right."""
    sheet = Image.new("RGB", (PANEL, HEIGHT), (250, 248, 244))
    brush = ImageDraw.Draw(sheet)
    small, usual = (ImageFont.truetype(FACE, size, layout_engine=ImageFont.Layout.RAQM) for size in (13, 17))
    down = float(EDGE)
    for name in get_args(FieldName):
        for part in record.letter.field(name):
            value = f"   {part.value}" if isinstance(part.value, str) else ""
            brush.text((EDGE, down), f"{name}{value}   {part.confidence:.2f}", LABEL, font=small)
            down += 20
            for row in _rows(part.text, usual):
                way = direction(row)
                at, anchor = (PANEL - EDGE, "ra") if way == "rtl" else (EDGE, "la")
                brush.text((at, down), row, TEXT, font=usual, direction=way, anchor=anchor)
                down += 26
            down += 8
    return sheet


def _rows(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break *text* into rows that fit the panel."""
    rows: list[str] = []
    for line in text.splitlines():
        row = ""
        for word in line.split():
            longer = f"{row} {word}".strip()
            if row and font.getlength(longer) > PANEL - 2 * EDGE:
                rows.append(row)
                longer = word
            row = longer
        rows.append(row)
    return rows


def beside(page: Image.Image, sheet: Image.Image) -> Image.Image:
    """Return both on one picture, the page scaled to its height."""
    scaled = page.resize((round(page.width * HEIGHT / page.height), HEIGHT), Image.Resampling.LANCZOS)
    whole = Image.new("RGB", (scaled.width + PANEL, HEIGHT))
    whole.paste(scaled, (0, 0))
    whole.paste(sheet, (scaled.width, 0))
    return whole


if __name__ == "__main__":
    main()
