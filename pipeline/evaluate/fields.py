"""The fields of one letter beside their truth: each part of the truth has at most one part that was read, and back.

Texts are compared as plain text: case and punctuation count, the way a text is broken into lines does not.
"""

from collections.abc import Iterable, Sequence

from pipeline.evaluate.metrics import character_errors, distance, ends
from pipeline.evaluate.scores import Errors, FieldScore, Share
from pipeline.model import FieldName, Part
from pipeline.text import plain


def compare_field(name: FieldName, truth: Sequence[str], parts: Sequence[Part]) -> FieldScore:
    """Compare the *parts* of the field *name* with its *truth*.

    The whole field is exact where the same texts stand in both. The parts of the body must also stand in order; other
    parts stand side by side on the page, and have none.
    """
    wanted, read = comparable(name, truth, parts)
    pairs = [(left, right) for left, right in ends(wanted, read) if left and right]
    same = wanted == read if name == "body" else sorted(wanted) == sorted(read)
    return FieldScore(
        truth=len(wanted),
        read=len(read),
        matched=len(pairs),
        exact=sum(left == right for left, right in pairs),
        cer=sum((character_errors(left, right) for left, right in pairs), Errors()),
        whole=Share(right=int(same), total=1) if wanted or read else Share(),
        invented=Errors(edits=int(bool(read)), total=1) if not wanted else Errors(),
    )


def comparable(name: FieldName, truth: Sequence[str], parts: Sequence[Part]) -> tuple[list[str], list[str]]:
    """Return the texts of *truth* and *parts* as they are compared."""
    wanted = [plain(text) for text in truth]
    return wanted, [_as_truth_writes(part, wanted, name) for part in parts]


def _as_truth_writes(part: Part, truth: Iterable[str], name: FieldName) -> str:
    """Return the text of *part*, or the ISO date of a date, whichever is nearer to the truth."""
    forms = [plain(part.text)]
    if name == "date" and isinstance(part.value, str):
        forms.insert(0, plain(part.value))

    def from_truth(form: str) -> float:
        return min((distance(form, text) for text in truth), default=0.0)

    return min(forms, key=from_truth)
