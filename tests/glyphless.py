"""The font of invisible text, made anew: pipeline/export/pdf/glyphless.ttf.

Glyph n is an empty box of n - 1 sixteenths of an em; glyph 1 is 1/800 em wide. `python tests/glyphless.py` writes it.
"""

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

PLACE = Path(__file__).parents[1] / "pipeline" / "export" / "pdf" / "glyphless.ttf"
UNITS, STEP, GLYPHS = 800, 50, 640
ASCENT, DESCENT = 400, -400
NARROW = 1


def build() -> bytes:
    """Return the font; always the same bytes."""
    names = [".notdef", "narrow", *(f"w{number}" for number in range(1, GLYPHS))]
    widths = {name: max(STEP * (number - 1), NARROW) for number, name in enumerate(names)}
    font = FontBuilder(UNITS, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({0x20: "w1"})
    font.setupGlyf({name: _box(width) for name, width in widths.items()})
    font.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    font.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    font.setupNameTable({"familyName": "Glyphless", "styleName": "Regular", "psName": "Glyphless"})
    font.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    font.setupPost(keepGlyphNames=False)
    font.updateHead(created=0, modified=0)
    font.font.recalcTimestamp = False
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def _box(width: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((0, DESCENT))
    for corner in ((0, ASCENT), (width, ASCENT), (width, DESCENT)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    PLACE.write_bytes(build())
