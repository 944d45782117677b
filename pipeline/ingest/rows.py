"""Glyphs gathered into rows: what stands on one baseline without a wide gap, from left to right, words parted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.ingest.glyphs import SMALLEST, Glyph, with_marks

SAME_BASELINE = 0.3  # of the type size
SMALL = 0.8  # of the type size beside it: raised and lowered letters
WORD_GAP = 0.18  # of the type size; narrower than any space, wider than letter fit
WORD_GAP_BESIDE_SPACES = 0.7  # of the spaces that the file holds: it may lack those between scripts
COLUMN_GAP = 2.0  # of the type size: what stands so far apart is not one line

Row = list[Glyph]


def rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Return the rows of a page from top to bottom; each from left to right, with one space glyph between words."""
    bands = _with_raised(_bands(glyphs))
    pieces = [piece for band in bands for piece in _pieces(with_marks(band))]
    return [_spaced(piece) for piece in pieces]


def type_size(row: Iterable[Glyph]) -> float:
    """Return the type size that is usual in *row*, in points."""
    return median(glyph.size for glyph in row)


def _bands(glyphs: Iterable[Glyph]) -> list[Row]:
    """Return the glyphs by baseline, spaces with the rest."""
    bands: list[Row] = []
    for glyph in sorted(glyphs, key=_baseline):
        if bands and glyph.baseline - bands[-1][-1].baseline <= SAME_BASELINE * min(glyph.size, bands[-1][-1].size):
            bands[-1].append(glyph)
        else:
            bands.append([glyph])
    return [band for band in bands if not all(glyph.is_space for glyph in band)]


def _with_raised(bands: list[Row]) -> list[Row]:
    """Return *bands* with raised and lowered small letters (1st, H2O) put into the line that they belong to."""
    kept: list[Row] = []
    for place, band in enumerate(bands):
        neighbours = [other for other in bands[max(place - 1, 0) : place + 2] if other is not band]
        host = next((other for other in neighbours if _is_raised(band, other)), None)
        if host is None:
            kept.append(band)
        else:
            host += band
    return kept


def _is_raised(band: Row, host: Row) -> bool:
    size = type_size(host)
    if type_size(band) > SMALL * size:
        return False
    level = median(glyph.baseline for glyph in host)
    near = all(abs(glyph.baseline - level) < 0.6 * size for glyph in band)
    return near and all(any(_touch(glyph, other, 0.5 * size) for other in host) for glyph in band)


def _touch(one: Glyph, other: Glyph, gap: float) -> bool:
    return one is not other and one.left - other.right < gap and other.left - one.right < gap


def _pieces(row: Row) -> list[Row]:
    """Return *row* cut where there is a wide gap between what is written."""
    size = type_size(row)
    pieces: list[Row] = [[]]
    end: float | None = None
    for glyph in row:
        if glyph.is_space:
            pieces[-1].append(glyph)
            continue
        if end is not None and glyph.left - end > COLUMN_GAP * size:
            pieces.append([])
        pieces[-1].append(glyph)
        end = glyph.right if end is None else max(end, glyph.right)
    return [piece for piece in pieces if not all(glyph.is_space for glyph in piece)]


def _spaced(row: Row) -> Row:
    """Return *row* with exactly one space between words, the file's own or one put where there is a gap."""
    written = [glyph for glyph in row if not glyph.is_space]
    spaces = [glyph for glyph in row if glyph.is_space and written[0].middle < glyph.middle < written[-1].middle]
    gap = _letter_spacing(written) + _word_gap(written, spaces)
    spaced = [written[0]]
    for before, glyph in pairwise(written):
        own = next((space for space in spaces if before.middle < space.middle <= glyph.middle), None)
        if own is not None or glyph.left - before.right > gap:
            spaced.append(own or _space(before, glyph))
        spaced.append(glyph)
    return spaced


def _word_gap(written: Row, spaces: Row) -> float:
    """Return from what gap on two letters belong to two words, in points."""
    if not spaces:
        return WORD_GAP * type_size(written)
    return WORD_GAP_BESIDE_SPACES * max(median(space.right - space.left for space in spaces), SMALLEST)


def _letter_spacing(written: Row) -> float:
    """Return the gap between letters that three quarters of all gaps exceed, in points; 0.0 where letters touch."""
    gaps = sorted(glyph.left - before.right for before, glyph in pairwise(written))
    return max(gaps[len(gaps) // 4], 0.0) if gaps else 0.0


def _space(before: Glyph, after: Glyph) -> Glyph:
    """Return a space for a gap; in the order of the file it stands after the earlier of its neighbours."""
    return replace(before, text=" ", left=before.right, right=after.left, place=min(before.place, after.place))


def _baseline(glyph: Glyph) -> float:
    return glyph.baseline


def in_file_order(row: Sequence[Glyph]) -> list[int]:
    """Return the places of the glyphs of *row* in the order of the file."""
    return sorted(range(len(row)), key=lambda place: (row[place].place, row[place].is_space))
