"""Every kind of image becomes grey or RGB on white paper, and what cannot be read says why."""

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from pipeline.errors import InputError
from pipeline.image import Pixels
from pipeline.ingest import scans
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.settings import IngestSettings

SETTINGS = IngestSettings()
INK = (slice(20, 40), slice(10, 60))  # a bar at the top left of a page that is higher than wide


def page() -> Pixels:
    levels = np.full((400, 300), 255, np.uint8)
    levels[INK] = 0
    return levels


def only(path: Path, settings: IngestSettings = SETTINGS) -> Scan:
    (scan,) = scans(path, settings)
    assert isinstance(scan, Scan), scan
    return scan


def saved(path: Path, image: Image.Image, **options: Any) -> Path:
    image.save(path, **options)
    return path


def shades(scan: Scan) -> tuple[int, int]:
    """The median level of the bar and of the bare paper."""
    levels = scan.pixels if scan.pixels.ndim == 2 else scan.pixels[:, :, 1]
    return int(np.median(levels[22:38, 15:55])), int(np.median(levels[100:, 100:]))


@pytest.mark.parametrize(
    ("name", "mode", "options"),
    [
        ("a.jpg", "L", {}),
        ("a.jpg", "CMYK", {}),
        ("a.png", "1", {}),
        ("a.png", "P", {}),
        ("a.png", "RGBA", {}),
        ("a.tif", "1", {"compression": "group4"}),
        ("a.tif", "1", {"compression": "group3"}),
        ("a.tif", "CMYK", {}),
        ("a.tif", "L", {"compression": "tiff_lzw"}),
        ("a.tif", "RGB", {"compression": "jpeg"}),
        ("a.tif", "LAB", {}),
        ("a.webp", "RGB", {}),
        ("a.bmp", "1", {}),
        ("a.jp2", "L", {}),
        ("a.gif", "P", {}),
        ("wrong extension.png", "RGB", {"format": "JPEG"}),
    ],
)
def test_each_kind_of_image_is_dark_ink_on_white_paper(
    tmp_path: Path, name: str, mode: str, options: dict[str, Any]
) -> None:
    image = Image.fromarray(page())
    if mode == "LAB":
        srgb, lab = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
        turned = ImageCms.profileToProfile(image.convert("RGB"), srgb, lab, outputMode="LAB")
        assert turned is not None
        image = turned
    else:
        image = image.convert(mode)
    ink, paper = shades(only(saved(tmp_path / name, image, **options)))
    assert ink <= 12
    assert paper >= 243


def test_what_is_transparent_is_paper(tmp_path: Path) -> None:
    levels = np.zeros((400, 300, 4), np.uint8)
    levels[(*INK, 3)] = 255
    assert shades(only(saved(tmp_path / "a.png", Image.fromarray(levels)))) == (0, 255)
    clear_black = Image.fromarray(page()).convert("P")
    path = saved(tmp_path / "p.png", clear_black, transparency=bytes([0] + [255] * 255))
    assert shades(only(path)) == (255, 255)


@pytest.mark.parametrize(
    ("samples", "ink", "middle"),
    [
        (np.array([0, 32768, 65535], np.uint16), 0, 128),
        (np.array([0, 2048, 4095], np.uint16), 0, 128),
        (np.array([0, 0.5, 1], np.float32), 0, 128),
        (np.array([-2.0, 0.0, 2.0], np.float32), 0, 128),
        (np.array([0, 0.5, np.nan], np.float32), 0, 128),
    ],
)
def test_samples_of_more_than_8_bits_are_scaled_and_not_clipped(
    tmp_path: Path, samples: NDArray[Any], ink: int, middle: int
) -> None:
    levels = np.repeat(np.repeat(samples[None, :], 8, 0), 8, 1)
    pixels = only(saved(tmp_path / "a.tif", Image.fromarray(levels))).pixels
    assert [int(pixels[0, place]) for place in (0, 8, 16)] == [ink, middle, 255]


