"""The font of invisible text: a glyph stands for a whole word, is as wide as the word, and shows nothing.

A viewer finds a word's text in the ToUnicode map, so that no viewer has to join letters. Glyph n of
the font file is n - 1 sixteenths of an em wide; code and glyph are parted, since many words are equally wide.
"""

from importlib.resources import files
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

STEP = 1 / 16  # em
WIDEST = 639  # glyphs there are
# em: glyph 1, since PDF/A lets nobody use glyph 0. What pdfium takes for one level grows with the last glyph of a line.
NARROW = 1 / 800
ASCENT, DESCENT = 0.5, -0.5  # em: around the middle, so that what is upside down stands where it stood
MIDDLE = 0.3  # em above the baseline
SPACE, MUTE = 0x20, 0x200E  # their codes; MUTE has no text, and is taken for the mark of that code by who wants one
FIRST = 0x2100  # code of a word
MAP_PART = 100  # entries that one part of a ToUnicode map may hold


class Font:
    """Gives codes to words and makes the font that knows them."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, int], int] = {(" ", 1): SPACE, ("", 1): MUTE}

    def code(self, text: str, width: float) -> tuple[int, float]:
        """Return the code for *text*, and how wide it is: as near below *width*, in em, as there is a glyph."""
        glyph = 1 + min(max(int(width / STEP), 1), WIDEST)
        return self._codes.setdefault((text, glyph), FIRST + len(self._codes)), _width(glyph)

    def build(self, pdf: Pdf, alphabet: str) -> Any:
        """Return the font as an object of *pdf*.

        Args:
            pdf: where it goes.
            alphabet: characters that get a code of their own, without which pdfium ignores texts that hold them.
        """
        for char in sorted(set(alphabet)):
            self.code(char, STEP)
        glyphs = {code: glyph for (_, glyph), code in self._codes.items()}
        table = [glyphs.get(code, 0) for code in range(max(glyphs) + 1)]
        program = Stream(pdf, files(__package__).joinpath("glyphless.ttf").read_bytes())
        box = Array([0, round(1000 * DESCENT), 1000, round(1000 * ASCENT)])
        descriptor = Dictionary(
            Type=Name.FontDescriptor, FontName=Name.Glyphless, Flags=4, FontBBox=box, ItalicAngle=0, StemV=80,
            Ascent=round(1000 * ASCENT), Descent=round(1000 * DESCENT), CapHeight=round(1000 * ASCENT),
            FontFile2=pdf.make_indirect(program),
        )  # fmt: skip
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.Glyphless,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor),
            CIDToGIDMap=pdf.make_indirect(Stream(pdf, b"".join(glyph.to_bytes(2, "big") for glyph in table))),
            W=Array(self._widths()),
        )  # fmt: skip
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.Glyphless, Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]), ToUnicode=Stream(pdf, self._to_unicode()),
        )  # fmt: skip
        return pdf.make_indirect(font)

    def _widths(self) -> list[Any]:
        """Return each code and, in a list of its own, how wide it is, in thousandths of an em."""
        wide = ((code, Array([round(1000 * _width(glyph), 4)])) for (_, glyph), code in self._codes.items())
        return [part for pair in wide for part in pair]

    def _to_unicode(self) -> bytes:
        entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for (text, _), code in self._codes.items()]
        parts = [entries[start : start + MAP_PART] for start in range(0, len(entries), MAP_PART)]
        maps = [f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts]
        head = (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        )
        tail = "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        return (head + "\n".join(maps) + tail).encode("ascii")


def _width(glyph: int) -> float:
    return max((glyph - 1) * STEP, NARROW)
