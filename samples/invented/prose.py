"""What the letters say: sentences out of small grammars, in English and Uyghur (Arabic and Latin script)."""

import numpy as np

from invented.chance import pick, some
from invented.days import MONTHS_EN, MONTHS_UG, Writing
from pipeline.letter.romanize import romanize

OPEN_EN = (
    "I write to ask whether {thing} {could}.",
    "Thank you for your letter of {day} about {thing}.",
    "With reference to our talk about {thing}, I am glad to tell you that it {could}.",
    "We have read your report on {thing} with great interest.",
    "I beg to acknowledge the receipt of {thing}.",
    "Following the meeting of {day} the committee has looked again at {thing}.",
    "It is now {many} weeks since we last heard from you about {thing}.",
)
MORE_EN = (
    "The work will take {many} weeks, and the cost should not be more than {many} pounds.",
    "If you agree, please sign the form and return it to this office before {day}.",
    "Mr. {who} has kindly offered to bring {thing} to the station on {day}.",
    "None of us expected that {thing} would arrive so late, and in such a poor state.",
    "The roof of the east wing has leaked since the winter, and {many} boxes of books have been moved upstairs.",
    "As you will remember, {thing} was lent to us for {many} months only.",
    "Would you be good enough to let me know what you think of this?",
    "My wife and the children are well, and send you their best greetings.",
    "I have asked the bank to transfer the sum of {many} pounds to your account without delay.",
    "You will find that {thing} {could}, provided that somebody is at home to receive it.",
    "There are {many} chairs in the small hall and twice as many in the large one.",
    "We regret to say that the answer of the council has been a plain refusal.",
    "I should be most grateful for a short note in reply.",
    "Please give my regards to Miss {who} and to your brother.",
)
THINGS_EN = (
    "the parcel of schoolbooks",
    "the new printing press",
    "the catalogue of old maps",
    "the repair of the roof",
    "our application for a grant",
    "the concert in the town hall",
    "the list of members",
    "the photographs of the garden",
    "the translation of the poems",
    "the lease of the upper rooms",
    "the well in the court",
    "the evening classes",
)
COULD_EN = (
    "could be ready by {day}",
    "might be sent by rail",
    "will be open again in {month}",
    "can be had at half the price",
)
OPEN_UG = (
    "سىزنىڭ {thing} توغرىسىدىكى خېتىڭىزنى {day} تاپشۇرۇۋالدۇق.",
    "{thing} ھەققىدە سىزگە بۇ خەتنى يېزىۋاتىمەن.",
    "بىز {thing} ئۈچۈن بىر يىغىن ئۆتكۈزمەكچى بولدۇق.",
    "ئالدى بىلەن سىزگە ۋە ئائىلىڭىزدىكىلەرگە سالام يوللايمەن.",
    "جەمئىيىتىمىز بۇ يىل {thing} ئىشىنى باشلىدى.",
)
MORE_UG = (
    "بۇ ئىشقا {many} كۈن ۋاقىت ۋە {many} كىشى كېرەك بولىدۇ.",
    "يىغىن {day} سائەت ئوندا چوڭ زالدا باشلىنىدۇ.",
    "{thing} ياخشى ئاياغلىشىپ، ھەممەيلەن خۇشال بولدى.",
    "ئەگەر مۇمكىن بولسا، جاۋابىڭىزنى {day} غىچە ئەۋەتىپ بەرسىڭىز.",
    "بالىلار ھەر شەنبە كۈنى كېلىپ كىتاب ئوقۇيدۇ، ناخشا ئۆگىنىدۇ.",
    "بىزگە {many} دانە كىتاب ۋە {many} ئورۇندۇق يېتىشمەيدۇ.",
    "بۇ توغرۇلۇق كېڭەش ئەزالىرى بىلەن مەسلىھەتلەشتۇق.",
    "شۇڭا سىزدىن بىزگە ياردەم قىلىشىڭىزنى سورايمىز.",
    "ئۆتكەن يىلى {thing} ئۈچۈن {many} كىشى پۇل توپلىغان ئىدى.",
    "بۇ يەردە ھاۋا سوغۇق، لېكىن ھەممىمىز ساق-سالامەت.",
    "كېتىدىغان چىقىمنى جەمئىيىتىمىز ئۈستىگە ئالىدۇ.",
    "قالغان گەپلەرنى كېلەر خەتتە يازارمەن.",
)
THINGS_UG = (
    "دەرسلىك كىتابلار",
    "يېڭى مەكتەپ بىناسى",
    "كونا خەرىتىلەر",
    "كۈزلۈك كونسېرت",
    "باغدىكى قۇدۇق",
    "ئانا تىل دەرسى",
    "شېئىرلار توپلىمى",
    "كىتاب كۆرگەزمىسى",
    "ئەزالار تىزىملىكى",
    "قىشلىق كۆمۈر",
)
SUBJECTS_EN = (
    "Repair of the roof",
    "Evening classes",
    "Catalogue of old maps",
    "Lease of the upper rooms",
    "Grant for schoolbooks",
    "Supply of paper",
)
SUBJECTS_UG = (
    "دەرسلىك كىتابلار توغرىسىدا",
    "كۈزلۈك كونسېرت ھەققىدە",
    "يېڭى مەكتەپ بىناسى توغرىسىدا",
    "كىتاب كۆرگەزمىسى ھەققىدە",
)


def paragraph(rng: np.random.Generator, writing: Writing, *, first: bool) -> str:
    """Return a paragraph of two to four sentences."""
    opens, more = (OPEN_EN, MORE_EN) if writing == "en" else (OPEN_UG, MORE_UG)
    sentences = [*(some(rng, opens, 1) if first else ()), *some(rng, more, int(rng.integers(1, 4)))]
    text = " ".join(_filled(each, rng, writing) for each in sentences)
    return _latin(text) if writing == "uly" else text


def _filled(sentence: str, rng: np.random.Generator, writing: Writing) -> str:
    number, month = int(rng.integers(1, 28)), int(rng.integers(12))
    values = {
        "thing": pick(rng, THINGS_EN if writing == "en" else THINGS_UG),
        "many": str(int(rng.integers(3, 90))),
        "month": MONTHS_EN[month],
        "day": f"{number} {MONTHS_EN[month]}" if writing == "en" else f"{number}-{MONTHS_UG[month]} كۈنى",
        "who": pick(rng, ("Carver", "Holt", "Merrow", "Selby", "Farrow")),
    }
    could = pick(rng, COULD_EN).format(**values)
    return sentence.format(**values, could=could)


def _latin(text: str) -> str:
    """Return Uyghur *text* in Latin letters, sentences with a capital, Latin punctuation."""
    plain = romanize(text).replace("،", ",").replace("؟", "?").replace("؛", ";")
    return ". ".join(sentence[:1].upper() + sentence[1:] for sentence in plain.split(". "))


def body(rng: np.random.Generator, writing: Writing, paragraphs: int) -> list[str]:
    return [paragraph(rng, writing, first=place == 0) for place in range(paragraphs)]
