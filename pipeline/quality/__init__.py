"""How good a scan is, told without reading it: measures, a grade, and the one thing to do."""

from pipeline.quality.duplicates import Fingerprint, alike, fingerprint, sketchy
from pipeline.quality.grades import WORST_FIRST, Grade, Remark, advice, grade, remarks
from pipeline.quality.look import Look
from pipeline.quality.measures import Measures, measure

__all__ = [
    "WORST_FIRST",
    "Fingerprint",
    "Grade",
    "Look",
    "Measures",
    "Remark",
    "advice",
    "alike",
    "fingerprint",
    "grade",
    "measure",
    "remarks",
    "sketchy",
]
