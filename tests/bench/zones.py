"""How well letters are understood, by zones of lines and by fields, beside a CRF that is trained on other letters.

python tests/bench/zones.py                       # invented letters, seen and unseen families, true text
python tests/bench/zones.py --letters FOLDER      # labelled corpora in FOLDER as well, each a folder of JSON files
python tests/bench/zones.py --crf                 # the CRF beside the rules; the corpus under test is never trained on
python tests/bench/zones.py --scans 4             # 4 letters of each unseen family, read from degraded scans
python tests/bench/zones.py --only fresh          # no families but the fresh ones; so, too, seen or unseen
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import process_time

import generate
import scanner
import typeset
from fieldscore import FieldTally
from invented import FRESH, SEEN, UNSEEN, Family, invent
from invented.sheets import typeset_pages
from labelled import Labelled, corpora
from zonescore import ZoneScore

from pipeline.digitize import digitize
from pipeline.evaluate.calibration import calibration
from pipeline.letter import FURNITURE, Zones, find_zones, parse
from pipeline.settings import LetterSettings

FIRST = 1000  # number of the first invented letter that is measured on; the CRF is trained on those from 0
KINDS: dict[str, dict[str, Family]] = {"seen": SEEN, "unseen": UNSEEN, "fresh": FRESH}
SAME_HAND = {
    "dahn_pec": {"dahn_alto"},
    "dahn_alto": {"dahn_pec"},
}  # one correspondent: neither is trained on for the other
TRAINED_ON, LONGEST = 40, 140  # letters of each family or corpus that the CRF is trained on; lines of the longest
BOUNDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
Parsed = tuple[Labelled, Zones]


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=Path, help="a folder with a folder of labelled letters for each corpus")
    parser.add_argument("--most", type=int, default=1000, help="measure on so many letters of each corpus at most")
    parser.add_argument("--each", type=int, default=20, help="invented letters of each family")
    parser.add_argument(
        "--scans", type=int, default=0, help="letters of each family that is no seen one to read from scans"
    )
    parser.add_argument("--crf", action="store_true", help="train a CRF (python-crfsuite) and measure it, too")
    parser.add_argument(
        "--only", choices=KINDS, action="append", help="families of this kind; all but fresh by default"
    )
    parser.add_argument("--show", action="store_true", help="print every field that is not exact")
    options = parser.parse_args()
    kinds = options.only or ["seen", "unseen"]
    for kind in kinds:
        _tell_zones(f"invented, {kind} families", _invented(KINDS[kind], options.each))
        _tell_fields(f"{kind} families, true text", _from_text(KINDS[kind], options.each), show=options.show)
    real = (
        {name: _found(letters[: options.most]) for name, letters in corpora(options.letters).items()}
        if options.letters
        else {}
    )
    for name, letters in real.items():
        _tell_zones(name, letters)
    if options.crf:
        _tell_crf(real, _invented(UNSEEN, options.each))
    for kind in kinds if options.scans else ():
        if kind != "seen":
            _tell_fields(f"{kind} families, from scans", _from_scans(KINDS[kind], options.scans), show=options.show)


def _invented(families: Iterable[str], each: int, first: int = FIRST) -> list[Parsed]:
    letters = []
    for family in families:
        for number in range(first, first + each):
            pages = typeset_pages(invent(family, number))
            letters.append(Labelled(name=f"{family} {number}", pages=pages.pages, zones=pages.zones))
    return _found(letters)


def _found(letters: Sequence[Labelled]) -> list[Parsed]:
    return [(letter, find_zones(letter.pages)) for letter in letters]


def _tell_zones(name: str, letters: Sequence[Parsed], other: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Print the F1 of every zone; *other* are the zones that something else found, by letter and line."""
    score = ZoneScore()
    for letter, zones in letters:
        told = other[letter.name] if other else zones.by_line()
        score.add((zone, told.get(line, FURNITURE)) for line, zone in letter.zones.items())
    each = "  ".join(f"{zone} {score.f1(zone):.2f} (n={score.lines(zone)})" for zone in score.zones)
    say(f"{name}: {len(letters)} letters, macro F1 without body {score.macro:.3f}\n    {each}")


def _from_text(families: Iterable[str], each: int) -> FieldTally:
    tally = FieldTally()
    for family in families:
        for number in range(FIRST, FIRST + each):
            letter = invent(family, number)
            pages = typeset_pages(letter).pages
            begun = process_time()
            found = parse(pages, LetterSettings(empty_below=0.0)).letter
            tally.took(process_time() - begun, pages=len(pages))
            tally.add(f"{family} {number}", typeset.fields(letter), found)
    return tally


def _from_scans(families: Iterable[str], each: int) -> FieldTally:
    tally = FieldTally()
    with tempfile.TemporaryDirectory() as folder:
        for family in families:
            for number in range(FIRST, FIRST + each):
                letter = invent(family, number)
                path = Path(folder) / f"{family}-{number}.{letter.scan.form}"
                scanner.save(generate.images(letter), letter, path)
                tally.add(f"{family} {number}", typeset.fields(letter), digitize(path).letter)
    return tally


def _tell_fields(name: str, tally: FieldTally, *, show: bool) -> None:
    each = "  ".join(f"{field} {tally.exact[field]}/{tally.there[field]}" for field in tally.there)
    share = f"main fields exact {tally.share:.3f}, filled where there is none {tally.false:.3f}"
    say(f"{name}: {share}; dates {dict(tally.dates)}")
    say(f"    {each}" + (f"  {1000 * tally.seconds / tally.pages:.1f} ms a page" if tally.pages else ""))
    told = [f"{least:.2f}: {kept:.3f}, {wrong:.3f}" for least in BOUNDS for kept, wrong in [tally.risk(least)]]
    say(f"    at least so sure: share of the parts that are, share of these that is wrong\n    {'  '.join(told)}")
    say(f"    expected calibration error {calibration(tally.sure).error:.3f} over {len(tally.sure)} parts")
    if show:
        say("\n".join(f"    {line}" for line in tally.missed))


def _tell_crf(real: Mapping[str, Sequence[Parsed]], unseen: Sequence[Parsed]) -> None:
    from crf import tagged, train  # python-crfsuite is asked for only here

    own = _invented(SEEN, TRAINED_ON, first=0)
    model = train([zones.zoned for _, zones in own], [letter.zones for letter, _ in own])
    _tell_zones(
        "CRF, invented, unseen families", unseen, {letter.name: tagged(model, zones.zoned) for letter, zones in unseen}
    )
    for name, letters in real.items():
        others = [
            pair for other, pairs in real.items() if other not in {name, *SAME_HAND.get(name, ())} for pair in pairs
        ]
        short = [pair for pair in others if len(pair[0].zones) <= LONGEST]
        mixed = [*own, *short]
        model = train([zones.zoned for _, zones in mixed], [letter.zones for letter, _ in mixed])
        _tell_zones(f"CRF, {name}", letters, {letter.name: tagged(model, zones.zoned) for letter, zones in letters})


if __name__ == "__main__":
    main()
