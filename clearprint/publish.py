"""Put a judged PDF in its place, whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from clearprint.findings import Finding, Place, Refused

Record = dict[str, Any]
"""What the manifest says of one PDF."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def put(data: bytes, file: Path, *, output: bool = True) -> None:
    """Write a file whole or not at all; raises Refused, and what was there before stays.

    `output` says that it goes where `--output` says; a text of a project goes nowhere else.
    """
    with told(file, output=output):
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def is_whole(file: Path, record: Record) -> bool:
    """Whether a PDF is there, and is the one that was recorded."""
    try:
        same_size = file.stat().st_size == record["bytes"]
        return same_size and bool(digest(file.read_bytes()) == record["sha256"])
    except (OSError, KeyError):
        return False


FULL = "disk-full"
"""The code of a finding that no other file could be written either."""

_FULL = ("ENOSPC", "EDQUOT", "EFBIG", "EROFS")
_OTHER = "choose another with --output"
_ELSE = ", or choose another folder with --output"
_REMEDIES = {
    "ENOSPC": "The disk is full: free some space.",
    "EDQUOT": "Your share of the disk is used up: free some space.",
    "EFBIG": "The file would be larger than this system allows: raise the limit (ulimit -f).",
    "EACCES": f"Close the file where it is open; else ask for the right to write there{_ELSE}.",
    "EPERM": f"Ask for the right to write there{_ELSE}.",
    "EROFS": f"The folder can only be read: {_OTHER}.",
    "EISDIR": "There is a folder of that name: move it away.",
    "ENOTDIR": "A part of that path is a file, not a folder: move it away.",
    "EEXIST": "There is a file where a folder should be: move it away.",
}


@contextmanager
def told(file: Path, deed: str = "written", *, output: bool = True) -> Iterator[None]:
    """Turn the system's refusal to write or remove a file into ours, with the remedy."""
    try:
        yield
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "")
        problem = f"{file.name} could not be {deed}: {error.strerror or error}."
        remedy = _REMEDIES.get(name, "Close it where it is open, and check the folder's rights.")
        if not output:
            remedy = remedy.replace(_ELSE, "").replace(_OTHER, "ask for the right to write there")
        code = FULL if name in _FULL else "not-written"
        raise Refused([Finding(code, Place(str(file.parent)), problem, remedy)]) from None
