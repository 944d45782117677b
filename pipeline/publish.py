"""Records go out: each letter's files beside its record, those of the collection into the output folder."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pipeline import export, pool, store
from pipeline.errors import InputError
from pipeline.model import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What became of one letter: the files that were written, or the reason why there are none."""

    record: Path
    files: tuple[Path, ...] = ()
    reason: str = ""


def letters(records: Sequence[Path], formats: str, *, workers: int = 0) -> Iterator[Published]:
    """Write the files of all *records*; yield what became of each as it comes.

    Raises:
        UsageError: before the first letter, if there is no such format.
        DependencyError: if a format needs what is not installed.
    """
    if not _exporters(formats)[0]:
        return
    yield from pool.run(partial(letter, formats=formats), records, lost=_lost, workers=workers)


def letter(record: Path, formats: str) -> Published:
    """Write the files of the *record* at a path; a record that cannot be read is an outcome, not an error."""
    try:
        whole = store.load(record)
    except InputError as error:
        return Published(record=record, reason=str(error))
    image_of = partial(store.page_image, record)
    made = [file for exporter in _exporters(formats)[0].values() for file in exporter.write(whole, image_of)]
    return Published(record=record, files=store.save_exports(made, record))


def collection(output: Path, formats: str) -> Iterator[Path]:
    """Write the files that tell of all records below *output*; yield the path of each when it is whole."""
    for collector in _exporters(formats)[1].values():
        for stream in collector.write(partial(_records, output)):
            yield store.save_stream(stream, output)


def _records(output: Path) -> Iterable[Record]:
    """Yield what can be read below *output*; what cannot is told where the letters are published."""
    for path in store.records(output):
        try:
            yield store.load(path)
        except InputError:
            continue


@cache
def _exporters(formats: str) -> tuple[dict[str, export.Exporter], dict[str, export.Collector]]:
    return export.load(formats)


def _lost(record: Path, error: pool.WorkerLostError) -> Published:
    return Published(record=record, reason=f"{record}: {error.reason}; try it alone, with --workers 1")
