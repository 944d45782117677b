"""More families that rules may be written for: sender and addressee stand to one another in a way of each one's own."""

from collections.abc import Callable

from invented import days, names, phrases, prose
from invented.chance import likely, pick
from invented.draft import Draft, Way

TOPICS = (
    "Invoice of last month",
    "your visit to our works",
    "Delivery of the second press",
    "New opening hours",
    "Your enquiry",
)


def information_block(draft: Draft) -> None:
    """Set the sender on one small line over the addressee, and marks, telephone and date in a column beside them."""
    rng, house = draft.rng, names.organisation(draft.rng)
    draft.dress(size=11.0)
    place = pick(rng, ("start", "centre", "end"))
    draft.add("letterhead", house.name.en, face="en_bold", y=16, align=place)
    dot = pick(rng, (" · ", " - ", ", ", " | "))
    sender = dot.join((house.name.en, house.street.en, house.city.en))
    draft.add("letterhead", sender, continues=True, face="en_small", y=pick(rng, (42.0, 46.0)), x=(25.0, 110.0))
    to = phrases.addressee_en(rng)
    if likely(rng, 0.3):
        draft.add("reference", pick(rng, ("Registered", "By air mail", "Personal")), gap=2)
    draft.add("addressee", *to.lines, gap=pick(rng, (1.5, 4.0)))
    side = (128.0, 195.0)
    draft.add("reference", f"Your reference: {pick(rng, 'ABC')}-{int(rng.integers(10, 99))}", y=50, x=side)
    if likely(rng, 0.5):
        draft.add("letterhead", f"Telephone: {house.phone}", continues=True, x=side, gap=1)
    when = days.day(rng)
    draft.add("date", f"Date: {days.written(when, 'en', rng)}", value=when.isoformat(), x=side, gap=1)
    draft.add("subject", pick(rng, (*TOPICS, *prose.SUBJECTS_EN)), y=98, face=pick(rng, ("en", "en_bold")))
    draft.add("salutation", to.greeting, gap=8)
    draft.paragraphs(prose.body(rng, "en", draft.body), between=4.0, first=4.0)
    draft.add("closing", phrases.leave(rng, "en"), gap=7)
    draft.add("signature", *phrases.signer(rng, house, "en"), gap=14)
    draft.sign()


def facing(draft: Draft) -> None:
    """Set a private sender at the margin and, lower, in the far half, the addressee; date and place below."""
    rng = draft.rng
    draft.dress(typed=likely(rng, 0.6))
    sender, right = names.person(rng, "en"), (pick(rng, (105.0, 115.0)), 188.0)
    draft.add("letterhead", sender, *names.address_en(rng), y=20)
    to = phrases.addressee_en(rng)
    draft.add("addressee", *to.lines, x=right, gap=pick(rng, (2.0, 8.0)))
    when = days.day(rng)
    shown = f"{pick(rng, names.TOWNS_EN)}, {days.written(when, 'en', rng)}"
    draft.add("date", shown, value=when.isoformat(), gap=8, align="end")
    draft.add("salutation", to.greeting, gap=9)
    draft.paragraphs(prose.body(rng, "en", draft.body), indent=10, first=5.0)
    draft.add("closing", phrases.leave(rng, "en"), gap=7, x=right)
    draft.add("signature", sender, gap=14, x=right)
    draft.sign()


def stacked(draft: Draft) -> None:
    """Set sender and addressee one below the other at the margin, alike but for what the rest of the letter says."""
    rng = draft.rng
    draft.dress(typed=likely(rng, 0.4))
    house, firm = names.organisation(rng), likely(rng, 0.5)
    sender = names.person(rng, "en")
    first = house.name.en if firm else sender
    where = (f"{house.street.en}, {house.city.en}",) if firm else names.address_en(rng)
    draft.add("letterhead", first, *where, y=20)
    to = phrases.addressee_en(rng)
    when = days.day(rng)
    if early := likely(rng, 0.5):
        draft.add("date", days.written(when, "en", rng), value=when.isoformat(), gap=7)
    draft.add("addressee", *to.lines, gap=7)
    if not early:
        draft.add(
            "date", days.written(when, "en", rng), value=when.isoformat(), gap=7, align=pick(rng, ("start", "end"))
        )
    if likely(rng, 0.4):
        topic = pick(rng, (*TOPICS, *prose.SUBJECTS_EN))
        draft.add("subject", topic.upper() if likely(rng, 0.5) else topic, gap=7, align=pick(rng, ("start", "centre")))
    draft.add("salutation", to.greeting, gap=8)
    draft.paragraphs(prose.body(rng, "en", draft.body), between=4.0, first=4.0)
    draft.add("closing", phrases.leave(rng, "en"), gap=7)
    draft.add("signature", sender, *((house.office.en,) if firm else ()), gap=14)
    draft.sign()


def columns(draft: Draft) -> None:
    """Set a firm's name over two small columns, address and telephones; an officer's line; the addressee below."""
    rng, house = draft.rng, names.organisation(draft.rng)
    draft.dress()
    draft.add("letterhead", house.name.en, face="en_bold", y=15, align="centre")
    draft.add("letterhead", house.street.en, house.city.en, continues=True, face="en_small", y=26, x=(25.0, 80.0))
    draft.add("letterhead", f"Tel. {house.phone}", house.mail, continues=True, face="en_small", y=26, x=(140.0, 190.0))
    if likely(rng, 0.5):
        officer = f"{house.office.en}: {names.person(rng, 'en')}"
        draft.add("letterhead", officer, continues=True, face="en_small", y=36, align="centre")
    to = phrases.addressee_en(rng)
    if likely(rng, 0.4):
        draft.add("reference", pick(rng, ("By courier", "Via fax", "URGENT")), gap=8)
    draft.add("addressee", *to.lines, gap=5)
    when = days.day(rng)
    draft.add("date", days.written(when, "en", rng), value=when.isoformat(), gap=8)
    if likely(rng, 0.5):
        draft.add("subject", pick(rng, prose.SUBJECTS_EN).upper(), gap=7, align="centre")
    draft.add("salutation", to.greeting, gap=7)
    draft.paragraphs(prose.body(rng, "en", draft.body), between=3.5, first=4.0)
    draft.add("closing", phrases.leave(rng, "en"), gap=7)
    draft.add("signature", names.person(rng, "en"), house.office.en, gap=14)
    draft.sign()


FAMILIES: dict[str, tuple[Callable[[Draft], None], tuple[Way, ...]]] = {
    "information-block": (information_block, ("ltr",)),
    "facing": (facing, ("ltr",)),
    "stacked": (stacked, ("ltr",)),
    "columns": (columns, ("ltr",)),
}
