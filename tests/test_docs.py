import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from pipeline.cli import app
from pipeline.cli.options import NOT_INSTALLED, NOTHING_READABLE, SOME_FAILED, USAGE
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in DOCS}
README = TEXTS["README.md"]


def told(pattern: str) -> set[str]:
    """What the documents name, but for the commands of other programs."""
    own = (re.sub(r"(?:`|    )(?:tesseract|apt-get|dask|docker|ocrmypdf) [^`\n]*", "", text) for text in TEXTS.values())
    return {found for text in own for found in re.findall(pattern, text)}


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert told(r"(?:`|    )make ([a-z-]+)") <= targets


def test_every_command_and_option_that_is_named_exists() -> None:
    root = get_command(app)
    commands: dict[str, object] = getattr(root, "commands")  # noqa: B009  # typer's group is a click group
    assert told(r"(?:`|    )mektup ([a-z]+)") <= set(commands)
    options = {name for command in commands.values() for option in getattr(command, "params") for name in option.opts}  # noqa: B009
    assert told(r"(--[a-z]{2,}[a-z0-9-]*)") <= options | {"--strict"}


def test_the_settings_that_are_shown_are_all_there_are() -> None:
    shown = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    assert tomllib.loads(shown[0]) == Settings().model_dump(mode="json")


def test_the_exit_codes_that_are_shown_are_those_of_the_command() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d) \|", README, re.MULTILINE)] == [
        0,
        SOME_FAILED,
        USAGE,
        NOT_INSTALLED,
        NOTHING_READABLE,
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", TEXTS[name]):
        assert (ROOT / name).parent.joinpath(target).exists(), target
