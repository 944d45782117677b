"""Page images inside a PDF: JPEG goes in as it is, other pictures without loss, black and white in one bit."""

import io
from typing import Any

import numpy as np
from pikepdf import Name, Pdf, Stream
from PIL import Image

from pipeline.image import decode


def picture(pdf: Pdf, data: bytes) -> Any:
    """Return the picture in a file as an object of *pdf*; ValueError if it is none."""
    with Image.open(io.BytesIO(data)) as image:
        if image.format == "JPEG" and image.mode in {"L", "RGB"}:
            colours = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
            return _object(pdf, data, image.size, colours, 8, Filter=Name.DCTDecode)
    pixels = decode(data)
    size = (pixels.shape[1], pixels.shape[0])
    if pixels.ndim == 3:
        return _object(pdf, pixels.tobytes(), size, Name.DeviceRGB, 8)
    if np.isin(pixels, (0, 255)).all():
        return _object(pdf, np.packbits(pixels > 0, axis=1).tobytes(), size, Name.DeviceGray, 1)
    return _object(pdf, pixels.tobytes(), size, Name.DeviceGray, 8)


def _object(pdf: Pdf, data: bytes, size: tuple[int, int], colours: Name, bits: int, **more: Name) -> Any:
    stream = Stream(pdf, data)
    stream.stream_dict.update(
        {"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": size[0], "/Height": size[1], "/ColorSpace": colours,
         "/BitsPerComponent": bits}
    )  # fmt: skip
    for name, value in more.items():
        stream.stream_dict[f"/{name}"] = value
    return pdf.make_indirect(stream)
