import tempfile
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.settings import Settings, find, load, printed


def test_a_section_is_read_and_the_rest_keeps_its_defaults(tmp_path: Path) -> None:
    file = tmp_path / "mektup.toml"
    file.write_text("[ingest]\nmax_megapixels = 40\n")
    found = load(file)
    assert found.ingest.max_megapixels == 40
    assert found.cleanup.deskew


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[ingest]\nmax_pixels = 1\n",
            r"ingest\.max_pixels: there is no such setting; did you mean ingest\.max_megapixels",
        ),
        ("[ingest]\ntimeout = 1\n", r"did you mean recognize\.timeout"),
        ("[recognise]\nengine = 1\n", r"recognise: there is no such setting; did you mean recognize\?"),
        ("[ingest]\nmax_megapixels = -1\n", r"ingest\.max_megapixels"),
        ("[ingest\n", "TOML"),
        ("[spam]\n", "spam"),
    ],
)
def test_what_makes_no_sense_is_named(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "mektup.toml"
    file.write_text(text)
    with pytest.raises(UsageError, match=said):
        load(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml"):
        load(tmp_path / "none.toml")


def test_the_nearest_file_upwards_is_found(tmp_path: Path) -> None:
    (tmp_path / "mektup.toml").touch()
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner) == tmp_path / "mektup.toml"
    (tmp_path / "a" / "mektup.toml").touch()
    assert find(inner) == tmp_path / "a" / "mektup.toml"


NUMBERS = st.floats(1, 1e4, allow_nan=False)
CHOSEN = st.builds(
    lambda text, pixels, flag: Settings.model_validate(
        {"recognize": {"engine": text}, "ingest": {"max_megapixels": pixels}, "cleanup": {"crop": flag}}
    ),
    st.text(st.characters(exclude_categories=["Cs"])),
    NUMBERS,
    st.booleans(),
)


@settings(max_examples=50, deadline=None)
@given(CHOSEN)
def test_what_is_printed_is_read_back_as_it_was(chosen: Settings) -> None:
    assert Settings.model_validate(tomllib.loads(printed(chosen))) == chosen


def test_what_is_printed_tells_what_it_means_and_its_default() -> None:
    changed = Settings.model_validate({"ingest": {"max_pages": 7}})
    assert "max_pages = 7           # a file with more pages is read as far as that (default 1000)" in printed(changed)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_no_file_is_more_than_an_error_of_its_user(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "mektup.toml")
        file.write_bytes(data)
        with suppress(UsageError):
            assert load(file) == Settings()
