"""The parts of the reader's bench that can be wrong: what is held out, what counts as found, who gets which line."""

from pathlib import Path

import contestants
import figures
import pytest
import rendered
import texts
from contestants import Pass, words_of_sheets
from cuts import Leaf
from figures import latin_found, score
from PIL import Image
from processes import Cost

from pipeline.evaluate.scores import Share
from pipeline.evaluate.truth import Truth, read_truths
from pipeline.text import script_counts
from pipeline.training import faces
from pipeline.training.alphabet import known

UYGHUR = [f"بۇ {n}-خەت ناھايىتى ياخشى بىر خەت بولۇپتۇ، رەھمەت سىزگە" for n in range(1, 200)]
ENGLISH = [f"This is the letter that was number {n} of the lot" for n in range(1, 200)]
TURKISH = [f"Mektup {n} bu hafta elime geldi ve ona cevap yazdim" for n in range(1, 200)]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, lines in (("a", UYGHUR), ("b", ENGLISH), ("c", TURKISH)):
        (tmp_path / f"{name}.txt").write_text("\n".join(lines), "utf-8")
    return tmp_path


def test_only_text_that_training_leaves_out_is_taken(corpus: Path) -> None:
    held = texts.held_out(corpus)
    assert set(held["uyghur"]) == set(UYGHUR[::97])
    assert set(held["english"]) == set(ENGLISH[::97])
    assert held == texts.held_out(corpus)


def test_mixed_sentences_begin_and_end_in_uyghur(corpus: Path) -> None:
    for mixed in texts.held_out(corpus)["mixed"]:
        first, *within, last = mixed.split()
        assert set(script_counts(first + last)) == {"Arab"}
        assert "Latn" in script_counts(" ".join(within))


def test_our_own_sentences_are_many_and_in_their_scripts() -> None:
    scripts = {"uyghur": {"Arab"}, "mixed": {"Arab", "Latn"}, "english": {"Latn"}}
    for language, sentences in texts.own().items():
        assert len(set(sentences)) >= 60
        for sentence in sentences:
            assert (set(script_counts(sentence)), known(sentence)) == (scripts[language], sentence)


@pytest.mark.parametrize(
    ("truth", "read", "share"),
    [
        ("بۇ Word ۋە Excel بىلەن", "بۇ Word ۋە Exce1 بىلەن", (1, 2)),
        ("بۇ Word ۋە ياخشى Word بىلەن", "بۇ Word ۋە ياخشى", (1, 2)),
        ("بۇ «Word» بىلەن", "بىلەن Word، بۇ", (1, 1)),
        ("خەت ساندۇقى", "Word", (0, 0)),
        ("Dear Sir, this is Word", "Dear Sir, this is Word", (0, 0)),
    ],
)
def test_latin_words_count_in_lines_of_arabic_script_wherever_they_stand(
    truth: str, read: str, share: tuple[int, int]
) -> None:
    assert latin_found(truth, read) == Share(right=share[0], total=share[1])


def leaf(*lines: str) -> Leaf:
    return Leaf(name="one", image=Path("one.png"), truth=Truth(pages=(lines,), fields={}), pages=())


def test_a_page_that_was_not_read_is_missed_whole() -> None:
    lines = score(leaf("بۇ Word بىلەن", "خەت"), []).lines
    assert (lines.missed, lines.cer.rate) == (2, 1.0)


def test_speed_is_of_the_lines_that_stand_there_not_of_those_read() -> None:
    found = Pass(said=([["خەت", "~"]],), cost=Cost(seconds=0.5, cpu=0.25, peak=70_400_000))
    told = figures.facts([leaf("خەت", "كىتاب")], found)
    assert (told["lines"], told["missed"], told["lines_per_second"], told["peak_megabytes"]) == (2, 1, 4.0, 70)


def test_a_sheet_without_words_says_nothing() -> None:
    rows = ["level\tpage_num\ttext", "1\t1\t", "5\t1\tDear", '5\t1\t"Sir', "1\t2\t", "1\t3\t", "5\t3\tYours"]
    assert words_of_sheets("\n".join(rows), 3) == ['Dear "Sir', "", "Yours"]


def test_data_that_are_not_installed_are_left_out_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contestants, "_data", lambda: {"uig": "uig", "script/Arabic": ""})
    assert not any("Arabic" in each.name for each in contestants.contestants())
    assert "apt-get install tesseract-ocr-script-arab" in contestants.missing()


def test_a_page_says_the_same_clean_and_worn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generate.images", lambda _: [Image.new("L", (8, 8))])  # wearing a page takes seconds
    fonts = [face for face in faces.find(Path("/usr/share/fonts"), held_out=True) if face.path.stem == "UKIJEs"]
    for kind, write in rendered.kinds(texts.own(), fonts).items():
        if kind.startswith("mixed"):
            write(tmp_path / kind)
    clean, worn = (read_truths(tmp_path / kind) for kind in ("mixed clean", "mixed degraded"))
    assert [each.name for each in (*clean, *worn)] == ["UKIJEs", "UKIJEs office"]
    assert clean[0].truth == worn[0].truth
    assert len(clean[0].truth.pages[0]) == rendered.LINES
