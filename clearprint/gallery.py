"""A page to look at what is in the output folder: pictures, links and states, by topic."""

from __future__ import annotations

import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from clearprint.findings import Finding, Place, Refused
from clearprint.labels import Labels
from clearprint.manifest import seal
from clearprint.orders import Desk, order_of
from clearprint.publish import Record, digest, is_whole, put
from clearprint.states import DAMAGED, MISSING, REFUSED, STALE, WITHDRAWN, is_overdue

PAGE = "index.html"
PICTURES = "pictures"
TEMPLATE, STYLE = "templates/gallery.html", "styles/gallery.css"


@dataclass(frozen=True)
class Card:
    """One PDF: where it and its picture are, from the output folder on, and what to know of it.

    `name` tells it from the others of its topic and language; `warning` keeps it from being used.
    """

    link: str
    picture: str
    edition: str
    name: str
    facts: str
    warning: str | None
    states: tuple[str, ...]


@dataclass(frozen=True)
class Shelf:
    """The PDFs of a topic in one language."""

    language: str
    direction: str
    name: str
    own_name: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Topic:
    """The PDFs of a topic, in all its languages."""

    name: str
    title: str
    language: str
    shelves: tuple[Shelf, ...]


def picture_of(name: str, record: Record) -> str:
    """Where the picture of a PDF goes: its name changes with the PDF, so it is never an old one."""
    return f"{PICTURES}/{name.removesuffix('.pdf')}.{record['sha256'][:12]}.png"


def is_picture(name: str) -> bool:
    """Whether a file of this name may be the picture of a PDF."""
    found = re.fullmatch(rf"{PICTURES}/(.+)\.[0-9a-f]{{12}}\.png", name)
    return bool(found and order_of(f"{found[1]}.pdf"))


def is_ours(file: Path) -> bool:
    """Whether a file is a PDF that says that we made it."""
    readback = importlib.import_module("clearprint.readback")
    try:
        return bool(readback.creator(file.read_bytes()) == "Clearprint")
    except OSError:
        return False


def draw(pdf: bytes) -> bytes:
    """The first page of a PDF as a small PNG."""
    readback = importlib.import_module("clearprint.readback")  # PDFium, only where needed
    picture: bytes = readback.picture(pdf)
    return picture


def keep(output: Path, name: str, record: Record, picture: bytes) -> None:
    """Put the picture of a PDF in its place; raises Refused."""
    put(picture, output / picture_of(name, record))


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
    code = digest("".join(_text(desk, file) for file in (*files, Path(__file__))).encode())
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
        topics=tuple(_topics(desk, records)),
        count=len(records),
        style=_text(desk, style) if style else "",
    )
    return page


def _topics(desk: Desk, records: dict[str, Record]) -> Iterator[Topic]:
    """The topics by their English titles, or what comes nearest."""
    shelves: dict[str, dict[str, dict[str, Record]]] = defaultdict(lambda: defaultdict(dict))
    for name, record in records.items():
        shelves[record["topic"]][record["language"]][name] = record
    titled = ((_title(languages), topic) for topic, languages in shelves.items())
    for (title, language), topic in sorted(titled, key=lambda t: (t[0][0].casefold(), t[1])):
        languages = sorted(shelves[topic], key=lambda tag: (tag != language, tag))
        found = tuple(_shelf(desk, tag, shelves[topic][tag]) for tag in languages)
        yield Topic(topic, title, language, found)


def _title(languages: dict[str, dict[str, Record]]) -> tuple[str, str]:
    language = "en" if "en" in languages else min(languages)
    return next(iter(languages[language].values()))["title"], language


def _shelf(desk: Desk, language: str, records: dict[str, Record]) -> Shelf:
    labels, english = _labels(desk, language), _labels(desk, "en")
    names = english.editions if english else {}
    order = {name: number for number, name in enumerate(desk.editions)}
    by_edition = sorted(records.items(), key=lambda item: order.get(item[1]["edition"], 99))
    return Shelf(
        language,
        labels.direction if labels else "ltr",
        labels.english_name if labels else language,
        labels.own_name if labels else language,
        next(iter(records.values()))["title"],
        tuple(_card(desk, name, record, names) for name, record in by_edition),
    )


def _labels(desk: Desk, language: str) -> Labels | None:
    """A language's labels, where there still are any."""
    try:
        return desk.labels(language)
    except Refused:
        return None


def _card(desk: Desk, name: str, record: Record, editions: dict[str, str]) -> Card:
    pages = f"{record['pages']} page{'s' if record['pages'] != 1 else ''}"
    weight = f"{record['bytes'] / 1000:.0f} KB"
    paper = str(record["paper"]).replace("letter", "Letter").replace("a4", "A4")
    edition, order = editions.get(record["edition"]) or str(record["edition"]), order_of(name)
    asked = [f"{order.size:g} pt"] if order and order.size else []
    asked += [paper] if order and order.paper else []
    return Card(
        quote(name),
        quote(picture_of(name, record)),
        edition,
        ", ".join([edition, *asked]),
        f"PDF, {pages}, {paper}, {record['size']:g} pt, {weight}",
        _WARNINGS.get(record.get("state", "")),
        tuple(_states(record, is_overdue(record, desk.today))),
    )


_WARNINGS = {
    STALE: "Out of date: not made again yet",
    REFUSED: "Out of date: what was to take its place was refused",
    WITHDRAWN: "Withdrawn: there is no such handout any more",
}


def _states(record: Record, overdue: bool) -> Iterator[str]:
    """What staff must know before they hand it out."""
    if overdue:
        yield f"Review overdue: since {record['due']}"
    reviewed = record["review"] == "reviewed"
    yield "Reviewed" if reviewed else "Not yet reviewed by a clinician"
    made = record.get("translation")
    if made:
        yield _TRANSLATED.get(made, str(made))
    if stale := record.get("stale"):
        passages = "1 passage" if len(stale) == 1 else f"{len(stale)} passages"
        yield f"Its source has changed since it was translated: {passages} ({', '.join(stale)})"
    if confirmed := record.get("confirmed"):
        yield f"Numbers told in another way than in its source: {', '.join(confirmed)}"
    if left_out := record["left_out"]:
        yield f"Leaves out: {'; '.join(left_out)}"


_TRANSLATED = {
    "machine": "Machine translation, not yet reviewed",
    "translated": "Translation not yet reviewed",
    "reviewed": "Translation reviewed",
}
