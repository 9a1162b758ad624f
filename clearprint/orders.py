"""What is asked for, and the tables it is made with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product
from pathlib import Path

from clearprint.clinic import Clinic, load_clinic
from clearprint.editions import PAPERS, Edition, load_editions
from clearprint.findings import Finding, Place, Refused, did_you_mean
from clearprint.labels import Labels, load_labels
from clearprint.project import Project, known
from clearprint.sources import source_language


@dataclass(frozen=True)
class Order:
    """One PDF: a topic in a language, in an edition; size and paper where they are asked for."""

    topic: str
    language: str
    edition: str
    size: float | None = None
    paper: str | None = None

    @property
    def name(self) -> str:
        """Where the PDF goes, from the output folder on."""
        size = f"-{self.size:g}pt" if self.size is not None else ""
        paper = f".{self.paper}" if self.paper else ""
        return f"{self.language}/{self.topic}.{self.edition}{size}{paper}.pdf"


_NAME = re.compile(
    r"(?P<language>[^/]+)/(?P<topic>[^/]+?)\.(?P<edition>[^./]+?)"
    rf"(?:-(?P<size>[\d.]+)pt)?(?:\.(?P<paper>{'|'.join(PAPERS)}))?\.pdf"
)


def order_of(name: str) -> Order | None:
    """The order that a PDF of this name was made for; None where it is no name of ours."""
    if not (found := _NAME.fullmatch(name)):
        return None
    parts = found.groupdict()
    size = float(parts["size"]) if parts["size"] else None
    order = Order(parts["topic"], parts["language"], parts["edition"], size, parts["paper"])
    return order if order.name == name else None


@dataclass(frozen=True)
class Wish:
    """What somebody asks for on the command line; nothing means everything."""

    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    size: float | None = None
    paper: str | None = None

    def takes_in(self, order: Order) -> bool:
        """Whether an order that was made before is part of this: in whatever size and paper."""
        return (
            (not self.topics or order.topic in self.topics)
            and (not self.languages or order.language in self.languages)
            and (not self.editions or order.edition in self.editions)
            and self.size is None
            and self.paper is None
        )


class Desk:
    """The tables of a project, each read once: editions, labels, clinic, handouts."""

    def __init__(self, project: Project, today: date | None = None) -> None:
        self.project = project
        self.today = today or date.today()  # advice on reviews hangs on it, no PDF does
        self._labels: dict[str, Labels] = {}
        self._sources: dict[Path, str] = {}

    @cached_property
    def editions(self) -> dict[str, Edition]:
        """Name to edition."""
        return load_editions(self.project)

    @cached_property
    def clinic(self) -> Clinic:
        """Whose handouts these are."""
        return load_clinic(self.project)

    @cached_property
    def handouts(self) -> dict[str, dict[str, Path]]:
        """Topic to language to file."""
        return self.project.handouts()

    def overlooked(self, topics: Collection[str] = ()) -> list[Finding]:
        """What nobody prints of that which is below handouts/; or that there is nothing."""
        found = self.project.overlooked(topics)
        if self.handouts or any(finding.code == "unreadable" for finding in found):
            return found
        return [self.project.nothing, *found]

    def topic(self, written: str) -> str:
        """A topic's name, once there is a handout of it; raises Refused with what there is."""
        if written not in self.handouts and (found := self.project.overlooked([written])):
            raise Refused(found)
        return known("topic", written, list(self.handouts))

    def labels(self, language: str) -> Labels:
        """A language's labels; Refused where nobody wrote them."""
        if language not in self._labels:
            self._refuse_unlabelled(language)
            self._labels[language] = load_labels(self.project, language)
        return self._labels[language]

    def _refuse_unlabelled(self, language: str) -> None:
        """A handout's file is named after a language that nobody wrote labels for."""
        if language not in (languages := self.project.languages()):
            place = Place(f"templates/labels/{language}.yaml")
            problem = f"There is a handout {language}.yaml, and no labels for “{language}”."
            remedy = f"Add this file, or rename the handout. {did_you_mean(language, languages)}"
            raise Refused([Finding("no-labels", place, problem, remedy)])

    def translated_from(self, topic: str, language: str) -> str:
        """The language a handout was translated from, and an empty string for none."""
        file = self.handouts[topic][language]
        if file not in self._sources:
            self._sources[file] = source_language(file)
        return self._sources[file]

    def edition(self, order: Order) -> Edition:
        """The edition of an order, at the size that is asked for."""
        edition = self.editions[order.edition]
        return edition if order.size is None else edition.at(order.size)

    def paper(self, order: Order) -> str:
        """The paper of an order: the one asked for, else the clinic's."""
        return order.paper or self.clinic.paper

    def orders(self, wish: Wish) -> list[Order]:
        """The PDFs that a wish comes to; raises Refused where it names what there is not."""
        handouts = self.handouts
        topics = [self.topic(name) for name in wish.topics] or list(handouts)
        languages = {language for topic in topics for language in handouts[topic]}
        for language in wish.languages:
            known("language", language, sorted(languages))
        editions = self._editions(wish)
        paper = wish.paper if wish.paper in PAPERS and wish.paper != self.clinic.paper else None
        orders = [
            Order(topic, language, edition, wish.size, paper)
            for topic in topics
            for language in handouts[topic]
            if not wish.languages or language in wish.languages
            for edition in editions
        ]
        able = [order for order in orders if not self._why_not(order)]
        named = wish.editions if able else editions
        if found := list(self._in_vain(named, wish.languages, orders, set(able))):
            raise Refused(found)
        return able

    def _in_vain(
        self,
        editions: Iterable[str],
        languages: Iterable[str],
        orders: list[Order],
        able: set[Order],
    ) -> Iterator[Finding]:
        """Why there is no PDF at all in one of some editions, or in a language of it."""
        for edition, language in product(editions, languages or [""]):
            asked = [o for o in orders if o.edition == edition and language in ("", o.language)]
            if able.isdisjoint(asked):
                told = {(order.language, self._why_not(order)): order for order in reversed(asked)}
                yield from (self._no_second(order) for order in reversed(told.values()))

    def _no_second(self, order: Order) -> Finding:
        place, lacks = Place("command line"), self._why_not(order)
        problem = f"{order.topic} in {order.language} has no {order.edition} edition: {lacks}"
        remedy = "Ask for another language or edition; “make_pdf.py list” shows which there are."
        return Finding("no-second-language", place, problem, remedy)

    def can_make(self, order: Order) -> bool:
        """Whether there is all that an order needs: its handout, edition and size."""
        edition = self.editions.get(order.edition)
        if edition is None or order.language not in self.handouts.get(order.topic, {}):
            return False
        in_size = order.size is None or order.size in edition.sizes.on_request
        return in_size and not self._why_not(order)

    def _why_not(self, order: Order) -> str:
        """Why an edition in two languages has no second one to print; nothing where it has."""
        topic, language = order.topic, order.language
        beside = self.editions[order.edition].beside
        if beside is None:
            return ""
        if beside == language:
            return f"“{beside}” is what stands beside the others."
        if beside not in self.handouts[topic]:
            return f"there is no {topic}/{beside}.yaml to stand beside it."
        of = self.translated_from(topic, language)
        if not of:
            return f"it does not say that it was translated from “{beside}”."
        return "" if of == beside else f"it was translated from “{of}”, not from “{beside}”."

    def _editions(self, wish: Wish) -> list[str]:
        """The editions asked for; a size asked for alone means those that can be had in it."""
        named = [known("edition", name, list(self.editions)) for name in wish.editions]
        if wish.size is None:
            return named or list(self.editions)
        able = [n for n, e in self.editions.items() if wish.size in e.sizes.on_request]
        if unable := [name for name in named if name not in able] or (not able and ["any edition"]):
            raise Refused(list(self._wrong_size(wish.size, unable)))
        return named or able

    def _wrong_size(self, size: float, editions: list[str]) -> Iterator[Finding]:
        place = Place("command line")
        for name in editions:
            edition = self.editions.get(name)
            sizes = ", ".join(f"{size:g}" for size in edition.sizes.on_request) if edition else ""
            who = f"The {name} edition cannot" if edition else "No edition can"
            problem = f"{who} be printed in {size:g} pt."
            remedy = f"Sizes on request: {sizes}." if sizes else "Try -e large-print."
            yield Finding("unknown-size", place, problem, remedy)
