"""Every kind of decoded image as 8-bit grey or RGB on white paper."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from pipeline.image import FloatArray, Pixels, as_pixels

TWELVE_BITS = 4095  # a 16-bit file whose brightest pixel is below this came from a 12-bit camera or scanner
MANY_TONES = 3  # from so many on, an image is not bilevel


def to_pixels(image: Image.Image, *, inverted: bool = False) -> Pixels:
    """Return a decoded image as pixels; what is transparent becomes white, what has no colour becomes grey.

    Args:
        image: any mode that Pillow decodes.
        inverted: whether 0 means white and Pillow did not turn it round.
    """
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        return _scaled(np.asarray(image).astype(np.float64), whole=image.mode != "F", inverted=inverted)
    return without_idle_colour(as_pixels(np.asarray(_on_white(image))))


def is_bilevel(pixels: Pixels) -> bool:
    """Return whether *pixels* are grey and hold no more than two tones."""
    if pixels.ndim == 3:
        return False
    tones = np.bincount(pixels.reshape(-1)[::97], minlength=256)  # a coarse look first: photographs end here
    if np.count_nonzero(tones) >= MANY_TONES:
        return False
    return bool(np.count_nonzero(np.bincount(pixels.reshape(-1), minlength=256)) < MANY_TONES)


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
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _from_lab(image: Image.Image) -> Image.Image:
    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    turned = ImageCms.profileToProfile(image, lab, srgb, outputMode="RGB")
    return turned if turned is not None else image.convert("L")


def _scaled(values: FloatArray, *, whole: bool, inverted: bool) -> Pixels:
    """Return samples of more than 8 bits as grey: the sample format's range onto 0..255, so that nothing is clipped."""
    known = np.isfinite(values)
    low, high = _range(values[known], whole=whole)
    shares = np.clip((values - low) / (high - low), 0.0, 1.0)
    levels: NDArray[np.uint8] = np.rint(255 * np.where(known, 1 - shares if inverted else shares, 1.0)).astype(np.uint8)
    return as_pixels(levels)


def _range(values: FloatArray, *, whole: bool) -> tuple[float, float]:
    """Return black and white of samples: those of their format where they fit it, else their extremes."""
    least, most = float(values.min(initial=0.0)), float(values.max(initial=0.0))
    formats = (TWELVE_BITS, 65535.0) if whole else (1.0, 255.0, 65535.0)
    for top in formats:
        if least >= 0.0 and most <= top:
            return 0.0, top
    return least, max(most, least + 1e-9)


def square_pixels(pixels: Pixels, across: float, down: float) -> Pixels:
    """Return *pixels* stretched so that both resolutions are the finer of *across* and *down*, as faxes need it."""
    finer = max(across, down)
    size = (round(pixels.shape[1] * finer / across), round(pixels.shape[0] * finer / down))
    return as_pixels(cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR))
