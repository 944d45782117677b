"""What a person should know about a scan, a page and its lines, and whether a person should look."""

from collections.abc import Sequence

from pipeline import recognize
from pipeline.ingest.scan import Scan
from pipeline.model import Finding, Page, Review, TextLine

# Two engines' readings of a line that differ by more than this are for a person to look at: on 618 lines of scans and
# samples 93 did, and 83 of these were not letter-exact; of the others, 20 in 100 were not.
DIFFERENT = 0.1
UNSURE = 0.6  # mean confidence of a page's lines below which the reading is doubtful


def on_page(scan: Scan, number: int) -> tuple[Finding, ...]:
    return tuple(finding.model_copy(update={"page": number}) for finding in scan.findings)


def on_leaf(page: Page) -> tuple[Finding, ...]:
    """Say so where a page shared its scan with others, so that a person can see whether it was parted rightly."""
    if not page.leaf:
        return ()
    message = f"leaf {page.leaf} of those on its scan, which was parted; if wrongly, set cleanup.leaves to 1"
    return (Finding(code="scan-parted", severity="info", message=message, page=page.number),)


def on_lines(page: Page) -> tuple[Finding, ...]:
    """Say what a person should know about the lines of a page; a blank page is worth a word, too."""
    if page.status == "blank":
        return (Finding(code="blank-page", severity="info", message=page.reason, page=page.number),)
    unread = tuple(_unread(page, line) for line in page.lines if not line.readings)
    unlike = tuple(_different(page, line) for line in page.lines if recognize.disagreement(line.readings) > DIFFERENT)
    return (*unread, *unlike, *_on_reading(page))


def _unread(page: Page, line: TextLine) -> Finding:
    if line.hand == "handwritten":
        message = "written by hand, which is not read: look at the scan"
        return Finding(code="line-handwritten", severity="warning", message=message, page=page.number, line=line.id)
    return Finding(code="line-unread", severity="warning", message="no engine read it", page=page.number, line=line.id)


def _on_reading(page: Page) -> tuple[Finding, ...]:
    """Say so where a page was hard to read as a whole."""
    read = [line.confidence for line in page.lines if line.readings]
    mean = sum(read) / len(read) if read else 0.0
    penned = any(line.hand == "handwritten" for line in page.lines)
    if mean >= UNSURE or (penned and not read):
        return ()
    message = (
        f"the lines were read with a mean confidence of {mean:.2f}: compare with the scan, or scan again at 300 dpi"
    )
    return (Finding(code="hard-to-read", severity="warning", message=message, page=page.number),)


def _different(page: Page, line: TextLine) -> Finding:
    engines = " and ".join(dict.fromkeys(reading.engine for reading in line.readings))
    message = f"{engines} read it differently: compare with the scan"
    return Finding(code="readings-differ", severity="warning", message=message, page=page.number, line=line.id)


def review(findings: Sequence[Finding]) -> Review:
    """Return whether a person should look at a letter of which *findings* are said."""
    reasons = tuple(dict.fromkeys(finding.code for finding in findings if finding.severity != "info"))
    return Review(needed=bool(reasons), reasons=reasons)
