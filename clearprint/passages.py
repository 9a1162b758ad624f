"""An article as the passages that checks of its copy look at, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from clearprint.article import Article
from clearprint.body import Block, Body, Entry, Paragraph, Table, plain
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
    """What the checks of a handout's copy are given; `today` is the day they are made on."""

    language: str
    article: Article
    node: Node
    passages: tuple[Passage, ...]
    lists: tuple[BulletList, ...]
    today: date

    @property
    def full(self) -> tuple[Passage, ...]:
        """The passages of the full text: nothing that is printed instead of others."""
        return tuple(passage for passage in self.passages if not passage.brief)


def copy_of(article: Article, node: Node, language: str, today: date) -> Copy:
    """An article's copy; `node` is what its file held."""
    texts = list(_texts(article, node))
    lists = tuple(found for text in texts for found in _lists(text.body, text.node))
    passages = [*_opening(article, node)]
    for text in texts:
        passages += [*text.above, *_of_body(text)]
    for key, section in article.sections.items():
        at = _node(node, "sections", key)
        signs = at.get("urgent") or at
        for number, sign in enumerate(section.urgent):
            passages.append(Passage("sign", sign, _item(signs, number).place, key))
        if section.urgent_note:
            place = (at.get("urgent_note") or at).place
            passages.append(Passage("sentence", section.urgent_note, place, key))
    return Copy(language, article, node, tuple(passages), lists, today)


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


class _Text(NamedTuple):
    """A body text, with the heading or question that it stands under."""

    section: str
    body: Body
    node: Node
    above: tuple[Passage, ...]
    brief: bool = False


def _texts(article: Article, node: Node) -> Iterator[_Text]:
    """Every body text; a brief stands under the heading of the text that it is printed for."""
    for key, section in article.sections.items():
        at = _node(node, "sections", key)
        place = (at.get("heading") or at).place
        above = (Passage("heading", section.heading, place, key),) if section.heading else ()
        yield _Text(key, section.text, at.get("text") or at, above)
        if section.brief:
            yield _Text(key, section.brief, at.get("brief") or at, (), brief=True)
    for number, asked in enumerate(article.faq):
        at, name = _item(_node(node, "faq"), number), f"faq {number}"
        place = (at.get("question") or at).place
        above = (Passage("sentence", asked.question, place, name),)
        yield _Text(name, asked.answer, at.get("answer") or at, above)


def _of_body(text: _Text) -> Iterator[Passage]:
    lines = [(block, line) for block in text.body.blocks for line in block.lines]
    places = _starts(text.node, len(lines))
    for (block, line), starts in zip(lines, places, strict=True):
        links = tuple(run.text for run in line if run.href)
        words, place = plain(line), starts[0][1]
        yield Passage(_kind(block), words, place, text.section, text.brief, links, starts)


def _kind(block: Block) -> Kind:
    if isinstance(block, Paragraph):
        return "paragraph"
    return "cell" if isinstance(block, Table | Entry) else "item"


def _lists(body: Body, at: Node) -> Iterator[BulletList]:
    count = sum(len(block.lines) for block in body.blocks)
    places, passed = _starts(at, count), 0
    for block in body.blocks:
        if _kind(block) == "item":
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
