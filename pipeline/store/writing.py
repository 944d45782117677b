"""How files get into an output folder: all of a letter or none, and a full disk is told in one line."""

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pipeline import atomic
from pipeline.errors import UsageError
from pipeline.store.places import EXPLANATION, EXPORTS, PAGE_IMAGE, RECORD


def put(files: Mapping[str, bytes], place: Path, output: Path) -> Path:
    """Write *files*, all of them before any gets its name; an old end of the letter goes just before the new comes."""
    with writing(output):
        place.mkdir(parents=True, exist_ok=True)
        if not place.resolve().is_relative_to(output.resolve()):
            raise UsageError(f"{place}: is a link that leads out of {output}; remove it")
        staged = atomic.stage_all({place / name: data for name, data in files.items()})
        (place / RECORD).unlink(missing_ok=True)
        _forget(place)
        for path, part in staged.items():
            part.replace(path)
        atomic.flush(place)
    return place


def _forget(place: Path) -> None:
    """Take away what was made of a record that is about to go."""
    (place / EXPLANATION).unlink(missing_ok=True)
    shutil.rmtree(place / EXPORTS, ignore_errors=True)


def sweep(place: Path, *, keep: Mapping[str, bytes]) -> None:
    """Remove what earlier runs left in a letter's folder: page images that it has no more, and half-written files."""
    images = (path for path in place.iterdir() if PAGE_IMAGE.fullmatch(path.name) and path.name not in keep)
    for path in (*images, *atomic.leftovers(place)):
        path.unlink(missing_ok=True)


def sums(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


@contextmanager
def writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{place}: cannot be written to: {error.strerror}; make room there or name another --output"
        raise UsageError(f"{message}; what is done stays done") from error
