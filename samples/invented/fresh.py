"""Families with words and layout of their own, to be measured on seldom, and never used for rules.

Nothing here is shared with the other families but the shapes of dates: neither names nor phrases nor prose.
"""

from collections.abc import Callable

import numpy as np

from invented import days
from invented.chance import likely, pick, some
from invented.draft import Draft, Way

GIVEN = (
    "Agnes",
    "Bernard",
    "Cecil",
    "Diana",
    "Edgar",
    "Fiona",
    "Gerald",
    "Hilda",
    "Ivor",
    "Jocelyn",
    "Kenneth",
    "Lydia",
)
FAMILY = ("Ainsley", "Boothroyd", "Culpepper", "Drummond", "Eastman", "Fotheringham", "Greaves", "Hollis", "Inskip")
FIRMS = ("Drummond Greaves LLP", "Inskip & Hollis", "Culpepper, Eastman and Partners", "Boothroyd Ainsley")
CALLED = ("Solicitors", "Solicitors and Notaries", "Barristers and Solicitors", "Patent Attorneys")
ROADS = ("Castle Gate", "Priory Row", "Long Wharf", "Minster Yard", "Temple Walk", "Chantry Hill", "Ferry Parade")
TOWNS = ("Ambleford", "Kingsmere", "Thornaby", "Wexcombe", "Leatherhurst", "Stannington")
THEIRS = (
    "Harbour Estates plc",
    "The Parish of St. Oswin",
    "Wexcombe Tramways",
    "Kingsmere Rural Housing",
    "Messrs. Tull",
)
MATTERS = ("LEASE OF {road}", "ESTATE OF THE LATE {name}", "SALE OF LAND AT {town}", "BOUNDARY WALL, {road}")
LAW = (
    "We act for the owners of the land that lies to the north of the river.",
    "Our client has now read the draft, and asks us to raise the points that follow.",
    "The deed was signed by both parties in the presence of a witness, and has since been registered.",
    "We understand that the rent for the last quarter has not been received.",
    "Kindly let us have your instructions within {n} days, failing which we shall take it that you do not object.",
    "The surveyor measured the plot again and found it {n} feet shorter than the plan has it.",
    "No steps will be taken until the court has fixed a day for the hearing.",
    "It would assist us to know who holds the keys at present.",
    "Counsel advises that the clause is good in law, though badly drawn.",
    "We shall hold the sum of {n} pounds on account of costs.",
)
LEAVES = ("Yours faithfully", "Yours sincerely", "Yours truly")

JOURNALS = ("«سايرام» ژۇرنىلى", "«كەشىپ» ژۇرنىلى", "«ئاقسۇ كېچىلىرى» گېزىتى", "«كروران» ژۇرنىلى")
BOARD = ("تەھرىر بۆلۈمى", "تەھرىرات بۆلۈمى")
AUTHORS = (
    "مەمتىمىن سادىق",
    "روشەنگۈل تېلىۋالدى",
    "ئالىمجان ھېۋىر",
    "نۇرمۇھەممەت غوپۇر",
    "خالىدە ئۆمەر",
    "غەيرەت سېلىم",
)
EDITORS = ("ۋارىس تۆمۈر", "جەمىلە ساۋۇت", "تۇرغۇن ئابلەت", "بۇسارەم ھاپىز")
CITIES = ("خوتەن شەھىرى", "قەشقەر شەھىرى", "غۇلجا شەھىرى", "قورغاس ناھىيىسى")
LANES = ("ئازادلىق يولى", "تۆگەتاش كوچىسى", "مازار ئالدى كوچىسى", "يېڭى ئۆستەڭ كوچىسى")
HAILS = ("ھۆرمەتلىك ئاپتور:", "ھۆرمەتلىك {}!", "ئەسسالامۇ ئەلەيكۇم، {}!")
NEWS = (
    "سىز ئەۋەتكەن ماقالىنى تاپشۇرۇۋالدۇق، كۆپ رەھمەت.",
    "ماقالىڭىز ژۇرنىلىمىزنىڭ {n}-سانىدا ئېلان قىلىنىدۇ.",
    "بىر قىسىم جۈملىلەرنى ئازراق قىسقارتىشقا توغرا كەلدى.",
    "قوليازمىنىڭ ئاخىرقى {n} بېتى يوق ئىكەن، قايتا ئەۋەتىپ بەرسىڭىز.",
    "قەلەم ھەققى پوچتا ئارقىلىق ئايرىم ئەۋەتىلدى.",
    "ئوقۇرمەنلەردىن بۇ ھېكايە ھەققىدە نۇرغۇن خەت كەلدى.",
    "يېڭى ئەسەرلىرىڭىزنى داۋاملىق ئەۋەتىپ تۇرۇشىڭىزنى ئۈمىد قىلىمىز.",
    "تەرجىمىدىكى بەزى ئاتالغۇلارنى لۇغەتكە قاراپ تۈزەتتۇق.",
)
PARTINGS = ("سالام ۋە ھۆرمەت بىلەن،", "ئىجادىڭىزگە ئۇتۇق تىلەپ،", "ھۆرمەت بىلەن")


def _said(rng: np.random.Generator, sentences: tuple[str, ...], paragraphs: int) -> list[str]:
    """Return paragraphs of three or four *sentences* each."""
    chosen = [some(rng, sentences, int(rng.integers(3, 5))) for _ in range(paragraphs)]
    return [" ".join(each.format(n=int(rng.integers(3, 60))) for each in paragraph) for paragraph in chosen]


def _somebody(rng: np.random.Generator) -> str:
    return f"{pick(rng, GIVEN)} {pick(rng, FAMILY)}"


