"""Make the sample letters: set, print, age and scan each letter of letters/, and write the truth beside the scan."""

import argparse
import json
from pathlib import Path

import age
import borndigital
import numpy as np
import press
import scanner
import typeset
from letterfile import LetterFile, load
from PIL import Image

HERE = Path(__file__).parent
LETTERS = HERE / "letters"


def images(letter: LetterFile) -> list[Image.Image]:
    """Return the scanned pages of *letter*; the same letter gives the same pixels."""
    pages = typeset.pages(letter)
    inked = [press.layers(letter, page, np.random.default_rng([letter.seed, n, 0])) for n, page in enumerate(pages)]
    scans = []
    for number, layers in enumerate(inked):
        rng = np.random.default_rng([letter.seed, number, 1])
        back = _back(inked, number)
        scans.append(scanner.scan(age.aged_page(letter, layers, back, rng), letter, number, rng))
    return scans


def _back(inked: list[tuple[press.Layer, ...]], number: int) -> age.Floats:
    """Return the print of the page after this one, or, on the last, this page's own: what lay against it."""
    layers = inked[(number + 1) % len(inked)]
    cover = np.zeros(press.SHAPE, np.float32)
    for layer in layers:
        cover = np.maximum(cover, layer.cover)
    return cover


def write(name: str, letter: LetterFile, folder: Path) -> Path:
    """Write the scan and the truth of one letter into *folder*; return the scan's path."""
    truth = json.dumps(typeset.truth(letter), ensure_ascii=False, indent=1)
    (folder / f"{name}.truth.json").write_text(truth + "\n", encoding="utf-8")
    if letter.scan.form == "born":
        path = folder / f"{name}.pdf"
        borndigital.save(letter, path)
        return path
    path = folder / f"{name}.{letter.scan.form}"
    scanner.save(images(letter), letter, path)
    return path


def families(folder: Path) -> str:
    """Return the JSON that says of each letter what family its layout is of, and whether the parser's rules saw it."""
    letters = {path.stem: load(path) for path in sorted(folder.glob("*.toml"))}
    table = {name: {"family": letter.family, "seen": letter.seen} for name, letter in letters.items()}
    return json.dumps(table, indent=1) + "\n"


def main() -> None:
    """Write all samples, or those that were named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", metavar="NAME", help="make only this letter; may be given again")
    parser.add_argument("--out", type=Path, default=HERE, metavar="DIR", help="where to write (default: samples/)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(LETTERS.glob("*.toml")):
        if options.only is None or path.stem in options.only:
            made = write(path.stem, load(path), options.out)
            print(f"{made.name}  {made.stat().st_size // 1024} KB")
    if options.only is None:
        (options.out / "families.json").write_text(families(LETTERS), encoding="utf-8")


if __name__ == "__main__":
    main()
