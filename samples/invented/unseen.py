"""Families of layout that are only measured on: nothing is trained on them, and no rule was written for them."""

from collections.abc import Callable

from letterfile import Mark

from invented import days, names, phrases, prose
from invented.chance import likely, pick
from invented.draft import Draft, Way
from invented.names import Tongue


def bilingual_side(draft: Draft) -> None:
    """Two heads side by side, Uyghur right and English left, an emblem between them."""
    rng, house = draft.rng, names.organisation(draft.rng)
    tongue: Tongue = "ug" if draft.direction == "rtl" else "en"
    draft.dress()
    halves: tuple[tuple[Tongue, tuple[float, float]], ...] = (("ug", (120.0, 190.0)), ("en", (20.0, 88.0)))
    for language, where in halves if tongue == "ug" else halves[::-1]:
        draft.add("letterhead", house.name.of(language), tongue=language, face=language, align="centre", y=18, x=where)
        lines = phrases.contact_lines(rng, house, language)
        draft.add(
            "letterhead",
            *lines,
            continues=True,
            tongue=language,
            face=f"{language}_small",
            align="centre",
            gap=1,
            x=where,
        )
    if likely(rng, 0.7):
        draft.marks.append(
            Mark(kind="logo", x=104, y=28, size=20, style=pick(rng, ("book", "leaf", "waves")), ink=(20, 80, 70))
        )
    when = days.day(rng)
    if likely(rng, 0.6):
        draft.add("reference", phrases.reference(rng, tongue), y=55)
    draft.add("date", days.written(when, tongue, rng), value=when.isoformat(), y=55, align="end")
    to = phrases.addressee(rng, tongue)
    draft.add("addressee", *to.lines, gap=8)
    draft.add("salutation", to.greeting, gap=8)
    draft.paragraphs(prose.body(rng, tongue, draft.body), indent=8, leading=1.5, first=4.0)
    far = (25.0, 95.0) if tongue == "ug" else (25.0, 110.0)
    draft.add("closing", phrases.leave(rng, tongue), gap=8, x=far)
    draft.add("signature", *phrases.signer(rng, house, tongue), gap=15, x=far)
    draft.sign()
    if likely(rng, 0.5):
        draft.stamp(house.name.ug, dx=16, dy=0)


def official_foot(draft: Draft) -> None:
    """Set a ministry's letter: number and date above, a formal leave over two rows, and the addressee at the foot."""
    rng, house = draft.rng, names.organisation(draft.rng, public=True)
    draft.dress(typed=likely(rng, 0.6))
    draft.add("letterhead", house.name.en.upper(), align="centre", y=20)
    draft.add("letterhead", f"{house.street.en}, {house.city.en}", continues=True, align="centre", gap=1)
    when = days.day(rng)
    draft.add("reference", f"No. {int(rng.integers(20, 900))}/{int(rng.integers(10, 90))}", y=44)
    draft.add("date", days.written(when, "en", rng), value=when.isoformat(), y=44, align="end")
    draft.add("salutation", pick(rng, ("Sir,", "Gentlemen,", "Madam,")), gap=10, indent=8)
    texts = prose.body(rng, "en", draft.body)
    draft.paragraphs(
        [text if place == 0 else f"{place + 1}. {text}" for place, text in enumerate(texts)], indent=12, between=3.0
    )
    draft.add("closing", "I am, Sir,", gap=6, x=(90, 185))
    draft.add(
        "closing", pick(rng, ("Your obedient Servant,", "Your most obedient servant,")), continues=True, x=(100, 185)
    )
    draft.add(
        "signature",
        *pick(rng, ((names.person(rng, "en"), f"for {house.office.en}"), (names.person(rng, "en"),))),
        gap=14,
        x=(110, 185),
    )
    draft.sign()
    draft.add(
        "addressee",
        pick(rng, ("The Secretary,", "The Town Clerk,", "The Manager,")),
        f"{pick(rng, names.FIRMS)},",
        f"{pick(rng, names.TOWNS_EN)}.",
        gap=12,
    )


