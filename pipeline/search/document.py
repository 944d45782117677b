"""A letter as the index keeps it: its words in reading order, the field of each, and where on a page it stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, islice
from typing import NamedTuple, get_args

import regex

from pipeline.model import FieldName
from pipeline.search.glimpse import Glimpse, Line, Part, Word, glimpse

REST = "rest"  # text that the letter's parser gave to no field: page numbers, labels, what stamps say
FIELDS: tuple[str, ...] = (*get_args(FieldName), REST)
HYPHENS = "-‐¬\u00ad"
EDTF = regex.compile(r"([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?[?~%]*")

Owner = tuple[str, Part | None]  # field, and the part of it, that a word belongs to
Span = tuple[str, str]  # first and last day, ISO 8601


class Place(NamedTuple):
    """Where a word stands: the number of the page, from 1, and the sides of the box on its page image."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one field that follow each other.

    Attributes:
        field: which.
        language: a BCP 47 tag; empty if unknown.
        words: in logical order.
        numbers: the places of all words, five numbers each: they are made into places where those are asked for.
        divided: the words that have more than one place, since a line ended in them, and how many these have.
    """

    field: str
    language: str
    words: tuple[str, ...]
    numbers: tuple[int, ...]
    divided: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def places(self) -> tuple[tuple[Place, ...], ...]:
        """The places of each word."""
        counts = dict(self.divided)
        rest = map(Place._make, batched(self.numbers))
        return tuple(tuple(islice(rest, counts.get(place, 1))) for place in range(len(self.words)))


def passage(field: str, language: str, words: Sequence[str], places: Sequence[tuple[Place, ...]]) -> Passage:
    """Return *words* at *places* as a passage."""
    numbers = tuple(chain.from_iterable(chain.from_iterable(places)))
    divided = tuple((number, len(some)) for number, some in enumerate(places) if len(some) > 1)
    return Passage(field, language, tuple(words), numbers, divided)


def batched(numbers: Iterable[int]) -> Iterator[tuple[int, ...]]:
    """Yield *numbers*, five at a time."""
    one = iter(numbers)
    return zip(*[one] * len(Place._fields), strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What can be searched of one letter; *key* is that of its record, *dates* are all days that it may be of."""

    id: str
    key: str
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    dates: tuple[Span, ...]
    passages: tuple[Passage, ...]

    @property
    def date(self) -> str:
        return self.dates[0][0] if self.dates else ""


def document(data: bytes) -> Document:
    """Return what can be searched of the letter whose record.json is *data*; ValueError if that is no record."""
    record = glimpse(data)
    parts = [(name, part) for name in get_args(FieldName) for part in record.letter.get(name, ())]
    languages = [part.language for _, part in parts if part.language]
    most = max(languages, key=languages.count, default="")  # of the letter, and so of what nobody knows better
    return Document(
        id=record.id,
        key=record.key,
        sources=tuple(source.name for source in record.sources),
        languages=tuple(dict.fromkeys(languages)),
        dates=_dates(record.letter.get("date", ())),
        passages=tuple(_passages(record, parts, most)),
    )


def days(value: str) -> Span | None:
    """Return the first and the last day that an ISO 8601 or EDTF date may mean; None if it is no such date.

    The digits after the year may be missing; an X is any digit; `1990/1995` is an interval.
    """
    ends = [EDTF.fullmatch(end) for end in value.split("/")]
    if len(ends) > 2 or not all(ends):
        return None
    first, last = (end.groups(default="XX") for end in (ends[0], ends[-1]) if end)
    return _day(first, "0"), _day(last, "9")


def _day(groups: tuple[str, ...], digit: str) -> str:
    year, month, day = (group.replace("X", digit) for group in groups)
    return f"{year}-{min(max(month, '01'), '12')}-{min(max(day, '01'), '31')}"


def _dates(parts: Sequence[Part]) -> tuple[Span, ...]:
    spans = [days(part.value) for part in parts if isinstance(part.value, str)]
    return tuple(dict.fromkeys(span for span in spans if span))


def _passages(record: Glimpse, parts: list[tuple[FieldName, Part]], language: str) -> Iterator[Passage]:
    """Yield the passages in the order of the page; a line of two parts gives each word to the part that has it."""
    owners: dict[str, list[tuple[str, Part]]] = {}
    for name, part in parts:
        for line_id in part.lines:
            owners.setdefault(line_id, []).append((name, part))
    draft = _Draft(language)
    for page in record.pages:
        for line in chain.from_iterable(block.lines for block in page.blocks):
            yield from draft.add(line, page.number, owners.get(line.id, []))
    yield from draft.flush()


class _Draft:
    """The passage that is being gathered."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.owner: Owner = (REST, None)
        self.words: list[str] = []
        self.numbers: list[int] = []
        self.counts: dict[int, int] = {}

    def add(self, line: Line, page: int, owners: list[tuple[str, Part]]) -> Iterator[Passage]:
        """Take the words of *line*; yield the passages that end before them."""
        words = line.readings[0].words if line.readings else ()
        begins = True
        for owner, group in _shared(words, owners):
            if owner != self.owner:
                yield from self.flush()
                self.owner = owner
            self._take(group, page, begins=begins)
            begins = False

    def flush(self) -> Iterator[Passage]:
        """Yield what was gathered, if there is something."""
        field, part = self.owner
        if self.words:
            language = (part and part.language) or self.language
            yield Passage(field, language, tuple(self.words), tuple(self.numbers), tuple(self.counts.items()))
        self.words, self.numbers, self.counts = [], [], {}

    def _take(self, words: Sequence[Word], page: int, *, begins: bool) -> None:
        texts = [word.text for word in words]
        if begins and self.words and texts and self._divided(self.words[-1], texts[0]):
            last = len(self.words) - 1
            self.words[last] = self.words[last][:-1] + texts.pop(0)
            self.counts[last] = self.counts.get(last, 1) + 1
        self.words += texts
        for word in words:
            box = word.box
            self.numbers += (page, box.left, box.top, box.right, box.bottom)

    def _divided(self, head: str, tail: str) -> bool:
        """Return whether the parser of the letter made one word of the two sides of a line's end."""
        part = self.owner[1]
        return len(head) > 1 and head[-1] in HYPHENS and part is not None and head[:-1] + tail in part.text


def _shared(words: Sequence[Word], owners: list[tuple[str, Part]]) -> Iterator[tuple[Owner, Sequence[Word]]]:
    """Yield the *words* of a line with what they belong to; nearly all lines belong to one part."""
    if len(owners) < 2:
        yield owners[0] if owners else (REST, None), words
        return
    for owner, group in groupby(words, key=partial(_owner, owners)):
        yield owner, tuple(group)


def _owner(owners: list[tuple[str, Part]], word: Word) -> Owner:
    return next((owner for owner in owners if word.text in owner[1].text), owners[0])
