"""What in an output folder is ours to write over or to remove; the rest belongs to others.

People name any folder with --output, and put what they like into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from clearprint import gallery, pictures
from clearprint.findings import Finding, Place, Refused
from clearprint.manifest import MANIFEST
from clearprint.orders import order_of

_PART = re.compile(r"\.(.+)\.\d+\.part")
_MARKS = {MANIFEST: rb'\s*{\s*"pdfs"\s*:', gallery.PAGE: rb'(?s).*<meta name="made-from"'}


def refuse_strangers(output: Path) -> None:
    """Raises Refused where a page or a manifest stands in the folder that is not ours."""
    found = [name for name, mark in _MARKS.items() if _is_strange(output / name, mark)]
    if found:
        raise Refused([_stranger(output, name) for name in found])


def _is_strange(file: Path, mark: bytes) -> bool:
    """Whether there is something in a file, and it does not begin as ours does."""
    try:
        with file.open("rb") as stream:
            start = stream.read(2000).strip(b"\0 \r\n\t")
    except OSError:
        return False
    return bool(start) and not re.match(mark, start)


def _stranger(output: Path, name: str) -> Finding:
    problem = f"There is a file {name} in this folder that Clearprint has not made."
    remedy = "Choose another folder with --output; or move the file away, if nobody needs it here."
    return Finding("not-ours", Place(str(output)), problem, remedy)


def sweep(output: Path) -> None:
    """Remove the parts that builds left in a folder when they were killed."""
    for depth in ("", "*/", f"{pictures.PICTURES}/*/"):
        for part in output.glob(f"{depth}.*.part"):
            whole = _PART.fullmatch(part.name)
            if whole and _is_name(part.with_name(whole[1]).relative_to(output).as_posix()):
                with suppress(OSError):
                    part.unlink()


def _is_name(name: str) -> bool:
    """Whether a file of this name may be ours."""
    return name in _MARKS or pictures.is_picture(name) or order_of(name) is not None


def remove_emptied(output: Path, removed: Iterable[str]) -> None:
    """Remove the folders in which nothing is left but what was removed, with their pictures'."""
    for folder in {Path(name).parent for name in removed}:
        for emptied in (output / pictures.PICTURES / folder, output / folder):
            with suppress(OSError):  # there is something else in it
                emptied.rmdir()
