"""A page to look at what is in the output folder: pictures, links and states, by topic."""

from __future__ import annotations

import importlib
from contextlib import suppress
from pathlib import Path

from clearprint import shelves
from clearprint.findings import Finding, Place, Refused
from clearprint.manifest import seal
from clearprint.orders import Desk
from clearprint.pictures import PICTURES, draw, is_picture, picture_of
from clearprint.publish import Record, digest, is_whole, put
from clearprint.states import DAMAGED, MISSING, is_overdue

PAGE = "index.html"
TEMPLATE, STYLE = "templates/gallery.html", "styles/gallery.css"


def write(desk: Desk, output: Path, records: dict[str, Record]) -> None:
    """Write the page, where it is not what it should be, and the pictures it lacks.

    A PDF that is damaged is not shown: nobody can say what is in it until it is built again.
    """
    there = {n: rec for n, rec in sorted(records.items()) if _is_to_show(output / n, rec)}
    found = {f.relative_to(output).as_posix() for f in output.glob(f"{PICTURES}/*/*.png")}
    kept = set(filter(is_picture, found))
    for name, record in list(there.items()):
        if (picture := picture_of(name, record)) in kept:
            continue
        if is_whole(output / name, record):
            put(draw((output / name).read_bytes()), output / picture)
        else:
            del there[name]
    wanted = {picture_of(name, record) for name, record in there.items()}
    made_from = _made_from(desk, output, there)
    if made_from not in _head(output / PAGE):
        put(_page(desk, there, made_from).encode(), output / PAGE)
    for picture in kept - wanted:
        with suppress(OSError):
            (output / picture).unlink()


def _is_to_show(file: Path, record: Record) -> bool:
    return record.get("state") not in (DAMAGED, MISSING) and file.is_file()


def _made_from(desk: Desk, output: Path, records: dict[str, Record]) -> str:
    """What stands for all that the page is made from."""
    files = [file for name in (TEMPLATE, STYLE) if (file := desk.project.find(name))]
    files += [Path(__file__), Path(shelves.__file__)]
    code = digest("".join(_text(desk, file) for file in files).encode())
    overdue = [name for name, record in records.items() if is_overdue(record, desk.today)]
    parts = [seal(output), code, str(_clinic(desk)), *records, "overdue", *overdue]
    return digest("\n".join(parts).encode())


def _clinic(desk: Desk) -> str | None:
    """The clinic's name, where its profile can be read."""
    try:
        return desk.clinic.name
    except Refused:
        return None


def _text(desk: Desk, file: Path) -> str:
    """What a file says; raises Refused where it cannot be read."""
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        place, problem = Place(desk.project.shown(file)), f"The file cannot be read: {reason}."
        remedy = "Check its name and rights, and save it as UTF-8."
        raise Refused([Finding("unreadable", place, problem, remedy)]) from None


def _head(page: Path) -> str:
    """The start of the page that is there."""
    try:
        with page.open(encoding="utf-8") as stream:
            return stream.read(1000)
    except (OSError, UnicodeDecodeError):
        return ""


def _page(desk: Desk, records: dict[str, Record], made_from: str) -> str:
    compose = importlib.import_module("clearprint.compose")  # the templates, only where needed
    style = desk.project.find(STYLE)
    page: str = compose.render(
        desk.project,
        Path(TEMPLATE).name,
        made_from=made_from,
        clinic=_clinic(desk),
        topics=tuple(shelves.topics(desk, records)),
        count=len(records),
        style=_text(desk, style) if style else "",
    )
    return page
