"""A PostgreSQL server for the tests alone: Debian's programs, a folder that goes away, a socket in it, no network."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
SETTINGS = (
    "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c shared_buffers=32MB"
)


@contextmanager
def postgres() -> Iterator[str]:
    """Start a server and yield the URL of its database; stop it and remove its folder afterwards."""
    if not PROGRAMS:
        raise FileNotFoundError("PostgreSQL is not installed; try: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="mektup-pg-"))
    try:
        _give_away(folder)
        _run("initdb", "--pgdata", folder / "data", "--username", "tester", "--auth", "trust", "--encoding", "UTF8",
             "--no-locale", "--no-sync")  # fmt: skip
        control = ("pg_ctl", "--pgdata", folder / "data", "--wait", "--log", folder / "log")
        _run(*control, "--options", f"{SETTINGS} -k {folder}", "start")
        try:
            yield f"postgresql://tester@/postgres?host={folder}"
        finally:
            _run(*control, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give_away(folder: Path) -> None:
    """Give *folder* to somebody whom PostgreSQL works for: it refuses to work for root."""
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)


def _run(program: str, *arguments: object) -> None:
    user = "nobody" if os.getuid() == 0 else None
    command = [str(PROGRAMS[-1] / program), *map(str, arguments)]
    with tempfile.TemporaryFile("w+") as said:  # no pipe: the server that is started would keep it open
        done = subprocess.run(command, user=user, cwd="/", stdout=said, stderr=said, check=False)
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {said.read()}")
