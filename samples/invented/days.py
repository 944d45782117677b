"""Days, and the shapes in which letters write them."""

from datetime import date, timedelta
from typing import Literal

import numpy as np

from invented.chance import pick, words
from pipeline.training.entries import ordinal

MONTHS_EN = words("January February March April May June July August September October November December")
MONTHS_UG = words("يانۋار فېۋرال مارت ئاپرېل ماي ئىيۇن ئىيۇل ئاۋغۇست سېنتەبىر ئۆكتەبىر نويابىر دېكابىر")
MONTHS_ULY = words("yanwar féwral mart aprél may iyun iyul awghust séntebir öktebir noyabir dékabir")
ROMAN = words("I II III IV V VI VII VIII IX X XI XII")
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
FIRST, DAYS = date(1921, 1, 1), 37000
Writing = Literal["en", "ug", "uly"]


def day(rng: np.random.Generator) -> date:
    return FIRST + timedelta(days=int(rng.integers(DAYS)))


def written(when: date, writing: Writing, rng: np.random.Generator) -> str:
    """Return *when* in one of the shapes of a language."""
    match writing:
        case "en":
            return pick(rng, _english(when))
        case "ug":
            return pick(rng, _uyghur(when))
    return pick(rng, _latin(when))


def _english(when: date) -> tuple[str, ...]:
    month, short = MONTHS_EN[when.month - 1], MONTHS_EN[when.month - 1][:3]
    return (
        f"{when.day} {month} {when.year}",
        f"{month} {when.day}, {when.year}",
        f"{ordinal(when.day)} {month}, {when.year}",
        f"{ordinal(when.day)} {month} {when.year}.",
        f"{month} {ordinal(when.day)}, {when.year}",
        f"{when.day}th of {month}, {when.year}"
        if ordinal(when.day).endswith("th")
        else f"{when.day} {month}, {when.year}",
        f"{short}. {when.day}, {when.year}" if len(month) > 4 else f"{month} {when.day}, {when.year}",
        f"{when.day}.{ROMAN[when.month - 1]}.{when.year}",
        f"this {ordinal(when.day)} day of {month} {when.year}",
        f"{when.isoformat()}",
    )


def _uyghur(when: date) -> tuple[str, ...]:
    month = MONTHS_UG[when.month - 1]
    return (
        f"{when.year}-يىلى {when.day}-{month}",
        f"{when.year}-يىل {when.day}-{month}",
        f"{when.year}-يىلى {when.month}-ئاينىڭ {when.day}-كۈنى",
        f"{when.year}-يىل {when.month}-ئاي {when.day}-كۈن",
        f"{when.year}-يىلى {month}نىڭ {when.day}-كۈنى",
        f"{when.year}.{when.month:02d}.{when.day:02d}",
        f"{month} {when.day}, {when.year}",
        f"{when.year}-يىلى {when.month}-ئاينىڭ {when.day}-كۈنى".translate(EASTERN),
    )


def _latin(when: date) -> tuple[str, ...]:
    month = MONTHS_ULY[when.month - 1]
    return (
        f"{when.year}-yili {when.day}-{month}",
        f"{when.year}-yil {when.month}-ayning {when.day}-küni",
        f"{when.year}-yili {month}ning {when.day}-küni",
    )