def _dwelling(rng: np.random.Generator) -> tuple[str, str]:
    outward = f"{pick(rng, ('KM', 'WX', 'TH'))}{int(rng.integers(1, 20))}"
    inward = f"{int(rng.integers(1, 9))}{pick(rng, ('QR', 'ZD', 'BN'))}"
    return f"{int(rng.integers(1, 90))} {pick(rng, ROADS)}", f"{pick(rng, TOWNS)} {outward} {inward}"


def chambers(draft: Draft) -> None:
    """Set a law firm's letter: its name at the left, partners and address in a small column at the right."""
    rng = draft.rng
    draft.dress(size=pick(rng, (10.5, 11.0)))
    firm, column = pick(rng, FIRMS), (142.0, 198.0)
    draft.add("letterhead", firm, face="en_bold", y=17)
    draft.add("letterhead", pick(rng, CALLED), continues=True, face="en_small", gap=1)
    partners = [_somebody(rng) for _ in range(int(rng.integers(2, 4)))]
    road, town = _dwelling(rng)
    phone = f"Tel 01632 {int(rng.integers(960100, 960999))}"
    draft.add("letterhead", "Partners:", *partners, road, town, phone, continues=True, face="en_small", y=17, x=column)
    if likely(rng, 0.5):
        draft.add("reference", pick(rng, ("By hand", "RECORDED DELIVERY", "First class post and e-mail")), y=56)
    else:
        draft.add("reference", "PRIVATE AND CONFIDENTIAL", y=56)
    title, whom = pick(rng, (("Mr", "Sir"), ("Mrs", "Madam"), ("Ms", "Madam"))), _somebody(rng)
    if likely(rng, 0.5):
        draft.add("addressee", f"{title[0]} {whom}", *_dwelling(rng), gap=2)
        greeting = f"Dear {title[0]} {whom.split()[1]}"
    else:
        draft.add("addressee", pick(rng, THEIRS), *_dwelling(rng), gap=2)
        greeting = "Dear Sirs"
    when, code = days.day(rng), f"{pick(rng, 'ABDG')}{pick(rng, 'HKM')}/{int(rng.integers(1000, 9999))}"
    draft.add("reference", f"Our ref: {code}", y=64, x=column)
    draft.add("date", days.written(when, "en", rng), value=when.isoformat(), x=column, gap=2)
    draft.add("salutation", greeting, y=92)
    matter = pick(rng, MATTERS).format(road=pick(rng, ROADS), name=_somebody(rng), town=pick(rng, TOWNS)).upper()
    draft.add("subject", matter, face="en", gap=5)
    draft.paragraphs(_said(rng, LAW, draft.body), first=5.0, between=3.5, leading=1.4)
    draft.add("closing", pick(rng, LEAVES), gap=7)
    draft.add("signature", *pick(rng, ((_somebody(rng), "Partner"), (_somebody(rng), firm))), gap=15)
    draft.sign()
    if likely(rng, 0.4):
        draft.add("enclosures", f"Encs: {pick(rng, ('plan', 'draft deed', 'counsel’s opinion'))}", gap=6)


def editors(draft: Draft) -> None:
    """Set a letter of a journal's editors in Uyghur: head in the corner where lines begin, date over against it."""
    rng = draft.rng
    draft.dress()
    journal, corner = pick(rng, JOURNALS), (112.0, 188.0)
    number = int(rng.integers(2, 80))
    where = f"{pick(rng, CITIES)}، {pick(rng, LANES)} {number}"
    draft.add("letterhead", f"{journal} {pick(rng, BOARD)}", face="ug", x=corner, y=20)
    draft.add("letterhead", where, continues=True, face="ug_small", x=corner, gap=1)
    if likely(rng, 0.6):
        phone = f"تېلېفون: 01632 {int(rng.integers(960100, 960999))}"
        draft.add("letterhead", phone, continues=True, face="ug_small", x=corner, gap=1)
    when, over = days.day(rng), (24.0, 90.0)
    draft.add("date", days.written(when, "ug", rng), value=when.isoformat(), x=over, y=21, align="end")
    if likely(rng, 0.5):
        draft.add("reference", f"نومۇر: {int(rng.integers(10, 900))}/{number}", x=over, gap=2, align="end")
    name = pick(rng, AUTHORS)
    home = f"{pick(rng, CITIES)}، {pick(rng, LANES)} {int(rng.integers(2, 80))}"
    to = pick(rng, (f"{name} ئەپەندىگە", f"{name}غا" if name[-1] in "اۇ" else f"{name}گە"))
    draft.add("addressee", *pick(rng, ((home, to), (to,), (to, home))), y=58, x=(60.0, 150.0), align="centre")
    draft.add("salutation", pick(rng, HAILS).format(name.split()[0]), gap=9, indent=9)
    draft.paragraphs(_said(rng, NEWS, draft.body), indent=9, leading=1.55, first=4.0)
    if likely(rng, 0.8):
        draft.add("closing", pick(rng, PARTINGS), gap=7, x=(30.0, 110.0))
    who = pick(rng, EDITORS)
    signed = pick(rng, ((f"باش مۇھەررىر {who}",), (who, "مەسئۇل مۇھەررىر"), (f"{journal} {pick(rng, BOARD)}", who)))
    draft.add("signature", *signed, gap=12, x=(30.0, 110.0))
    draft.sign()
    if likely(rng, 0.3):
        draft.add("enclosures", "قوشۇمچە: تۈزىتىلگەن نۇسخا", gap=7)


FAMILIES: dict[str, tuple[Callable[[Draft], None], tuple[Way, ...]]] = {
    "chambers": (chambers, ("ltr",)),
    "editors": (editors, ("rtl",)),
}
