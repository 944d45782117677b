"""Addresses by the role of each line: who, which house, street, town, country, and how else to reach it."""

from collections.abc import Sequence
from functools import cache

import regex
from babel import Locale

from pipeline.letter import cues, gazetteer
from pipeline.letter.people import person
from pipeline.model import Address, Person

TONGUES = ("en", "ug", "fr", "de", "tr", "ru", "kk")
# As letters say it, where the names of Unicode's locale data are others.
USUAL = {
    "usa": "US", "u.s.a": "US", "united states of america": "US", "uk": "GB", "u.k": "GB", "england": "GB",
    "scotland": "GB", "great britain": "GB", "turkey": "TR", "ئامېرىكا": "US", "ئەنگلىيە": "GB", "تۈركىيە": "TR",
    "گېرمانىيە": "DE", "جۇڭگو": "CN", "خىتاي": "CN", "ياپونىيە": "JP", "شۋېتسىيە": "SE", "قازاقىستان": "KZ",
    "قىرغىزىستان": "KG", "ئۆزبېكىستان": "UZ", "رۇسىيە": "RU", "فرانسىيە": "FR", "كانادا": "CA", "ئاۋسترالىيە": "AU",
    "گوللاندىيە": "NL", "نورۋېگىيە": "NO", "شىۋېتسارىيە": "CH", "p.r. china": "CN", "p. r. china": "CN",
}  # fmt: skip
MAIL = regex.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
WEB = regex.compile(r"(?:https?://|www\.)[^\s،|]+", regex.I)
PHONE = regex.compile(r"(?<![\d/])(?:\+|\(|\d)[\d ()./-]{4,}\d")
LABEL = regex.compile(
    r"(?<!\p{L})(?:tel(?:ephone)?|phone|fax|mob(?:ile)?|e-?mail|web(?:site)?|cables?|telegrams?|telex"
    r"|تېلېفون|تېلفون|تېل|فاكس|ئېلخەت|تور بېت|تور ئادرېسى|يانفون)(?:\s?نومۇرى)?\.?\s?:?\s?",
    regex.I,
)
FAX = regex.compile(r"fax|telefax|فاكس", regex.I)
STREET = regex.compile(
    r"(?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|square|drive|boulevard|row|place|terrace|gardens|park|box|strasse|straße"
    r"|rue|sokak|caddesi|mahallesi|كوچىسى|كوچا|يولى|مەھەللىسى|قەۋەت|بىنا|قورۇ)(?!\p{L})",
    regex.I,
)
PARTS = regex.compile(r"\s*[,،|·•]\s*|\s{3,}|\s[-–—]\s")
MARKS = ".,:;،- "


@cache
def _countries() -> dict[str, str]:
    """Return the code of every country by its name, in lower case, in the languages of the letters."""
    names: dict[str, str] = {}
    for tongue in TONGUES:
        for code, name in Locale(tongue).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(name.lower(), code)
    return names | USUAL


def country(text: str) -> str:
    """Return the ISO 3166 code of the country that *text* is the name of; empty if it is none."""
    return _countries().get(" ".join(text.lower().split()).strip(MARKS), "")


def address(lines: Sequence[str]) -> Address | None:
    """Return what the *lines* of an address say, by role; None where no line has any."""
    contact = "\n".join(lines)
    mails, webs = MAIL.findall(contact), WEB.findall(contact)
    bare = [WEB.sub(" ", MAIL.sub(" ", line)) for line in lines]
    phones = [found.strip() for line in bare for found in _phones(line)]
    pieces = [
        piece.strip(MARKS) for line in bare for piece in PARTS.split(_without_contact(line)) if piece.strip(MARKS)
    ]
    roles = _roles(pieces)
    who = _person(pieces)
    if not (roles or mails or webs or phones or who):
        return None
    return Address(
        person=who,
        organisation=roles.get("organisation", ""),
        street=roles.get("street", ""),
        postcode=roles.get("postcode", ""),
        city=roles.get("city", ""),
        country=roles.get("country", ""),
        phones=tuple(phones),
        emails=tuple(mail.replace(" ", "") for mail in mails),
        urls=tuple(web.strip(MARKS) for web in webs),
    )


def _phones(line: str) -> list[str]:
    labelled = LABEL.search(line)
    return [found for found in PHONE.findall(line) if (labelled or found.startswith("+")) and not FAX.search(line)]


def _without_contact(line: str) -> str:
    if not LABEL.search(line):
        return line
    return LABEL.sub(" ", PHONE.sub(" ", line))


def _roles(pieces: Sequence[str]) -> dict[str, str]:
    """Return the first piece of each role; what stands below the street, or beside a postcode, is the town."""
    roles: dict[str, str] = {}
    for place, piece in enumerate(pieces):
        role = _role(piece, roles, last=place == len(pieces) - 1)
        if role == "country":
            roles.setdefault(role, country(piece))
        elif role == "postcode":
            roles.setdefault("postcode", _postcode(piece))
            town = piece.replace(_postcode(piece), "").strip(MARKS)
            if town:
                roles.setdefault("city", town)
        elif role:
            roles.setdefault(role, piece)
    return roles


def _role(piece: str, known: dict[str, str], *, last: bool) -> str:
    if country(piece) and (known or last):
        return "country"
    if STREET.search(piece) and any(map(str.isdigit, piece)):
        return "street"
    if cues.words_among(piece, gazetteer.ORGANISATIONS) and not any(map(str.isdigit, piece)):
        return "organisation"
    if _postcode(piece) or STREET.search(piece):
        return "postcode" if _postcode(piece) else "street"
    if "street" in known and not any(map(str.isdigit, piece)) and len(piece.split()) <= 3:
        return "city"
    return ""


def _postcode(piece: str) -> str:
    found = cues.POSTCODE.search(piece)
    return found.group().strip() if found and any(map(str.isdigit, found.group())) else ""


def _person(pieces: Sequence[str]) -> Person | None:
    """Return who is named first, with the office that stands right after."""
    for place, piece in enumerate(pieces[:3]):
        if cues.words_among(piece, gazetteer.ORGANISATIONS) or STREET.search(piece) or country(piece):
            continue
        found = person(piece)
        if found and (found.honorific or found.family):
            after = pieces[place + 1] if place + 1 < len(pieces) else ""
            before = pieces[place - 1] if place else ""
            title = next((each for each in (after, before) if cues.words_among(each, gazetteer.TITLES)), "")
            return found.model_copy(update={"title": found.title or title})
    return None
