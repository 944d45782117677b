from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.recognize import strips
from pipeline.training import renderer, surroundings
from pipeline.training.corpus import Corpus
from pipeline.training.faces import Face, find
from pipeline.training.renderer import Line, Renderer
from pipeline.training.sampler import Run, Sampler
from pipeline.training.typesetting import Habits, Piece, set_run, side_by_side, spread

FONTS = Path("/usr/share/fonts/truetype/fonts-ukij-uyghur")
FACE = FONTS / "UKIJTuzK.ttf"
CORPUS = Corpus(
    lines={"Arab": ("بۇ كىتاب ئۈچۈن رەھمەت", "خەت يازغۇچى"), "Latn": ("The letter of March", "Xetni yazghuchi")}
)
PLAIN = Habits()


@cache
def faces() -> tuple[Face, ...]:
    return find(FONTS, held_out=False)


def render(seed: int) -> list[Line]:
    rng = Random(seed)
    here = Renderer(rng, faces(), Sampler(rng, CORPUS, longest=30))
    return [here.line() for _ in range(3)]


def set_plain(text: str, habits: Habits = PLAIN) -> Piece:
    piece = set_run(Run(text, "Arab" if text > "\u0600" else "Latn"), FACE, 40, habits, Random(1))
    assert piece is not None
    return piece


def test_faces_that_are_held_out_are_not_trained_on() -> None:
    held = {face.path.name for face in find(FONTS, held_out=True)}
    assert "UKIJTuzK.ttf" in held
    assert not held & {face.path.name for face in faces()}


def test_every_arabic_face_has_all_uyghur_letters() -> None:
    assert all(face.sets("ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي") for face in faces() if "Arab" in face.scripts)


def test_a_folder_without_fonts_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="apt-get install fonts-ukij-uyghur"):
        find(tmp_path, held_out=False)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_the_same_seed_renders_the_same_lines(seed: int) -> None:
    for one, other in zip(render(seed), render(seed), strict=True):
        assert one.label == other.label
        assert np.array_equal(one.ink, other.ink)
        assert one.ink.shape[0] == renderer.HEIGHT
        assert one.ink.any()


def test_lines_have_the_height_that_the_reader_gives_them() -> None:
    assert renderer.HEIGHT == strips.HEIGHT


def test_labels_run_from_left_to_right_and_keep_numbers() -> None:
    assert set_plain("خەت 12").label == "12 تەخ"


@pytest.mark.parametrize(
    ("text", "habits"),
    [
        ("مەكتىپىمىزنىڭ بېشىدىكىلەرنىڭ", Habits(kashida=True)),
        ("كىتا-", Habits(low_hyphen=True)),
        ("كەل، بار.", Habits(spaced=True)),
        ("Dear Sir", Habits(one_by_one=True, tracking=0.2, unsteady=0.05, faint=0.5)),
    ],
)
def test_habits_change_the_ink_and_not_the_label(text: str, habits: Habits) -> None:
    plain, other = set_plain(text), set_plain(text, habits)
    assert other.label == plain.label
    assert other.ink.shape != plain.ink.shape or not np.array_equal(other.ink, plain.ink)


def test_small_capitals_are_capitals() -> None:
    assert set_plain("Dear Sir", Habits(one_by_one=True, small_capitals=True)).label == "DEAR SIR"


def test_pieces_share_a_baseline() -> None:
    high, low = Piece(np.full((5, 2), 255, np.uint8), "a", 5), Piece(np.full((3, 1), 255, np.uint8), "b", 1)
    joined = side_by_side([high, low], 4)
    assert joined.label == "a b"
    assert joined.ascent == 5
    assert joined.ink[:, 0].nonzero()[0].tolist() == [0, 1, 2, 3, 4]
    assert joined.ink[:, 6].nonzero()[0].tolist() == [4, 5, 6]


def test_only_the_gaps_of_spaces_are_spread() -> None:
    ink = np.array([[255, 0, 255, 0, 0, 0, 255]], np.uint8)
    assert spread(Piece(ink, "a b", 1), 2).ink.tolist() == [[255, 0, 255, 0, 0, 0, 0, 0, 255]]


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_what_surrounds_a_line_adds_ink_and_takes_none(seed: int) -> None:
    ink = np.zeros((30, 90), np.uint8)
    ink[10:20, 10:80:7] = 200
    for over in (surroundings.stamped, surroundings.scribbled):
        assert (over(ink, Random(seed)) >= ink).all()
    assert (surroundings.ruled(ink, 20, Random(seed)) >= ink).all()
