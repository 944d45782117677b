"""Explanations beside records: made where one is wanted and none is there yet."""

import logging
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipeline import store
from pipeline.digitize import scans_of
from pipeline.errors import InputError
from pipeline.explain import explain
from pipeline.settings import Settings

log = logging.getLogger(__name__)


def explanation(record: Path, files: Sequence[Path], settings: Settings) -> Path | None:
    """Return where the explanation of the *record* at a path is; None if its *files* have gone since they were read."""
    path = store.explanation_of(record)
    if path.exists():
        return path
    try:
        letter = store.load(record)
        numbers = {page.number for page in letter.pages}  # in the stack, of which this may be one letter
        scans = (scan for number, scan in enumerate(scans_of(files, settings), start=1) if number in numbers)
        return store.save_explanation(explain(letter, scans, partial(store.page_image, record)), record)
    except (InputError, MemoryError) as error:  # the record stands
        log.warning("%s: not explained: %s", record.parent.name, error)
        return None
