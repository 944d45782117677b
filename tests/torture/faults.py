"""Scans with which something is wrong, of every kind there is, and what has to be said of each; names that do harm."""

import os
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from bombs import forms_in_forms, jpeg2000, picture_in_pdf, png, streams_in_pdf, tiff
from trouble import draw

LONGEST = 255  # bytes in a name, for all file systems
LOST = "its worker (was killed|crashed)|took longer than|not enough memory"  # which of these is chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of faulty scan.

    Attributes:
        suffix: of its files.
        make: writes one to a path; the number makes it differ from others.
        said: what stands in the reason, as a regular expression.
    """

    suffix: str
    make: Callable[[Path, int], object]
    said: str

    @property
    def is_dear(self) -> bool:
        """Whether each costs a worker, or seconds, again and again."""
        return self.said == LOST


def cut(path: Path, number: int) -> None:
    whole = draw(path, "fine", number=number).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def broken(path: Path, number: int) -> None:
    """A PDF that ends in its first object."""
    locked(path, number)
    path.write_bytes(path.read_bytes()[:40])


def locked(path: Path, number: int) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300 + number, 300))
        lock = pikepdf.Encryption(user="secret", owner="secret")
        pdf.save(path, encryption=lock, deterministic_id=False)


def pageless(path: Path, number: int) -> None:
    with pikepdf.new() as pdf:
        pdf.docinfo["/Title"] = str(number)
        pdf.save(path)


def garbage(path: Path, number: int) -> None:
    path.write_bytes(random.Random(number).randbytes(5000))


def web_page(path: Path, number: int) -> None:
    path.write_text(f"<html><body>Error 40{number}</body></html>")


KINDS: Mapping[str, Kind] = {
    "empty": Kind(suffix="png", make=lambda path, _: path.touch(), said=r"the file is empty \(0 bytes\)"),
    "garbage": Kind(suffix="png", make=garbage, said="is damaged, or none of JPEG, PNG"),
    "webpage": Kind(suffix="jpg", make=web_page, said="is damaged, or none of JPEG, PNG"),
    "cut": Kind(suffix="png", make=cut, said="page 1: the image is damaged or cut short"),
    "broken": Kind(suffix="pdf", make=broken, said="is a damaged PDF or cut short"),
    "locked": Kind(suffix="pdf", make=locked, said="is encrypted"),
    "pageless": Kind(suffix="pdf", make=pageless, said="has no pages"),
    "bomb-png": Kind(suffix="png", make=lambda path, _: png(path), said="over the limit of 250"),
    "bomb-tiff": Kind(suffix="tif", make=lambda path, _: tiff(path), said="over the limit of 250"),
    "bomb-jpeg": Kind(suffix="jp2", make=lambda path, _: jpeg2000(path), said="over the limit of 250"),
    "bomb-picture": Kind(suffix="pdf", make=lambda path, _: picture_in_pdf(path), said="over the limit of 250"),
    "faulty": Kind(suffix="png", make=lambda path, n: draw(path, "faulty", number=n), said="a bug; a fault of Mektup"),
    "bomb-stream": Kind(suffix="pdf", make=lambda path, _: streams_in_pdf(path), said=LOST),
    "bomb-nested": Kind(suffix="pdf", make=lambda path, _: forms_in_forms(path), said=LOST),
    "deadly": Kind(suffix="png", make=lambda path, n: draw(path, "deadly", number=n), said=LOST),
    "hangs": Kind(suffix="png", make=lambda path, n: draw(path, "hangs", number=n), said=LOST),
}
NAMES = (
    "with spaces  and (brackets)",
    "خەت ۲",
    "abc\u202egnp.exe",
    "two\nlines",
    "tab\tand\x1b[31mcolour",
    "=1+1",
    "$(touch oops);`touch oops`",
    "%2e%2e%2fpasswd",
    os.fsdecode(b"not \xff utf-8"),
    "x" * (LONGEST - len(".png")),
)  # of letters with which nothing is wrong


def fill(scans: Path, *, letters: int, kinds: Sequence[str]) -> None:
    """Fill a folder with so many letters: a faulty one of each of *kinds*, some with odd names, fine ones."""
    scans.mkdir()
    for number, kind in enumerate(kinds):
        KINDS[kind].make(scans / f"{kind}{number:04}.{KINDS[kind].suffix}", number)
    for number in range(letters - len(kinds)):
        name = NAMES[number] if number < len(NAMES) else f"fine{number:04}"
        draw(scans / f"{name}.png", "fine", number=number)
    beside(scans)


def beside(scans: Path) -> None:
    """Put beside the letters what is none: links in a circle, a link to nothing, a pipe, a copy in the making."""
    (scans / "circle").symlink_to(scans)
    (scans / "inner").mkdir()
    (scans / "inner" / "back").symlink_to("..")
    (scans / "itself.png").symlink_to("itself.png")
    (scans / "nowhere.png").symlink_to("gone.png")
    os.mkfifo(scans / "pipe.png")
    (scans / "half.png.part").write_bytes(b"\x89PNG")


def kind_of(name: str) -> str:
    """Return of which kind the scan of that name is, empty if it is not faulty."""
    stem = name.rpartition(".")[0].rstrip("0123456789")
    return stem if stem in KINDS else ""
