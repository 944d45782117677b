"""What becomes of a scan: a page for each leaf on it, read, and the images that belong to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline import cleanup, layout, recognize
from pipeline.errors import EngineError
from pipeline.findings import on_leaf, on_lines, on_page
from pipeline.geometry import IDENTITY, Point, inverse, moved, product
from pipeline.image import ImageFormat, Pixels, encode
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.model import Finding, Graphic, Page, Quality
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
class Sheet:
    """A page, what a person should know about it, and its images."""

    page: Page
    findings: tuple[Finding, ...] = ()
    images: tuple[PageImage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """The page of a leaf, before it is known which number it has, and its image, None if it failed."""

    page: Page
    pixels: Pixels | None
    middle: Point  # of the leaf, on the scan


def sheets(scan: Scan | Unreadable, number: int, engine: Engine, settings: Settings) -> tuple[Sheet, ...]:
    """Return the pages of a scan in the order of reading, at least one; *number* is that of the first in its letter."""
    if isinstance(scan, Unreadable):
        return (_failed(_failure(scan, number, scan.reason)),)
    with stage("leaves", number):
        leaves = cleanup.whole(scan.pixels) if scan.text_lines else cleanup.find_leaves(scan.pixels, settings.cleanup)
    drafts = _in_order([_draft(scan, leaf, number, engine, settings) for leaf in leaves])
    if len(drafts) == 1:
        return (_sheet(scan, drafts[0]),)
    return tuple(
        _sheet(scan, replace(draft, page=draft.page.model_copy(update={"number": number + place, "leaf": place + 1})))
        for place, draft in enumerate(drafts)
    )


def _in_order(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Return the leaves of one scan as they are read: beside each other in the direction of their writing."""
    lines = [line for draft in drafts for line in draft.page.lines]
    most = max(drafts, key=_lines)
    places = [moved(most.page.from_source, draft.middle) for draft in drafts]
    wide, high = (max(side) - min(side) for side in zip(*places, strict=True))
    if wide < high:
        keys = [y for _, y in places]
    else:
        way = -1 if layout.page_direction(lines) == "rtl" else 1
        keys = [way * x for x, _ in places]
    return [draft for _, draft in sorted(zip(keys, drafts, strict=True), key=_key)]


def _lines(draft: _Draft) -> int:
    return len(draft.page.lines)


def _key(keyed: tuple[float, _Draft]) -> float:
    return keyed[0]


def _draft(scan: Scan, leaf: cleanup.Leaf, number: int, engine: Engine, settings: Settings) -> _Draft:
    """Read a leaf of a scan; one that cannot be read costs itself alone."""
    mine = replace(scan, pixels=leaf.pixels)
    height, width = leaf.pixels.shape[:2]
    middle = moved(inverse(leaf.from_scan), (width / 2, height / 2))
    try:
        viewer = Viewer(mine, scan.dpi or cleanup.estimate_dpi(mine.pixels), engine, settings)
        page, pixels = _digital(mine, number, viewer) if scan.text_lines else _scanned(mine, number, viewer, settings)
    except EngineError as error:
        return _Draft(page=_failure(scan, number, str(error)), pixels=None, middle=middle)
    matrix = product(page.from_source, leaf.from_scan)
    return _Draft(page=page.model_copy(update={"from_source": matrix}), pixels=pixels, middle=middle)


def _digital(scan: Scan, number: int, viewer: Viewer) -> tuple[Page, Pixels]:
    """Take a born-digital page: its text layer is the reading, its picture is the page image."""
    untouched = cleanup.Straightened(pixels=scan.pixels, from_source=IDENTITY, rotation=0, skew=0.0)
    page = _seen(scan, number, viewer.view(scan.pixels), untouched)
    return page.model_copy(update={"blocks": layout.group(scan.text_lines)}), scan.pixels


def _scanned(scan: Scan, number: int, viewer: Viewer, settings: Settings) -> tuple[Page, Pixels]:
    """Straighten a scan, find its lines and read them."""
    with stage("straighten", number):
        straight = cleanup.straighten(scan.pixels, viewer.dpi, settings.cleanup, viewer.legible)
    with stage("look", number):
        view = viewer.best_view(straight.pixels)
        page = _seen(scan, number, view, straight)
    with stage("read", number):
        return _read(page, view, viewer), straight.pixels


def _seen(scan: Scan, number: int, view: View, straight: cleanup.Straightened) -> Page:
    """Return a page with what was seen on it and nothing read."""
    return Page(
        number=number,
        source=scan.source,
        source_page=scan.number,
        status="read",
        width=view.pixels.shape[1],
        height=view.pixels.shape[0],
        dpi=view.dpi,
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


def _read(page: Page, view: View, viewer: Viewer) -> Page:
    if not page.blocks:
        return page.model_copy(update={"status": "blank", "reason": "no text on the page"})
    if page.quality and cleanup.shows_only_back(view.pixels, page.quality.contrast, viewer.legible):
        reason = "only the mirrored print of the back shows"
        return page.model_copy(update={"status": "blank", "reason": reason, "blocks": (), "graphics": ()})
    return recognize.read_page(page, view.flat, viewer.engine)


def _failure(scan: Scan | Unreadable, number: int, reason: str) -> Page:
    where = f"{shown(scan.source)}, page {scan.number}: {reason}"
    return Page(number=number, source=scan.source, source_page=scan.number, status="failed", reason=where)


def _failed(page: Page) -> Sheet:
    message = page.reason
    return Sheet(
        page=page, findings=(Finding(code="page-failed", severity="error", message=message, page=page.number),)
    )


def _sheet(scan: Scan, draft: _Draft) -> Sheet:
    """Return a page, whose number is settled, with its blocks in order, its images and findings."""
    if draft.pixels is None:
        return _failed(draft.page)
    number = draft.page.number
    form: ImageFormat = "png" if scan.bilevel else "jpg"
    image = PageImage(name=f"p{number}.{form}", data=encode(draft.pixels, form))
    blocks = layout.arrange(draft.page.blocks, page=number)
    page, cut = _cut_out(draft.page.model_copy(update={"image": image.name, "blocks": blocks}), draft.pixels)
    told = () if scan.text_lines else on_lines(page)
    return Sheet(page=page, findings=on_page(scan, number) + on_leaf(page) + told, images=(image, *cut))


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
