"""How good the results are: records beside truth written by people, for every letter of the truth without exception."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.evaluate.calibration import Calibration, calibration, unchanged
from pipeline.evaluate.fields import comparable, compare_field
from pipeline.evaluate.metrics import character_errors, compare_lines, ends, kind, pair, word_errors, written
from pipeline.evaluate.report import figures, table
from pipeline.evaluate.scores import (
    FIELDS,
    MAIN_FIELDS,
    Difference,
    Errors,
    Evaluation,
    FieldScore,
    LetterScore,
    LineScore,
    Share,
)
from pipeline.evaluate.truth import Found, Named, Truth, read_records, read_truths, record_for
from pipeline.evaluate.understanding import on_true_text
from pipeline.model import FieldName, Letter, Record, Word
from pipeline.text import plain

__all__ = ["Evaluation", "evaluate", "figures", "table"]


def evaluate(truth: Path, output: Path, *, only: Collection[str] | None = None) -> Evaluation:
    """Compare the records in the folder *output* with every NAME.truth.json in the folder *truth*.

    A truth without a record is a letter that failed: all its lines and fields count as missed.

    Args:
        truth: a folder, searched with the folders in it.
        output: an output folder of `mektup read`.
        only: the names of the letters to compare; None for all.

    Raises:
        UsageError: if there is no truth, a name in *only* has none, *output* is no folder, a file in either cannot be
            read, or several records could stand for the same truth.
    """
    truths = _chosen(read_truths(truth), only)
    records = read_records(output)
    pairs = [(named, record_for(named, records)) for named in truths]
    used = {found.place for _, found in pairs if found}
    unused = () if only is not None else tuple(found.place.as_posix() for found in records if found.place not in used)
    return Evaluation(letters=tuple(_score(named, found) for named, found in pairs), without_truth=unused)


def _chosen(truths: Sequence[Named], only: Collection[str] | None) -> Sequence[Named]:
    if only is None:
        return truths
    unknown = sorted(set(only) - {named.name for named in truths})
    if unknown:
        raise UsageError(f"no truth has this name: {', '.join(unknown)}")
    return [named for named in truths if named.name in only]


def _score(named: Named, found: Found | None) -> LetterScore:
    pages = _pages(named.truth, found.record if found else None)
    letter = found.record.letter if found else None
    understood = on_true_text(found.record, named.truth.pages) if found else None
    lines = _partners(named.truth, found.record if found else None)
    texts = [("\n".join(truth), "\n".join(read)) for truth, read in pages]
    return LetterScore(
        name=named.name,
        record=(found.place / "record.json").as_posix() if found else "",
        status=found.record.status if found else "missing",
        page_cer=sum((character_errors(*text) for text in texts), Errors()),
        page_wer=sum((word_errors(*text) for text in texts), Errors()),
        by_script=_by_script(pages),
        confidence=_confidence(lines, _of_words),
        characters=_confidence(lines, _of_characters),
        fields=_fields(named.truth.fields, letter),
        understood=_main(_fields(named.truth.fields, understood)),
        differences=(*_line_differences(pages), *_field_differences(named.truth.fields, letter or Letter())),
    )


def _pages(truth: Truth, record: Record | None) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Return the lines of each page, in reading order, as they are and as they were read."""
    read = [[line.text for line in page.lines] for page in record.pages] if record else []
    return list(zip_longest(truth.pages, read, fillvalue=()))


def _by_script(pages: Sequence[tuple[Sequence[str], Sequence[str]]]) -> dict[str, LineScore]:
    scores: dict[str, LineScore] = {}
    for truth, read in pages:
        for name, score in compare_lines(truth, read).items():
            scores[name] = scores.get(name, LineScore()) + score
    return scores


def _partners(truth: Truth, record: Record | None) -> list[tuple[str, Sequence[Word]]]:
    """Return the words of each line that was read, beside its true text; that of an invented line is empty."""
    found: list[tuple[str, Sequence[Word]]] = []
    for true, page in zip_longest(truth.pages, record.pages if record else (), fillvalue=None):
        lines = [line for line in page.lines if line.readings] if page else []
        partners = {read: wanted for wanted, read in pair(true or (), [line.text for line in lines])}
        for place, line in enumerate(lines):
            wanted = (true or ())[partners[place]] if place in partners else ""
            found.append((plain(wanted), line.readings[0].words))
    return found


def _confidence(
    lines: Iterable[tuple[str, Sequence[Word]]], told: Callable[[str, Sequence[Word]], Calibration]
) -> dict[str, Calibration]:
    """Return what is *told* of the *lines* read, by their kind; nothing in an invented line is right."""
    found: dict[str, Calibration] = {}
    for wanted, words in lines:
        name = kind(wanted or " ".join(word.text for word in words))
        found[name] = found.get(name, Calibration()) + told(wanted, words)
    return found


def _of_words(truth: str, words: Sequence[Word]) -> Calibration:
    kept = unchanged(truth.split(), [plain(word.text) for word in words])
    return calibration(zip([word.confidence for word in words], kept, strict=True))


def _of_characters(truth: str, words: Sequence[Word]) -> Calibration:
    """Return the calibration of the characters of *words*; of spaces, and by some engines, no confidence is told."""
    kept = iter(unchanged(truth.replace(" ", ""), "".join(word.text for word in words)))
    right = [[next(kept) for _ in word.text] for word in words]
    return calibration(
        pair
        for word, hits in zip(words, right, strict=True)
        if word.characters
        for pair in zip(word.characters, hits, strict=True)
    )


def _fields(truth: Mapping[FieldName, Sequence[str]], letter: Letter | None) -> dict[FieldName, FieldScore]:
    """Compare all fields; a letter without a record has earned nothing, not even what it rightly leaves empty."""
    read = letter or Letter()
    scores = {name: compare_field(name, truth.get(name, ()), read.field(name)) for name in FIELDS}
    if letter:
        return scores
    return {name: score.model_copy(update={"invented": Errors()}) for name, score in scores.items()}


def _main(scores: Mapping[FieldName, FieldScore]) -> Share:
    return sum((scores[name].whole for name in MAIN_FIELDS), Share())


def _line_differences(pages: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Iterator[Difference]:
    for truth, read in pages:
        for left, right in ends(written(truth), written(read)):
            if plain(left) != plain(right):
                yield Difference(where="line", truth=left, read=right)


def _field_differences(truth: Mapping[FieldName, Sequence[str]], letter: Letter) -> Iterator[Difference]:
    for name in FIELDS:
        for left, right in ends(*comparable(name, truth.get(name, ()), letter.field(name))):
            if left != right:
                yield Difference(where=name, truth=left, read=right)
