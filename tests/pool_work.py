"""What the workers of the tests are given to do."""

import os
import signal
import subprocess
import time
from pathlib import Path


def double(number: int) -> int:
    return number * 2


def end(how: str) -> int:
    """End the process that works on this."""
    if how == "exit":
        os._exit(7)
    os.kill(os.getpid(), signal.Signals[how])
    time.sleep(60)
    return 0


def refuse(number: int) -> int:
    raise ValueError(f"not {number}")


def take(megabytes: int) -> int:
    """Take memory."""
    return len(bytearray(megabytes << 20))


def hang(place: str) -> int:
    """Start a process of its own group that outlives its parent, tell both ids, and never come back."""
    child = subprocess.Popen(["sleep", "600"], process_group=0)
    part = Path(place + ".part")
    part.write_text(f"{os.getpid()} {child.pid}")
    part.replace(place)
    time.sleep(600)
    return 0
