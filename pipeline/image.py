"""Pixels: uint8 arrays, either grey of shape (height, width) or RGB of shape (height, width, 3)."""

from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
FloatArray = NDArray[np.float64]
ImageFormat = Literal["png", "jpg"]

JPEG_QUALITY = 90  # of 100: no visible blocks round letters at 300 dpi, a tenth of the size of PNG


def grey(pixels: Pixels) -> Pixels:
    """Return *pixels* as grey, shape (height, width); grey input is returned as it is."""
    if pixels.ndim == 2:
        return pixels
    return as_pixels(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))


def shrunk(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Return *pixels* made smaller, to *size* as width and height: each new pixel is the mean of what it covers.

    It is halved first as often as can be, which OpenCV does ten times as quickly as anything else. An odd row or column
    at the end is lost by that, so that what lies there moves by less than a pixel of the result.
    """
    width, height = size
    while pixels.shape[1] >= 2 * width and pixels.shape[0] >= 2 * height:
        half = pixels.shape[1] // 2, pixels.shape[0] // 2
        even = pixels[: 2 * half[1], : 2 * half[0]]
        pixels = as_pixels(cv2.resize(even, half, interpolation=cv2.INTER_AREA))
    return as_pixels(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA))


def as_pixels(array: Any) -> Pixels:
    """Return an array that OpenCV or numpy gave back as uint8 pixels, contiguous, unchanged in value.

    Raises:
        TypeError: if *array* is not uint8.
    """
    pixels = np.ascontiguousarray(array)
    if pixels.dtype != np.uint8:
        raise TypeError(f"pixels are uint8, not {pixels.dtype}")
    return pixels


def encode(pixels: Pixels, form: ImageFormat) -> bytes:
    """Return *pixels* as the bytes of a PNG or JPEG file; the same pixels give the same bytes."""
    shown = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if pixels.ndim == 3 else pixels
    options = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY] if form == "jpg" else [cv2.IMWRITE_PNG_COMPRESSION, 3]
    done, data = cv2.imencode(f".{form}", shown, options)
    if not done:
        raise ValueError(f"cannot encode pixels of shape {pixels.shape} as {form}")
    return data.tobytes()


def decode(data: bytes) -> Pixels:
    """Return the pixels that `encode` made *data* of, but for what JPEG loses; ValueError if it is no such file."""
    shown = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED) if data else None
    if shown is None:
        raise ValueError("no picture in these bytes")
    return as_pixels(cv2.cvtColor(shown, cv2.COLOR_BGR2RGB) if shown.ndim == 3 else shown)
