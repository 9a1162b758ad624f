"""A handout's file as the passages that checks of its copy look at, each with its place.

It is taken from the file and not from the article: what keeps a text from the press does not keep
anybody from advising on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from clearprint import commonmark
from clearprint.body import Body, BodyFaultsError, Paragraph, plain
from clearprint.findings import Place
from clearprint.load import Node
from clearprint.unparsed import ITEM, by_lines, without_marks

Kind = Literal["title", "heading", "label", "sentence", "paragraph", "item", "sign", "cell"]


_IN_BODIES = ("paragraph", "item", "cell")


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
    """The items of one list, each with its place."""

    items: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Copy:
    """What the checks of a handout's copy are given; `today` is the day they are made on.

    `units` is what the language calls each unit, by its international sign, where it has labels.
    """

    language: str
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
    def signs(self) -> tuple[Passage, ...]:
        """The signs that need emergency care."""
        return tuple(passage for passage in self.passages if passage.kind == "sign")

    @property
    def full(self) -> tuple[Passage, ...]:
        """The passages of the full text: nothing that is printed instead of others."""
        return tuple(passage for passage in self.passages if not passage.brief)

    @property
    def sheet(self) -> tuple[Passage, ...]:
        """What the one-page sheet prints of a handout with briefs; nothing where it has none."""
        briefed = {passage.section for passage in self.passages if passage.brief}
        return tuple(
            passage
            for passage in self.passages
            if briefed
            and not passage.section.startswith("faq ")
            and (passage.brief or passage.section not in briefed or passage.kind not in _IN_BODIES)
        )


def copy_of(
    node: Node, language: str, today: date, units: Mapping[str, tuple[str, ...]] | None = None
) -> Copy:
    """The copy of what a handout's file held, as far as it can be read."""
    bodies = list(_bodies(node))
    lists = tuple(found for name, body, at, _ in bodies for found in _lists(body, at))
    passages = [*_opening(node)]
    for name, body, at, brief in bodies:
        if not brief:
            passages += _around(name, node)
        passages += _of_body(name, body, at, brief)
    for key, section in _mapping(node.get("sections")).items():
        passages += _signs(key, section)
    return Copy(language, node, tuple(passages), lists, today, units or {})


def _opening(node: Node) -> Iterator[Passage]:
    """Title, subtitle, main message and facts at a glance."""
    yield from _single("title", node.get("title"), "title")
    for key in ("subtitle", "main_message"):
        yield from _single("sentence", node.get(key), key)
    facts = node.get("quick_facts")
    for label, fact in _mapping(facts).items():
        place = facts.keys.get(label, facts.place) if facts else fact.place
        yield Passage("label", label, place, "quick_facts")
        if text := _words(fact):
            yield Passage("item", text, place, "quick_facts")


def _signs(key: str, section: Node) -> Iterator[Passage]:
    """The urgent signs of a section, and the sentence that closes them."""
    for sign in _items(section.get("urgent")):
        yield from _single("sign", sign, key)
    yield from _single("sentence", section.get("urgent_note"), key)


def _bodies(node: Node) -> Iterator[tuple[str, Body, Node, bool]]:
    """Every body text with its section's key, its node, and whether it is a brief."""
    for key, section in _mapping(node.get("sections")).items():
        for field_name in ("text", "brief"):
            if at := section.get(field_name):
                yield key, _body(at), at, field_name == "brief"
    for number, question in enumerate(_items(node.get("faq"))):
        if at := question.get("answer"):
            yield f"faq {number}", _body(at), at, False


def _body(node: Node) -> Body:
    text = node.value if isinstance(node.value, str) else ""
    try:
        return commonmark.parse(text)
    except BodyFaultsError:
        return by_lines(text)


def _around(name: str, node: Node) -> Iterator[Passage]:
    """The heading or question that a body text stands under."""
    if name.startswith("faq "):
        question = _items(node.get("faq"))[int(name.removeprefix("faq "))]
        yield from _single("sentence", question.get("question"), name)
    else:
        section = _mapping(node.get("sections"))[name]
        yield from _single("heading", section.get("heading"), name)


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
            starts = places[passed : passed + len(block.lines)]
            yield BulletList(tuple(map(plain, block.lines)), tuple(at[0][1] for at in starts))
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
        if fresh or ITEM.match(line):
            units.append([])
            offset = 0
        fresh = False
        units[-1].append((offset, at.line(number)))
        offset += len(without_marks(line)) + 1
    if len(units) != count:
        return [((0, at.line(0)),)] * count
    return [tuple(unit) for unit in units]


def _single(kind: Kind, node: Node | None, section: str) -> Iterator[Passage]:
    """A field of one line, where it is there and holds words."""
    if node and (text := _words(node)):
        yield Passage(kind, text, node.place, section)


def _words(node: Node) -> str:
    return " ".join(node.value.split("\n")).strip() if isinstance(node.value, str) else ""


def _mapping(node: Node | None) -> dict[str, Node]:
    return node.value if node and isinstance(node.value, dict) else {}


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.value if node and isinstance(node.value, tuple) else ()