def telegram(draft: Draft) -> None:
    """Set a telegram on its form: capitals, no greeting, no leave."""
    rng = draft.rng
    draft.dress(typed=True)
    draft.add(
        "letterhead",
        pick(rng, ("POST OFFICE TELEGRAPHS", "IMPERIAL CABLE COMPANY", "WESTERN TELEGRAPH COMPANY")),
        face="en_bold",
        align="centre",
        y=22,
    )
    when = days.day(rng)
    draft.add(
        "date", days.written(when, "en", rng).upper(), value=when.isoformat(), gap=6, align=pick(rng, ("end", "start"))
    )
    firm = pick(rng, names.FIRMS).upper()
    draft.add("addressee", f"TO: {firm}", pick(rng, names.TOWNS_EN).upper(), gap=8)
    sentences = " STOP ".join(
        text.rstrip(".")
        for paragraph in prose.body(rng, "en", max(draft.body - 1, 1))
        for text in paragraph.split(". ")
    )
    draft.paragraphs([f"{sentences} STOP".upper()], first=9.0, leading=1.6)
    draft.add("signature", pick(rng, names.FAMILY_EN).upper(), gap=8, x=(120, 185))


def circular(draft: Draft) -> None:
    """One letter to many: a number, a list of those whom it goes to, a subject."""
    rng, house = draft.rng, names.organisation(draft.rng, public=likely(draft.rng, 0.5))
    tongue: Tongue = "ug" if draft.direction == "rtl" else "en"
    draft.dress()
    draft.add("letterhead", house.name.of(tongue), tongue=tongue, face=f"{tongue}_bold", y=20)
    draft.add("letterhead", *phrases.contact_lines(rng, house, tongue), continues=True, face=f"{tongue}_small", gap=1)
    when, number = days.day(rng), int(rng.integers(2, 60))
    draft.add("reference", f"{number}-نومۇرلۇق ئۇقتۇرۇش" if tongue == "ug" else f"Circular No. {number}", gap=8)
    draft.add("date", days.written(when, tongue, rng), value=when.isoformat(), gap=2)
    many = int(rng.integers(3, 6))
    listed = [f"- {names.organisation(rng).name.of(tongue)}{'گە' if tongue == 'ug' else ''}" for _ in range(many)]
    draft.add("addressee", "تارقىتىلغان ئورۇنلار:" if tongue == "ug" else "To:", *listed, gap=7)
    topic = pick(rng, prose.SUBJECTS_UG if tongue == "ug" else prose.SUBJECTS_EN)
    draft.add("subject", f"تېما: {topic}" if tongue == "ug" else f"Subject: {topic}", gap=6)
    draft.add(
        "salutation",
        pick(rng, phrases.GREET_ALL_UG if tongue == "ug" else phrases.GREET_ALL_EN[1:3] + phrases.GREET_ALL_EN[4:]),
        gap=6,
    )
    draft.paragraphs(prose.body(rng, tongue, draft.body), leading=1.5, between=3.0, first=4.0)
    draft.add("closing", phrases.leave(rng, tongue), gap=7)
    draft.add("signature", *phrases.signer(rng, house, tongue), gap=14)
    draft.sign()


def hand_stamped(draft: Draft) -> None:
    """Set an Uyghur office's letter: head, number and date small in one corner, the addressee over against them."""
    rng, house = draft.rng, names.organisation(draft.rng, public=True)
    draft.dress()
    corner, over = (118.0, 186.0), (24.0, 100.0)
    draft.add(
        "letterhead",
        house.name.ug,
        *phrases.contact_lines(rng, house, "ug")[:1],
        face="ug_small",
        x=corner,
        y=20,
        align="centre",
    )
    draft.add("reference", phrases.reference(rng, "ug"), x=corner, gap=2, align="centre")
    when = days.day(rng)
    draft.add("date", days.written(when, "ug", rng), value=when.isoformat(), x=corner, gap=2, align="centre")
    to = phrases.addressee_ug(rng)
    draft.add("addressee", *to.lines, x=over, gap=10)
    draft.add("salutation", to.greeting, gap=10, align="centre")
    draft.paragraphs(prose.body(rng, "ug", draft.body), indent=12, leading=1.7, first=4.0)
    if likely(rng, 0.6):
        draft.add("closing", phrases.leave(rng, "ug"), gap=7, indent=12)
    name = names.person(rng, "ug")
    draft.add("signature", f"{house.name.ug} {house.office.ug}", name, gap=12, x=(24.0, 110.0))
    draft.sign(dy=-2, dx=-30)
    draft.stamp(house.name.ug, dx=-8, dy=5)


