"""Pages of image files, through Pillow; sizes are checked in the header before anything is decoded."""

import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PIL import ExifTags, Image, UnidentifiedImageError

from pipeline.errors import InputError
from pipeline.image import Pixels
from pipeline.ingest.scan import Scan, Unreadable, plausible_dpi, too_large
from pipeline.ingest.tones import is_bilevel, square_pixels, to_pixels
from pipeline.settings import IngestSettings
from pipeline.text import shown

log = logging.getLogger(__name__)

# Named, so that Pillow never hands a file to an interpreter (EPS would start Ghostscript).
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "DIB", "JPEG2000", "GIF")
# What Pillow's decoders raise on broken data; each format has its own habits.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    EOFError,
    OverflowError,
    RuntimeError,
    struct.error,
    zlib.error,
)
AS_IT_STANDS = 1  # EXIF orientation of a page that is upright
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # what makes a page upright, by its EXIF orientation
ON_A_SIDE = (5, 6, 7, 8)  # EXIF orientations that swap width and height
THE_END = "no more pages"
NOT_A_SCAN = "is damaged, or none of JPEG, PNG, TIFF, WebP, BMP, JPEG 2000, GIF and PDF; copy it again or convert it"
MOST_PAGES = 10_000  # in one TIFF: ends chains of pages that were made to run for ever
WHITE_IS_ZERO = 0  # TIFF tag 262
PHOTOMETRIC = 262
UNEVEN = 0.05  # of the resolution: above, pixels are oblong as in faxes (204 x 98 dpi)

# Pillow's own limit is lower than ours and warns where we decide: `too_large` takes its place, before decoding.
Image.MAX_IMAGE_PIXELS = None


def pages(path: Path, settings: IngestSettings, *, colour: bool = True) -> Iterator[Scan | Unreadable]:
    """Yield the pages of an image file; only TIFF has more than one. Without *colour*, JPEG gives its brightness alone.

    Raises:
        InputError: if the file is of no known kind, or broken before its first page.
    """
    name = shown(path.name)
    # An open file, not its path: what Pillow maps into memory (uncompressed TIFF) it garbles where it has to turn it.
    with path.open("rb") as file, _opened(file, name) as image:
        if not colour:
            image.draft("L", image.size)
        for number in range(1, MOST_PAGES + 1):
            failure = _turn_to(image, number)
            if failure == THE_END:
                return
            yield (
                Unreadable(source=name, number=number, reason=failure)
                if failure
                else _page(image, name, number, settings)
            )
            chain_is_broken = bool(failure) and image.tell() != number - 1
            if image.format != "TIFF" or chain_is_broken:
                return


def _opened(file: BinaryIO, name: str) -> Image.Image:
    try:
        with _quietly():
            return Image.open(file, formats=FORMATS)
    except UnidentifiedImageError as error:
        raise InputError(f"{name}: {NOT_A_SCAN}") from error
    except BROKEN as error:
        raise InputError(f"{name}: cannot be read as an image: {_one_line(error)}; scan or copy it again") from error


def _turn_to(image: Image.Image, number: int) -> str:
    """Go to a page; return why that failed, THE_END after the last page, empty if all is well."""
    try:
        with _quietly():
            image.seek(number - 1)
    except EOFError:
        return THE_END
    except BROKEN as error:
        return f"page {number} cannot be found in the file: {_one_line(error)}; scan or copy it again"
    return ""


def _page(image: Image.Image, name: str, number: int, settings: IngestSettings) -> Scan | Unreadable:
    """Decode the page that *image* stands at."""
    refusal = too_large(*image.size, settings)
    if refusal:
        return Unreadable(source=name, number=number, reason=refusal)
    try:
        with _quietly():
            dpi, inverted = _resolutions(image), _is_white_zero(image)  # first: decoding a TIFF drops these tags
            image.load()
            turn = UPRIGHT.get(_orientation(image))
            pixels = to_pixels(image if turn is None else image.transpose(turn), inverted=inverted)
    except BROKEN as error:
        reason = f"the image is damaged or cut short: {_one_line(error)}; scan or copy it again"
        return Unreadable(source=name, number=number, reason=reason)
    return _scan(pixels, dpi, name, number, settings)


def _scan(
    pixels: Pixels, dpi: tuple[float, float] | None, name: str, number: int, settings: IngestSettings
) -> Scan | Unreadable:
    bilevel = is_bilevel(pixels)
    height, width = pixels.shape[:2]
    if dpi is None or not all(plausible_dpi(one, width, height) for one in dpi):
        return Scan(source=name, number=number, pixels=pixels, dpi=None, bilevel=bilevel)
    across, down = dpi
    finer = max(across, down)
    if abs(across - down) > UNEVEN * finer:
        refusal = too_large(width * finer / across, height * finer / down, settings)
        if refusal:
            return Unreadable(source=name, number=number, reason=refusal)
        pixels = square_pixels(pixels, across, down)
    return Scan(source=name, number=number, pixels=pixels, dpi=finer, bilevel=bilevel)


def _resolutions(image: Image.Image) -> tuple[float, float] | None:
    """Return dots per inch across and down the page as it stands upright, None where the file does not say."""
    try:
        across, down = (round(float(value), 2) for value in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    turned = _orientation(image) in ON_A_SIDE
    return (down, across) if turned else (across, down)


def _orientation(image: Image.Image) -> int:
    """Return how the page stands, as EXIF counts; a page whose EXIF is broken is whole all the same."""
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, AS_IT_STANDS))
    except BROKEN as error:
        log.info("%s: its EXIF is broken, the page is taken as it stands: %s", image.format, _one_line(error))
        return AS_IT_STANDS


def _is_white_zero(image: Image.Image) -> bool:
    """Return whether 0 is white in samples that Pillow hands out as the file has them (16-bit TIFF)."""
    tags = getattr(image, "tag_v2", {})
    return image.mode.startswith("I;16") and tags.get(PHOTOMETRIC) == WHITE_IS_ZERO


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep Pillow's warnings about odd metadata to ourselves: what cannot be decoded is an error anyway."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
