"""A small truth beside records made by hand."""

import hashlib
import json
from pathlib import Path

import pytest
from builders import page, part, record
from rich.console import Console

from pipeline.codec import encode
from pipeline.errors import UsageError
from pipeline.evaluate import evaluate, figures, table
from pipeline.evaluate.fields import compare_field
from pipeline.evaluate.scores import Errors, Evaluation, Share
from pipeline.model import Letter, Part, Record

TRUTH = {
    "pages": [["2024-يىلى 5-مارت", "ھۆرمەتلىك ئەخمەت", "Dear Sir"]],
    "fields": {"date": ["2024-03-05"], "salutation": ["ھۆرمەتلىك ئەخمەت", "Dear Sir"], "body": []},
}


def write_truth(folder: Path, name: str, truth: object) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.truth.json").write_text(json.dumps(truth), "utf-8")


def write_record(folder: Path, result: Record) -> None:
    folder.mkdir(parents=True)
    (folder / "record.json").write_bytes(encode(result))


@pytest.fixture
def evaluation(tmp_path: Path) -> Evaluation:
    """One letter read with two errors and out of order, one without a record, one record without truth."""
    write_truth(tmp_path / "truth", "letter one", TRUTH)
    write_truth(tmp_path / "truth", "lost", TRUTH)
    letter = Letter(
        date=(part("2024-يىلى 5-مارت", value="2024-03-05"),),
        salutation=(part("Dear Sir"), part("ھۆرمەتلىك\nئەخمەد")),
        closing=(part("Deat Sir"),),
    )
    seen = page("Deat Sir", "2024-يىلى 5-مارت", "ھۆرمەتلىك ئەخمەد", "")
    write_record(tmp_path / "output" / "4a" / "letter_one", record(seen, letter=letter, name="letter one.png"))
    write_record(tmp_path / "output" / "other", record(page("?"), name="other.png"))
    return evaluate(tmp_path / "truth", tmp_path / "output")


def test_a_letter_without_a_record_is_missed_whole(evaluation: Evaluation) -> None:
    lost = evaluation.letters[1]
    assert (lost.name, lost.status, lost.page_cer.rate, lost.page_wer.rate) == ("lost", "missing", 1.0, 1.0)
    assert (lost.lines.missed, lost.lines.cer.rate) == (3, 1.0)
    assert lost.main_fields == Share(right=0, total=2)


def test_page_errors_count_order_and_line_errors_do_not(evaluation: Evaluation) -> None:
    read = evaluation.letters[0]
    assert (read.lines.found, read.lines.missed, read.lines.false) == (3, 0, 0)
    assert read.lines.cer == Errors(edits=2, total=40)
    assert read.page_cer.edits > 2


def test_errors_are_told_by_script_and_summed_over_letters(evaluation: Evaluation) -> None:
    assert evaluation.by_script["Latn"].cer == Errors(edits=1 + 8, total=8 + 8)
    assert evaluation.by_script["Arab"].cer == Errors(edits=1 + 32, total=32 + 32)
    assert evaluation.lines.missed == 3


def test_confidences_are_told_by_script_and_a_wrong_word_is_wrong(evaluation: Evaluation) -> None:
    # All words were read with 0.9; "Deat" is wrong, and so is "ئەخمەد".
    assert evaluation.confidence["Latn"].error == pytest.approx(0.9 - 1 / 2)
    assert evaluation.confidence["Arab"].error == pytest.approx(0.9 - 3 / 4)
    assert evaluation.confidence["Arab"].total == 4


def test_of_a_wrong_word_the_characters_that_are_right_count_as_right(evaluation: Evaluation) -> None:
    # All characters were read with 0.8; one of "Deat Sir" is wrong, and one of 30 in the Uyghur lines.
    assert evaluation.characters["Latn"].error == pytest.approx(abs(0.8 - 6 / 7), abs=0.001)
    assert evaluation.characters["Arab"].error == pytest.approx(abs(0.8 - 29 / 30), abs=0.001)


def test_fields_are_matched_one_to_one(evaluation: Evaluation) -> None:
    salutation = evaluation.letters[0].fields["salutation"]
    assert (salutation.precision, salutation.recall, salutation.exact_match) == (1.0, 1.0, 0.5)
    assert salutation.cer == Errors(edits=1, total=24)
    assert salutation.whole == Share(right=0, total=1)
    assert evaluation.fields["salutation"].recall == 0.5


def test_a_field_that_is_not_there_counts_as_invented(evaluation: Evaluation) -> None:
    assert evaluation.fields["closing"].invented == Errors(edits=1, total=1)
    assert evaluation.fields["body"].invented == Errors(edits=0, total=1)
    assert evaluation.fields["body"].whole == Share()


def test_main_fields_are_of_those_that_are_there_or_said_to_be(evaluation: Evaluation) -> None:
    assert evaluation.main_fields == Share(right=1, total=3 + 2)
    assert evaluation.letters_exact == Share(right=0, total=2)


def test_records_without_truth_are_named(evaluation: Evaluation) -> None:
    assert evaluation.without_truth == ("other",)


def test_what_differs_is_shown_side_by_side(evaluation: Evaluation) -> None:
    found = [(difference.where, difference.truth, difference.read) for difference in evaluation.letters[0].differences]
    assert found == [
        ("line", "ھۆرمەتلىك ئەخمەت", "ھۆرمەتلىك ئەخمەد"),
        ("line", "Dear Sir", "Deat Sir"),
        ("salutation", "ھۆرمەتلىك ئەخمەت", "ھۆرمەتلىك ئەخمەد"),
        ("closing", "", "Deat Sir"),
    ]


