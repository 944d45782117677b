"""What is lost in white and in black."""

import numpy as np

from pipeline.quality.look import Look

WHITEST, BLACKEST = 254, 1  # grey levels at which a scanner ends
STEP = 7  # px: a sample of every forty-ninth pixel tells shares to a thousandth


def clipped(look: Look) -> tuple[float, float] | None:
    """Return what share of the sheet is pure white and what share pure black, each in [0, 1]; None if it has no greys.

    What lies at either end of the scale was cut off there (FADGI 2023, tone response): pencil on white paper, and
    folds and erasures in dark ink, are lost.
    """
    if look.bilevel:
        return None
    sample = look.page[::STEP, ::STEP]
    if look.sheet is not None:
        rows = np.minimum((np.arange(sample.shape[0]) * STEP * look.scale).astype(int), look.sheet.shape[0] - 1)
        columns = np.minimum((np.arange(sample.shape[1]) * STEP * look.scale).astype(int), look.sheet.shape[1] - 1)
        sample = sample[look.sheet[np.ix_(rows, columns)] > 0]
    if not sample.size:
        return None
    return float(np.mean(sample >= WHITEST)), float(np.mean(sample <= BLACKEST))
