"""Families of layout that rules may be written for, and weights trained on."""

from collections.abc import Callable

from invented import days, names, phrases, prose
from invented.chance import likely, pick
from invented.draft import Draft, Way
from invented.names import Organisation, Tongue


def head(
    draft: Draft,
    house: Organisation,
    tongue: Tongue,
    *,
    align: str = "centre",
    y: float | None = 18.0,
    gap: float = 0.0,
) -> None:
    """Print the name of *house* and how to reach it, as one part."""
    name = house.name.of(tongue)
    shown = name.upper() if tongue == "en" and likely(draft.rng, 0.5) else name
    draft.add("letterhead", shown, tongue=tongue, face=f"{tongue}_bold", align=align, y=y, gap=gap)
    lines = phrases.contact_lines(draft.rng, house, tongue)
    draft.add("letterhead", *lines, continues=True, tongue=tongue, face=f"{tongue}_small", align=align, gap=1.0)


def after_body(draft: Draft, tongue: Tongue) -> None:
    """Add what may stand below the signature: enclosures, copies, a postscript."""
    rng = draft.rng
    if likely(rng, 0.25):
        note = (
            pick(rng, prose.MORE_UG[9:10] + prose.MORE_UG[11:])
            if tongue == "ug"
            else pick(rng, prose.MORE_EN[6:7] + prose.MORE_EN[12:])
        )
        label = pick(rng, ("ئەسكەرتىش: ",)) if tongue == "ug" else pick(rng, ("P.S. ", "PS: ", "P. S. "))
        draft.add("postscript", label + note.format(who="Holt"), gap=6)
    if likely(rng, 0.3):
        forms, listed = (
            (phrases.ENCLOSED_UG, phrases.LISTED_UG) if tongue == "ug" else (phrases.ENCLOSED_EN, phrases.LISTED_EN)
        )
        draft.add("enclosures", pick(rng, forms).format(pick(rng, listed)), gap=7)
    if tongue == "en" and likely(rng, 0.25):
        draft.add("copies", pick(rng, phrases.COPIES_EN).format(names.person(rng, "en")), gap=5)


def block(draft: Draft) -> None:
    """English, everything at the left margin below a centred head."""
    rng, house = draft.rng, names.organisation(draft.rng)
    draft.dress(typed=likely(rng, 0.5))
    head(draft, house, "en")
    if likely(rng, 0.5):
        draft.add("reference", phrases.reference(rng, "en"), gap=10)
    when = days.day(rng)
    draft.add("date", days.written(when, "en", rng), value=when.isoformat(), gap=pick(rng, (6, 9)))
    to = phrases.addressee_en(rng)
    draft.add("addressee", *to.lines, gap=8)
    draft.add("salutation", to.greeting, gap=8)
    if likely(rng, 0.35):
        draft.add("subject", f"{pick(rng, ('Re: ', 'Subject: ', 'RE: '))}{pick(rng, prose.SUBJECTS_EN)}", gap=5)
    draft.paragraphs(prose.body(rng, "en", draft.body), between=pick(rng, (4.0, 5.0)))
    draft.add("closing", phrases.leave(rng, "en"), gap=8)
    draft.add("signature", *phrases.signer(rng, house, "en"), gap=pick(rng, (14, 18)))
    draft.sign()
    after_body(draft, "en")


def semi_block(draft: Draft) -> None:
    """English, no printed head: address and date at the right, paragraphs indented, leave at the right."""
    rng = draft.rng
    draft.dress(typed=likely(rng, 0.7))
    right = (pick(rng, (110.0, 120.0)), 188.0)
    if likely(rng, 0.8):
        draft.add("letterhead", *names.address_en(rng), x=right, y=22)
    when = days.day(rng)
    draft.add("date", days.written(when, "en", rng), value=when.isoformat(), x=right, gap=3)
    to = phrases.addressee_en(rng)
    if likely(rng, 0.7):
        draft.add("addressee", *to.lines, gap=9)
    draft.add("salutation", to.greeting, gap=8)
    draft.paragraphs(prose.body(rng, "en", draft.body), indent=12, first=4.0)
    draft.add("closing", phrases.leave(rng, "en"), gap=7, x=(105.0, 185.0))
    draft.add("signature", names.person(rng, "en"), gap=15, x=(105.0, 185.0))
    draft.sign()
    after_body(draft, "en")


