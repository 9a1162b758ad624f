"""Put a judged PDF in its place, whole or not at all, and keep the manifest true."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from clearprint.findings import Finding, Place, Refused

MANIFEST = "manifest.json"
Record = dict[str, Any]
"""What the manifest says of one PDF."""


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def put(data: bytes, file: Path) -> None:
    """Write a file whole or not at all; raises Refused, and what was there before stays."""
    with _told(file):
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


def read_manifest(output: Path) -> dict[str, Record]:
    """Relative path to record, for every PDF in the output folder; without what is damaged.

    A PDF that the manifest does not know is built again, so damage costs time only.
    """
    try:
        entries = json.loads((output / MANIFEST).read_text("utf-8"))["pdfs"]
        return {name: dict(record) for name, record in entries.items() if _is_sound(record)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


_NEEDED: dict[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("sheet", "sha256", "fingerprint"), str),
    **dict.fromkeys(("pages", "notes", "bytes"), int),
    "size": (int, float),
    "tight": bool,
    "left_out": list,
}
"""What the next run asks of a record."""


def _is_sound(record: Record) -> bool:
    return all(isinstance(record.get(key), kind) for key, kind in _NEEDED.items())


def write_manifest(output: Path, records: dict[str, Record]) -> None:
    """Keep the records, in the order of their names."""
    text = json.dumps({"pdfs": dict(sorted(records.items()))}, indent=1, ensure_ascii=False)
    put(text.encode() + b"\n", output / MANIFEST)


def is_whole(file: Path, record: Record) -> bool:
    """Whether a PDF is there, and is the one that was recorded."""
    try:
        same_size = file.stat().st_size == record["bytes"]
        return same_size and bool(digest(file.read_bytes()) == record["sha256"])
    except (OSError, KeyError):
        return False


_REMEDIES = {
    "ENOSPC": "The disk is full: free some space.",
    "EDQUOT": "Your share of the disk is used up: free some space.",
    "EFBIG": "The file would be larger than this system allows: free some space.",
    "EACCES": "Ask for the right to write there, or choose another folder with --output.",
    "EPERM": "Ask for the right to write there, or choose another folder with --output.",
    "EROFS": "The folder can only be read: choose another with --output.",
    "EISDIR": "There is a folder of that name: move it away.",
    "ENOTDIR": "A part of that path is a file, not a folder: move it away.",
    "EEXIST": "There is a file where a folder should be: move it away.",
}


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "")
        problem = f"{file.name} could not be written: {error.strerror or error}."
        remedy = _REMEDIES.get(name, "Close it where it is open, and check the folder's rights.")
        place = Place(str(file.parent))
        raise Refused([Finding("not-written", place, problem, remedy)]) from None
