"""Scans that were made to do harm: bombs, endless chains, scripts, names that lead elsewhere; and no network."""

import ctypes
import io
import json
import os
import platform
import re
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from bombs import (
    endless_tiff,
    forms_in_forms,
    jpeg2000,
    long_pdf,
    long_tiff,
    picture_in_pdf,
    png,
    streams_in_pdf,
    tiff,
)
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import ImageFileDirectory_v2
from reportlab.pdfgen.canvas import Canvas
from trouble import TURNED_OFF, draw, install

from pipeline import store
from pipeline.errors import UsageError
from pipeline.identity import unopened
from pipeline.ingest import LetterFiles, scans
from pipeline.ingest.scan import Scan, Unreadable
from pipeline.model import Page
from pipeline.settings import IngestSettings
from pipeline.text import shown

MEKTUP = Path(sys.executable).with_name("mektup")
SMALL = IngestSettings(max_megapixels=40.0, max_pages=20)


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (png, "a.png", "over the limit"),
        (jpeg2000, "a.j2k", "over the limit"),
        (tiff, "a.tif", "over the limit"),
        (picture_in_pdf, "a.pdf", "over the limit"),
        (long_tiff, "b.tif", "over the limit of 20 pages"),
        (endless_tiff, "c.tif", ""),
        (long_pdf, "b.pdf", "over the limit of 20 pages"),
    ],
)
def test_bombs_are_refused_for_what_they_are(
    tmp_path: Path, make: Callable[[Path], None], name: str, said: str
) -> None:
    make(tmp_path / name)
    pages = list(scans(tmp_path / name, SMALL))
    assert 1 <= len(pages) <= 21
    last = pages[-1]
    assert said in last.reason if isinstance(last, Unreadable) else not said


def test_bombs_of_which_no_header_tells_cost_their_letters_alone(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "mektup.toml").write_text(TURNED_OFF + "[batch]\npage_seconds = 12\nmemory_gb = 1.5\n")
    environment = install(tmp_path / "packages")
    draw(tmp_path / "scans" / "fine.png", "fine")
    streams_in_pdf(tmp_path / "scans" / "bomb.pdf")
    assert (tmp_path / "scans" / "bomb.pdf").stat().st_size < 4_000_000
    forms_in_forms(tmp_path / "scans" / "forms.pdf")
    command = [str(MEKTUP), "read", "scans", "-o", "out", "--engine", "trouble", "--json", "--workers", "2"]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    ends = {Path(line["source"]).stem: line["status"] for line in map(json.loads, run.stdout.splitlines())}
    assert ends.keys() == {"fine", "bomb", "forms"}, run.stderr
    assert (ends["fine"], ends["forms"]) == ("done", "failed"), run.stderr
    # On a machine that is quick enough, its memory ends before its time.
    assert re.search(r"forms\.pdf: (took longer than 12 s|its worker crashed|not enough memory)", run.stderr)
    assert "Traceback" not in run.stderr


def test_scripts_and_launches_of_a_pdf_are_never_run(tmp_path: Path) -> None:
    mark = tmp_path / "was-here"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 300))
        launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String(f"/usr/bin/touch {mark}"))
        script = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1); while(true);"), Next=launch
        )
        pdf.Root.OpenAction = script
        pdf.Root.AA = pikepdf.Dictionary(WC=launch)
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        pdf.save(tmp_path / "a.pdf")
    (page,) = scans(tmp_path / "a.pdf", SMALL)
    assert isinstance(page, Scan)
    assert not mark.exists()


def test_a_text_layer_on_a_page_of_no_size_costs_that_layer_alone(tmp_path: Path) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(200, 200), pageCompression=0)
    canvas.drawString(20, 150, "Dear Sir, all is well.")
    canvas.save()
    box = b"/MediaBox [ 0 0 200 200 ]"
    assert box in file.getvalue()
    (tmp_path / "a.pdf").write_bytes(file.getvalue().replace(box, b"/MediaBox [ 0 0 200 IDA ]"))
    (page,) = scans(tmp_path / "a.pdf", SMALL)
    assert isinstance(page, Scan)
    assert [finding.code for finding in page.findings] == ["text-layer-refused"]


