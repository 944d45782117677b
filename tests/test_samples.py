"""The samples: the generator gives what is committed, and gives it again."""

import json
from pathlib import Path

import generate
import numpy as np
import press
import pytest
import typeset
from letterfile import load

SAMPLES = Path(__file__).parents[1] / "samples"
LETTERS = sorted((SAMPLES / "letters").glob("*.toml"))


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_the_truth_is_what_the_generator_sets(path: Path) -> None:
    try:
        made = typeset.truth(load(path))
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    assert json.loads((SAMPLES / f"{path.stem}.truth.json").read_text(encoding="utf-8")) == made


def test_the_families_are_those_of_the_letters() -> None:
    assert (SAMPLES / "families.json").read_text(encoding="utf-8") == generate.families(SAMPLES / "letters")


def test_every_letter_has_a_scan() -> None:
    scans = {path.stem for path in SAMPLES.iterdir() if path.suffix in {".jpg", ".png", ".tif", ".pdf"}}
    assert scans == {path.stem for path in LETTERS}


def test_the_same_seed_gives_the_same_paper() -> None:
    letter = load(SAMPLES / "letters" / "blank.toml")
    first, again = generate.images(letter), generate.images(letter)
    assert [image.tobytes() for image in first] == [image.tobytes() for image in again]


def test_the_same_seed_gives_the_same_ink() -> None:
    letter = load(SAMPLES / "letters" / "bi-union.toml")
    try:
        (page,) = typeset.pages(letter)
    except FileNotFoundError as missing:
        pytest.skip(str(missing))
    first, again = (press.layers(letter, page, np.random.default_rng(letter.seed)) for _ in range(2))
    assert [layer.cover.tobytes() for layer in first] == [layer.cover.tobytes() for layer in again]


def test_a_divided_word_is_whole_in_the_body() -> None:
    truth = json.loads((SAMPLES / "en-publisher.truth.json").read_text(encoding="utf-8"))
    assert any(line.endswith("glos-") for line in truth["pages"][0])
    assert any("the glossary:" in paragraph for paragraph in truth["fields"]["body"])


@pytest.mark.parametrize("path", LETTERS, ids=lambda path: path.stem)
def test_every_file_is_small_enough_to_keep(path: Path) -> None:
    scans = [scan for scan in SAMPLES.glob(f"{path.stem}.*") if scan.suffix != ".json"]
    assert [scan.stat().st_size < 1_500_000 for scan in scans] == [True]
