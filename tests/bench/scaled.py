"""Speed and size of the index: letters of the archive, longer, misread here and there, made one by one as records.

Times are those of the processor, so that what else the machine does is not counted.
"""

import gc
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

import archive
from archive import Facts
from builders import page, part, record

from pipeline.model import Letter, Part, Reading, Record, TextBlock, TextLine, Word
from pipeline.search import document
from pipeline.search.sqlite import SqliteIndex

SEED = 41
PARAGRAPHS = 4  # letters that a body is put together of
MISREAD = 0.01  # of the characters
PAGE = page("x")
TOGETHER = 500  # letters that are made, and then put in one go
WIDTH = 60  # characters in a line
QUERIES = (
    "پاسپورت", "kutupxana", "мәктәп", "library", "letter", "كۇتۇبخانا", "newspapres", "dictionery",
    '"شەھەر ئارخىپىغا"', '"Old Market Street"', "addressee:Marlowe", "to:تۇرسۇن date:1960..1962",
    "from:Kettering bridge", "date:1975 lang:ug", "پويىز date:1980..1985", "bridge OR surveyor lang:en",
    "library -librarian", "reference:AR*", "arxip weqf", "the", "رەھمەت", "xet", "kitab lang:ug-Latn", "museum storm",
    "ئۈزۈم to:سابىر", "flood mill", "terjume 1999", "قوليازما", "musuem", "to:(Vance OR Pryce) horse",
)  # fmt: skip


def _record(number: int) -> Record:
    """Return a letter of some 160 words, with all its words placed, and one word in fifteen misread."""
    letters = [archive.facts(number + n * len(archive.topics()), SEED) for n in range(PARAGRAPHS)]
    same = [letter for letter in letters if letter.tongue == letters[0].tongue]
    paragraphs = [text for letter in same * PARAGRAPHS for text in letter.body]
    longer = replace(letters[0], body=tuple(paragraphs[: 2 * PARAGRAPHS]))
    return typed(longer, random.Random(f"{SEED}/{number}"), MISREAD)


def typed(own: Facts, rng: random.Random, misread: float) -> Record:
    """Return the record of a letter as if it had been read, a share of its characters wrongly."""
    lines: list[TextLine] = []
    parts: dict[str, list[Part]] = {}
    for field, said in own.fields.items():
        for text in said:
            whole = archive.spoilt(text, rng, misread)
            more = [_line(line, len(lines) + n) for n, line in enumerate(_lines(whole))]
            value = own.day.isoformat() if field == "date" else None
            found = part(whole, *(line.id for line in more), value=value, language=own.tongue)
            parts.setdefault(field, []).append(found)
            lines += more
    blocks = (TextBlock.model_construct(id="p1_b1", lines=tuple(lines)),)
    whole_page = PAGE.model_copy(update={"blocks": blocks})
    return record(
        whole_page,
        letter=Letter.model_construct(None, **{name: tuple(some) for name, some in parts.items()}),
        name=f"{own.name}.jpg",
    )


class _Box(NamedTuple):
    """As much of a box as an index looks at; a real one takes more time to make than all the rest."""

    left: int
    top: int
    right: int
    bottom: int


class _Word(NamedTuple):
    """As much of a word as an index looks at."""

    text: str
    box: _Box


def _line(text: str, number: int) -> TextLine:
    words = tuple(
        _Word(word, _Box(90 * n, 40 * number, 90 * n + 80, 40 * number + 30)) for n, word in enumerate(text.split())
    )
    reading = Reading.model_construct(engine="made", words=cast("tuple[Word, ...]", words))
    return TextLine.model_construct(id=f"p1_b1_l{number + 1}", polygon=(), baseline=(), readings=(reading,))


def _lines(text: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        if line and len(line) + len(word) >= WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def measure(folder: Path, count: int) -> None:
    """Print letters a second, milliseconds a query, and the size of the file beside that of the text."""
    path = folder / "search.sqlite"
    index = SqliteIndex(path, new=True)
    converting = putting = 0.0
    words = text = 0
    for first in range(0, count, TOGETHER):
        gc.disable()  # a collector would go through these records again and again
        made = [_record(number) for number in range(first, min(first + TOGETHER, count))]
        gc.freeze()
        gc.enable()
        begin = time.process_time()
        documents = [document(one) for one in made]
        between = time.process_time()
        index.put(documents)
        converting, putting = converting + between - begin, putting + time.process_time() - between
        gc.unfreeze()
        passages = [passage for one in documents for passage in one.passages]
        words += sum(len(passage.words) for passage in passages)
        text += sum(len(passage.text.encode()) + 1 for passage in passages)
    begin = time.process_time()
    index.settle()
    settled = time.process_time() - begin
    index.close()
    total = converting + putting + settled
    _say(f"{count} letters, {words / count:.0f} words and {text / count:.0f} bytes of text each")
    _say(f"indexed {count / total:.0f} letters a second: {total:.1f} s, of which {converting:.1f} from record to")
    _say(f"  document, {putting:.1f} put, {settled:.1f} merged")
    size = path.stat().st_size
    _say(f"{size / 1e6:.0f} MB, {size / text:.2f} times the text")
    _ask(path)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _ask(path: Path) -> None:
    index = SqliteIndex(path)
    times = []
    slowest = (0.0, "")
    for _ in range(3):
        for query in QUERIES:
            begin = time.process_time()
            index.find(query)
            times.append(1000 * (time.process_time() - begin))
            slowest = max(slowest, (times[-1], query))
    index.close()
    ranks = statistics.quantiles(times, n=100)
    _say(f"{len(times)} queries: median {statistics.median(times):.1f} ms, 95th percentile {ranks[94]:.1f} ms,")
    _say(f"  slowest {slowest[0]:.0f} ms: {slowest[1]}")
