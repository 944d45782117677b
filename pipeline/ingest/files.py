"""Which files make one letter: every scan under the paths that a user names, in natural order, each taken once."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError, UsageError
from pipeline.ingest.kinds import BESIDE_SCANS, SCAN_SUFFIXES, is_pdf
from pipeline.settings import Grouping
from pipeline.text import shown

NO_SCAN = "not a scan"
OUTSIDE = "a link that leads out of the folder"

DIGITS = re.compile(r"([0-9]+)")
LAST_NUMBER = re.compile(r"[0-9]+(?=[^0-9]*$)")
JOINTS = " _-.,()[]"  # what stands between a letter's name and its page number


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFiles:
    """The files of one letter in page order; the name is printable and stands for the letter in front of people."""

    name: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The letters under some paths, and what was left alone there with the reason."""

    letters: tuple[LetterFiles, ...]
    ignored: tuple[tuple[Path, str], ...]


@dataclass(slots=True)
class _Walk:
    """A walk in progress: what was found so far, the real paths that were seen, and where links must not lead out."""

    output: Path | None
    within: Path | None = None
    files: list[Path] = field(default_factory=list)
    ignored: list[tuple[Path, str]] = field(default_factory=list)
    seen: set[Path] = field(default_factory=set)

    def enter(self, folder: Path) -> None:
        """Take what lies in *folder* and below it, through links as well, each real folder once."""
        waiting = [folder]
        while waiting:
            inner = waiting.pop()
            reason = self._refusal(inner)
            if reason:
                self.ignored.append((inner, reason))
                continue
            folders: list[Path] = []
            for path in self._listed(inner):
                if path.is_dir():
                    folders.append(path)
                else:
                    self._look_at(path)
            waiting += reversed(folders)

    def take(self, path: Path) -> None:
        """Take a file, unless it was taken under this or another name."""
        if self._is_new(path):
            self.files.append(path)
        else:
            self.ignored.append((path, "is the same file as another one that is read"))

    def _refusal(self, folder: Path) -> str:
        if self.output is not None and _real(folder) == self.output:
            return "the output folder is not read"
        if self._leads_out(folder):
            return OUTSIDE
        return "" if self._is_new(folder) else "this folder was read already (a link leads back to it)"

    def _look_at(self, path: Path) -> None:
        reason = OUTSIDE if self._leads_out(path) else _why_not(path)
        if reason:
            self.ignored.append((path, reason))
        else:
            self.take(path)

    def _leads_out(self, path: Path) -> bool:
        return self.within is not None and not _real(path).is_relative_to(self.within)

    def _listed(self, folder: Path) -> list[Path]:
        try:
            return sorted(folder.iterdir(), key=natural)
        except OSError as error:
            self.ignored.append((folder, f"cannot be listed: {error.strerror}"))
            return []

    def _is_new(self, path: Path) -> bool:
        real = _real(path)
        if real in self.seen:
            return False
        self.seen.add(real)
        return True


def find_letters(paths: Sequence[Path], mode: Grouping, *, output: Path | None, within: Path | None = None) -> Found:
    """Return the letters among files and folders.

    Args:
        paths: files, which are taken whatever they are called, and folders, whose scans are taken, recursively.
        mode: "file": each file is a letter; "folder": all images of a folder are one, PDFs stay single;
            "sequence": files of one folder whose names differ in their last number alone are one;
            "auto": the same, but they are a stack of letters.
        output: this folder is never read.
        within: links that lead out of this folder are not followed.

    Raises:
        InputError: if a path does not exist.
        UsageError: if a named folder is the output folder.
    """
    walk = _Walk(
        output=_real(output) if output is not None else None, within=_real(within) if within is not None else None
    )
    for path in paths:
        if path.is_dir():
            if _real(path) == walk.output:
                raise UsageError(f"{shown(str(path))}: is the output folder as well; choose another --output")
            walk.enter(path)
        elif path.exists():
            walk.take(path)
        else:
            raise InputError(f"{shown(str(path))}: there is no such file or folder; check the path")
    return Found(letters=tuple(GROUPINGS[mode](walk.files)), ignored=tuple(walk.ignored))


def natural(path: Path) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Return a sort key under which numbers in names count as numbers: scan 2 before scan 10."""
    parts = DIGITS.split(path.name)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts), path.name


def _by_file(files: Iterable[Path]) -> Iterator[LetterFiles]:
    for path in files:
        yield LetterFiles(name=shown(path.stem), files=(path,))


def _by_folder(files: Iterable[Path]) -> Iterator[LetterFiles]:
    for group in _groups(files, _folder_key):
        if len(group) == 1 and _is_pdf(group[0]):
            yield from _by_file(group)
        else:
            yield LetterFiles(name=_folder_name(group[0]), files=tuple(sorted(group, key=natural)))


def _by_sequence(files: Iterable[Path]) -> Iterator[LetterFiles]:
    for group in _groups(files, _sequence_key):
        if len(group) == 1:
            yield from _by_file(group)
        else:
            before, _ = _around_last_number(group[0])
            name = shown(before.strip(JOINTS)) or _folder_name(group[0])
            yield LetterFiles(name=name, files=tuple(sorted(group, key=natural)))


GROUPINGS: dict[Grouping, Callable[[Iterable[Path]], Iterator[LetterFiles]]] = {
    "file": _by_file,
    "folder": _by_folder,
    "sequence": _by_sequence,
    "auto": _by_sequence,  # a stack, which is split where its pages have been read
}


def _groups(files: Iterable[Path], key: Callable[[Path], tuple[str, ...]]) -> list[list[Path]]:
    """Return *files* in groups of equal keys, in the order in which each group is met first."""
    groups: defaultdict[tuple[str, ...], list[Path]] = defaultdict(list)
    for path in files:
        groups[key(path)].append(path)
    return list(groups.values())


def _folder_key(path: Path) -> tuple[str, ...]:
    return (str(path.parent), path.name) if _is_pdf(path) else (str(path.parent),)


def _sequence_key(path: Path) -> tuple[str, ...]:
    """Return what all names of one sequence have in common; a name without a number is its own sequence."""
    if LAST_NUMBER.search(path.stem) is None:
        return str(path.parent), path.name
    before, after = _around_last_number(path)
    return str(path.parent), before, after, path.suffix.casefold()


def _around_last_number(path: Path) -> tuple[str, str]:
    found = LAST_NUMBER.search(path.stem)
    if found is None:
        return path.stem, ""
    return path.stem[: found.start()], path.stem[found.end() :]


def _folder_name(path: Path) -> str:
    return shown(_real(path.parent).name) or "letter"


def _is_pdf(path: Path) -> bool:
    try:
        return path.is_file() and is_pdf(path)
    except OSError:
        return path.suffix.casefold() == ".pdf"


def _real(path: Path) -> Path:
    """Return the path behind all links; where links run in a circle, the path itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # RuntimeError: a circle of links, before Python 3.13
        return path.absolute()


def _why_not(path: Path) -> str:
    """Return why a file in a folder is left alone, empty if it is to be read."""
    suffix = path.suffix.casefold()
    if path.name.startswith((".", "~")):
        return "hidden or temporary file"
    if suffix in BESIDE_SCANS:
        return NO_SCAN
    if suffix not in SCAN_SUFFIXES:
        return "unknown kind of file; name the file itself to have it read"
    if not path.exists():
        return "a link that leads nowhere"
    return "" if path.is_file() else "not a regular file"