def described(path: Path, kind: str, told: str, odd: bytes, figure: int) -> None:
    """A small scan whose metadata hold what is given, wherever its kind has room for such."""
    notes, tags = PngInfo(), ImageFileDirectory_v2()
    notes.add_itxt("Comment", told)
    tags[270], tags[274], tags[282], tags[283] = told, figure & 0xFFFF, figure, figure + 1
    options: dict[str, dict[str, object]] = {
        "JPEG": {"exif": b"Exif\0\0" + odd, "comment": told.encode("utf-8", "replace"), "dpi": (figure & 0xFFFF, 1)},
        "PNG": {"exif": odd, "pnginfo": notes, "dpi": (figure & 0xFFFFFF, 1)},
        "TIFF": {"tiffinfo": tags},
        "WEBP": {"exif": odd, "xmp": told.encode("utf-8", "replace")},
    }
    Image.new("L", (64, 48), 255).save(path, kind, icc_profile=odd, **options[kind])


@settings(max_examples=80, deadline=None)
@given(
    kind=st.sampled_from(["JPEG", "PNG", "TIFF", "WEBP"]),
    told=st.text(max_size=50),
    odd=st.binary(max_size=200) | st.binary(max_size=100).map(b"II*\0\x08\0\0\0\x02\0\x12\x01".__add__),
    figure=st.integers(1, 1 << 31),
)
@example(kind="JPEG", told="", odd=b"\0", figure=1)  # no EXIF at all
@example(kind="JPEG", told="", odd=b"%PDF-", figure=1)
def test_no_metadata_are_too_odd(
    tmp_path_factory: pytest.TempPathFactory, kind: str, told: str, odd: bytes, figure: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "odd"
    described(path, kind, told, odd, figure)
    (page,) = scans(path, SMALL)
    assert isinstance(page, Scan)
    assert sorted(page.pixels.shape[:2]) == [48, 64]


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_no_name_leads_out_of_the_output_folder(name: str) -> None:
    output = Path("/srv/out")
    place = store.folder(output, unopened(LetterFiles(name=name, files=(Path("a"),))).id)
    assert place.parent.parent.parent == output
    assert ".." not in place.parts
    assert len(place.name.encode()) <= 255


def test_a_folder_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    known = unopened(LetterFiles(name="a", files=(Path("a"),)))
    place = store.folder(tmp_path / "out", known.id)
    place.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="a link that leads out"):
        store.save_failure(known, "why", tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_record_from_elsewhere_names_no_file_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    page = Page(number=1, source="a", source_page=1, status="read", image="../secret")
    assert store.page_image(tmp_path / "letter" / "record.json", page) is None


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_what_is_shown_steers_nothing(text: str) -> None:
    assert not set(shown(text)) & {
        *map(chr, range(32)),
        "\x7f",
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    }


def forbid_network() -> None:
    """Have the kernel kill this process, and all that it starts, if it asks for an internet socket."""
    sockets, machine = {"x86_64": (41, 0xC000003E), "aarch64": (198, 0xC00000B7)}[platform.machine()]
    load, equal, end = 0x20, 0x15, 0x06
    allow, kill = 0x7FFF0000, 0x80000000
    program = [
        (load, 0, 0, 4), (equal, 0, 6, machine),
        (load, 0, 0, 0), (equal, 0, 4, sockets),
        (load, 0, 0, 16), (equal, 1, 0, 2), (equal, 0, 1, 10),
        (end, 0, 0, kill), (end, 0, 0, allow),
    ]  # fmt: skip
    code = b"".join(struct.pack("HBBI", *row) for row in program)
    buffer = ctypes.create_string_buffer(code)
    head = struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 1, 0, 0, 0) or libc.prctl(22, 2, ctypes.create_string_buffer(head)):
        os._exit(99)


def test_reading_asks_for_no_network(tmp_path: Path) -> None:
    if platform.machine() not in {"x86_64", "aarch64"}:
        pytest.skip("the numbers of system calls are known for two machines only")

    def asks(code: str) -> int:
        return subprocess.run([sys.executable, "-c", code], preexec_fn=forbid_network, check=False).returncode

    assert asks("import socket; socket.socketpair()") == 0  # else this test would show nothing
    assert asks("import socket; socket.socket()") == -31
    (tmp_path / "scans").mkdir()
    draw(tmp_path / "scans" / "a.png", "fine")
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        page.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot,
                    Subtype=pikepdf.Name.Link,
                    Rect=[0, 0, 9, 9],
                    A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("http://127.0.0.1:9/")),
                )
            ]
        )
        pdf.save(tmp_path / "scans" / "b.pdf")
    for engine in ("mektup", "tesseract"):
        command = [str(MEKTUP), "read", "scans", "-o", engine, "--engine", engine, "--json"]
        run = subprocess.run(command, cwd=tmp_path, preexec_fn=forbid_network, capture_output=True, check=False)
        assert run.returncode == 0, run.stderr
        assert len(run.stdout.splitlines()) == 2
