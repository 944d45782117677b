"""Our reader as a plugin of OCRmyPDF, as its users run it."""

import subprocess
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

from pipeline.text import plain, script_counts

SAMPLE = Path(__file__).parents[1] / "samples" / "bi-union.jpg"


def told(text: str) -> list[str]:
    return [line for line in map(plain, text.splitlines()) if line]


def test_ocrmypdf_puts_our_text_layer_under_its_pages(tmp_path: Path) -> None:
    with Image.open(SAMPLE) as scan:
        scan.crop((0, 0, scan.width, scan.height // 3)).save(tmp_path / "in.pdf", resolution=200)
    command = [
        Path(sys.executable).with_name("ocrmypdf"),
        "--plugin",
        "pipeline.export.ocrmypdf",
        "--output-type",
        "pdf",
    ]
    options = ["--jobs", "1", "--sidecar", tmp_path / "text.txt", tmp_path / "in.pdf", tmp_path / "out.pdf"]
    run = subprocess.run([*map(str, command + options)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    lines = told((tmp_path / "text.txt").read_text("utf-8"))
    counts = script_counts("".join(lines))
    assert min(counts["Arab"], counts["Latn"]) > 40
    assert told(pypdfium2.PdfDocument(tmp_path / "out.pdf")[0].get_textpage().get_text_range()) == lines
