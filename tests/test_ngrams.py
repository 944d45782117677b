"""The model of the language: counted from text, written, loaded, asked."""

from math import exp
from pathlib import Path

import pytest

from pipeline.recognize import ngrams
from pipeline.recognize.ngrams import Language
from pipeline.training.alphabet import ALPHABET, CLASSES, classes
from pipeline.training.corpus import Corpus
from pipeline.training.ngrams import write

SENTENCES = ("the letter of 12 May", "the later letter", "a letter to the editor")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Language:
    path: Path = tmp_path_factory.mktemp("model") / "language.npz"
    # Often enough for the longest sequences to be kept.
    corpus = Corpus(lines={"Latn": tuple(text for text in SENTENCES for _ in range(9)), "Arab": ("خەت يازدىم",) * 9})
    write(corpus, path)
    return ngrams.load(path.read_bytes())


def after(known: Language, before: str, sign: str) -> float:
    return exp(known.chance(classes(before), CLASSES[sign]))


def test_what_the_text_goes_on_with_is_likelier_than_what_it_never_does(known: Language) -> None:
    assert after(known, " lette", "r") > 0.8
    assert after(known, " lette", "c") < 0.01


@pytest.mark.parametrize("before", ["", " ", " le", " letter ", "zzz", " the lett"])
def test_the_chances_of_all_signs_come_to_one(known: Language, before: str) -> None:
    apart = {kind for kind in known.alike if kind}
    # A chance is told in steps of a sixteenth; a sign that was never seen has a little, although it has no share.
    assert sum(exp(known.chance(classes(before), kind)) for kind in apart) == pytest.approx(1, abs=0.04)


def test_uyghur_is_counted_from_left_to_right(known: Language) -> None:
    assert after(known, " مىدزا", "ي") > 0.8


def test_no_figure_is_likelier_than_another(known: Language) -> None:
    assert after(known, " of 1", "2") == after(known, " of 1", "9") == after(known, " of 1", "٥")


def test_capitals_are_as_likely_as_small_letters(known: Language) -> None:
    assert after(known, " LETTE", "R") == after(known, " lette", "r")


def test_the_model_that_ships_knows_every_class() -> None:
    shipped = ngrams.load(Path(ngrams.__file__).with_name("weights").joinpath("language.npz").read_bytes())
    assert len(shipped.alike) == len(ALPHABET) + 1
    assert shipped.chance(classes(" the lette"), CLASSES["r"]) > shipped.chance(classes(" the lette"), CLASSES["c"])


def test_a_damaged_file_is_an_error() -> None:
    with pytest.raises((ValueError, OSError)):
        ngrams.load(b"no model")
