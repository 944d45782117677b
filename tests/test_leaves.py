from pathlib import Path
from typing import get_args

import cv2
import numpy as np
import pytest
from drawn_pages import DPI, INK, PAPER, letter, upright
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from spreads import Binding, spread

from pipeline.cleanup import find_leaves, straighten
from pipeline.cleanup.frame import Rotation, turned
from pipeline.digitize import digitize_letter
from pipeline.geometry import inverse, moved, product
from pipeline.image import Pixels, as_pixels
from pipeline.ingest import LetterFiles
from pipeline.recognize.network import load
from pipeline.settings import CleanupSettings, IngestSettings, RecognizeSettings, Settings

SAMPLES = Path(__file__).parent.parent / "samples"
AUTO = CleanupSettings()
MARK = (250, 20, 20)


def middle_of_mark(pixels: Pixels) -> tuple[float, float]:
    redness = np.clip(pixels[..., 0].astype(float) - pixels[..., 1] - 100, 0, None)
    rows, columns = np.indices(redness.shape)
    total = redness.sum()
    return float((columns * redness).sum() / total) + 0.5, float((rows * redness).sum() / total) + 0.5


def wide() -> Pixels:
    """Return a sheet that lies across, 1100 x 850, without writing."""
    return np.full((850, 1100, 3), PAPER, np.uint8)


def sample(name: str) -> Pixels:
    with Image.open(SAMPLES / name) as image:
        return np.asarray(image.convert("RGB"))


@settings(max_examples=8)
@given(
    st.sampled_from(get_args(Binding)),
    st.sampled_from(get_args(Rotation)),
    st.floats(-2, 2),
    st.floats(0.25, 0.6),
    st.tuples(st.integers(150, 700), st.integers(200, 900)),
    st.booleans(),
)
def test_from_source_of_either_leaf_leads_to_what_was_marked_on_the_scan(
    binding: Binding, rotation: Rotation, lean: float, depth: float, at: tuple[int, int], second: bool
) -> None:
    pages = [letter(), letter()]
    pages[second][at[1] : at[1] + 7, at[0] : at[0] + 7] = MARK
    scan = turned(spread(pages[0], pages[1], binding, depth=depth, lean=lean), rotation)
    leaves = find_leaves(scan, AUTO)
    assert len(leaves) == 2
    seen = [straighten(leaf.pixels, DPI, AUTO, upright) for leaf in leaves]
    (marked,) = [n for n in (0, 1) if (seen[n].pixels[..., 0].astype(int) - seen[n].pixels[..., 1] > 150).any()]
    matrix = product(seen[marked].from_source, leaves[marked].from_scan)
    assert (rotation + seen[marked].rotation) % 360 == 0
    assert moved(matrix, middle_of_mark(scan)) == pytest.approx(middle_of_mark(seen[marked].pixels), abs=1)


@pytest.mark.parametrize("binding", get_args(Binding))
@pytest.mark.parametrize(
    ("left", "right"), [("bi-school.jpg", "en-publisher.jpg"), ("ug-invitation.jpg", "uly-family.jpg")]
)
def test_pages_of_letters_side_by_side_are_parted_between_them(left: str, right: str, binding: Binding) -> None:
    one, other = sample(left), sample(right)
    leaves = find_leaves(spread(one, other, binding, lean=0.8), AUTO)
    assert len(leaves) == 2
    if binding != "apart":
        at, _ = moved(inverse(leaves[1].from_scan), (0.0, 0.0))
        assert at == pytest.approx(one.shape[1], abs=0.02 * one.shape[1])


@pytest.mark.parametrize("path", sorted({*SAMPLES.glob("*.jpg"), *SAMPLES.glob("*.png"), *SAMPLES.glob("*.tif")}))
def test_no_sample_is_cut_in_two(path: Path) -> None:
    with Image.open(path) as image:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            assert len(find_leaves(np.asarray(image.convert("RGB")), AUTO)) == 1


def test_a_sheet_folded_across_its_lines_is_one_page() -> None:
    page = letter(12, words=14)
    folded = spread(page[:, :425], page[:, 425:], "fold", depth=0.5)
    assert len(find_leaves(as_pixels(folded[:700]), AUTO)) == 1


def test_a_letter_folded_between_its_lines_is_one_page() -> None:
    page = letter(12)
    page[700:] = np.roll(page, 500, axis=0)[700:]
    folded = turned(spread(turned(page, 90)[:, :550], turned(page, 90)[:, 550:], "fold", depth=0.5), 270)
    assert len(find_leaves(folded, AUTO)) == 1


@pytest.mark.parametrize("ruled", [False, True])
def test_two_columns_are_one_page_even_with_a_rule_between_them(ruled: bool) -> None:
    page = wide()
    for left in (90, 580):
        page[60:800, left : left + 430] = letter()[150:890, 85:515]
    if ruled:
        cv2.line(page, (550, 50), (550, 800), INK, 2)
    assert len(find_leaves(page, AUTO)) == 1


def test_the_setting_parts_what_shows_no_gutter_and_leaves_whole_what_does() -> None:
    plain = np.hstack([letter(), letter()])
    bound = spread(letter(), letter(), "book")
    assert [len(find_leaves(plain, CleanupSettings(leaves=each))) for each in ("auto", 1, 2)] == [1, 1, 2]
    assert [len(find_leaves(bound, CleanupSettings(leaves=each))) for each in ("auto", 1, 2)] == [2, 1, 2]


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [("en-publisher.jpg", "en-carbon.jpg", (0, 1)), ("bi-school.jpg", "ug-invitation.jpg", (1, 0))],
)
def test_leaves_are_pages_in_the_order_of_their_writing(
    left: str, right: str, order: tuple[int, int], tmp_path: Path
) -> None:
    scan = spread(sample(left), sample(right), "book")
    path = tmp_path / "book.png"
    Image.fromarray(scan).save(path, dpi=(300, 300))
    chosen = Settings(recognize=RecognizeSettings(engine="mektup"), ingest=IngestSettings())
    made = digitize_letter(LetterFiles(name="book", files=(path,)), load(chosen.recognize), chosen)
    pages = made.record.pages
    middles = [page.on_scan((page.width / 2, page.height / 2))[0] for page in pages]
    assert [(page.number, page.leaf, page.source_page) for page in pages] == [(1, 1, 1), (2, 2, 1)]
    assert np.argsort(middles).tolist() == list(order)
    assert {line.id.split("_")[0] for line in pages[1].lines} == {"p2"}
    assert [image.name for image in made.images if "_g" not in image.name] == ["p1.jpg", "p2.jpg"]
    assert [f.page for f in made.record.findings if f.code == "scan-parted"] == [1, 2]
