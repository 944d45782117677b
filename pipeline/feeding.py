"""The letters of an output folder on their way to another search engine: as files, or posted.

What has been taken is noted in a file beside the records, a line a letter with the key of its record. A second run
sends what is not noted, or has another key, and so goes on where the first broke off; `redo` sends all.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipeline import store
from pipeline.errors import InputError, UsageError
from pipeline.indexing import Tell, document_at
from pipeline.search import Document, feed
from pipeline.search.feed import Feed, Post

TOGETHER = 100  # letters in one request
IN_FILE = 1000  # letters in one file of documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """How many letters were taken, were taken before, and how many documents were refused."""

    taken: int
    before: int
    refused: int


def write(output: Path, engine: str, name: str, folder: Path, *, tell: Tell) -> Fed:
    """Write the settings of *engine*, and the bodies of its bulk requests for the index *name*, into *folder*.

    Raises:
        UsageError: if there is no such engine or output folder, or *folder* cannot be written to.
    """
    chosen = feed.load(engine)
    letters = _letters(output, {}, tell)
    taken = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("documents-*.ndjson"):
            old.unlink()
        for file, content in chosen.settings.items():
            text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=1) + "\n"
            (folder / file).write_text(text, encoding="utf-8")
        while some := tuple(islice(letters, IN_FILE)):
            part = folder / f"documents-{taken // IN_FILE + 1:05d}.ndjson"
            part.write_bytes(_request(chosen, name, some).body)
            taken += len(some)
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written to: {error.strerror}; name another --into") from error
    return Fed(taken=taken, before=0, refused=0)


def post(output: Path, engine: str, name: str, to: Post, *, redo: bool = False, tell: Tell) -> Fed:
    """Give the letters of *output* to *engine*, into its index *name*; each batch that it takes is noted.

    Raises:
        UsageError: if there is no such engine or output folder, or the engine refuses the settings or a whole batch.
    """
    chosen = feed.load(engine)
    ledger = output / f"fed-{engine}-{name}.txt"
    if redo:
        ledger.unlink(missing_ok=True)
    known = _noted(ledger)
    letters = _letters(output, known, tell)
    for request in chosen.prepare(name):
        to.send(request, lambda _: [])
    taken = refused = 0
    while some := tuple(islice(letters, TOGETHER)):
        reasons = to.send(_request(chosen, name, some), chosen.refused)
        for reason in reasons:
            tell(f"refused: {reason}")
        refused += len(reasons)
        taken += len(some)
        if not reasons:
            _note(ledger, some)
    return Fed(taken=taken, before=len(known), refused=refused)


def _request(chosen: Feed, name: str, some: Sequence[Document]) -> feed.Request:
    return chosen.batch(name, [item for document in some for item in feed.items(document)])


def _letters(output: Path, known: dict[str, str], tell: Tell) -> Iterator[Document]:
    """Yield the letters of *output* whose key is not *known*, one by one."""
    if not output.is_dir():
        raise UsageError(f"{output}: no such folder; give the output folder of `mektup read`")
    return _read(output, known, tell)


def _read(output: Path, known: dict[str, str], tell: Tell) -> Iterator[Document]:
    for path in store.records(output):
        try:
            letter = document_at(path)
        except InputError as error:
            tell(str(error))
            continue
        if known.get(letter.id) != letter.key:
            yield letter


def _noted(ledger: Path) -> dict[str, str]:
    """Return the key of each letter that was taken; a line that was cut off is none."""
    try:
        lines = ledger.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {letter: key for line in lines for key, tab, letter in [line.partition("\t")] if tab and len(key) == 64}


def _note(ledger: Path, some: Sequence[Document]) -> None:
    with ledger.open("a", encoding="utf-8") as file:
        file.writelines(f"{document.key}\t{document.id}\n" for document in some)
