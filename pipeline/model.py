"""The record of one letter, whole: what went in, what was seen, what was read, and what the letter says.

Every value is frozen and refuses nonsense. Coordinates are pixels of the page image, text is NFC in logical order, and
the order of every tuple is the reading order.
"""

import hashlib
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, computed_field, model_validator

from pipeline.geometry import IDENTITY, Box, Matrix, Point, bounds, inverse, moved
from pipeline.warp import Warp

Script = Literal["Arab", "Latn", "Cyrl"]
Direction = Literal["rtl", "ltr"]
Hand = Literal["print", "typed", "handwritten"]
GraphicKind = Literal["logo", "stamp", "signature", "seal", "rule", "photo", "stain"]
PageStatus = Literal["read", "blank", "failed"]
Severity = Literal["info", "warning", "error"]
FieldName = Literal[
    "letterhead", "reference", "subject", "addressee", "date", "salutation",
    "body", "closing", "signature", "postscript", "enclosures", "copies"
]  # fmt: skip
BY_HAND = "hand: "  # the engine of a reading that a person gave starts so; the person's name follows
CORRECT = "correct"  # the step of such a person
Unit = Annotated[float, Field(ge=0.0, le=1.0)]


class Value(BaseModel):
    """Base of all parts of a record: frozen, no unknown keys; computed fields are written and, when read, made anew."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _make_derived_anew(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if key not in cls.model_computed_fields}


class Word(Value):
    """A word as an engine read it.

    Attributes:
        characters: how sure each character (code point) of `text` is, as CC in ALTO; empty if the engine does not say.
    """

    text: Annotated[str, Field(min_length=1)]
    box: Box
    confidence: Unit
    characters: tuple[Unit, ...] = ()

    @model_validator(mode="after")
    def _one_for_each_character(self) -> Self:
        if self.characters and len(self.characters) != len(self.text):
            raise ValueError(f"{len(self.characters)} confidences for {len(self.text)} characters: {self.text!r}")
        return self


class Reading(Value):
    """What one engine read on one line; words in logical order."""

    engine: str
    words: tuple[Word, ...]

    @computed_field  # type: ignore[prop-decorator]  # mypy does not know decorated properties
    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def confidence(self) -> float:
        """The mean over the characters, in [0, 1]; 0.0 where nothing was read."""
        letters = sum(len(word.text) for word in self.words)
        total = sum(word.confidence * len(word.text) for word in self.words)
        return round(min(total / letters, 1.0), 4) if letters else 0.0


class TextLine(Value):
    """A line of text; readings best first, none where it could not be read."""

    id: str
    polygon: Annotated[tuple[Point, ...], Field(min_length=3)]
    baseline: Annotated[tuple[Point, ...], Field(min_length=2)]
    script: Script | None = None
    direction: Direction = "ltr"
    hand: Hand = "print"
    readings: tuple[Reading, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        return self.readings[0].text if self.readings else ""

    @property
    def box(self) -> Box:
        return bounds(self.polygon)

    @property
    def confidence(self) -> float:
        return self.readings[0].confidence if self.readings else 0.0

    @property
    def corrected_by(self) -> str:
        """Who corrected the line by hand; empty if nobody did."""
        engine = self.readings[0].engine if self.readings else ""
        return engine.removeprefix(BY_HAND) if engine.startswith(BY_HAND) else ""


class TextBlock(Value):
    """Lines that stand together."""

    id: str
    lines: Annotated[tuple[TextLine, ...], Field(min_length=1)]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def box(self) -> Box:
        return bounds([point for line in self.lines for point in line.polygon])


class Graphic(Value):
    """Something on the page that is not text."""

    kind: GraphicKind
    box: Box
    ink: str = Field(description="colour as #rrggbb")
    confidence: Unit
    image: str = Field("", description="file name of its picture beside the record; empty if there is none")


class Quality(Value):
    """What was measured on the scan."""

    dpi_known: bool
    rotation: Literal[0, 90, 180, 270] = Field(0, description="degrees clockwise that the scan was turned by")
    skew: float = Field(0.0, description="degrees clockwise that the scan was then turned by")
    contrast: Unit = Field(0.0, description="paper less ink, as a share of the whole range")
    bilevel: bool = False


class Page(Value):
    """One page; coordinates are pixels of its page image."""

    number: Annotated[int, Field(ge=1)]
    source: str
    source_page: Annotated[int, Field(ge=1)]
    leaf: Annotated[int, Field(ge=0)] = Field(
        0,
        description="place in reading order among the pages on one scan, from 1; not there where it is the only one",
        exclude_if=lambda leaf: leaf == 0,
    )
    status: PageStatus
    reason: str = Field("", description="why the page failed or is blank")
    width: Annotated[int, Field(ge=0)] = 0
    height: Annotated[int, Field(ge=0)] = 0
    dpi: Annotated[float, Field(ge=0)] = 0.0
    image: str = Field("", description="file name of the page image beside the record; empty if there is none")
    from_source: Matrix = Field(IDENTITY, description="matrix scan -> page image, or -> bent page if there is a warp")
    warp: Warp | None = Field(
        None, description="how a bent page was flattened; not there for others", exclude_if=lambda warp: warp is None
    )
    quality: Quality | None = None
    blocks: tuple[TextBlock, ...] = ()
    graphics: tuple[Graphic, ...] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def text(self) -> str:
        return "\n\n".join(block.text for block in self.blocks)

    @property
    def lines(self) -> tuple[TextLine, ...]:
        return tuple(line for block in self.blocks for line in block.lines)

    def on_scan(self, point: Point) -> Point:
        """Return where a *point* of the page image lies on the scan."""
        return moved(inverse(self.from_source), self.warp.bent(point) if self.warp else point)

    def on_page(self, point: Point) -> Point:
        """Return where a *point* of the scan lies on the page image."""
        bent = moved(self.from_source, point)
        return self.warp.flat(bent) if self.warp else bent


class Signatory(Value):
    """Who signs: as typed, and whether there is ink; never who it is."""

    name: str = ""
    title: str = ""
    organisation: str = ""
    has_ink: bool = False


class Person(Value):
    """A person as the letter names them; what is not said stays empty.

    A Uyghur father's name stands where others have a family name.
    """

    name: str
    honorific: str = ""
    given: str = ""
    family: str = ""
    title: str = ""
    organisation: str = ""


class Address(Value):
    """An address by the role of its lines; what is not said stays empty."""

    person: Person | None = None
    organisation: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = Field("", description="ISO 3166-1 code of two letters")
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


class Evidence(Value):
    """Why a part was taken for its field: what spoke for it, strongest first, and what else it might have been."""

    probability: Unit = Field(description="how likely the field is, before any doubt about the reading")
    runner_up: str = Field("", description="the likeliest other field, or sender, title or furniture")
    runner_up_probability: Unit = 0.0
    because: tuple[str, ...] = Field((), description="the features that decided")


class Part(Value):
    """One thing that the letter says, and the lines that bear it out."""

    text: str
    lines: tuple[str, ...] = Field(description="ids of the lines that this rests on")
    language: str = Field("", description="BCP 47 tag: ug, en, ug-Latn, ...; empty if unknown")
    confidence: Unit
    value: str | Signatory | None = Field(None, description="normal value: ISO 8601 date, or who signs")
    alternatives: tuple[str, ...] = ()
    translation_of: int | None = Field(None, description="place, in the same field, of the part that this translates")
    edtf: str = Field("", description="a date in EDTF, which can also say what is uncertain: 192X, XXXX-03-14, [..,..]")
    calendar: str = Field("", description="calendar that a date was written in, where it is another than ours: hijri")
    people: tuple[Person, ...] = Field((), description="who is named in an addressee, a salutation or a signature")
    address: Address | None = Field(None, description="a letterhead or an addressee by the role of its lines")
    evidence: Evidence | None = None


class Letter(Value):
    """The fields of a letter; each is a tuple of parts and is empty where the letter has no such field."""

    letterhead: tuple[Part, ...] = ()
    reference: tuple[Part, ...] = ()
    subject: tuple[Part, ...] = ()
    addressee: tuple[Part, ...] = ()
    date: tuple[Part, ...] = ()
    salutation: tuple[Part, ...] = ()
    body: tuple[Part, ...] = ()
    closing: tuple[Part, ...] = ()
    signature: tuple[Part, ...] = ()
    postscript: tuple[Part, ...] = ()
    enclosures: tuple[Part, ...] = ()
    copies: tuple[Part, ...] = ()

    def field(self, name: FieldName) -> tuple[Part, ...]:
        parts: tuple[Part, ...] = getattr(self, name)
        return parts

    @property
    def fields_found(self) -> tuple[str, ...]:
        return tuple(name for name in type(self).model_fields if getattr(self, name))


class Finding(Value):
    """Something that a person should know about this letter."""

    code: str = Field(description="short name that programs can ask for, such as low-confidence")
    severity: Severity
    message: str
    page: int | None = None
    line: str | None = None


class Source(Value):
    """A file that went in."""

    name: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    bytes: Annotated[int, Field(ge=0)]


class Step(Value):
    """A step of the work, with what did it."""

    name: str
    by: str = Field(description="program or module, with its version")

    @property
    def is_by_hand(self) -> bool:
        """Whether a person did it, not a program."""
        return self.name == CORRECT


class Review(Value):
    """Whether a person should look, and why."""

    needed: bool = False
    reasons: tuple[str, ...] = ()


def place_of(letter_id: str) -> str:
    """Return where a letter's folder lies below the output folder; names start alike, so their hashes spread them."""
    shard = hashlib.sha256(letter_id.encode()).hexdigest()
    return f"{shard[:2]}/{shard[2:4]}/{letter_id}"


class Record(Value):
    """The whole result for one letter; a function of its input, with no clock, host or path in it."""

    schema_version: Literal["1.0"] = "1.0"
    id: str
    key: str = Field(description="sha256 of scans, settings and versions: the same key means the same result")
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    pages: tuple[Page, ...]
    letter: Letter = Letter()
    steps: tuple[Step, ...] = ()
    findings: tuple[Finding, ...] = ()
    review: Review = Review()

    @property
    def status(self) -> Literal["done", "blank", "failed"]:  # failed where no page could be read
        ends = {page.status for page in self.pages}
        if "read" in ends:
            return "done"
        return "blank" if "blank" in ends and "failed" not in ends else "failed"
