"""The command as people run it: real files, real tesseract, whole processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from jsonschema import Draft202012Validator
from PIL import Image, ImageDraw, ImageFont

from pipeline import codec, store

MEKTUP = Path(sys.executable).with_name("mektup")
SAMPLES = Path(__file__).parents[1] / "samples"
LETTER = SAMPLES / "en-publisher.jpg"


def mektup(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(MEKTUP), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def told(run: subprocess.CompletedProcess[str]) -> dict[str, dict[str, object]]:
    """The JSON lines of a run, by the name of the source."""
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return {Path(line["source"]).name: line for line in lines}


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    output = tmp_path_factory.mktemp("read")
    return output, mektup("read", LETTER, "--output", output, "--json")


def write_page(path: Path, *lines: str) -> Path:
    """Draw a small page of English, quick to read."""
    page = Image.new("L", (1240, 700), 255)
    font = ImageFont.load_default(size=40)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((120, 100 + 80 * number), line, font=font, fill=0)
    page.save(path, dpi=(150, 150))
    return path


def test_a_letter_becomes_a_record_that_validates(read_once: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    output, run = read_once
    assert run.returncode == 0, run.stderr
    line = told(run)[LETTER.name]
    assert line["status"] == "done"
    told_record = json.loads(Path(str(line["record"])).read_bytes())
    Draft202012Validator(json.loads(mektup("schema").stdout)).validate(told_record)
    assert told_record["letter"]["date"][0]["value"]
    assert [path.name for path in store.records(output)] == ["record.json"]


def test_what_was_read_is_found(read_once: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    output, run = read_once
    found = mektup("search", "publisher's manuscripts OR letters", "--in", output, "--json")
    assert found.returncode == 0, found.stderr
    assert [json.loads(line)["record"] for line in found.stdout.splitlines()] == [told(run)[LETTER.name]["record"]]


def test_a_second_run_skips_what_is_done(read_once: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    output, first = read_once
    record = Path(str(told(first)[LETTER.name]["record"]))
    before = record.stat().st_mtime_ns
    again = mektup("read", LETTER, "--output", output, "--json")
    assert again.returncode == 0
    assert told(again)[LETTER.name]["status"] == "skipped"
    assert record.stat().st_mtime_ns == before


def test_the_same_scan_gives_the_same_bytes(
    read_once: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    mektup("read", LETTER, "--output", tmp_path, "--workers", 1)
    first, second = (next(store.records(output)) for output in (read_once[0], tmp_path))
    assert first.read_bytes() == second.read_bytes()


def test_a_letter_that_is_done_gets_the_explanation_that_is_asked_for(
    read_once: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, first = read_once
    record = Path(str(told(first)[LETTER.name]["record"]))
    before = record.read_bytes(), record.stat().st_mtime_ns
    run = mektup("read", LETTER, "--output", output, "--json", "--explain")
    assert told(run)[LETTER.name]["status"] == "skipped", run.stderr
    assert f"explained: {record.with_name('explain.html')}" in run.stderr
    assert len(list((record.parent / "explain").glob("p1-*.jpg"))) == 4
    assert (record.read_bytes(), record.stat().st_mtime_ns) == before


def test_a_letter_that_is_done_is_exported_without_reading(
    read_once: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    output, first = read_once
    record = Path(str(told(first)[LETTER.name]["record"]))
    before = record.stat().st_mtime_ns
    run = mektup("export", output, "--to", "markdown,csv", PATH=str(output))  # no tesseract there
    assert run.returncode == 0, run.stderr
    text = codec.decode(record.read_bytes()).letter.body[0].text
    assert text.split()[0] in (record.parent / "exports" / "letter.md").read_text("utf-8")
    assert text in (output / "fields.csv").read_text("utf-8-sig")
    assert record.stat().st_mtime_ns == before
    mektup("read", LETTER, "--output", output, "--export", "text")
    assert (record.parent / "exports" / "letter.txt").read_text("utf-8") == (record.parent / "letter.txt").read_text()


def test_a_correction_outlives_a_new_reading(tmp_path: Path) -> None:
    scan = write_page(tmp_path / "page.png", "Dear Sir,", "all is well.")
    read = ("read", scan, "--output", tmp_path / "out", "--json")
    record = Path(str(told(mektup(*read))["page.png"]["record"]))
    line = codec.decode(record.read_bytes()).pages[0].lines[1].id
    run = mektup("correct", record, "--line", line, "--text", "ھەممىسى ياخشى، Anna.", "--by", "Anna Berg")
    assert run.returncode == 0, run.stderr
    found = ("search", "yaxshi Anna", "--in", tmp_path / "out", "--json")
    assert json.loads(mektup(*found).stdout)["record"] == str(record)
    assert told(mektup(*read))["page.png"]["status"] == "skipped"  # the correction is in the record, and in its key
    assert told(mektup(*read, "--redo"))["page.png"]["status"] == "done"
    assert json.loads(mektup(*found).stdout)["record"] == str(record)
    again = codec.decode(record.read_bytes())
    assert (again.pages[0].lines[1].text, again.pages[0].lines[1].corrected_by) == ("ھەممىسى ياخشى، Anna.", "Anna Berg")
    assert told(mektup(*read))["page.png"]["status"] == "skipped"


def test_show_prints_the_letter(read_once: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    record = next(store.records(read_once[0]))
    shown = mektup("show", record).stdout
    assert codec.decode(record.read_bytes()).letter.body[0].text.split()[0] in shown
    assert mektup("show", record.parent).stdout == shown


def test_bad_input_costs_one_letter_each_and_the_others_go_on(tmp_path: Path) -> None:
    scans = tmp_path / "scans"
    scans.mkdir()
    write_page(scans / "good \u202eletter\nname.png", "Dear Sir,", "all is well.")
    (scans / "empty.jpg").write_bytes(b"")
    (scans / "noise.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing of a picture")
    (scans / "cut.jpg").write_bytes(LETTER.read_bytes()[:9000])
    Image.new("1", (20000, 15000)).save(scans / "bomb.png")
    with pikepdf.new() as pdf:
        pdf.save(scans / "no-pages.pdf")
        pdf.add_blank_page()
        pdf.save(scans / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))
    (scans / "loop").symlink_to(scans)
    run = mektup("read", scans, "--output", scans / "out", "--json")
    lines = told(run)
    assert run.returncode == 1
    assert {name: line["status"] for name, line in lines.items()} == {
        "good \u202eletter\nname.png": "done",
        "empty.jpg": "failed",
        "noise.png": "failed",
        "cut.jpg": "failed",
        "bomb.png": "failed",
        "no-pages.pdf": "failed",
        "locked.pdf": "failed",
    }
    assert "Traceback" not in run.stderr
    assert "\u202e" not in run.stderr
    reasons = [str(json.loads(path.read_bytes())["reason"]) for path in (scans / "out").rglob("failure.json")]
    failed = [name for name, line in lines.items() if line["status"] == "failed"]
    assert sorted(reason.split(":")[0].split(",")[0] for reason in reasons) == sorted(failed)
    again = mektup("read", scans, "--output", scans / "out", "--json")
    assert told(again).keys() == lines.keys()  # the output inside the input was not read


def test_a_box_is_inspected_without_reading(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.mkdir()
    write_page(box / "good.png", "Dear Sir,", "all is well.")
    (box / "empty.jpg").write_bytes(b"")
    place = tmp_path / "reports" / "box.html"
    run = mektup("inspect", box, "--html", place, "--json", PATH=str(tmp_path))  # no tesseract there
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 1, run.stderr
    assert [(Path(line["source"]).name, line["grade"]) for line in lines] == [
        ("empty.jpg", "failed"),
        ("good.png", "poor"),
    ]
    assert lines[1]["advice"] == "rescan at 300 dpi"
    assert "failed: empty.jpg: the file is empty" in run.stderr
    assert "good.png" in place.read_text("utf-8")


def test_a_name_of_255_bytes_is_digitized(tmp_path: Path) -> None:
    scan = write_page(tmp_path / ("خەت" * 41 + "abc.png")[-255:], "Dear Sir,")
    run = mektup("read", scan, "--output", tmp_path / "out", "--json")
    assert [line["status"] for line in told(run).values()] == ["done"], run.stderr


def test_a_blank_page_is_found_blank(tmp_path: Path) -> None:
    Image.new("L", (1240, 1754), 250).save(tmp_path / "blank.png", dpi=(150, 150))
    run = mektup("read", tmp_path / "blank.png", "--output", tmp_path / "out", "--json")
    assert run.returncode == 0
    assert [line["status"] for line in told(run).values()] == ["blank"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("read", "nowhere.png", "--output", "out"), 4, "nowhere.png"),
        (("read", ".", "--output", "out"), 4, "no scans there"),
        (("read", ".", "--output", "file"), 2, "cannot be written to"),
        (("read", ".", "--output", "out", "--engine", "oracle"), 2, "oracle"),
        (("read", ".", "--output", "out", "--settings", "none.toml"), 2, "none.toml"),
        (("show", "nowhere"), 4, "cannot be opened"),
        (("inspect", "nowhere"), 4, "nowhere"),
        (("inspect", ".", "--html", "file/report.html"), 2, "cannot be written"),
        (("evaluate", ".", "out"), 2, "truth"),
        (("export", ".", "--to", "text"), 4, "no records there"),
        (("read", ".", "--output", "out", "--export", "scroll"), 2, "scroll"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if {"file", "inspect", "oracle", "scroll"} & set(arguments):
        write_page(tmp_path / "page.png", "Dear Sir,")
    (tmp_path / "file").write_text("a file, no folder")
    run = mektup(*arguments)
    assert run.returncode == code, run.stderr
    assert said in run.stderr
    assert "Traceback" not in run.stderr


def test_missing_traineddata_names_the_package(tmp_path: Path) -> None:
    scan = write_page(tmp_path / "page.png", "Dear Sir,")
    run = mektup("read", scan, "--output", tmp_path / "out", TESSDATA_PREFIX=str(tmp_path))
    assert run.returncode == 3
    assert "tesseract-ocr-uig" in run.stderr
    assert mektup("doctor", TESSDATA_PREFIX=str(tmp_path)).returncode == 3


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    scan = write_page(tmp_path / "page.png", "Dear Sir,")
    run = mektup("read", scan, "--output", tmp_path / "out", PATH=str(tmp_path))
    assert run.returncode == 3
    assert "apt-get install tesseract-ocr" in run.stderr


def test_the_command_itself_loads_nothing_that_reads() -> None:
    asked = "import sys, pipeline.cli; print(*sorted({'numpy', 'cv2', 'PIL', 'onnxruntime'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
