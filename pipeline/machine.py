"""What this machine has to give: cores and memory, as far as this process may use them."""

import os
from pathlib import Path

import psutil

GIGABYTE = 1 << 30
USUAL = 1 * GIGABYTE  # what a worker holds while it reads an ordinary letter, with room to spare
LEAST = 4 * GIGABYTE  # of address space; libraries alone take one, and a page of A3 at 600 dpi two
CGROUP = Path("/sys/fs/cgroup/memory.max")


def workers() -> int:
    """Return how many workers there is room for: one a core, and fewer where memory is short."""
    return max(min(_cores(), _free() // USUAL), 1)


def memory_each(workers: int) -> int:
    """Return the bytes of address space for each of so many workers, so that all together cannot exhaust the memory."""
    return max(_memory() // workers, LEAST)


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _free() -> int:
    return min(psutil.virtual_memory().available, _allowed())


def _memory() -> int:
    return min(psutil.virtual_memory().total, _allowed())


def _allowed() -> int:
    """Return the bytes that a container may use; more than any machine has where there is no such limit."""
    try:
        return int(CGROUP.read_text())
    except (OSError, ValueError):  # there is no such file, or it says "max"
        return 1 << 62
