"""The faces that lines are set in: which font files of Debian's packages, for which script, and which are held out.

faces.tsv is that list, made by looking at each face: every Arabic one joins all Uyghur letters. Faces that are held out
are measured with and never trained on. Which signs a face has, its own character map tells.
"""

from collections.abc import Sequence
from csv import DictReader
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Literal, cast, get_args

from fontTools.ttLib import TTFont

from pipeline.errors import InputError

Kind = Literal["book", "sans", "typewriter", "hand", "display"]
# How often a kind is drawn: letters are set in book faces and typed; headlines are a few lines in a hundred.
WEIGHTS: dict[str, dict[Kind, int]] = {
    "Arab": {"book": 12, "sans": 3, "typewriter": 2, "hand": 2, "display": 2},
    "Latn": {"book": 8, "sans": 5, "typewriter": 8, "hand": 1, "display": 1},
}
NEEDED = {"Arab": "ئابپتجچخدرزژسشغفقكگڭلمنوھۇۆۈۋېىيە", "Latn": "abcxyzABCXYZ"}
PACKAGES = (
    "fonts-ukij-uyghur fonts-noto-core fonts-hosny-amiri fonts-sil-scheherazade fonts-sil-lateef fonts-sil-harmattan"
    " fonts-dejavu fonts-liberation2 fonts-crosextra-carlito fonts-crosextra-caladea fonts-courier-prime"
    " fonts-ebgaramond fonts-linuxlibertine fonts-goudybookletter fonts-urw-base35 fonts-gnutypewriter fonts-lato"
    " fonts-roboto-unhinted fonts-sil-charis fonts-cantarell"
    " fonts-adf-accanthis fonts-adf-baskervald fonts-adf-berenis fonts-adf-romande fonts-adf-tribun fonts-"
    " averia-serif-gwf fonts-cardo fonts-century-catalogue fonts-elstob fonts-gfs-artemisia fonts-gfs-didot"
    " fonts-junicode fonts-lindenhill fonts-oldstandard fonts-prociono fonts-quattrocento fonts-sil-gentium-"
    " basic fonts-stix fonts-vollkorn"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font file; `signs` are all that it can set."""

    path: Path
    kind: Kind
    scripts: frozenset[str]
    signs: frozenset[str]

    def sets(self, text: str) -> bool:
        """Return whether the face has every sign of *text*."""
        return set(text) - {" "} <= self.signs


def find(folder: Path, *, held_out: bool) -> tuple[Face, ...]:
    """Return the listed faces that lie anywhere in *folder*, by name.

    Raises:
        InputError: if there is none for a script.
    """
    there = {path.name: path for path in sorted(folder.rglob("*")) if path.suffix in {".ttf", ".otf"}}
    use = "held out" if held_out else "trained on"
    listed = [row for row in _listed() if row["use"] == use and row["file"] in there]
    faces = tuple(_face(there[row["file"]], row) for row in sorted(listed, key=lambda row: row["file"]))
    for script in NEEDED:
        if not of_script(faces, script):
            raise InputError(f"{folder}: no {script} face to be {use}; try: apt-get install {PACKAGES}")
    return faces


def _listed() -> list[dict[str, str]]:
    table = files("pipeline.training").joinpath("faces.tsv").read_text("utf-8")
    return list(DictReader(table.splitlines(), delimiter="\t"))


def _face(path: Path, row: dict[str, str]) -> Face:
    with TTFont(path, lazy=True) as font:
        signs = frozenset(map(chr, font.getBestCmap()))
    scripts = frozenset(name for name in row["scripts"].split("+") if set(NEEDED[name]) <= signs)
    if row["kind"] not in get_args(Kind):
        raise ValueError(f"faces.tsv: {row['file']} has no known kind: {row['kind']}")
    return Face(path=path, kind=cast(Kind, row["kind"]), scripts=scripts, signs=signs)


def of_script(faces: Sequence[Face], script: str) -> tuple[Face, ...]:
    """Return the faces for *script*."""
    return tuple(face for face in faces if script in face.scripts)


def choose(rng: Random, faces: Sequence[Face], script: str) -> Face:
    """Return one of *faces*, a kind by its weight for *script* and then any face of that kind."""
    kinds = sorted({face.kind for face in faces})
    (kind,) = rng.choices(kinds, [WEIGHTS[script][kind] for kind in kinds])
    return rng.choice([face for face in faces if face.kind == kind])
