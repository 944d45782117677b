"""Invented people, organisations and places, in English and Uyghur: what is said twice is said alike in both."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from invented.chance import pick, words

Tongue = Literal["en", "ug"]

GIVEN_EN = words(
    "Alice Andrew Arthur Beatrice Charles Clara Daniel Dorothy Edward Eleanor Frank George Grace "
    "Harold Helen Henry Irene James Joan John Laura Leonard Margaret Martin Mary Michael Nora Oliver "
    "Peter Philip Ralph Robert Rose Ruth Samuel Susan Thomas Victor Walter William"
)
FAMILY_EN = words(
    "Abbot Ashworth Barlow Bennett Brannock Carver Chilton Cobden Crowe Dalby Denholm Ellery Fairfax "
    "Farrow Garnett Halloran Hartley Holt Jessop Kearney Langford Lister Marchant Merrow Norbury "
    "Oakes Pargeter Penrose Quayle Radley Rendall Sedgwick Selby Thorne Tilney Vickers Wainwright "
    "Westbrook Wickham Yardley"
)
# (Arabic script, Latin letters as the person would write them abroad)
GIVEN_UG = (
    ("ئەخمەت", "Ehmet"),
    ("ئابدۇللا", "Abdulla"),
    ("ئىبراھىم", "Ibrahim"),
    ("تۇرسۇن", "Tursun"),
    ("قادىر", "Qadir"),
    ("ھەسەن", "Hesen"),
    ("پەرھات", "Perhat"),
    ("دىلشات", "Dilshat"),
    ("ئادىل", "Adil"),
    ("كېرىم", "Kerim"),
    ("ياسىن", "Yasin"),
    ("سابىر", "Sabir"),
    ("تاھىر", "Tahir"),
    ("ئەنۋەر", "Enwer"),
    ("باتۇر", "Batur"),
    ("شۆھرەت", "Shohret"),
    ("ئايگۈل", "Aygul"),
    ("گۈلنار", "Gulnar"),
    ("رەيھان", "Reyhan"),
    ("پاتىمە", "Patime"),
    ("دىلنۇر", "Dilnur"),
    ("ئاينۇر", "Aynur"),
    ("سەنەم", "Senem"),
    ("زۇلپىيە", "Zulpiye"),
    ("مېھرىگۈل", "Mehrigul"),
)
FATHERS_UG = (
    ("ھاشىم", "Hashim"),
    ("روزى", "Rozi"),
    ("ئىمىن", "Imin"),
    ("مەمەت", "Memet"),
    ("ئوسمان", "Osman"),
    ("نىياز", "Niyaz"),
    ("زۇنۇن", "Zunun"),
    ("توختى", "Tohti"),
    ("سۇلتان", "Sultan"),
    ("جالال", "Jalal"),
    ("ھەمدۇللا", "Hemdulla"),
    ("ئىسمايىل", "Ismayil"),
    ("قاسىم", "Qasim"),
    ("بەكرى", "Bekri"),
    ("ئەيسا", "Eysa"),
)
NAMED_AFTER = (
    ("تاڭ", "Dawn"),
    ("يۇلتۇز", "Star"),
    ("بۇلاق", "Wellspring"),
    ("قۇياش", "Sunrise"),
    ("باھار", "Spring"),
    ("ئۈمىد", "Hope"),
    ("مىراس", "Heritage"),
    ("چىنار", "Plane Tree"),
    ("كۆۋرۈك", "Bridge"),
    ("ئانار", "Pomegranate"),
    ("قەلەم", "Pen"),
    ("كەلگۈسى", "Future"),
    ("دۇتار", "Dutar"),
    ("ئوچاق", "Hearth"),
)
KINDS = (
    ("مەدەنىيەت جەمئىيىتى", "Cultural Society", "رەئىسى", "President"),
    ("ئانا تىل مەكتىپى", "Language School", "مۇدىرى", "Principal"),
    ("كۇتۇپخانىسى", "Library", "مۇدىرى", "Librarian"),
    ("نەشرىياتى", "Publishing House", "باش مۇھەررىرى", "Chief Editor"),
    ("ياشلار بىرلىكى", "Youth Union", "كاتىپى", "Secretary"),
    ("ياردەم فوندى", "Relief Fund", "دىرېكتورى", "Director"),
    ("تەتقىقات مەركىزى", "Research Centre", "دىرېكتورى", "Director"),
    ("ئاياللار كېڭىشى", "Women's Council", "رەئىسى", "Chairwoman"),
    ("ئۇسسۇل ئۆمىكى", "Dance Company", "مەسئۇلى", "Manager"),
    ("دوختۇرخانىسى", "Hospital", "باشلىقى", "Superintendent"),
)
OFFICES = (
    ("شەھەرلىك مائارىپ ئىدارىسى", "City Education Office", "باشلىقى", "Commissioner"),
    ("ناھىيىلىك سۇ ئىشلىرى باشقارمىسى", "District Water Board", "باشلىقى", "Chief Engineer"),
    ("ۋىلايەتلىك سەھىيە باشقارمىسى", "Provincial Health Department", "مۇدىرى", "Director"),
    ("شەھەرلىك مەدەنىيەت ئىدارىسى", "City Department of Culture", "باشلىقى", "Director"),
    ("كۆچمەنلەر ئىشلىرى كومىتېتى", "Committee for Settlers", "كاتىپى", "Secretary"),
    ("ئۆلكىلىك ئارخىپ ئىدارىسى", "Provincial Archives", "مۇدىرى", "Archivist"),
)
FIRMS = (
    "Barlow & Sons, Ironmongers",
    "The Ostley Gazette",
    "Marwick Paper Mills Limited",
    "Hartley Brothers Ltd.",
    "Northgate Shipping Company",
    "The Pellham Building Society",
    "Selby and Thorne, Solicitors",
    "Quayle Press",
    "The Association of Village Schools",
    "County Library Service",
    "The Institute of Dyers",
    "Dalby Seed Company",
)
STREETS = (
    ("گۈلباغ كوچىسى", "Rose Garden Street"),
    ("باھار كوچىسى", "Spring Street"),
    ("بۇلاق كوچىسى", "Fountain Street"),
    ("دەريا بويى كوچىسى", "Riverside Road"),
    ("چىنار يولى", "Plane Tree Avenue"),
    ("كونا بازار كوچىسى", "Old Market Street"),
    ("باغ كوچىسى", "Orchard Lane"),
    ("تۆمۈرچىلەر كوچىسى", "Smiths' Lane"),
    ("مەكتەپ كوچىسى", "School Road"),
)
TOWNS_EN = ("Pellham", "Ostley", "Marwick", "Northgate", "Dunmere", "Halden Bridge", "Sandwick", "Carrow")
CITIES = (
    ("ئالمۇتا", "Almaty", "قازاقىستان", "Kazakhstan"),
    ("ئىستانبۇل", "Istanbul", "تۈركىيە", "Turkey"),
    ("مىيۇنخېن", "Munich", "گېرمانىيە", "Germany"),
    ("ئەنقەرە", "Ankara", "تۈركىيە", "Turkey"),
    ("بېشكەك", "Bishkek", "قىرغىزىستان", "Kyrgyzstan"),
    ("ستوكھولم", "Stockholm", "شۋېتسىيە", "Sweden"),
)
HONORIFICS_EN = ("Mr.", "Mrs.", "Miss", "Dr.", "Professor")


@dataclass(frozen=True, slots=True)
class Both:
    """The same thing in Uyghur and in English."""

    ug: str
    en: str

    def of(self, tongue: Tongue) -> str:
        return self.ug if tongue == "ug" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation, the office of whoever signs for it, and where it is to be found."""

    name: Both
    office: Both
    street: Both
    city: Both
    country: Both
    phone: str
    mail: str
    web: str


