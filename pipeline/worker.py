"""A worker: a process that is sent calls and answers each, within its limits, for as long as its parent lives.

It is started as `python -m pipeline.worker PARENT CALLS ANSWERS MEMORY`: the process that it dies with, the two ends of
pipes, and the most bytes of address space. What it sends is a pair: "at" and where in its call it is, again and again,
then "done" and the result, or "failed" and the error.
"""

import os
import pickle
import resource
import signal
import sys
import traceback
from multiprocessing.connection import Connection

from pipeline import stages
from pipeline.processes import die_with

AT, DONE, FAILED = "at", "done", "failed"


def main(parent: int, calls: int, answers: int, memory: int) -> None:
    """Answer calls until there are no more."""
    die_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # from the keyboard; the parent says what happens then
    for handle in (calls, answers):
        os.set_inheritable(handle, False)  # noqa: FBT003  # takes it by place only
    _quieten()
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer(Connection(calls, writable=False), Connection(answers, readable=False))


def _quieten() -> None:
    """Keep to this program what is told on standard error; decoders tell there of every odd byte of a scan."""
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1, errors="backslashreplace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def answer(calls: Connection, answers: Connection) -> None:
    """Read calls from one pipe and write answers to the other, until the first is closed."""
    while True:
        try:
            call = calls.recv_bytes()
        except EOFError:
            return
        with stages.told(lambda where: answers.send((AT, where))):
            kind, value = _done(call)
        answers.send_bytes(_packed(kind, value))


def _done(call: bytes) -> tuple[str, object]:
    """Return what comes of a call: that it is done and its result, or that it failed and its error."""
    try:
        work, arguments = pickle.loads(call)  # noqa: S301  # from our own parent, through a pipe that nobody else has
        stages.tell("at the start")
        return DONE, work(*arguments)
    except Exception as error:  # noqa: BLE001  # whatever it is, it belongs to the caller, who has it raised there
        error.add_note(traceback.format_exc())
        return FAILED, error


def _packed(kind: str, value: object) -> bytes:
    """Return an answer as bytes; an error that cannot be sent, or not be taken out there, is told in words."""
    try:
        packed = pickle.dumps((kind, value))
        if kind == FAILED:
            pickle.loads(packed)  # noqa: S301  # our own; some errors of libraries cannot be made anew
    except Exception as error:  # noqa: BLE001  # as above; what it holds may fail in any way
        return pickle.dumps((FAILED, RuntimeError(f"{value!r} cannot be sent: {error}")))
    return packed


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
