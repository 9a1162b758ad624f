"""A handout's file as the passages that checks of its copy look at, each with its place.

It is taken from the file and not from the article: what keeps a text from the press does not keep
anybody from advising on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from clearprint import commonmark
from clearprint.body import Block, Body, BodyFaultsError, Entry, Paragraph, Table, plain
from clearprint.findings import Place
from clearprint.load import Node
from clearprint.unparsed import ITEM, by_lines, without_marks

Kind = Literal["title", "heading", "label", "sentence", "paragraph", "item", "sign", "cell"]


_IN_BODIES = ("paragraph", "item", "cell")


@dataclass(frozen=True)
class Passage:
    """A paragraph, list item, sign or single line; `section` is its section's key, or its field.

    `starts` are the offsets in the text at which a line of the file starts, with their places.
    `brief` says that it is printed instead of the full text, not beside it, `faq` that it belongs
    to a question; `links` are the words of its links.
    """

    kind: Kind
    text: str
    place: Place
    section: str
    brief: bool = False
    faq: bool = False
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
            and not passage.faq
            and (passage.brief or passage.section not in briefed or passage.kind not in _IN_BODIES)
        )


def copy_of(
    node: Node, language: str, today: date, units: Mapping[str, tuple[str, ...]] | None = None
) -> Copy:
    """The copy of what a handout's file held, as far as it can be read."""
    texts = list(_texts(node))
    lists = tuple(found for text in texts for found in _lists(text.body, text.node))
    passages = [*_opening(node)]
    for text in texts:
        passages += [*text.above, *_of_body(text)]
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


class _Text(NamedTuple):
    """A body text, with the heading or question that it stands under."""

    section: str
    node: Node
    body: Body
    above: tuple[Passage, ...] = ()
    brief: bool = False
    faq: bool = False


def _texts(node: Node) -> Iterator[_Text]:
    """Every body text; a brief stands under the heading of the text that it is printed for."""
    for key, section in _mapping(node.get("sections")).items():
        if at := section.get("text"):
            above = tuple(_single("heading", section.get("heading"), key))
            yield _Text(key, at, _body(at), above)
        if at := section.get("brief"):
            yield _Text(key, at, _body(at), brief=True)
    for number, asked in enumerate(_items(node.get("faq"))):
        if at := asked.get("answer"):
            name = f"faq {number}"
            above = tuple(_single("sentence", asked.get("question"), name, faq=True))
            yield _Text(name, at, _body(at), above, faq=True)


def _body(node: Node) -> Body:
    text = node.value if isinstance(node.value, str) else ""
    try:
        return commonmark.parse(text)
    except BodyFaultsError:
        return by_lines(text)


def _of_body(text: _Text) -> Iterator[Passage]:
    lines = [(block, line) for block in text.body.blocks for line in block.lines]
    for (block, line), starts in zip(lines, _starts(text.node, len(lines)), strict=True):
        links = tuple(run.text for run in line if run.href)
        words, place = plain(line), starts[0][1]
        yield Passage(_kind(block), words, place, text.section, text.brief, text.faq, links, starts)


def _kind(block: Block) -> Kind:
    if isinstance(block, Paragraph):
        return "paragraph"
    return "cell" if isinstance(block, Table | Entry) else "item"


def _lists(body: Body, at: Node) -> Iterator[BulletList]:
    count = sum(len(block.lines) for block in body.blocks)
    places, passed = _starts(at, count), 0
    for block in body.blocks:
        if _kind(block) == "item":
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


def _single(kind: Kind, node: Node | None, section: str, *, faq: bool = False) -> Iterator[Passage]:
    """A field of one line, where it is there and holds words."""
    if node and (text := _words(node)):
        yield Passage(kind, text, node.place, section, faq=faq)


def _words(node: Node) -> str:
    return " ".join(node.value.split("\n")).strip() if isinstance(node.value, str) else ""


def _mapping(node: Node | None) -> dict[str, Node]:
    return node.value if node and isinstance(node.value, dict) else {}


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.value if node and isinstance(node.value, tuple) else ()