def agency(draft: Draft) -> None:
    """Set an agency's letter: "Via e-mail", two who sign side by side, address and bank in the foot of the sheet."""
    rng, house = draft.rng, names.organisation(draft.rng)
    draft.dress()
    draft.add("letterhead", house.name.en, face="en_bold", y=18, ink=(150, 40, 30))
    when, to = days.day(rng), phrases.addressee_en(rng)
    draft.add("reference", pick(rng, ("Via e-mail", "BY E-MAIL", "Via e-mail and registered post")), gap=10)
    draft.add("addressee", *to.lines, gap=4)
    draft.add("date", f"{house.city.en}, {days.written(when, 'en', rng)}", value=when.isoformat(), gap=8, align="end")
    draft.add("subject", f"{pick(rng, ('Re: ', 'RE: ', 'Subject: '))}{pick(rng, prose.SUBJECTS_EN)}", gap=8)
    draft.add("salutation", to.greeting, gap=6)
    draft.paragraphs(prose.body(rng, "en", draft.body), between=3.5, leading=1.4)
    draft.add("closing", phrases.leave(rng, "en"), gap=7)
    top = 233.0
    draft.add("signature", names.person(rng, "en"), house.office.en, y=top, x=(25, 95))
    draft.add(
        "signature",
        names.person(rng, "en"),
        pick(rng, ("Treasurer", "Vice Chairman", "Secretary")),
        y=top,
        x=(110, 185),
    )
    draft.sign()
    foot = f"{house.name.en} | {house.street.en} | {house.city.en} | {house.mail}"
    draft.add(
        "",
        foot,
        f"Bank: City Savings Bank, IBAN XX{int(rng.integers(10, 99))} 0000 0000 {int(rng.integers(1000, 9999))}",
        face="en_small",
        y=279,
        align="centre",
        leading=1.1,
    )


def window(draft: Draft) -> None:
    """Set a firm's letter for a window envelope: the sender small over the addressee, labels for numbers and date."""
    rng, house = draft.rng, names.organisation(draft.rng)
    draft.dress(size=10.5)
    draft.add("letterhead", house.name.en, face="en_bold", y=15, align="end")
    draft.add(
        "letterhead", f"{house.name.en}, {house.street.en}, {house.city.en}", continues=True, face="en_small", y=45
    )
    when, to = days.day(rng), phrases.addressee_en(rng)
    draft.add("addressee", *to.lines, gap=3)
    draft.add("reference", f"Your ref: {int(rng.integers(100, 999))}/{pick(rng, ('AB', 'KM', 'T'))}", y=88)
    draft.add("reference", f"Our ref: {int(rng.integers(1000, 9999))}", y=88, x=(85.0, 130.0))
    draft.add("date", f"Date: {days.written(when, 'en', rng)}", value=when.isoformat(), y=88, x=(135.0, 195.0))
    draft.add("subject", pick(rng, prose.SUBJECTS_EN), gap=9, face="en")
    draft.add("salutation", to.greeting, gap=6)
    draft.paragraphs(prose.body(rng, "en", draft.body), between=3.5, leading=1.4)
    draft.add("closing", phrases.leave(rng, "en"), gap=7)
    draft.add("signature", f"p.p. {names.person(rng, 'en')}", house.name.en, gap=13)
    draft.sign()
    if likely(rng, 0.5):
        draft.add("enclosures", "Encl.", gap=7)


FAMILIES: dict[str, tuple[Callable[[Draft], None], tuple[Way, ...]]] = {
    "bilingual-side": (bilingual_side, ("rtl", "ltr")),
    "official-foot": (official_foot, ("ltr",)),
    "telegram": (telegram, ("ltr",)),
    "circular": (circular, ("rtl", "ltr")),
    "hand-stamped": (hand_stamped, ("rtl",)),
    "agency": (agency, ("ltr",)),
    "window": (window, ("ltr",)),
}
