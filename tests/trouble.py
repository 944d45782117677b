"""Scans, and an installed package with an engine that does with each what is written on it: read, die, or fail.

The engine cannot read; it goes by how high the letters are. Pages are
not to be turned (`TURNED_OFF`).
"""

import os
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HEIGHTS = {"fine": 20, "whole": 20, "faulty": 45, "deadly": 70, "hangs": 95}
TURNED_OFF = "[cleanup]\norient = false\n"
SOURCE = """
import os, signal, subprocess
from pipeline.processes import tied
from pipeline.recognize.scripted import Scripted

class Trouble(Scripted):
    def read(self, lines):
        size = max((line.size for line in lines), default=0)
        if 30 < size < 50:
            raise ValueError("a bug")
        if 50 < size < 70:
            os.kill(os.getpid(), signal.SIGKILL)
        if 70 < size < 90:
            pipe = os.path.join(os.path.dirname(__file__), "pipe")  # into which nobody ever writes
            subprocess.run(tied(["tesseract", pipe, "-"]), process_group=0)
        return super().read(lines)

class Everything(dict):
    def get(self, place):
        top = place[1]
        return "14 March 1962" if top < 40 else "Dear Sir, %d %d" % place if top < 200 else "Yours faithfully,"

def load(settings):
    return Trouble(Everything(), name="trouble")
"""


def install(place: Path) -> dict[str, str]:
    """Install the package with the engine `trouble` below *place*; return the environment that finds it."""
    info = place / "trouble_engine-1.dist-info"
    info.mkdir(parents=True)
    (place / "trouble_engine.py").write_text(SOURCE)
    os.mkfifo(place / "pipe")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: trouble-engine\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[mektup.engines]\ntrouble = trouble_engine:load\n")
    return {**os.environ, "PYTHONPATH": str(place)}


def draw(path: Path, kind: str, *, number: int = 0, size: tuple[int, int] = (400, 320)) -> Path:
    """Draw a page that the engine treats as *kind* says; *number* makes it differ from others."""
    page = Image.new("L", size, 255)
    pen = ImageDraw.Draw(page)
    pen.text((30, 60), "Dear Sir", font=ImageFont.load_default(HEIGHTS[kind]), fill=0)
    if kind == "whole":  # a letter that ends, so that in a stack another begins on the next page
        pen.text((200, 10), "14 March", font=ImageFont.load_default(20), fill=0)
        pen.text((30, 250), "Yours faithfully", font=ImageFont.load_default(20), fill=0)
    pen.point((5 + number % 390, 5 + number // 390), 200)
    page.save(path, dpi=(150, 150))
    return path
