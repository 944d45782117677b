"""Files written whole or not at all: under another name first, then flushed to the disk, then renamed.

The other name tells machine and process, so that what a dead process has left is known for that.
"""

import os
import platform
import re
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from time import time

import psutil

PART = re.compile(r"\.(?P<machine>.*)~(?P<process>[0-9]+)~.*\.part")
MOST = 8  # threads that wait for the disk
LONGEST = 86_400.0  # s that another machine may take for a file


def write(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put *data* in a file at *path*, in place of what was there; OSError leaves that as it was."""
    stage(path, data).replace(path)


def stage(path: Path, data: bytes | Iterable[bytes]) -> Path:
    """Write *data* beside *path* and flush it; return the file, which is to be renamed to *path*."""
    return stage_all({path: data})[path]


def stage_all(files: Mapping[Path, bytes | Iterable[bytes]]) -> dict[Path, Path]:
    """Write all of *files* as `stage` does, all or none; return the file for each path."""
    staged: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{_machine()}~{os.getpid()}~", suffix=".part")
            staged[path] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.writelines([data] if isinstance(data, bytes) else data)
            staged[path].chmod(0o644)
        _flush_all(tuple(staged.values()))
    except BaseException:  # what makes the data may fail in any way
        for part in staged.values():
            part.unlink(missing_ok=True)
        raise
    return staged


def _flush_all(files: Sequence[Path]) -> None:
    """Flush *files* to the disk, all at once: a disk that is asked for several things does them in one go."""
    if len(files) == 1:
        flush(files[0])
        return
    deque(_threads().map(flush, files), maxlen=0)


@cache
def _threads() -> ThreadPoolExecutor:
    """Return the threads that wait for the disk; to start some for each letter took longer than the disk does."""
    return ThreadPoolExecutor(MOST)


def flush(path: Path) -> None:
    """Flush a file to the disk, or the names in a folder, so that a rename outlives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def leftovers(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder that were being written by a process that is no more."""
    for path in folder.iterdir():
        part = PART.fullmatch(path.name)
        if part and not _is_being_written(path, part["machine"], int(part["process"])):
            yield path


def _is_being_written(path: Path, machine: str, process: int) -> bool:
    if machine == _machine():
        return psutil.pid_exists(process)
    try:
        return time() - path.stat().st_mtime < LONGEST
    except FileNotFoundError:
        return True


def _machine() -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", platform.node())[:60]