def organisation(rng: np.random.Generator, *, public: bool = False) -> Organisation:
    """Return an organisation, or, if *public*, an office of the state."""
    if public:
        ug, en, office_ug, office_en = pick(rng, OFFICES)
        name = Both(ug, en)
    else:
        (after_ug, after_en), (ug, en, office_ug, office_en) = pick(rng, NAMED_AFTER), pick(rng, KINDS)
        name = Both(f"«{after_ug}» {ug}", f"{after_en} {en}")
    street, city, number = pick(rng, STREETS), pick(rng, CITIES), int(rng.integers(2, 190))
    word = "".join(letter for letter in name.en.lower().split()[0] if letter.isalpha())
    return Organisation(
        name=name,
        office=Both(office_ug, office_en),
        street=Both(f"{street[0]} {number}", f"{number} {street[1]}"),
        city=Both(city[0], city[1]),
        country=Both(city[2], city[3]),
        phone=phone(rng),
        mail=f"{pick(rng, ('info', 'office', 'mail'))}@{word}.example.org",
        web=f"www.{word}.example.org",
    )


def phone(rng: np.random.Generator) -> str:
    """Return a telephone number out of those kept for fiction."""
    last = int(rng.integers(100, 999))
    return pick(rng, (f"01632 960 {last}", f"(01632) 960{last}", f"+44 1632 960{last}", f"960 {last}"))


def person(rng: np.random.Generator, tongue: Tongue) -> str:
    """Return a name without honorific: given and family name, in Uyghur given name and father's name."""
    if tongue == "ug":
        return f"{pick(rng, GIVEN_UG)[0]} {pick(rng, FATHERS_UG)[0]}"
    given, family = pick(rng, GIVEN_EN), pick(rng, FAMILY_EN)
    middle = pick(rng, ("", "", f"{pick(rng, 'ABCDEFGHJLMPRSTW')}. "))
    return f"{pick(rng, (given, given, given[0] + '.'))} {middle}{family}"


def uyghur_in_latin(rng: np.random.Generator) -> str:
    return f"{pick(rng, GIVEN_UG)[1]} {pick(rng, FATHERS_UG)[1]}"


def address_en(rng: np.random.Generator) -> tuple[str, ...]:
    """Return street and town of a private address in English."""
    street = f"{int(rng.integers(1, 240))} {pick(rng, STREETS)[1]}"
    town = pick(rng, TOWNS_EN)
    inward = f"{int(rng.integers(1, 9))}{pick(rng, 'ABDEFGHJ')}{pick(rng, 'LNPQRST')}"
    code = f"{town[:2].upper()}{int(rng.integers(1, 19))} {inward}"
    return pick(
        rng,
        ((street, f"{town} {code}"), (f"{street},", f"{town}, {code}."), (street, town, code), (f"{street}, {town}",)),
    )
