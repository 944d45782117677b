"""Processes and what they start: tied to the life of their parent, and ended whole, whatever they have begun."""

import ctypes
import os
import shutil
import signal
from collections.abc import Sequence
from functools import cache

import psutil

PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """Have the kernel kill this process when the thread that started it ends; *parent* is that thread's process."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(1)


def tied(command: Sequence[str]) -> list[str]:
    """Return *command* so that its process is killed when the one that starts it ends, where the system can do that."""
    setpriv = _setpriv()
    return [setpriv, "--pdeathsig", "KILL", *command] if setpriv else list(command)


def end_session(leader: int) -> None:
    """Kill every process of the session that *leader* has begun, itself included, and all those that it started."""
    for process in psutil.pids():
        try:
            if os.getsid(process) == leader:
                os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue


@cache
def _setpriv() -> str | None:
    return shutil.which("setpriv")
