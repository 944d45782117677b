"""Letters of an invented archive for the bench of searching: small grammars, with what each letter is about known.

Every letter has one topic, a date of its own, an addressee, a sender and a reference; of ten letters six are in Uyghur,
three in English and one in Uyghur Latin. The same number gives the same letter.
"""

import tomllib
from calendar import month_name
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import Any, Literal

from letterfile import Block, Face, LetterFile, Sheet

from pipeline.letter.romanize import romanize

Tongue = Literal["ug", "en", "ug-Latn"]
TEXTS = Path(__file__).with_name("text") / "archive.toml"
TONGUES: tuple[Tongue, ...] = ("ug", "en", "ug", "ug", "en", "ug", "ug-Latn", "ug", "en", "ug")
FIRST_DAY, DAYS = date(1952, 1, 1), 55 * 365
FACES: dict[Tongue, tuple[str, ...]] = {
    "ug": ("UKIJTuz.ttf", "UKIJTuzB.ttf", "UKIJBasma.ttf", "UKIJEkran.ttf", "UKIJTuzK.ttf", "Amiri-Regular.ttf"),
    "en": ("LiberationSerif-Regular.ttf", "Carlito-Regular.ttf", "EBGaramond12-Regular.otf", "Courier Prime.otf"),
    "ug-Latn": ("LiberationSerif-Regular.ttf", "LiberationSans-Regular.ttf"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of letter *number* before anybody reads it; texts as printed."""

    number: int
    tongue: Tongue
    topic: str
    day: date
    reference: str
    place: str
    addressee: str
    sender: str
    salutation: str
    body: tuple[str, ...]
    closing: str

    @property
    def name(self) -> str:
        return f"letter-{self.number:06d}"

    @property
    def printed_day(self) -> str:
        day = self.day
        if self.tongue == "en":
            return f"{day.day} {month_name[day.month]} {day.year}"
        text = f"{day.year}-يىلى {day.month}-ئاينىڭ {day.day}-كۈنى"
        return romanize(text) if self.tongue == "ug-Latn" else text

    @property
    def fields(self) -> dict[str, tuple[str, ...]]:
        """The texts of each field, in the order of the page."""
        return {
            "letterhead": (self.place,),
            "reference": (self.reference,),
            "date": (self.printed_day,),
            "addressee": (self.addressee,),
            "salutation": (self.salutation,),
            "body": self.body,
            "closing": (self.closing,),
            "signature": (self.sender,),
        }


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(TEXTS.read_text("utf-8"))


def topics() -> tuple[str, ...]:
    """Return the names of all topics."""
    return tuple(topic["name"] for topic in _texts()["topics"])


@lru_cache(maxsize=1024)
def facts(number: int, seed: int) -> Facts:
    """Return letter *number* of the archive *seed*; topics and tongues go round."""
    rng = Random(f"{seed}/{number}")
    texts = _texts()
    topic = texts["topics"][number % len(texts["topics"])]
    tongue = TONGUES[(number // len(texts["topics"])) % len(TONGUES)]
    script = "en" if tongue == "en" else "ug"
    addressee, sender = rng.sample(texts["names"][script], 2)
    place = f"{rng.choice(texts['places'][script])} {rng.randint(2, 99)}"
    said = rng.sample(topic[script], 2) + rng.sample(texts["fillers"][script], 3)
    rng.shuffle(said)
    greeting = f"Dear {addressee}," if script == "en" else f"ھۆرمەتلىك {addressee}:"
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    series = f"{rng.choice('ABCDEFGHK')}{rng.choice('LMNPRST')}-{rng.randint(100, 9999)}"
    letter = Facts(
        number=number,
        tongue=tongue,
        topic=topic["name"],
        day=day,
        reference=f"{'Ref.' if script == 'en' else 'نومۇرى:'} {series}",
        place=place if script == "ug" else _number_first(place),
        addressee=addressee,
        sender=sender,
        salutation=greeting,
        body=(" ".join(said[:3]), " ".join(said[3:])),
        closing=rng.choice(texts["closings"][script]),
    )
    return _in_latin(letter) if tongue == "ug-Latn" else letter


def _number_first(place: str) -> str:
    street, number = place.rsplit(" ", 1)
    return f"{number} {street}"


def _in_latin(letter: Facts) -> Facts:
    def latin(text: str) -> str:
        turned = romanize(text).translate({ord("،"): ",", ord("؛"): ";", ord("؟"): "?"})
        return ". ".join(sentence[:1].upper() + sentence[1:] for sentence in turned.split(". "))

    def name(text: str) -> str:
        return " ".join(word.capitalize() for word in romanize(text).split())

    return replace(
        letter,
        reference=f"Nomuri: {letter.reference.split()[-1]}",
        place=name(letter.place),
        addressee=name(letter.addressee),
        sender=name(letter.sender),
        salutation=f"Hörmetlik {name(letter.addressee)}:",
        body=tuple(map(latin, letter.body)),
        closing=latin(letter.closing),
    )


def sheet(letter: Facts, seed: int) -> LetterFile:
    """Return *letter* laid out for the press."""
    face = Random(f"{seed}/{letter.number}/face").choice(FACES[letter.tongue])
    size = 14.0 if letter.tongue == "ug" else 12.0
    return LetterFile(
        about=letter.topic,
        family="archive",
        seen=False,
        seed=seed,
        direction="rtl" if letter.tongue == "ug" else "ltr",
        faces={"text": Face(file=face, size=size, hammered=face.startswith("Courier"))},
        pages=(Sheet(blocks=tuple(_blocks(letter))),),
    )


def _blocks(letter: Facts) -> list[Block]:
    gaps = {"letterhead": 0, "reference": 6, "date": 2, "addressee": 8, "salutation": 8, "body": 4, "closing": 9}
    return [
        Block(
            field=field,
            gap=gaps.get(field, 12),
            y=22 if field == "letterhead" else None,
            align="centre" if field == "letterhead" else "end" if field == "date" else "start",
            value=letter.day.isoformat() if field == "date" else "",
            indent=9 if field == "body" else 0,
            lines=() if field == "body" else (text,),
            text=text if field == "body" else "",
        )
        for field, texts in letter.fields.items()
        for text in texts
    ]


def spoilt(text: str, rng: Random, rate: float = 0.01) -> str:
    """Return *text* as a reader would have it that takes one letter in a hundred for another one of the text."""
    letters = list(text)
    for _ in range(int(len(text) * rate + rng.random())):
        place, other = rng.randrange(len(text)), rng.choice(text)
        if letters[place].isalpha() and other.isalpha():
            letters[place] = other
    return "".join(letters)
