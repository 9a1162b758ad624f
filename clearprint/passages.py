"""An article as the passages that checks of its copy look at, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from clearprint.article import Article
from clearprint.body import Body, Paragraph, plain
from clearprint.findings import Place
from clearprint.load import Node

Kind = Literal["title", "heading", "label", "sentence", "paragraph", "item", "sign", "cell"]

_ITEM = re.compile(r"\s*(?:[-*]|\d+[.)])\s+")
_MARKS = re.compile(r"^\s*(?:[-*]|\d+[.)])\s+|\*\*|\[(?=[^]]*\]\()|(?<=\w)\]\([^)]*\)")


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item, sign or single line; `section` is its section's key, or its field.

    `starts` are the offsets in the text at which a line of the file starts, with their places.
    `brief` says that it is printed instead of the full text, not beside it; `links` are the words
    of its links.
    """

    kind: Kind
    text: str
    place: Place
    section: str
    brief: bool = False
    links: tuple[str, ...] = ()
    starts: tuple[tuple[int, Place], ...] = ()

    def at(self, offset: int) -> Place:
        """The place of the line of the file that a letter of the text stands on."""
        return next(
            (place for start, place in reversed(self.starts) if start <= offset), self.place
        )


@dataclass(frozen=True)
class BulletList:
    """The items of one list, and where it starts."""

    items: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Copy:
    """What the checks of a handout's copy are given; `today` is the day they are made on.

    `units` is what the language calls each unit, by its international sign, where it has labels.
    """

    language: str
    article: Article
    node: Node
    passages: tuple[Passage, ...]
    lists: tuple[BulletList, ...]
    today: date
    units: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def spoken(self) -> str:
        """The language without its script or country: en, es, zh."""
        return self.language.split("-")[0]

    @property
    def full(self) -> tuple[Passage, ...]:
        """The passages of the full text: nothing that is printed instead of others."""
        return tuple(passage for passage in self.passages if not passage.brief)


def copy_of(
    article: Article,
    node: Node,
    language: str,
    today: date,
    units: Mapping[str, tuple[str, ...]] | None = None,
) -> Copy:
    """An article's copy; `node` is what its file held."""
    bodies = list(_bodies(article, node))
    lists = tuple(found for name, body, at, _ in bodies for found in _lists(body, at))
    passages = [*_opening(article, node)]
    for name, body, at, brief in bodies:
        if name == "faq" or not brief:
            passages += _around(name, article, node, at)
        passages += _of_body(name, body, at, brief)
    for key, section in article.sections.items():
        at = _node(node, "sections", key)
        signs = at.get("urgent") or at
        for number, sign in enumerate(section.urgent):
            passages.append(Passage("sign", sign, _item(signs, number).place, key))
        if section.urgent_note:
            place = (at.get("urgent_note") or at).place
            passages.append(Passage("sentence", section.urgent_note, place, key))
    return Copy(language, article, node, tuple(passages), lists, today, units or {})


def _opening(article: Article, node: Node) -> Iterator[Passage]:
    """Title, subtitle, main message and facts at a glance."""
    yield Passage("title", article.title, _node(node, "title").place, "title")
    for key in ("subtitle", "main_message"):
        if text := getattr(article, key):
            yield Passage("sentence", text, _node(node, key).place, key)
    facts = _node(node, "quick_facts")
    for label, fact in article.quick_facts.items():
        place = facts.keys.get(label, facts.place)
        yield Passage("label", label, place, "quick_facts")
        yield Passage("item", fact, place, "quick_facts")


def _bodies(article: Article, node: Node) -> Iterator[tuple[str, Body, Node, bool]]:
    """Every body text with its section's key, its node, and whether it is a brief."""
    for key, section in article.sections.items():
        at = _node(node, "sections", key)
        yield key, section.text, at.get("text") or at, False
        if section.brief:
            yield key, section.brief, at.get("brief") or at, True
    for number, question in enumerate(article.faq):
        at = _item(_node(node, "faq"), number)
        yield f"faq {number}", question.answer, at.get("answer") or at, False


def _around(name: str, article: Article, node: Node, body: Node) -> Iterator[Passage]:
    """The heading or question that a body text stands under."""
    if name.startswith("faq "):
        number = int(name.removeprefix("faq "))
        at = _item(_node(node, "faq"), number)
        place = (at.get("question") or body).place
        yield Passage("sentence", article.faq[number].question, place, name)
    elif heading := article.sections[name].heading:
        place = (_node(node, "sections", name).get("heading") or body).place
        yield Passage("heading", heading, place, name)


def _of_body(name: str, body: Body, at: Node, brief: bool) -> Iterator[Passage]:
    lines = [(block, line) for block in body.blocks for line in block.lines]
    places = _starts(at, len(lines))
    for (block, line), starts in zip(lines, places, strict=True):
        kind: Kind = "paragraph" if isinstance(block, Paragraph) else _kind(block)
        links = tuple(run.text for run in line if run.href)
        yield Passage(kind, plain(line), starts[0][1], name, brief, links, starts)


def _kind(block: object) -> Kind:
    return "cell" if type(block).__name__ in ("Table", "Entry") else "item"


def _lists(body: Body, at: Node) -> Iterator[BulletList]:
    count = sum(len(block.lines) for block in body.blocks)
    places, passed = _starts(at, count), 0
    for block in body.blocks:
        if not isinstance(block, Paragraph) and _kind(block) == "item":
            yield BulletList(tuple(map(plain, block.lines)), places[passed][0][1])
        passed += len(block.lines)


def _starts(at: Node, count: int) -> list[tuple[tuple[int, Place], ...]]:
    """For each passage of a body text, its lines in the file: offset in the passage, and place.

    Where the lines cannot be told apart, all passages get the place of the whole text.
    """
    units: list[list[tuple[int, Place]]] = []
    lines = at.value.split("\n") if isinstance(at.value, str) else []
    offset, fresh = 0, True
    for number, line in enumerate(lines):
        if not line.strip():
            fresh = True
            continue
        if fresh or _ITEM.match(line):
            units.append([])
            offset = 0
        fresh = False
        units[-1].append((offset, at.line(number)))
        offset += len(_MARKS.sub("", line).strip()) + 1
    if len(units) != count:
        return [((0, at.line(0)),)] * count
    return [tuple(unit) for unit in units]


def _node(top: Node, *path: str) -> Node:
    """The node at a path, or the last one on the way that is there."""
    for key in path:
        top = top.get(key) or top
    return top


def _item(node: Node, number: int) -> Node:
    return node.value[number] if isinstance(node.value, tuple) else node
