"""What in an output folder is ours to write over or to remove; the rest belongs to others.

People name any folder with --output, and put what they like into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from clearprint import gallery
from clearprint.findings import Finding, Place, Refused
from clearprint.manifest import MANIFEST
from clearprint.orders import Desk, Order, order_of
from clearprint.publish import Record

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
    for depth in ("", "*/", f"{gallery.PICTURES}/*/"):
        for part in output.glob(f"{depth}.*.part"):
            whole = _PART.fullmatch(part.name)
            if whole and _is_name(part.with_name(whole[1]).relative_to(output).as_posix()):
                with suppress(OSError):
                    part.unlink()


def _is_name(name: str) -> bool:
    """Whether a file of this name may be ours."""
    return name in _MARKS or gallery.is_picture(name) or order_of(name) is not None


def remove_emptied(output: Path, removed: Iterable[str]) -> None:
    """Remove the folders in which nothing is left but what was removed, with their pictures'."""
    for folder in {Path(name).parent for name in removed}:
        for emptied in (output / gallery.PICTURES / folder, output / folder):
            with suppress(OSError):  # there is something else in it
                emptied.rmdir()


def known(output: Path, records: dict[str, Record]) -> list[Order]:
    """The orders whose PDFs are in the folder, or in its manifest."""
    files = {file.relative_to(output).as_posix() for file in output.glob("*/*.pdf")}
    found = map(order_of, sorted(files | records.keys()))
    return [order for order in found if order]


def orphans(desk: Desk, output: Path, records: dict[str, Record]) -> Iterator[str]:
    """The PDFs of handouts that are no more: those of the manifest, and what else we have made.

    None is one whose handout may be there, in a folder that cannot be looked into.
    """
    top, unseen = desk.project.folder / "handouts", desk.project.unreadable()
    for order in known(output, records):
        if top in unseen or top / order.topic in unseen or desk.can_make(order):
            continue
        if order.name in records or _made(desk, output, order):
            yield order.name


def _made(desk: Desk, output: Path, order: Order) -> bool:
    """Whether a PDF that the manifest does not know stands where ours do, and says it is ours."""
    in_place = order.edition in desk.editions and order.language in desk.project.languages()
    return in_place and gallery.is_ours(output / order.name)
