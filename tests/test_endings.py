"""Files that are still arriving are told from those that are whole, wherever they are cut."""

import io
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.ingest import is_whole

KINDS: dict[str, dict[str, Any]] = {
    "JPEG": {},
    "PNG": {},
    "WEBP": {"lossless": True},
    "BMP": {},
    "GIF": {},
    "JPEG2000": {},
    "TIFF": {},
    "TIFF of three pages": {"format": "TIFF", "compression": "tiff_lzw", "pages": 3},
    "BigTIFF": {"format": "TIFF", "big_tiff": True},
    "PDF": {},
}


@cache
def encoded(kind: str) -> bytes:
    """A small scan as the bytes of a file of this kind."""
    file = io.BytesIO()
    if kind == "PDF":
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(file)
        return file.getvalue()
    options: dict[str, Any] = {"format": kind, **KINDS[kind]}
    page = Image.fromarray(np.random.default_rng(1).integers(0, 256, (70, 90), np.uint8))
    more = [page.rotate(90)] * (options.pop("pages", 1) - 1)
    options |= {"save_all": True, "append_images": more} if more else {}
    page.save(file, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_is_whole(tmp_path: Path, kind: str) -> None:
    (tmp_path / "scan").write_bytes(encoded(kind))
    assert is_whole(tmp_path / "scan")


@settings(max_examples=200, deadline=None)
@given(kind=st.sampled_from(list(KINDS)), share=st.floats(0, 1, exclude_max=True))
def test_a_file_that_is_cut_anywhere_is_not_whole(
    tmp_path_factory: pytest.TempPathFactory, kind: str, share: float
) -> None:
    data = encoded(kind)  # which may be padded at its end
    scan = tmp_path_factory.getbasetemp() / "cut"
    scan.write_bytes(data[: int(share * (len(data) - 64))])
    assert not is_whole(scan)


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300), head=st.sampled_from([b"II*\0", b"MM\0*", b"II+\0", b"RIFF", b"BM", b"GIF8", b""]))
def test_no_bytes_are_too_odd(tmp_path_factory: pytest.TempPathFactory, data: bytes, head: bytes) -> None:
    scan = tmp_path_factory.getbasetemp() / "odd"
    scan.write_bytes(head + data)
    assert is_whole(scan) in {True, False}
