"""The straight path for one letter: files in, a record and its page images out; nothing is written.

from pipeline.digitize import digitize
record = digitize("letter.tif")
print(record.letter.date[0].value)
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import cleanup, ingest, layout, letter, recognize
from pipeline.conclude import understand
from pipeline.errors import EngineError, InputError
from pipeline.findings import on_lines, on_page, review
from pipeline.geometry import IDENTITY
from pipeline.identity import Identity, identify
from pipeline.image import ImageFormat, Pixels, encode
from pipeline.ingest import LetterFiles, Scan, Unreadable
from pipeline.model import Finding, Graphic, Page, Quality, Record, Source
from pipeline.recognize import Engine
from pipeline.settings import Settings
from pipeline.stages import stage
from pipeline.text import shown
from pipeline.views import View, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """An image of a page, or of a graphic on it, as the bytes of an image file, and the file's name."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Digitized:
    """A letter's record, and the images of its pages and graphics."""

    record: Record
    images: tuple[PageImage, ...]
    others: tuple["Digitized", ...] = ()  # the further letters of a stack


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What became of one scan."""

    page: Page
    findings: tuple[Finding, ...] = ()
    images: tuple[PageImage, ...] = ()


def digitize(*paths: str | os.PathLike[str], settings: Settings | None = None) -> Record:
    """Read the files at *paths* as the pages of one letter.

    Raises:
        InputError: if a file cannot be read at all.
        DependencyError: if a program or data file is not installed.
    """
    if not paths:
        raise InputError("no file was named: give the path of at least one scan")
    chosen = settings or Settings()
    files = tuple(Path(path) for path in paths)
    engine = recognize.load(chosen.recognize)
    return digitize_letter(LetterFiles(name=files[0].stem, files=files), engine, chosen).record


def digitize_letter(files: LetterFiles, engine: Engine, settings: Settings, hashed: Sequence[Source] = ()) -> Digitized:
    """Read one letter with an engine that is loaded already.

    Args:
        files: the letter's scans.
        engine: what reads them.
        settings: what the user has turned.
        hashed: what its files are known by, if that is known already.

    Raises:
        InputError: if a file cannot be read at all.
    """
    known = identify(files, engine, settings, hashed)
    sheets: list[Sheet] = []
    scans = scans_of(files.files, settings)
    while scan := _next(scans, len(sheets) + 1):
        sheets.append(_sheet(scan, len(sheets) + 1, engine, settings))
    if settings.ingest.letters == "auto":
        return _stack(sheets, known, settings)
    return _digitized(sheets, known, settings)


def _stack(sheets: Sequence[Sheet], known: Identity, settings: Settings) -> Digitized:
    """Return the letters that a stack of sheets holds; the first has the id of the stack."""
    of_page = {sheet.page.number: sheet for sheet in sheets}
    with stage("parse"):
        letters = letter.split([sheet.page for sheet in sheets])
    if len(letters) < 2:
        return _digitized(sheets, known, settings)
    found = []
    for place, pages in enumerate(letters, start=1):
        name = known.id if place == 1 else f"{known.id}_{place}"
        message = f"letter {place} of {len(letters)} in this stack; it begins on page {pages[0].number}"
        told = Finding(code="split-from-stack", severity="info", message=message, page=pages[0].number)
        mine = [of_page[page.number] for page in pages]
        found.append(_digitized(mine, replace(known, id=name), settings, told))
    return replace(found[0], others=tuple(found[1:]))


def _digitized(sheets: Sequence[Sheet], known: Identity, settings: Settings, *told: Finding) -> Digitized:
    """Return one letter whose sheets have been read; *told* is known of it already."""
    pages = tuple(sheet.page for sheet in sheets)
    with stage("parse"):
        parsed = understand(pages, settings)
    findings = (*told, *(finding for sheet in sheets for finding in sheet.findings), *parsed.findings)
    record = Record(
        id=known.id,
        key=known.key,
        sources=known.sources,
        pages=pages,
        letter=parsed.letter,
        steps=known.steps,
        findings=findings,
        review=review(findings),
    )
    return Digitized(record=record, images=tuple(image for sheet in sheets for image in sheet.images))


def scans_of(files: Sequence[Path], settings: Settings) -> Iterator[Scan | Unreadable]:
    """Yield the scans of all *files*; a file among several that cannot be read costs its page, not the letter."""
    for path in files:
        try:
            yield from ingest.scans(path, settings.ingest)
        except InputError as error:
            if len(files) == 1:
                raise
            yield Unreadable(source=path.name, number=1, reason=str(error).removeprefix(f"{shown(path.name)}: "))


def _next(scans: Iterator[Scan | Unreadable], number: int) -> Scan | Unreadable | None:
    """Return the next scan, None after the last; a scan is decoded when it is asked for."""
    with stage("open", number):
        return next(scans, None)


def _sheet(scan: Scan | Unreadable, number: int, engine: Engine, settings: Settings) -> Sheet:
    if isinstance(scan, Unreadable):
        return _failed(scan, number, f"{shown(scan.source)}, page {scan.number}: {scan.reason}")
    try:
        viewer = Viewer(scan, scan.dpi or cleanup.estimate_dpi(scan.pixels), engine, settings)
        return _digital(scan, number, viewer) if scan.text_lines else _scanned(scan, number, viewer, settings)
    except EngineError as error:
        return _failed(scan, number, f"{shown(scan.source)}, page {scan.number}: {error}")


def _failed(scan: Scan | Unreadable, number: int, reason: str) -> Sheet:
    page = Page(number=number, source=scan.source, source_page=scan.number, status="failed", reason=reason)
    return Sheet(page=page, findings=(Finding(code="page-failed", severity="error", message=reason, page=number),))


def _digital(scan: Scan, number: int, viewer: Viewer) -> Sheet:
    """Take a born-digital page: its text layer is the reading, its picture is the page image."""
    untouched = cleanup.Straightened(pixels=scan.pixels, from_source=IDENTITY, rotation=0, skew=0.0)
    page, image = _seen(scan, number, viewer.view(untouched.pixels), untouched)
    blocks = layout.arrange(layout.group(scan.text_lines), page=number)
    page, cut = _cut_out(page.model_copy(update={"blocks": blocks}), scan.pixels)
    return Sheet(page=page, findings=on_page(scan, number), images=(image, *cut))


def _scanned(scan: Scan, number: int, viewer: Viewer, settings: Settings) -> Sheet:
    """Straighten a scan, find its lines and read them."""
    with stage("straighten", number):
        straight = cleanup.straighten(scan.pixels, viewer.dpi, settings.cleanup, viewer.legible)
    with stage("look", number):
        view = viewer.best_view(straight.pixels)
        page, image = _seen(scan, number, view, straight)
    with stage("read", number):
        page = _read(page, view, viewer)
    page, cut = _cut_out(page, straight.pixels)
    return Sheet(page=page, findings=on_page(scan, number) + on_lines(page), images=(image, *cut))


def _seen(scan: Scan, number: int, view: View, straight: cleanup.Straightened) -> tuple[Page, PageImage]:
    """Return a page with what was seen on it and nothing read, and its page image."""
    image = _image(view.pixels, number, bilevel=scan.bilevel)
    page = Page(
        number=number,
        source=scan.source,
        source_page=scan.number,
        status="read",
        width=view.pixels.shape[1],
        height=view.pixels.shape[0],
        dpi=view.dpi,
        image=image.name,
        from_source=straight.from_source,
        warp=straight.warp,
        quality=Quality(
            dpi_known=scan.dpi is not None,
            rotation=straight.rotation,
            skew=straight.skew,
            contrast=cleanup.contrast(view.flat),
            bilevel=scan.bilevel,
        ),
        blocks=view.layout.blocks,
        graphics=view.layout.graphics,
    )
    return page, image


def _read(page: Page, view: View, viewer: Viewer) -> Page:
    if not page.blocks:
        return page.model_copy(update={"status": "blank", "reason": "no text on the page"})
    if page.quality and cleanup.shows_only_back(view.pixels, page.quality.contrast, viewer.legible):
        reason = "only the mirrored print of the back shows"
        return page.model_copy(update={"status": "blank", "reason": reason, "blocks": (), "graphics": ()})
    read = recognize.read_page(page, view.flat, viewer.engine)
    return read.model_copy(update={"blocks": layout.arrange(read.blocks, page=page.number)})


def _image(pixels: Pixels, number: int, *, bilevel: bool) -> PageImage:
    form: ImageFormat = "png" if bilevel else "jpg"
    return PageImage(name=f"p{number}.{form}", data=encode(pixels, form))


def _cut_out(page: Page, pixels: Pixels) -> tuple[Page, tuple[PageImage, ...]]:
    """Return *page* with the names of the pictures of its graphics, and these; rules have none, as all look alike."""
    cut: list[PageImage] = []
    named: list[Graphic] = []
    for place, graphic in enumerate(page.graphics, start=1):
        if graphic.kind == "rule":
            named.append(graphic)
            continue
        box, name = graphic.box, f"p{page.number}_g{place}.png"
        cut.append(PageImage(name=name, data=encode(pixels[box.top : box.bottom, box.left : box.right], "png")))
        named.append(graphic.model_copy(update={"image": name}))
    return page.model_copy(update={"graphics": tuple(named)}), tuple(cut)
