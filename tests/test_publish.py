from pathlib import Path

import pytest
from builders import bilingual

from pipeline import publish, store
from pipeline.digitize import Digitized
from pipeline.errors import UsageError
from pipeline.export.exporter import Copy, Exporter, File
from pipeline.export.plain import Plain
from pipeline.sheets import PageImage


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return store.save(Digitized(record=bilingual(), images=(PageImage(name="p1.png", data=b"pixels"),)), tmp_path)


def test_a_letter_and_its_collection_are_written_where_they_belong(record: Path, tmp_path: Path) -> None:
    (letter,) = publish.letters([record], "text,csv")
    assert [path.relative_to(record.parent).as_posix() for path in letter.files] == ["exports/letter.txt"]
    assert [path.name for path in publish.collection(tmp_path, "text,csv")] == ["letters.csv", "fields.csv"]
    assert bilingual().id in (tmp_path / "fields.csv").read_text("utf-8-sig")


def test_exports_go_with_the_record_they_told_of(record: Path, tmp_path: Path) -> None:
    list(publish.letters([record], "text"))
    store.save(Digitized(record=bilingual(), images=()), tmp_path)
    assert not (record.parent / "exports").exists()


def test_a_record_that_cannot_be_read_costs_itself_alone(record: Path, tmp_path: Path) -> None:
    broken = tmp_path / "ab" / "cd" / "broken" / "record.json"
    broken.parent.mkdir(parents=True)
    broken.write_text("{}")
    outcomes = {letter.record: letter for letter in publish.letters([broken, record], "text,csv", workers=1)}
    assert "is no record" in outcomes[broken].reason
    assert outcomes[record].files
    list(publish.collection(tmp_path, "csv"))
    assert bilingual().id in (tmp_path / "letters.csv").read_text("utf-8-sig")


def test_a_format_that_is_not_there_stops_before_the_first_letter(record: Path) -> None:
    with pytest.raises(UsageError, match="scroll"):
        list(publish.letters([record], "scroll"))


def test_our_exporters_satisfy_the_door() -> None:
    exporter: Exporter = Plain()
    assert exporter.read([File(name="letter.txt", data=b"Dear Sir,\n")]) == Copy(texts=("Dear Sir,",))
