"""A command's memory is its own, not that of the process which starts it."""

import sys
from pathlib import Path

import numpy as np
from processes import run

MEGABYTE = 1_000_000


FORKS = """
import os, time
held = b"1" * 60_000_000
if not os.fork():
    time.sleep(0.2)
    os._exit(0)
os.wait()
"""


def test_what_a_child_shares_before_its_program_begins_counts_once(tmp_path: Path) -> None:
    status, cost = run([sys.executable, "-c", FORKS], tmp_path / "out", {})
    assert status == 0
    assert 60 * MEGABYTE < cost.peak < 110 * MEGABYTE


def test_what_the_starter_holds_does_not_count(tmp_path: Path) -> None:
    held = np.ones(200 * MEGABYTE, np.uint8)
    status, cost = run([sys.executable, "-c", "import time; time.sleep(0.05)"], tmp_path / "out", {})
    assert (status, held[-1]) == (0, 1)
    assert 1 * MEGABYTE < cost.peak < 100 * MEGABYTE
