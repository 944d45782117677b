"""Runs that lose a worker, with an engine of an installed package that kills the process it works in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

MEKTUP = Path(sys.executable).with_name("mektup")

DEADLY = """
import os, signal

class Deadly:
    name = "deadly"
    version = "1"
    reads_mixed = True

    def read(self, lines):
        if any(line.pixels.shape[1] > 700 for line in lines):
            os.kill(os.getpid(), signal.SIGKILL)
        return tuple(None for _ in lines)

def load(settings):
    return Deadly()
"""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder of installed packages with the engine `deadly`."""
    place = tmp_path / "packages"
    info = place / "deadly-1.dist-info"
    info.mkdir(parents=True)
    (place / "deadly.py").write_text(DEADLY)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[mektup.engines]\ndeadly = deadly:load\n")
    return place


def draw(path: Path, text: str) -> None:
    page = Image.new("L", (1240, 500), 255)
    ImageDraw.Draw(page).text((100, 200), text, font=ImageFont.load_default(size=40), fill=0)
    page.save(path, dpi=(150, 150))


def test_a_letter_that_kills_its_worker_is_lost_alone(tmp_path: Path, packages: Path) -> None:
    for number in range(2):
        draw(tmp_path / f"short{number}.png", "Dear Sir,")
    draw(tmp_path / "long.png", "This line is so long that it ends the process that reads it.")
    run = subprocess.run(
        [
            str(MEKTUP),
            "read",
            str(tmp_path),
            "-o",
            str(tmp_path / "out"),
            "--engine",
            "deadly",
            "--workers",
            "2",
            "--json",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(packages)},
    )
    ends = {Path(line["source"]).name: line["status"] for line in map(json.loads, run.stdout.splitlines())}
    assert ends == {"long.png": "failed", **{f"short{number}.png": "done" for number in range(2)}}, run.stderr
    assert run.returncode == 1
    assert "long.png: its worker died" in run.stderr


def test_lines_that_no_engine_can_read_stay_as_lines_with_a_finding(tmp_path: Path, packages: Path) -> None:
    draw(tmp_path / "short.png", "Dear Sir,")
    scan, output = str(tmp_path / "short.png"), str(tmp_path / "out")
    command = [str(MEKTUP), "read", scan, "-o", output, "--engine", "deadly"]
    subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": str(packages)})
    record = json.loads(next((tmp_path / "out").rglob("record.json")).read_bytes())
    assert [line["readings"] for block in record["pages"][0]["blocks"] for line in block["lines"]] == [[]]
    assert "line-unread" in {finding["code"] for finding in record["findings"]}
    assert record["review"]["needed"]
