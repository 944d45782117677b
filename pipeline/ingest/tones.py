"""Every kind of decoded image as 8-bit grey or RGB on white paper."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from pipeline.image import Pixels, as_pixels

# White of samples: the first that is not exceeded. What stays below 12 bits came from a 12-bit scanner.
INTEGER_TOPS = (4095.0, 65535.0)
FLOAT_TOPS = (1.0, 255.0, 65535.0)
MANY_TONES = 3  # from so many on, an image is not bilevel


def to_pixels(image: Image.Image, *, inverted: bool = False) -> Pixels:
    """Return a decoded image as pixels; what is transparent becomes white, what has no colour becomes grey.

    Args:
        image: any mode that Pillow decodes.
        inverted: whether 0 means white and Pillow did not turn it round.
    """
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        return _scaled(np.asarray(image), inverted=inverted)
    return without_idle_colour(as_pixels(np.asarray(_on_white(image))))


def is_bilevel(pixels: Pixels) -> bool:
    """Return whether *pixels* are grey and hold no more than two tones."""
    if pixels.ndim == 3:
        return False
    coarse = as_pixels(pixels[::11, ::11])  # a coarse look first: photographs end here
    return _tones(coarse) < MANY_TONES and _tones(pixels) < MANY_TONES


def _tones(pixels: Pixels) -> int:
    return int(np.count_nonzero(cv2.calcHist([pixels], [0], None, [256], [0, 256])))


def without_idle_colour(pixels: Pixels) -> Pixels:
    """Return RGB whose three channels are all the same as grey, everything else as it is."""
    if pixels.ndim == 2:
        return pixels
    red, green, blue = (pixels[:, :, channel] for channel in range(3))
    sparse = np.array_equal(red[::17, ::17], green[::17, ::17]) and np.array_equal(red[::17, ::17], blue[::17, ::17])
    if sparse and np.array_equal(red, green) and np.array_equal(red, blue):
        return as_pixels(red)
    return pixels


def _on_white(image: Image.Image) -> Image.Image:
    """Return *image* as grey or RGB."""
    if image.has_transparency_data or image.mode in {"La", "RGBa", "PA"}:
        see_through = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, see_through).convert("RGB")
    if image.mode == "LAB":
        return _from_lab(image)
    mode = "L" if image.mode in {"1", "L"} else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _from_lab(image: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    turned = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    return turned if turned is not None else image.convert("L")


def _scaled(samples: NDArray[Any], *, inverted: bool) -> Pixels:
    """Return samples of more than 8 bits as grey: the sample format's range onto 0..255, so that nothing is clipped."""
    if samples.dtype.kind == "u":  # 16 bits: a table takes an eighth of the memory that floats would
        levels = _levels(np.arange(1 << 16), *_range(samples, INTEGER_TOPS), inverted=inverted)
        return as_pixels(levels[samples])
    tops = FLOAT_TOPS if samples.dtype.kind == "f" else INTEGER_TOPS
    known = np.isfinite(samples)
    low, high = _range(samples[known], tops)
    return as_pixels(np.where(known, _levels(samples, low, high, inverted=inverted), 255).astype(np.uint8))


def _levels(samples: NDArray[Any], low: float, high: float, *, inverted: bool) -> Pixels:
    shares = np.clip(np.nan_to_num(samples.astype(np.float32) - low) / (high - low), 0.0, 1.0)
    return as_pixels(np.rint(255 * (1 - shares if inverted else shares)).astype(np.uint8))


def _range(samples: NDArray[Any], tops: tuple[float, ...]) -> tuple[float, float]:
    """Return black and white of samples: 0 and the first of *tops* that they fit under, else their extremes."""
    least, most = float(samples.min(initial=0)), float(samples.max(initial=0))
    for top in tops:
        if least >= 0.0 and most <= top:
            return 0.0, top
    return least, max(most, least + 1e-9)


def square_pixels(pixels: Pixels, across: float, down: float) -> Pixels:
    """Return *pixels* stretched so that both resolutions are the finer of *across* and *down*, as faxes need it."""
    finer = max(across, down)
    size = (round(pixels.shape[1] * finer / across), round(pixels.shape[0] * finer / down))
    return as_pixels(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR))
