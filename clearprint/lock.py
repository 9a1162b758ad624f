"""One build at a time in an output folder: who has it, and since when.

The lock is the system's own on an open file, so it goes when its holder does, however that ended;
what the file says is for people to read.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from typing import NoReturn

from clearprint.findings import Finding, Place, Refused
from clearprint.publish import told

LOCK = ".lock"
_OURS = b'{"process": '
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_FAR = 1 << 30  # the byte that is locked on Windows, where others may not read what is locked


@contextmanager
def held(output: Path) -> Iterator[None]:
    """Have an output folder to oneself; raises Refused where another build has it.

    Also where nothing can be written there, or its file system cannot lock.
    """
    file = output / LOCK
    with told(file):
        output.mkdir(parents=True, exist_ok=True)
        stream = file.open("a+b", buffering=0)
    with stream:
        try:
            _take(stream)
        except OSError as error:
            _refuse(output, stream, error)
        _refuse_stranger(output, stream)
        _write(stream, _holder())
        try:
            yield
        finally:
            _write(stream, {})
            _let_go(stream)


def _holder() -> dict[str, str | int]:
    return {
        "process": os.getpid(),
        "host": platform.node(),
        "user": _user(),
        "since": datetime.now().astimezone().isoformat(" ", "seconds"),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as containers have
        return "unknown"


def _write(stream: RawIOBase, holder: dict[str, str | int]) -> None:
    """Say who holds it; where the disk is full, nobody can read it, and it is held all the same."""
    with suppress(OSError):
        stream.truncate(0)
        if holder:
            stream.write(json.dumps(holder).encode())


def _refuse(output: Path, stream: RawIOBase, error: OSError) -> NoReturn:
    place = Place(str(output))
    if error.errno not in _BUSY:
        problem = f"The folder cannot be locked: {error.strerror or error}."
        remedy = "Choose a folder on another file system with --output."
        raise Refused([Finding("not-lockable", place, problem, remedy)]) from None
    remedy = "Wait until it is done, or choose another folder with --output."
    problem = f"{_who(stream)} is building in this folder."
    raise Refused([Finding("in-use", place, problem, remedy)]) from None


def _refuse_stranger(output: Path, stream: RawIOBase) -> None:
    """Write over what a build left there, and over nothing else."""
    stream.seek(0)
    start = (stream.read(len(_OURS)) or b"").strip(b"\0")
    if not _OURS.startswith(start):
        problem = f"There is a file {LOCK} in this folder that Clearprint has not made."
        remedy = "Choose another folder with --output, or move the file away."
        raise Refused([Finding("not-ours", Place(str(output)), problem, remedy)])


def _who(stream: RawIOBase) -> str:
    """The holder in words, as far as the file says it."""
    try:
        stream.seek(0)
        holder = json.loads(stream.read() or b"")
        return (
            f"Since {holder['since']}, {holder['user']} (process {holder['process']} on "
            f"{holder['host']})"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "Another process"


if sys.platform == "win32":
    import msvcrt

    def _take(stream: RawIOBase) -> None:
        stream.seek(_FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)

    def _let_go(stream: RawIOBase) -> None:
        stream.seek(_FAR)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(stream: RawIOBase) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(stream: RawIOBase) -> None:
        """Unlock; closing is not enough while a process that is just being started has it too."""
        fcntl.flock(stream, fcntl.LOCK_UN)
