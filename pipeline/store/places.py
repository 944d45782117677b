"""Where things lie in an output folder, and what they are called there."""

import glob
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import place_of

RECORD = "record.json"
FAILURE = "failure.json"
TEXT = "letter.txt"
SUMS = "SHA256SUMS"
PAGE_IMAGE = re.compile(r"p[0-9]+(?:_g[0-9]+)?\.(?:jpg|png)")  # or a graphic cut out of one
EXPORTS = "exports"
EXPLANATION = "explain.html"
PICTURES = "explain"  # the folder of its pictures, beside it
CORRECTIONS = "corrections.jsonl"
SHARD = "[0-9a-f][0-9a-f]"


def folder(output: Path, letter_id: str) -> Path:
    """Return the folder of a letter below *output*."""
    return output / place_of(letter_id)


def folders(output: Path) -> Iterator[Path]:
    """Yield the folders of all letters below *output*, whole or not, in the order of their shards."""
    for shard in sorted(output.glob(f"{SHARD}/{SHARD}")):
        yield from sorted(path for path in shard.iterdir() if path.is_dir())


def records(output: Path) -> Iterator[Path]:
    """Yield the paths of all records below *output*, in the order of their shards."""
    names = glob.glob(f"{SHARD}/{SHARD}/*/{RECORD}", root_dir=output)  # noqa: PTH207  # in a third of the time
    yield from (output / name for name in sorted(names))
