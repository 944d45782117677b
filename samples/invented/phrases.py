"""The set phrases of letters: heads, greetings, leaves and labels."""

from dataclasses import dataclass

import numpy as np

from invented import names
from invented.chance import likely, pick
from invented.days import Writing
from invented.names import Organisation, Tongue

LEAVE_EN = (
    "Yours sincerely,",
    "Yours faithfully,",
    "Yours truly,",
    "Very truly yours,",
    "With kind regards,",
    "Sincerely yours,",
    "Respectfully,",
)
LEAVE_UG = ("ھۆرمەت بىلەن،", "چوڭقۇر ھۆرمەت بىلەن", "ئېھتىرام بىلەن:", "سالام بىلەن،", "رەھمەت بىلەن", "ھۆرمەت بىلەن:")
LEAVE_FRIEND_EN = ("With love,", "Ever yours,", "Affectionately yours,", "Your friend,", "As ever,")
LEAVE_FRIEND_ULY = ("Hörmet bilen,", "Salam bilen,", "Séghinip,", "Hörmet we salam bilen,")
GREET_UG = ("ھۆرمەتلىك {} ئەپەندى:", "ھۆرمەتلىك {} خانىم،", "قەدىرلىك {}!", "ئىززەتلىك {} ئەپەندى!")
GREET_ALL_UG = ("ھۆرمەتلىك ئەزالار:", "ئەسسالامۇ ئەلەيكۇم!", "ھۆرمەتلىك مۇدىرىيەت ئەزالىرى!", "ھۆرمەتلىك كەسىپداشلار،")
GREET_EN = ("Dear {},", "Dear {}:", "My dear {},")
GREET_ALL_EN = ("Dear Sir,", "Dear Sirs,", "Gentlemen:", "Dear Madam,", "Dear Members,", "To whom it may concern:")
ENCLOSED_EN = ("Encl.: {}", "Enclosures: {}", "Enc. {}", "Encl. (2)")
ENCLOSED_UG = ("قوشۇمچە: {}", "ئىلاۋە: {}")
LISTED_EN, LISTED_UG = (
    ("list of members", "copy of the lease", "two photographs"),
    ("ئەزالار تىزىملىكى", "بىر پارچە سۈرەت (2 بەت)"),
)
COPIES_EN = ("cc: {}", "c.c. {}", "Copy to: {}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom: the lines of the address, and how the letter greets."""

    lines: tuple[str, ...]
    greeting: str


def addressee_en(rng: np.random.Generator) -> Addressee:
    """Return a person, a person with an office, or a firm, with an address."""
    honorific, name = pick(rng, names.HONORIFICS_EN), names.person(rng, "en")
    where = names.address_en(rng)
    family = name.split()[-1]
    greeting = pick(rng, GREET_EN).format(f"{honorific} {family}")
    match pick(rng, ("person", "office", "firm")):
        case "person":
            return Addressee(lines=(f"{honorific} {name}", *where), greeting=greeting)
        case "office":
            office = pick(rng, ("Director", "Secretary", "The Editor", "Chief Librarian", "Town Clerk"))
            return Addressee(lines=(f"{honorific} {name}", office, pick(rng, names.FIRMS), *where), greeting=greeting)
    return Addressee(lines=(pick(rng, names.FIRMS), *where), greeting=pick(rng, GREET_ALL_EN[:4]))


def addressee_ug(rng: np.random.Generator) -> Addressee:
    """Return an office or a person in the dative, and a greeting."""
    office = names.organisation(rng, public=likely(rng, 0.6))
    name = names.person(rng, "ug")
    if likely(rng, 0.4):
        genitive = f"{office.name.ug}غا" if office.name.ug[-1] in "اۇو" else f"{office.name.ug}گە"
        return Addressee(lines=(genitive,), greeting=pick(rng, GREET_ALL_UG))
    lines = pick(
        rng,
        (
            (f"{office.name.ug} {office.office.ug}", f"{name} ئەپەندىگە"),
            (f"{name} ئەپەندىگە",),
            (f"{office.name.ug} {office.office.ug}", f"{name} خانىمغا"),
        ),
    )
    return Addressee(lines=lines, greeting=pick(rng, GREET_UG).format(pick(rng, (name, name.split()[0]))))


def addressee(rng: np.random.Generator, tongue: Tongue) -> Addressee:
    return addressee_ug(rng) if tongue == "ug" else addressee_en(rng)


def leave(rng: np.random.Generator, writing: Writing) -> str:
    return pick(rng, {"en": LEAVE_EN, "ug": LEAVE_UG, "uly": LEAVE_FRIEND_ULY}[writing])


def contact_lines(rng: np.random.Generator, house: Organisation, tongue: Tongue) -> tuple[str, ...]:
    """Return address and how to reach the organisation, one to three lines."""
    where = f"{house.street.of(tongue)}، {house.city.ug}" if tongue == "ug" else f"{house.street.en}, {house.city.en}"
    if likely(rng, 0.4):
        where = f"{where}، {house.country.ug}" if tongue == "ug" else f"{where}, {house.country.en}"
    call = (
        f"تېلېفون: {house.phone}" if tongue == "ug" else f"{pick(rng, ('Telephone:', 'Tel.', 'Phone:'))} {house.phone}"
    )
    return pick(rng, ((where,), (where, call), (where, f"{call}   {house.mail}"), (where, call, house.web)))


def reference(rng: np.random.Generator, tongue: Tongue) -> str:
    number, year = int(rng.integers(3, 900)), int(rng.integers(10, 99))
    code = pick(rng, (f"{number}/{year}", f"{pick(rng, ('AK', 'BM', 'E', 'CT'))}/{number}", f"{year}-{number}"))
    if tongue == "ug":
        return pick(rng, ("№ {}", "نومۇر: {}", "خەت نومۇرى: {}")).format(code)
    return pick(rng, ("Our ref: {}", "Ref. {}", "File No. {}", "Reference: {}", "No. {}")).format(code)


def signer(rng: np.random.Generator, house: Organisation, tongue: Tongue) -> tuple[str, ...]:
    """Return a typed name with office, and on some letters the organisation."""
    name = names.person(rng, tongue)
    if tongue == "ug":
        return pick(
            rng,
            (
                (name, house.office.ug),
                (f"{house.name.ug} {house.office.ug}", name),
                (name,),
                (f"{house.office.ug}: {name}",),
            ),
        )
    return pick(
        rng,
        (
            (name, house.office.en),
            (name,),
            (name, f"{house.office.en}, {house.name.en}"),
            (house.name.en, name, house.office.en),
        ),
    )
