"""Lines typed with a face that every Debian has, as line images, for the tests."""

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pipeline.geometry import Box
from pipeline.recognize.engine import LineImage

FACE = "DejaVuSans.ttf"
HEIGHT = 60


def typed(text: str, *, rtl: bool, left: int = 100, top: int = 200) -> LineImage:
    """A line that stands at (*left*, *top*) of its page and holds *text*, given in logical order."""
    font = ImageFont.truetype(FACE, 36, layout_engine=ImageFont.Layout.RAQM)
    way = "rtl" if rtl else "ltr"
    width = int(font.getlength(text, direction=way)) + 20
    sheet = Image.new("L", (width, HEIGHT), 255)
    ImageDraw.Draw(sheet).text((10, 42), text, font=font, fill=0, anchor="ls", direction=way)
    box = Box(left=left, top=top, right=left + width, bottom=top + HEIGHT)
    return LineImage(pixels=np.array(sheet), box=box, tops=(top,) * width, size=HEIGHT * 0.8)
