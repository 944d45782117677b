import json
from dataclasses import replace
from pathlib import Path

import pytest
from builders import bilingual

from pipeline import codec, store
from pipeline.digitize import Digitized
from pipeline.errors import InputError, UsageError
from pipeline.explain import Explanation
from pipeline.identity import Identity
from pipeline.model import Record
from pipeline.sheets import PageImage


@pytest.fixture
def done() -> Digitized:
    return Digitized(record=bilingual(), images=(PageImage(name="p1.png", data=b"pixels"),))


def identity(record: Record, key: str = "") -> Identity:
    return Identity(id=record.id, key=key or record.key, sources=record.sources, steps=())


def test_a_saved_letter_is_loaded_as_it_was(done: Digitized, tmp_path: Path) -> None:
    path = store.save(done, tmp_path)
    assert store.load(path) == store.load(path.parent) == done.record
    assert sorted(file.name for file in path.parent.iterdir()) == ["SHA256SUMS", "letter.txt", "p1.png", "record.json"]
    assert (path.parent / "letter.txt").read_text("utf-8") == done.record.pages[0].text + "\n"


def test_the_same_letter_is_written_byte_for_byte(done: Digitized, tmp_path: Path) -> None:
    first, second = (store.save(done, tmp_path / name).read_bytes() for name in "ab")
    assert first == second == codec.encode(done.record)


def test_only_the_same_key_is_finished(done: Digitized, tmp_path: Path) -> None:
    store.save(done, tmp_path)
    assert store.finished(identity(done.record), tmp_path) == done.record
    assert store.finished(identity(done.record, key="other settings"), tmp_path) is None


def test_a_half_written_record_is_not_finished(done: Digitized, tmp_path: Path) -> None:
    path = store.save(done, tmp_path)
    path.write_bytes(path.read_bytes()[:100])
    assert store.finished(identity(done.record), tmp_path) is None


def test_a_failure_takes_the_place_of_a_record_and_a_record_that_of_a_failure(done: Digitized, tmp_path: Path) -> None:
    place = store.save(done, tmp_path).parent
    failure = store.save_failure(identity(done.record), "letter.png: truncated", tmp_path)
    assert json.loads(failure.read_bytes())["reason"] == "letter.png: truncated"
    assert not (place / "record.json").exists()
    store.save(done, tmp_path)
    assert not failure.exists()


def test_an_explanation_stands_beside_its_record_and_goes_with_it(done: Digitized, tmp_path: Path) -> None:
    record = store.save(done, tmp_path)
    picture = PageImage(name="p1-1-scan.jpg", data=b"scan")
    path = store.save_explanation(Explanation(html=b"<p>", pictures=(picture,)), record)
    assert path == store.explanation_of(record)
    assert (path.parent / "explain" / "p1-1-scan.jpg").read_bytes() == b"scan"
    store.save(done, tmp_path)
    assert not path.exists()


def test_what_is_no_record_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "record.json").write_text("{}")
    with pytest.raises(InputError, match=r"record\.json: is no record"):
        store.load(tmp_path)
    with pytest.raises(InputError, match="cannot be opened"):
        store.load(tmp_path / "nothing")


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UsageError, match="cannot be written to"):
        store.prepare(tmp_path / "out")


def test_a_graphic_of_an_earlier_record_does_not_stay(done: Digitized, tmp_path: Path) -> None:
    seal = PageImage(name="p1_g1.png", data=b"seal")
    place = store.save(replace(done, images=(*done.images, seal)), tmp_path).parent
    assert (place / "p1_g1.png").read_bytes() == b"seal"
    store.save(done, tmp_path)
    assert [file.name for file in place.glob("*.png")] == ["p1.png"]
