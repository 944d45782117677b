from pathlib import Path

import pytest
from builders import bilingual, page, record
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from mixed_lines import lines

from pipeline import review, store
from pipeline.cli.correct import correct
from pipeline.digitize import Digitized
from pipeline.errors import InputError, UsageError
from pipeline.export.alto import Alto
from pipeline.export.tei import Tei
from pipeline.geometry import Box
from pipeline.identity import Identity
from pipeline.ledger.verify import verify
from pipeline.model import Finding
from pipeline.review import Correction
from pipeline.sheets import PageImage
from pipeline.text import direction, plain

SEEN = page("Dear Sir,", "all is wel.", "سالام دۇنيا")


def of_line(number: int, text: str, *, by: str = "Anna", shift: int = 0) -> Correction:
    box = SEEN.lines[number].box
    moved = Box(
        left=box.left + shift, right=box.right + shift, top=box.top + shift // 20, bottom=box.bottom + shift // 20
    )
    return Correction(page=1, box=moved, text=text, by=by, was=SEEN.lines[number].text)


@given(st.lists(st.builds(of_line, st.integers(0, 2), lines), max_size=4))
def test_corrections_come_back_from_their_file(corrections: list[Correction]) -> None:
    assert list(review.decode(review.encode(corrections))) == corrections


@given(lines, st.sampled_from([-60, 0, 60]))
def test_a_correction_finds_its_line_again_and_reads_first(text: str, shift: int) -> None:
    renamed = page("Dear Sir,", "all is we1.", "سالام دۇنيا", number=1)
    pages, findings = review.correct([renamed], (), [of_line(1, text, shift=shift)])
    line = pages[0].lines[1]
    assert (line.text, line.direction, line.corrected_by) == (plain(text), direction(text), "Anna")
    assert [reading.text for reading in line.readings][1:] == ["all is we1."]
    assert all(line.box.shared(word.box) == word.box.area for word in line.readings[0].words)
    assert (pages[0].lines[0], pages[0].lines[2], findings) == (renamed.lines[0], renamed.lines[2], ())


def test_what_was_remarked_on_a_corrected_line_is_settled_and_the_last_correction_counts() -> None:
    remark = Finding(code="readings-differ", severity="warning", message="differ", page=1, line="p1_b1_l2")
    pages, findings = review.correct(
        [SEEN], [remark], [of_line(1, "all is well?"), of_line(1, "all is well.", by="Berg")]
    )
    assert (pages[0].lines[1].text, pages[0].lines[1].corrected_by) == ("all is well.", "Berg")
    assert len(pages[0].lines[1].readings) == 2
    assert findings == ()


def test_a_correction_that_fits_no_line_is_told() -> None:
    lost = Correction(page=1, box=Box(left=0, top=900, right=90, bottom=930), text="gone", by="Anna")
    pages, findings = review.correct([SEEN], (), [lost, of_line(0, "Dear Sirs,").model_copy(update={"page": 7})])
    assert pages == (SEEN,)
    assert [finding.code for finding in findings] == ["correction-lost", "correction-lost"]


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "corrections.jsonl").write_bytes(review.encode([of_line(0, "x")]) + b'{"page": 0}\n')
    with pytest.raises(InputError, match=r"corrections\.jsonl: line 2"):
        store.corrections(tmp_path)


def test_a_broken_file_is_found_when_the_folder_is_verified(tmp_path: Path) -> None:
    path = store.save(Digitized(record=record(SEEN), images=(PageImage(name="p1.png", data=b"pixels"),)), tmp_path)
    (path.parent / "corrections.jsonl").write_text("{}")
    (told,) = [problem for _, problems in verify(tmp_path) for problem in problems]
    assert told.place == str(path.parent / "corrections.jsonl")
    assert "line 1" in told.what


def test_the_key_changes_with_the_corrections_and_only_with_them() -> None:
    known = Identity(id="a", key="b", sources=bilingual().sources, steps=())
    one, two = known.corrected([of_line(0, "x")]), known.corrected([of_line(0, "y")])
    assert len({known.key, one.key, two.key}) == 3
    assert (known.corrected([]), one.id, one.steps[-1].by) == (known, "a", "Anna")
    assert one.corrected([of_line(1, "z")]) == known.corrected([of_line(0, "x"), of_line(1, "z")])


def test_a_correction_is_kept_put_in_at_once_and_told_with_who_is_responsible(tmp_path: Path) -> None:
    picture = PageImage(name="p1.png", data=b"pixels")
    path = store.save(Digitized(record=record(SEEN), images=(picture,)), tmp_path)
    correct(path, "p1_b1_l2", "all is well.", "Anna Berg")
    again = store.load(path)
    assert again.pages[0].lines[1].text == "all is well."
    assert "all is well." in (path.parent / "letter.txt").read_text("utf-8")
    assert [one.was for one in store.corrections(path.parent)] == ["all is wel."]
    assert not [problem for _, problems in verify(tmp_path) for problem in problems]
    store.save(Digitized(record=record(SEEN), images=()), tmp_path)  # a new reading leaves corrections alone
    assert store.corrections(path.parent)

    tree = etree.fromstring(Tei().write(again, lambda _: None)[0].data)
    (who,) = tree.xpath("//*[local-name()='respStmt']/*[local-name()='name']/text()")
    assert who == "Anna Berg"
    assert set(tree.xpath("//*[local-name()='body']//@resp")) == {"#hand_1"}
    alto = etree.fromstring(Alto().write(again, lambda _: None)[0].data)
    assert alto.xpath("//@CS[.='true']/../@ID") == ["p1_b1_l2"]
    assert alto.xpath("//*[local-name()='processingAgency']/text()") == ["Anna Berg"]


def test_a_line_that_is_not_there_cannot_be_corrected(tmp_path: Path) -> None:
    path = store.save(Digitized(record=record(SEEN), images=()), tmp_path)
    with pytest.raises(UsageError, match="no line p9"):
        correct(path, "p9", "x", "Anna")
