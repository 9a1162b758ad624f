"""A page to look at what is in the output folder: pictures, links and states, by topic."""

from __future__ import annotations

import importlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from clearprint.findings import Refused
from clearprint.labels import Labels
from clearprint.manifest import seal
from clearprint.orders import Desk, order_of
from clearprint.publish import Record, digest, put

PAGE = "index.html"
PICTURES = "pictures"
TEMPLATE, STYLE = "templates/gallery.html", "styles/gallery.css"


@dataclass(frozen=True)
class Card:
    """One PDF: where it and its picture are, from the output folder on, and what to know of it.

    `name` tells it from the others of its topic and language.
    """

    link: str
    picture: str
    edition: str
    name: str
    facts: str
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


def draw(pdf: bytes) -> bytes:
    """The first page of a PDF as a small PNG."""
    readback = importlib.import_module("clearprint.readback")  # PDFium, only where needed
    picture: bytes = readback.picture(pdf)
    return picture


def keep(output: Path, name: str, record: Record, picture: bytes) -> None:
    """Put the picture of a PDF in its place; raises Refused."""
    put(picture, output / picture_of(name, record))


def write(
    desk: Desk, output: Path, records: dict[str, Record], outdated: Collection[str] = ()
) -> None:
    """Write the page, where it is not what it should be, and the pictures it lacks.

    `outdated` names the PDFs that are not made of what is written now.
    """
    there = {name: rec for name, rec in sorted(records.items()) if (output / name).is_file()}
    wanted = {picture_of(name, record): name for name, record in there.items()}
    kept = {f.relative_to(output).as_posix() for f in output.glob(f"{PICTURES}/*/*.png")}
    for picture in sorted(wanted.keys() - kept):
        put(draw((output / wanted[picture]).read_bytes()), output / picture)
    marked = {name: {**rec, "outdated": name in outdated} for name, rec in there.items()}
    made_from = _made_from(desk, output, marked)
    if made_from not in _head(output / PAGE):
        put(_page(desk, marked, made_from).encode(), output / PAGE)
    for picture in kept - wanted.keys():
        with suppress(OSError):
            (output / picture).unlink()


def _made_from(desk: Desk, output: Path, records: dict[str, Record]) -> str:
    """What stands for all that the page is made from."""
    files = [desk.project.find(name) for name in (TEMPLATE, STYLE)]
    code = digest(b"".join(file.read_bytes() for file in (*files, Path(__file__)) if file))
    names = (f"{name}{' outdated' * record['outdated']}" for name, record in records.items())
    return digest("\n".join([seal(output), code, str(desk.clinic.name), *names]).encode())


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
        clinic=desk.clinic.name,
        topics=tuple(_topics(desk, records)),
        count=len(records),
        style=style.read_text("utf-8") if style else "",
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
        tuple(_card(name, record, names) for name, record in by_edition),
    )


def _labels(desk: Desk, language: str) -> Labels | None:
    """A language's labels, where there still are any."""
    try:
        return desk.labels(language)
    except Refused:
        return None


def _card(name: str, record: Record, editions: dict[str, str]) -> Card:
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
        tuple(_states(record)),
    )


def _states(record: Record) -> Iterator[str]:
    """What staff must know before they hand it out."""
    if record.get("outdated"):
        yield "Not up to date: what it was made from has changed"
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