def uyghur_official(draft: Draft) -> None:
    """All Uyghur: centred head over a rule, number and date on one row, leave and signature at the far side."""
    rng, house = draft.rng, names.organisation(draft.rng, public=likely(draft.rng, 0.5))
    draft.dress()
    head(draft, house, "ug")
    draft.blocks[-1] = draft.blocks[-1].model_copy(update={"rule_below": 3.0})
    when = days.day(rng)
    if likely(rng, 0.7):
        draft.add("reference", phrases.reference(rng, "ug"), y=48)
    draft.add("date", days.written(when, "ug", rng), value=when.isoformat(), y=48, align="end")
    to = phrases.addressee_ug(rng)
    draft.add("addressee", *to.lines, gap=8, align=pick(rng, ("start", "centre")))
    if likely(rng, 0.3):
        draft.add("subject", pick(rng, prose.SUBJECTS_UG), gap=6, align="centre", face="ug_bold")
    draft.add("salutation", to.greeting, gap=7)
    draft.paragraphs(prose.body(rng, "ug", draft.body), indent=10, leading=1.6, first=4.0)
    far = (28.0, 95.0)
    if likely(rng, 0.8):
        draft.add("closing", phrases.leave(rng, "ug"), gap=7, x=far)
    draft.add("signature", *phrases.signer(rng, house, "ug"), gap=13, x=far)
    draft.sign()
    if likely(rng, 0.4):
        draft.stamp(house.name.ug, dx=14, dy=-2)
    after_body(draft, "ug")


def bilingual_stacked(draft: Draft) -> None:
    """Uyghur head over the English one; the letter is in either language."""
    rng, house = draft.rng, names.organisation(draft.rng)
    tongue: Tongue = "ug" if draft.direction == "rtl" else "en"
    draft.dress()
    head(draft, house, "ug")
    head(draft, house, "en", y=None, gap=2.0)
    when = days.day(rng)
    draft.add("date", days.written(when, tongue, rng), value=when.isoformat(), gap=9, align="end")
    to = phrases.addressee(rng, tongue)
    draft.add("addressee", *to.lines, gap=7)
    draft.add("salutation", to.greeting, gap=7)
    draft.paragraphs(prose.body(rng, tongue, draft.body), leading=1.45, between=3.0)
    far = (28.0, 95.0) if tongue == "ug" else (110.0, 185.0)
    draft.add("closing", phrases.leave(rng, tongue), gap=8, x=far)
    draft.add("signature", *phrases.signer(rng, house, tongue), gap=15, x=far)
    draft.sign()
    after_body(draft, tongue)


MEMO = {
    "en": (("TO:", "FROM:", "DATE:", "SUBJECT:"), ("MEMORANDUM", "INTERNAL MEMORANDUM")),
    "ug": (("كىمگە:", "كىمدىن:", "چېسلا:", "تېما:"), ("ئۇقتۇرۇش", "مەلۇمات")),
}


def memo(draft: Draft) -> None:
    """Labelled lines under a title, no greeting and no leave."""
    rng, tongue = draft.rng, pick(draft.rng, (draft.direction,))
    language: Tongue = "ug" if tongue == "rtl" else "en"
    draft.dress(typed=language == "en" and likely(rng, 0.5))
    house = names.organisation(rng, public=True)
    (to, sender, date, subject), titles = MEMO[language]
    draft.add("letterhead", house.name.of(language), tongue=language, face=f"{language}_bold", align="centre", y=20)
    draft.add("", pick(rng, titles), gap=3, align="centre", zone="title")
    when = days.day(rng)
    to_whom = names.person(rng, language) if language == "en" else house.office.ug
    draft.add("addressee", f"{to} {to_whom}", gap=10)
    draft.add("", f"{sender} {names.person(rng, language)}", gap=1.5, zone="sender")
    draft.add("date", f"{date} {days.written(when, language, rng)}", value=when.isoformat(), gap=1.5)
    topic = pick(rng, prose.SUBJECTS_UG if language == "ug" else prose.SUBJECTS_EN)
    draft.add("subject", f"{subject} {topic}", gap=1.5)
    draft.paragraphs(prose.body(rng, language, draft.body), first=9.0, between=4.0, leading=1.5)
    after_body(draft, language)


def petition(draft: Draft) -> None:
    """Uyghur, no head: to whom, a title, several who sign, the date at the foot."""
    rng = draft.rng
    draft.dress()
    to = phrases.addressee_ug(rng)
    draft.add("addressee", *to.lines, y=25, align=pick(rng, ("start", "end")))
    draft.add(
        "subject", pick(rng, ("ئىلتىماس", "ئىلتىماسنامە", *prose.SUBJECTS_UG)), gap=8, align="centre", face="ug_bold"
    )
    if likely(rng, 0.7):
        draft.add("salutation", to.greeting, gap=7)
    draft.paragraphs(prose.body(rng, "ug", draft.body), indent=10, leading=1.7, first=4.0)
    if likely(rng, 0.8):
        draft.add("closing", phrases.leave(rng, "ug"), gap=7, indent=10)
    far = (24.0, 95.0)
    for place in range(int(rng.integers(1, 4))):
        draft.add("signature", names.person(rng, "ug"), gap=14 if place == 0 else 11, x=far)
    draft.sign()
    when = days.day(rng)
    draft.add("date", days.written(when, "ug", rng), value=when.isoformat(), gap=8, x=far)