def test_an_evaluation_comes_back_from_json(evaluation: Evaluation) -> None:
    assert Evaluation.model_validate_json(evaluation.model_dump_json()) == evaluation


def test_tables_and_figures_show_the_same_rates(evaluation: Evaluation) -> None:
    console = Console(width=200)
    with console.capture() as capture:
        console.print(table(evaluation))
    shown = capture.get()
    assert f"{figures(evaluation)['page_cer']:.4f}" in shown
    assert "missing" in shown
    assert "counted: other" in shown


@pytest.mark.parametrize(
    ("truth", "read", "exact"),
    [
        ("2024-03-05", part("5 March 2024", value="2024-03-05"), 1),
        ("2024-03-05", part("5 March 2024", value="2024-05-03"), 0),
        ("2024-03-05", part("2024-03-05"), 1),
        ("March 2024", part("March  2024", value="2024-03"), 1),
    ],
)
def test_a_date_is_right_by_its_value_or_as_printed(truth: str, read: Part, exact: int) -> None:
    assert compare_field("date", [truth], [read]).exact == exact


def test_paragraphs_out_of_order_are_not_an_exact_body() -> None:
    swapped = [part("Second one."), part("First one.")]
    assert compare_field("body", ["First one.", "Second one."], swapped).whole.right == 0
    assert compare_field("letterhead", ["First one.", "Second one."], swapped).whole.right == 1


def test_pages_are_compared_one_by_one(tmp_path: Path) -> None:
    write_truth(tmp_path / "truth", "two", {"pages": [["One."], ["Two."]], "fields": {}})
    read = record(page("Two."), page("One.", number=2), page("More", number=3), name="two.tif")
    write_record(tmp_path / "output" / "two", read)
    lines = evaluate(tmp_path / "truth", tmp_path / "output").lines
    assert (lines.found, lines.missed, lines.false) == (0, 2, 3)


def test_no_word_of_a_line_that_is_not_there_is_right(tmp_path: Path) -> None:
    write_truth(tmp_path / "truth", "one", {"pages": [["One."]], "fields": {}})
    write_record(tmp_path / "output" / "one", record(page("One.", "Two three"), name="one.tif"))
    (bin_,) = [each for each in evaluate(tmp_path / "truth", tmp_path / "output").confidence["Latn"].bins if each.total]
    assert (bin_.total, bin_.right) == (3, 1)


def test_only_the_letters_asked_for_are_compared(tmp_path: Path) -> None:
    write_truth(tmp_path, "one", TRUTH)
    write_truth(tmp_path, "two", TRUTH)
    assert [letter.name for letter in evaluate(tmp_path, tmp_path, only={"two"}).letters] == ["two"]
    with pytest.raises(UsageError, match="three"):
        evaluate(tmp_path, tmp_path, only={"three"})


@pytest.fixture
def two_of_a_name(tmp_path: Path) -> Path:
    """A truth and its scan, the record of that scan, and one of an earlier version of it."""
    write_truth(tmp_path, "letter", {"pages": [["New"]], "fields": {}})
    (tmp_path / "letter.png").write_bytes(b"new")
    for version in ("new", "old"):
        read = record(page(version.title()), name="letter.png")
        source = read.sources[0].model_copy(update={"sha256": hashlib.sha256(version.encode()).hexdigest()})
        write_record(tmp_path / version, read.model_copy(update={"sources": (source,)}))
    return tmp_path


def test_of_records_of_one_name_that_of_the_scan_beside_the_truth_is_meant(two_of_a_name: Path) -> None:
    assert [letter.record for letter in evaluate(two_of_a_name, two_of_a_name).letters] == ["new/record.json"]


def test_records_that_cannot_be_told_apart_are_refused(two_of_a_name: Path) -> None:
    (two_of_a_name / "letter.png").unlink()
    with pytest.raises(UsageError, match="new, old"):
        evaluate(two_of_a_name, two_of_a_name)


def test_a_letter_of_several_files_is_known_by_its_id(tmp_path: Path) -> None:
    write_truth(tmp_path, "case12", {"pages": [["New"]], "fields": {}})
    read = record(page("New"), name="page1.png").model_copy(update={"id": "case12-0123456789ab"})
    write_record(tmp_path / "output", read)
    assert evaluate(tmp_path, tmp_path).letters[0].status == "done"


@pytest.mark.parametrize("truth", [{}, {"pages": "text", "fields": {}}, {"pages": [], "fields": {"dates": []}}])
def test_a_broken_truth_is_named_in_one_line(tmp_path: Path, truth: object) -> None:
    write_truth(tmp_path, "bad", truth)
    with pytest.raises(UsageError, match=r"bad\.truth\.json.*") as caught:
        evaluate(tmp_path, tmp_path)
    assert "\n" not in str(caught.value)


def test_folders_without_truth_or_output_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no truth"):
        evaluate(tmp_path, tmp_path)
    write_truth(tmp_path, "one", TRUTH)
    with pytest.raises(UsageError, match="no such folder"):
        evaluate(tmp_path, tmp_path / "nowhere")


def test_a_broken_record_is_named(tmp_path: Path) -> None:
    write_truth(tmp_path, "one", TRUTH)
    (tmp_path / "record.json").write_text("{}", "utf-8")
    with pytest.raises(UsageError, match=r"record\.json"):
        evaluate(tmp_path, tmp_path)