def test_16_bit_samples_with_white_as_zero_are_turned_round(tmp_path: Path) -> None:
    levels = np.full((400, 300), 0, np.uint16)
    levels[INK] = 65535
    path = saved(tmp_path / "a.tif", Image.fromarray(levels), tiffinfo={262: 0})
    assert shades(only(path)) == (0, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.tif"])
def test_the_orientation_in_the_file_is_applied(tmp_path: Path, name: str, orientation: int) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = Image.fromarray(page())
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = image.transpose(undo[orientation]) if orientation > 1 else image
    scan = only(saved(tmp_path / name, stored, exif=exif))
    assert scan.pixels.shape == (400, 300)
    assert shades(scan) == (0, 255)


@pytest.mark.parametrize(
    ("dpi", "expected"), [((100, 100), 100.0), ((20, 20), None), ((9999, 9999), None), (None, None), ((0, 0), None)]
)
def test_absurd_resolutions_count_as_absent(
    tmp_path: Path, dpi: tuple[int, int] | None, expected: float | None
) -> None:
    options = {"dpi": dpi} if dpi else {}
    assert only(saved(tmp_path / "a.png", Image.fromarray(page()), **options)).dpi == expected


def test_a_photograph_of_a_wall_sized_sheet_has_no_resolution(tmp_path: Path) -> None:
    photo = Image.new("L", (4000, 3000), 200)
    assert only(saved(tmp_path / "a.jpg", photo, dpi=(72, 72))).dpi is None


def test_oblong_pixels_of_a_fax_become_square(tmp_path: Path) -> None:
    scan = only(saved(tmp_path / "fax.tif", Image.fromarray(page()), dpi=(200, 100)))
    assert (scan.pixels.shape, scan.dpi) == ((800, 300), 200.0)
    turned = saved(tmp_path / "turned.tif", Image.fromarray(page()), dpi=(200, 100), tiffinfo={274: 6})
    assert only(turned).pixels.shape == (300, 800)


def test_two_tones_are_bilevel_and_shades_are_not(tmp_path: Path) -> None:
    assert only(saved(tmp_path / "a.png", Image.fromarray(page()))).bilevel
    ramp = np.tile(np.arange(255, dtype=np.uint8), (300, 1))
    assert not only(saved(tmp_path / "b.png", Image.fromarray(ramp))).bilevel


def test_grey_stored_as_colour_is_grey_and_colour_stays(tmp_path: Path) -> None:
    assert only(saved(tmp_path / "a.png", Image.fromarray(page()).convert("RGB"))).pixels.ndim == 2
    blue = Image.new("RGB", (300, 400), "white")
    blue.putpixel((150, 200), (0, 0, 255))
    assert only(saved(tmp_path / "b.png", blue)).pixels[200, 150].tolist() == [0, 0, 255]


def test_a_page_over_the_limit_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    bomb = saved(tmp_path / "bomb.png", Image.new("1", (16_000, 16_000)))
    (page,) = scans(bomb, SETTINGS)
    assert isinstance(page, Unreadable)
    assert page.reason.startswith("16000 x 16000 pixels are 256 megapixels, over the limit of 250;")
    assert "ingest.max_megapixels" in page.reason


def test_pages_after_a_bad_one_go_on(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    noise = [Image.fromarray(rng.integers(0, 256, (200, 150), np.uint8)) for _ in range(3)]
    path = saved(tmp_path / "a.tif", noise[0], save_all=True, append_images=noise[1:], compression="tiff_lzw")
    data = bytearray(path.read_bytes())
    with Image.open(path) as image:
        image.seek(1)
        start, length = image.tag_v2[273][0], image.tag_v2[279][0]  # type: ignore[attr-defined]
    data[start : start + length] = bytes([255]) * length
    path.write_bytes(data)
    every = list(scans(path, SETTINGS))
    assert [type(page) for page in every] == [Scan, Unreadable, Scan]
    assert [page.number for page in every] == [1, 2, 3]


def test_a_chain_of_pages_that_bites_its_tail_ends(tmp_path: Path) -> None:
    images = [Image.fromarray(page())] * 2
    path = saved(tmp_path / "a.tif", images[0], save_all=True, append_images=images[1:])
    data = bytearray(path.read_bytes())
    first = struct.unpack("<I", data[4:8])[0]
    entries = struct.unpack("<H", data[first : first + 2])[0]
    second = struct.unpack("<I", data[first + 2 + 12 * entries : first + 6 + 12 * entries])[0]
    more = struct.unpack("<H", data[second : second + 2])[0]
    data[second + 2 + 12 * more : second + 6 + 12 * more] = struct.pack("<I", first)
    path.write_bytes(data)
    assert len(list(scans(path, SETTINGS))) == 2


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.95])
@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "g4.tif", "a.webp", "a.bmp", "a.jp2", "a.gif"])
def test_a_file_cut_short_fails_with_one_line_and_is_never_half_a_page(tmp_path: Path, name: str, share: float) -> None:
    rng = np.random.default_rng(0)
    image = Image.fromarray(rng.integers(0, 256, (200, 150), np.uint8))
    options = {"compression": "group4"} if name == "g4.tif" else {}
    path = saved(tmp_path / name, image.convert("1") if options else image, **options)
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    try:
        pages = list(scans(path, SETTINGS))
    except InputError as error:
        assert name in str(error)
        assert "\n" not in str(error)
    else:
        assert [type(page) for page in pages] == [Unreadable]
        assert "\n" not in getattr(pages[0], "reason", "")


def test_a_whole_file_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    (tmp_path / "noise.jpg").write_bytes(b"not an image")
    for name, reason in (("empty.png", "0 bytes"), ("noise.jpg", "convert it"), ("gone.png", "no such file")):
        with pytest.raises(InputError, match=reason):
            list(scans(tmp_path / name, SETTINGS))
    with pytest.raises(InputError, match="not a regular file"):
        list(scans(tmp_path, SETTINGS))


@pytest.mark.parametrize("name", ["page.jpg", "page.png"])
def test_without_colour_a_jpeg_is_grey_and_as_large_as_before(tmp_path: Path, name: str) -> None:
    reddish = np.stack([page(), page() // 2, page() // 2], axis=2)
    path = saved(tmp_path / name, Image.fromarray(reddish), dpi=(150, 150))
    (scan,) = scans(path, SETTINGS, colour=False)
    assert isinstance(scan, Scan)
    assert scan.pixels.shape[:2] == only(path).pixels.shape[:2]
    assert scan.pixels.ndim == (2 if name == "page.jpg" else 3)
    assert scan.dpi == pytest.approx(150, abs=0.1)
