import gzip
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.training.alphabet import ALPHABET, classes, known, normal
from pipeline.training.corpus import HELD_OUT_EACH, Corpus, read
from pipeline.training.entries import entry, ordinal
from pipeline.training.sampler import LONGEST, Sampler

ARAB = ("بۇ كىتاب ئۈچۈن رەھمەت ئېيتىمەن.", "خەت يازغۇچىنىڭ ئىسمى نېمە؟")
LATN = ("The letter of March was received.", "Xetni yazghuchi kim idi?")
CORPUS = Corpus(lines={"Arab": ARAB, "Latn": LATN})


def test_the_weights_were_trained_on_this_alphabet() -> None:
    shipped = files("pipeline.recognize").joinpath("weights/alphabet.txt").read_text("utf-8")
    assert shipped.rstrip("\n") == ALPHABET


def test_every_sign_has_a_class_of_its_own_and_none_is_the_blank() -> None:
    assert classes(ALPHABET) == tuple(range(1, len(ALPHABET) + 1))


@given(st.text())
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_presentation_forms_stretches_and_odd_spaces_become_plain_letters() -> None:
    assert normal("\ufe91ـ\u200cۇ\xa0 \ufefb") == "بۇ لا"


def test_every_97th_line_is_held_out_and_trained_on_nowhere(tmp_path: Path) -> None:
    lines = [f"{script} {place}" for place in range(HELD_OUT_EACH + 2) for script in ("word", "سۆز")]
    with gzip.open(tmp_path / "b.gz", "wt", encoding="utf-8") as file:
        file.write("\n".join(lines))
    (tmp_path / "a.txt").write_text("سۆز 3\n\nword 5", "utf-8")
    trained, held = read(tmp_path)
    assert held.lines == {"Arab": ("سۆز 3", "سۆز 48"), "Latn": ("word 0", "word 97")}
    assert not set(trained.lines["Arab"]) & set(held.lines["Arab"])
    assert len(trained.lines["Latn"]) == HELD_OUT_EACH


def test_text_of_one_script_only_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("word\n" * 200, "utf-8")
    with pytest.raises(InputError, match="script Arab"):
        read(tmp_path)


def test_the_same_seed_draws_the_same_lines() -> None:
    first, second = (Sampler(Random(3), CORPUS) for _ in range(2))
    assert [first.line() for _ in range(50)] == [second.line() for _ in range(50)]


@given(st.integers(0, 10_000))
def test_runs_hold_known_signs_only_and_are_no_longer_than_a_line(seed: int) -> None:
    for run in Sampler(Random(seed), CORPUS).line():
        assert run.text == known(run.text)
        assert len(run.text) <= LONGEST


@given(st.integers(0, 10_000), st.sampled_from(["Arab", "Latn"]))
def test_no_shape_of_an_entry_keeps_a_field_unfilled(seed: int, script: str) -> None:
    drawn = entry(Random(seed), "Arab" if script == "Arab" else "Latn")
    assert drawn
    assert "{" not in drawn


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (12, "12th"), (13, "13th"), (23, "23rd"), (30, "30th")]
)
def test_ordinals_are_english(number: int, said: str) -> None:
    assert ordinal(number) == said
