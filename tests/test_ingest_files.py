"""Which files make one letter, in whatever folders people have."""

import os
from pathlib import Path

import pytest

from pipeline.errors import InputError, UsageError
from pipeline.ingest import Found, find_letters
from pipeline.text import shown


def made(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"%PDF-1.4" if name.endswith(".pdf") else b"x")
    return folder


def names(found: Found) -> list[tuple[str, list[str]]]:
    return [(letter.name, [path.name for path in letter.files]) for letter in found.letters]


def test_each_file_is_a_letter_in_natural_order_folders_after_files(tmp_path: Path) -> None:
    made(tmp_path, "b/scan 10.JPG", "b/scan 2.jpg", "a.tif")
    assert names(find_letters([tmp_path], "file", output=None)) == [
        ("a", ["a.tif"]),
        ("scan 2", ["scan 2.jpg"]),
        ("scan 10", ["scan 10.JPG"]),
    ]


def test_the_images_of_a_folder_are_one_letter_and_its_pdfs_stay_single(tmp_path: Path) -> None:
    made(tmp_path, "one/10.png", "one/9.png", "one/x.pdf", "two/1.png")
    assert names(find_letters([tmp_path], "folder", output=None)) == [
        ("one", ["9.png", "10.png"]),
        ("x", ["x.pdf"]),
        ("two", ["1.png"]),
    ]


def test_names_that_differ_in_their_last_number_are_a_sequence(tmp_path: Path) -> None:
    made(tmp_path, "scan_1.tif", "scan_2.TIF", "scan_10.tif", "scan_1.jpg", "1943-a2.tif", "1944-a2.tif", "cover.tif")
    assert names(find_letters([tmp_path], "sequence", output=None)) == [
        ("1943-a2", ["1943-a2.tif"]),
        ("1944-a2", ["1944-a2.tif"]),
        ("cover", ["cover.tif"]),
        ("scan_1", ["scan_1.jpg"]),
        ("scan", ["scan_1.tif", "scan_2.TIF", "scan_10.tif"]),
    ]


def test_an_empty_scan_is_a_letter_and_what_is_no_scan_is_ignored_with_a_reason(tmp_path: Path) -> None:
    made(tmp_path, "notes.txt", ".hidden.png", "data.xyz")
    (tmp_path / "empty.png").touch()
    (tmp_path / "gone.png").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.png")
    found = find_letters([tmp_path], "file", output=None)
    assert names(found) == [("empty", ["empty.png"])]
    assert {path.name: reason.split(";")[0] for path, reason in found.ignored} == {
        ".hidden.png": "hidden or temporary file",
        "data.xyz": "unknown kind of file",
        "gone.png": "a link that leads nowhere",
        "notes.txt": "not a scan",
        "pipe.png": "not a regular file",
    }


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    made(tmp_path, "letter.xyz")
    assert names(find_letters([tmp_path / "letter.xyz"], "file", output=None)) == [("letter", ["letter.xyz"])]


def test_links_in_a_circle_end_and_each_file_is_taken_once(tmp_path: Path) -> None:
    made(tmp_path, "in/a.png")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "b.png").symlink_to(tmp_path / "in" / "a.png")
    (tmp_path / "in" / "self.png").symlink_to(tmp_path / "in" / "self.png")
    found = find_letters([tmp_path / "in", tmp_path / "in" / "a.png"], "file", output=None)
    assert names(found) == [("a", ["a.png"])]
    assert {path.name for path, _ in found.ignored} == {"again", "b.png", "self.png", "a.png"}


def test_the_output_folder_is_never_read(tmp_path: Path) -> None:
    made(tmp_path, "a.png", "out/b.png")
    found = find_letters([tmp_path], "file", output=tmp_path / "out")
    assert names(found) == [("a", ["a.png"])]
    assert [path.name for path, _ in found.ignored] == ["out"]
    with pytest.raises(UsageError, match="output folder"):
        find_letters([tmp_path / "out"], "file", output=tmp_path / "x" / ".." / "out")


def test_a_path_that_does_not_exist_is_told_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\\nb\.png: there is no such file"):
        find_letters([tmp_path / "a\nb.png"], "file", output=None)


def test_odd_names_are_found_and_printed_on_one_line(tmp_path: Path) -> None:
    odd = ["a b.png", "x\u202egnp.exe.png", "two\nlines.png", "n" * 251 + ".png", os.fsdecode(b"caf\xe9.png")]
    made(tmp_path, *odd)
    found = find_letters([tmp_path], "sequence", output=None)
    assert {letter.files[0].name for letter in found.letters} == set(odd)
    assert all(letter.name.isprintable() and letter.name.encode() for letter in found.letters)


def test_shown_escapes_what_steers_or_breaks_a_line_and_keeps_letters() -> None:
    assert shown("مەكتۇپ a\u202eb\nc\udce9") == r"مەكتۇپ a\u202eb\nc\udce9"
