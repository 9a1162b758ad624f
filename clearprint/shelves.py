"""The PDFs of a library as staff look for them: by topic and language, each with what to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from clearprint.findings import Refused
from clearprint.labels import Labels
from clearprint.orders import Desk, order_of
from clearprint.pictures import picture_of
from clearprint.publish import Record
from clearprint.states import REFUSED, STALE, WITHDRAWN, is_overdue


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


def topics(desk: Desk, records: dict[str, Record]) -> Iterator[Topic]:
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
