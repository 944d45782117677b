"""Speed and size of the index: letters of the archive, longer, misread here and there, as the bytes of their records.

`measure` has one process do all of it, and counts the time of the processor, so that what else the machine does is not
counted. `rebuild` is `mektup index` as it is, over records on a disk, with the clock beside the processors.
"""

import gc
import os
import random
import resource
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

import archive
from typed import typed

from pipeline import indexing, machine, store
from pipeline.search import document
from pipeline.search.row import row
from pipeline.search.sqlite import SqliteIndex

SEED = 41
PARAGRAPHS = 4  # letters that a body is put together of
MISREAD = 0.01  # of the characters
TOGETHER = 500  # letters that are made, and then put in one go
QUERIES = (
    "پاسپورت", "kutupxana", "мәктәп", "library", "letter", "كۇتۇبخانا", "newspapres", "dictionery",
    '"شەھەر ئارخىپىغا"', '"Old Market Street"', "addressee:Marlowe", "to:تۇرسۇن date:1960..1962",
    "from:Kettering bridge", "date:1975 lang:ug", "پويىز date:1980..1985", "bridge OR surveyor lang:en",
    "library -librarian", "reference:AR*", "arxip weqf", "the", "رەھمەت", "xet", "kitab lang:ug-Latn", "museum storm",
    "ئۈزۈم to:سابىر", "flood mill", "terjume 1999", "قوليازما", "musuem", "to:(Vance OR Pryce) horse",
)  # fmt: skip


def _record(number: int) -> bytes:
    """Return a letter of some 160 words, with all its words placed, and one word in fifteen misread."""
    letters = [archive.facts(number + n * len(archive.topics()), SEED) for n in range(PARAGRAPHS)]
    same = [letter for letter in letters if letter.tongue == letters[0].tongue]
    paragraphs = [text for letter in same * PARAGRAPHS for text in letter.body]
    longer = replace(letters[0], body=tuple(paragraphs[: 2 * PARAGRAPHS]))
    return typed(longer, random.Random(f"{SEED}/{number}"), MISREAD)


def measure(folder: Path, count: int) -> None:
    """Print letters a second, milliseconds a query, and the size of the file beside that of the text."""
    path = folder / "search.sqlite"
    index = SqliteIndex(path, new=True)
    reading = making = putting = 0.0
    words = text = size = 0
    for first in range(0, count, TOGETHER):
        made = [_record(number) for number in range(first, min(first + TOGETHER, count))]
        gc.collect()
        gc.disable()  # as `mektup index` does
        begin = time.process_time()
        documents = list(map(document, made))
        read = time.process_time()
        rows = list(map(row, documents))
        done = time.process_time()
        index.put_rows(rows)
        reading, making, putting = reading + read - begin, making + done - read, putting + time.process_time() - done
        gc.enable()
        passages = [passage for one in documents for passage in one.passages]
        words += sum(len(passage.words) for passage in passages)
        text += sum(len(passage.text.encode()) + 1 for passage in passages)
        size += sum(map(len, made))
    begin = time.process_time()
    index.settle()
    settled = time.process_time() - begin
    index.close()
    total = reading + making + putting + settled
    _say(
        f"{count} letters of {words / count:.0f} words, {text / count:.0f} bytes of text, {size / count:.0f} of record"
    )
    _say(f"indexed {count / total:.0f} letters a second in one process: {total:.1f} s, of which {reading:.1f}")
    _say(f"  from record to document, {making:.1f} from document to row, {putting:.1f} put, {settled:.1f} merged")
    taken = path.stat().st_size
    _say(f"{taken / 1e6:.0f} MB, {taken / text:.2f} times the text")
    _ask(path)


def rebuild(folder: Path, count: int, workers: int) -> None:
    """Print how long the index of an output folder takes."""
    for number in range(count):
        content = _record(number)
        place = store.folder(folder, document(content).id)
        place.mkdir(parents=True)
        (place / store.RECORD).write_bytes(content)
    _say(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {workers or machine.workers()} processes")
    begin, processors = time.perf_counter(), _processors()
    indexing.rebuild(folder, workers=workers, tell=_say)
    clock, processors = time.perf_counter() - begin, _processors() - processors
    _say(f"{count} records from disk: {count / clock:.0f} letters a second, {clock:.1f} s;")
    _say(f"  {processors:.1f} s of processors, {1e6 * processors / count:.0f} us a letter")


def _processors() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


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
