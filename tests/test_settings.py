from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.settings import load


def test_a_section_is_read_and_the_rest_keeps_its_defaults(tmp_path: Path) -> None:
    file = tmp_path / "mektup.toml"
    file.write_text("[ingest]\nmax_megapixels = 40\n")
    settings = load(file)
    assert settings.ingest.max_megapixels == 40
    assert settings.cleanup.deskew


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[ingest]\nmax_pixels = 1\n", r"ingest\.max_pixels"),
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