def personal(draft: Draft) -> None:
    """Between friends: a date, a greeting, the text, a leave and a first name; Uyghur in Latin script or English."""
    rng = draft.rng
    english = likely(rng, 0.5)
    writing: days.Writing = "en" if english else "uly"
    draft.dress(typed=likely(rng, 0.6))
    when = days.day(rng)
    town = pick(rng, names.TOWNS_EN) + ", " if likely(rng, 0.4) else ""
    draft.add(
        "date", town + days.written(when, writing, rng), value=when.isoformat(), y=25, align=pick(rng, ("end", "start"))
    )
    friend = pick(rng, names.GIVEN_EN) if english else pick(rng, names.GIVEN_UG)[1]
    dear = ("Dear", "My dear", "Dearest") if english else ("Hörmetlik", "Qedirlik", "Söyümlük")
    draft.add("salutation", f"{pick(rng, dear)} {friend},", gap=9)
    indent, between = pick(rng, ((12.0, 0.0), (0.0, 4.0), (12.0, 4.0)))
    draft.paragraphs(prose.body(rng, writing, draft.body), indent=indent, between=between)
    draft.add(
        "closing",
        pick(rng, phrases.LEAVE_FRIEND_EN) if english else phrases.leave(rng, "uly"),
        gap=7,
        align=pick(rng, ("start", "centre")),
    )
    draft.add(
        "signature",
        pick(rng, names.GIVEN_EN) if english else names.uyghur_in_latin(rng),
        gap=8,
        align=pick(rng, ("start", "centre")),
    )
    if likely(rng, 0.5):
        draft.add(
            "postscript",
            "P.S. " + pick(rng, prose.MORE_EN[-2:]).format(who="Holt") if english else "P.S. Xet yézishni untup qalma.",
            gap=7,
        )


def two_pages(draft: Draft) -> None:
    """English over two pages: a header that says so, a number, and on some a catchword at the foot of the first."""
    rng, house = draft.rng, names.organisation(draft.rng)
    draft.dress(typed=likely(rng, 0.6))
    head(draft, house, "en", align=pick(rng, ("centre", "start")))
    when = days.day(rng)
    shown = days.written(when, "en", rng)
    draft.add("date", shown, value=when.isoformat(), gap=9, align=pick(rng, ("start", "end")))
    to = phrases.addressee_en(rng)
    draft.add("addressee", *to.lines, gap=8)
    draft.add("salutation", to.greeting, gap=8)
    texts = prose.body(rng, "en", draft.body + 3)
    half = len(texts) - 2
    draft.paragraphs(texts[:half], between=4.0)
    if likely(rng, 0.3):
        draft.add("", f"{texts[half].split()[0]}", y=275, align="end")
    elif likely(rng, 0.5):
        draft.add("", pick(rng, ("- 1 -", "1", "/continued")), y=278, align="centre")
    draft.new_page()
    draft.add("", *pick(rng, (("- 2 -",), (to.lines[0], shown, "Page 2"), (f"{to.lines[0]} - 2 - {shown}",))), y=16)
    draft.paragraphs(texts[half:], between=4.0, first=10.0)
    draft.add("closing", phrases.leave(rng, "en"), gap=8)
    draft.add("signature", *phrases.signer(rng, house, "en"), gap=16)
    draft.sign()
    after_body(draft, "en")


def quoting(draft: Draft) -> None:
    """Set a letter that quotes another, greeting and leave and all, between its own paragraphs."""
    rng = draft.rng
    draft.dress(typed=likely(rng, 0.5))
    when, to = days.day(rng), phrases.addressee_en(rng)
    draft.add("date", days.written(when, "en", rng), value=when.isoformat(), y=24, align=pick(rng, ("start", "end")))
    draft.add("addressee", *to.lines, gap=7)
    draft.add("salutation", to.greeting, gap=7)
    texts = prose.body(rng, "en", max(draft.body - 1, 2))
    draft.paragraphs([*texts[:-1], "The letter that I had from the office says, word for word:"], between=4.0)
    inner = (40.0, 170.0)
    draft.add("body", '"Dear Sir,', gap=4, x=inner)
    draft.blocks.append(
        draft.blocks[-1].model_copy(update={"lines": (), "text": prose.paragraph(rng, "en", first=True), "gap": 4.0})
    )
    draft.add("body", f'Yours faithfully, {names.person(rng, "en")}"', gap=4, x=inner)
    draft.paragraphs(texts[-1:], first=5.0)
    draft.add("closing", phrases.leave(rng, "en"), gap=8, x=(100, 185))
    draft.add("signature", names.person(rng, "en"), gap=13, x=(100, 185))
    draft.sign()


FAMILIES: dict[str, tuple[Callable[[Draft], None], tuple[Way, ...]]] = {
    "block": (block, ("ltr",)),
    "semi-block": (semi_block, ("ltr",)),
    "uyghur-official": (uyghur_official, ("rtl",)),
    "bilingual-stacked": (bilingual_stacked, ("rtl", "ltr")),
    "memo": (memo, ("rtl", "ltr")),
    "petition": (petition, ("rtl",)),
    "personal": (personal, ("ltr",)),
    "two-pages": (two_pages, ("ltr",)),
    "quoting": (quoting, ("ltr",)),
}
