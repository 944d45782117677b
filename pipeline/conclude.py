"""What pages add up to: the letter, and what it becomes when people correct lines."""

from collections.abc import Sequence

from pipeline import findings, letter, review
from pipeline.identity import of_record
from pipeline.model import Letter, Page, Record
from pipeline.settings import Settings


def understand(pages: Sequence[Page], settings: Settings) -> letter.Parsed:
    """Return what the letter on *pages* says, and what is to be remarked on that."""
    read = [page for page in pages if page.status == "read"]
    return letter.parse(read, settings.letter) if read else letter.Parsed(letter=Letter(), findings=())


def corrected(record: Record, corrections: Sequence[review.Correction], settings: Settings) -> Record:
    """Return *record* with *corrections* put in and its letter parsed anew; nothing is read again."""
    if not corrections:
        return record
    outdated = understand(record.pages, settings).findings
    remarks = [finding for finding in record.findings if finding not in outdated]
    pages, left = review.correct(record.pages, remarks, corrections)
    parsed = understand(pages, settings)
    known = of_record(record).corrected(corrections)
    said = (*left, *parsed.findings)
    changed = {"key": known.key, "steps": known.steps, "pages": pages, "letter": parsed.letter, "findings": said}
    return record.model_copy(update={**changed, "review": findings.review(said)})
