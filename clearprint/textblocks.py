"""A text's blocks: the fields that a translator renders as a whole, each under a name.

A block is named by its path, such as `sections.overview.text` or `faq.2.answer` (questions count
from 1). A section's key may have dots of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from clearprint.article import Article, Reference
from clearprint.body import Block, Body, BodyFaultsError, Bullets, Checklist, Paragraph, Table
from clearprint.commonmark import parse
from clearprint.findings import Place
from clearprint.load import Node

REFERENCE = "references."  # what the names of the references' blocks start with
BODIES = ("text", "brief", "answer")  # the keys of body texts
DIGEST = 10  # hexadecimal digits: one in a million million that a change goes unseen


_IN_SECTION = re.compile(
    r"sections\.(.+)\.(heading|text|brief|urgent|urgent_note|figure\.(?:alt|caption))", re.DOTALL
)


@dataclass(frozen=True)
class BlockText:
    """The words of a block, its shape (how many paragraphs, bullets, steps), where links lead."""

    words: str
    shape: str = ""
    links: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """What a change of the block is seen by."""
        parts = (self.shape, self.words, *self.links)
        return sha256("\0".join(parts).encode()).hexdigest()[:DIGEST]

    @property
    def told(self) -> str:
        """The words, and behind them where the links lead."""
        return "\n".join((self.words, *self.links))


def blocks(article: Article) -> dict[str, BlockText]:
    """Block name to text, for everything of an article that is translated, in its order."""
    return dict(_blocks(article))


def digests(article: Article) -> dict[str, str]:
    """Block name to digest: what a translation keeps of its source."""
    return {name: block.digest for name, block in blocks(article).items()}


def has_words(node: Node, name: str) -> bool:
    """Whether a block is there in a file, and not empty."""
    found, is_there = node_of(node, name)
    return is_there and bool(found.value)


def shape_in(node: Node, name: str) -> str | None:
    """The shape of a block as its file has it; none where it is empty or cannot be read."""
    value = node_of(node, name)[0].value
    if not has_words(node, name):
        return None
    if isinstance(value, dict):
        return f"{sum(bool(fact.value) for fact in value.values())}f"
    if isinstance(value, tuple):
        return f"{sum(bool(sign.value) for sign in value)}u"
    if name.rpartition(".")[2] not in BODIES:
        return ""
    try:
        return _body_block(parse(value)).shape
    except BodyFaultsError:
        return None


def place_of(node: Node, name: str) -> Place:
    """Where a block stands in its file, or what is nearest around it."""
    return node_of(node, name)[0].place


def path_of(name: str) -> tuple[str, ...]:
    """The keys that lead to a block; a section's is whatever stands before the field's."""
    if found := _IN_SECTION.fullmatch(name):
        return "sections", found[1], *found[2].split(".")
    return tuple(filter(None, name.split(".")))


def node_of(node: Node, name: str) -> tuple[Node, bool]:
    """The node of a block, or the nearest around it; and whether it is the block's own."""
    return node_at(node, path_of(name))


def node_at(node: Node, path: Iterable[str]) -> tuple[Node, bool]:
    """The node at a path, or the nearest around it; and whether it is the one asked for."""
    for part in path:
        inner = node.get(part)
        if inner is None and part.isdecimal() and isinstance(node.value, tuple):
            inner = node.value[int(part) - 1] if 1 <= int(part) <= len(node.value) else None
        if inner is None:
            return node, False
        node = inner
    return node, True


def _blocks(article: Article) -> Iterator[tuple[str, BlockText]]:
    for name in ("title", "subtitle", "main_message"):
        if text := getattr(article, name):
            yield name, BlockText(text)
    if article.quick_facts:
        facts = "\n".join(f"{label}: {value}" for label, value in article.quick_facts.items())
        yield "quick_facts", BlockText(facts, f"{len(article.quick_facts)}f")
    for key, section in article.sections.items():
        path = f"sections.{key}"
        if section.heading:
            yield f"{path}.heading", BlockText(section.heading)
        yield f"{path}.text", _body_block(section.text)
        if section.brief:
            yield f"{path}.brief", _body_block(section.brief)
        if section.figure:
            yield f"{path}.figure.alt", BlockText(section.figure.alt)
            yield f"{path}.figure.caption", BlockText(section.figure.caption)
        if section.urgent:
            yield f"{path}.urgent", BlockText("\n".join(section.urgent), f"{len(section.urgent)}u")
        if section.urgent_note:
            yield f"{path}.urgent_note", BlockText(section.urgent_note)
    for number, asked in enumerate(article.faq, start=1):
        yield f"faq.{number}.question", BlockText(asked.question)
        yield f"faq.{number}.answer", _body_block(asked.answer)
    for number, reference in enumerate(article.references, start=1):
        yield f"{REFERENCE}{number}", reference_block(reference)
    if article.disclaimer:
        yield "disclaimer", BlockText(article.disclaimer)


def reference_block(reference: Reference) -> BlockText:
    """A reference as a block; a translator may leave its words as they are."""
    return BlockText(reference.text, links=(reference.url,) if reference.url else ())


def _body_block(body: Body) -> BlockText:
    lines = (line for block in body.blocks for line in block.lines)
    links = tuple(run.href for line in lines for run in line if run.href)
    return BlockText("\n".join(body.passages), "".join(map(_shape, body.blocks)), links)


def _shape(block: Block) -> str:
    if isinstance(block, Table):
        filled = sum(map(bool, block.lines))
        return f"{len(block.rows)}r{block.columns}c{filled}w"
    kind = {Paragraph: "p", Bullets: "b", Checklist: "t"}.get(type(block), "s")
    return f"{len(block.lines)}{kind}"
