"""A letter that was never on paper: a PDF with a real text layer, shaped and laid out right to left by fpdf2."""

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF
from letterfile import A4, LetterFile
from typeset import DPI, LANGUAGE, SetLine, SetPage, font_path, pages

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)  # in the file, instead of the clock
POINTS = 72 / DPI  # per pixel
SCRIPTS = {"rtl": "arab", "ltr": "latn"}


def save(letter: LetterFile, path: Path) -> None:
    """Write *letter* to *path*; the same letter gives the same bytes."""
    pdf = FPDF(unit="pt", format="A4")
    pdf.set_creation_date(LONG_AGO)
    pdf.set_auto_page_break(auto=False)
    for name in sorted({face.file for face in letter.faces.values()}):
        pdf.add_font(_family(name), "", font_path(name))
    for page in pages(letter):
        pdf.add_page()
        _draw(pdf, page)
    path.write_bytes(bytes(pdf.output()))


def _family(file_name: str) -> str:
    return Path(file_name).stem.replace(" ", "")


def _draw(pdf: FPDF, page: SetPage) -> None:
    pdf.set_line_width(0.7)
    for rule in page.rules:
        pdf.line(rule.left * POINTS, rule.y * POINTS, rule.right * POINTS, rule.y * POINTS)
    for mark in page.sheet.marks:
        centre = (mark.x / A4[0] * pdf.w, mark.y / A4[1] * pdf.h)
        for share in (1.0, 0.8, 0.45):
            radius = mark.size / A4[0] * pdf.w / 2 * share
            pdf.set_draw_color(*mark.ink)
            pdf.ellipse(centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
    for line in page.lines:
        _write(pdf, line)


def _write(pdf: FPDF, line: SetLine) -> None:
    pdf.set_font(_family(line.face.file), "", line.face.size)
    pdf.set_text_color(*(line.block.ink or (0, 0, 0)))
    direction = line.direction
    pdf.set_text_shaping(
        use_shaping_engine=True, direction=direction, script=SCRIPTS[direction], language=LANGUAGE[direction]
    )
    size = line.face.size
    pdf.set_xy(line.x * POINTS, line.y * POINTS - size)
    pdf.cell(line.width * POINTS + 2, size * 1.2, line.text, align="L")
