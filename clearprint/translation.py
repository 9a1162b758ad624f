"""A translation held against its source: same structure, same numbers, and what has gone stale.

A block is a field of the source that a translator renders as a whole; it is named by its path, such
as `sections.overview.text` or `faq.2.answer` (questions count from 1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby

from clearprint.agreement import differences
from clearprint.article import Article
from clearprint.body import Block, Body, Bullets, Checklist, Paragraph, Table
from clearprint.figures import figures
from clearprint.findings import Finding, Place
from clearprint.labels import Labels
from clearprint.load import Node
from clearprint.readings import Figure

DIGEST = 10  # hexadecimal digits: one in a million million that a change goes unseen


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


def stale(article: Article, source: Article) -> tuple[str, ...]:
    """The blocks whose source has changed since the translation was made, or was never noted."""
    if article.translation is None:
        return ()
    made_from = article.translation.source
    return tuple(name for name, now in digests(source).items() if made_from.get(name) != now)


def faults(
    article: Article, node: Node, labels: Labels, source: Article, source_labels: Labels
) -> Iterator[Finding]:
    """Where a translation does not match its source, in structure or in a number."""
    ours, theirs = blocks(article), blocks(source)
    yield from (_not_translated(node, name) for name in theirs if name not in ours)
    for name in (name for name in ours if name not in theirs):
        problem = f"The translation has “{name}”; the source has not."
        yield Finding("not-in-source", place_of(node, name), problem, "Delete it here.")
    if _order(article) != _order(source):
        problem = "The sections stand in another order than those of the source."
        remedy = f"Put them in this order: {', '.join(source.sections)}."
        yield Finding("section-order", place_of(node, "sections"), problem, remedy)
    if len(article.references) != len(source.references):
        problem = (
            f"There are {len(article.references)} references; "
            f"the source has {len(source.references)}."
        )
        yield Finding("reference-count", place_of(node, "references"), problem, _TRANSLATE)
    for name in theirs:
        if name in ours:
            place = place_of(node, name)
            yield from _shape_faults(name, ours[name], theirs[name], place)
            yield from _number_faults(ours[name], labels, theirs[name], source_labels, place)


def missing_blocks(node: Node, source: Article) -> Iterator[Finding]:
    """What a translation lacks that has other faults, which the model does not ask for itself."""
    for name in blocks(source):
        around, _, key = name.rpartition(".")
        asked_for = key in _NEEDED and _walk(node, around)[1]
        if not asked_for and not _walk(node, name)[1]:
            yield _not_translated(node, name)


_NEEDED = ("title", "text", "question", "answer")


def _not_translated(node: Node, name: str) -> Finding:
    problem = f"The source has “{name}”; the translation has not."
    return Finding("not-translated", place_of(node, name), problem, _TRANSLATE)


def with_cuts_of(article: Article, source: Article) -> Article:
    """The translation with what its source's author allows to be left out, and nothing else."""
    sections = {
        key: section.model_copy(update={"may_cut": theirs.may_cut})
        for key, section in article.sections.items()
        if (theirs := source.sections.get(key))
    }
    faq = tuple(
        asked.model_copy(update={"may_cut": theirs.may_cut})
        for asked, theirs in zip(article.faq, source.faq, strict=False)
    )
    return article.model_copy(update={"sections": sections, "faq": faq})


_TRANSLATE = "Run “make_pdf.py translate” for it: it adds what is new, with the source beside it."


def place_of(node: Node, name: str) -> Place:
    """Where a block stands in its file, or what is nearest around it."""
    return _walk(node, name)[0].place


def _walk(node: Node, name: str) -> tuple[Node, bool]:
    """The node of a block, or the nearest around it; and whether it is the block's own."""
    for part in filter(None, name.split(".")):
        inner = node.get(part)
        if inner is None and part.isdigit() and isinstance(node.value, tuple):
            inner = node.value[int(part) - 1] if int(part) <= len(node.value) else None
        if inner is None:
            return node, False
        node = inner
    return node, True


def _order(article: Article) -> list[str]:
    return list(article.sections)


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
    if article.disclaimer:
        yield "disclaimer", BlockText(article.disclaimer)


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


_KINDS = {
    "p": ("paragraph", "paragraphs"),
    "b": ("bullet", "bullets"),
    "s": ("step", "steps"),
    "t": ("item to tick", "items to tick"),
    "r": ("row of a table", "rows of a table"),
    "c": ("column", "columns"),
    "w": ("cell with words", "cells with words"),
    "u": ("sign", "signs"),
    "f": ("fact", "facts"),
}


def _shape_faults(name: str, ours: BlockText, theirs: BlockText, place: Place) -> Iterator[Finding]:
    if ours.shape != theirs.shape:
        problem = f"“{name}” has {_told(ours.shape)}; the source has {_told(theirs.shape)}."
        remedy = "Translate paragraph by paragraph and bullet by bullet, in the same order."
        yield Finding("other-structure", place, problem, remedy)


def _told(shape: str) -> str:
    """A shape in words: “1 paragraph, 4 bullets”."""
    parts = [(int(count), kind) for count, kind in re.findall(r"(\d+)(\D)", shape)]
    told = []
    for kind, run in groupby(parts, key=lambda part: part[1]):
        counts = [count for count, _ in run]
        for count in [sum(counts)] if kind == "p" else counts:
            told.append(f"{count} {_KINDS[kind][count != 1]}")
    return ", ".join(told) or "one line"


def _number_faults(
    ours: BlockText, labels: Labels, theirs: BlockText, source_labels: Labels, place: Place
) -> Iterator[Finding]:
    """Numbers, doses, phone numbers and web addresses that are in one and not in the other."""
    wanted, written = figures(theirs.told, source_labels), figures(ours.told, labels)
    missing, added = differences(wanted, written)
    if missing or added:
        parts = [f"lacks {_listed(missing)}"] if missing else []
        parts += [f"has {_listed(added)}, which the source has not"] if added else []
        problem = f"This passage {' and '.join(parts)}."
        remedy = "Every number, dose, phone number and web address must be the source's own."
        yield Finding("other-number", place, problem, remedy)


def _listed(found: list[Figure]) -> str:
    counted = Counter(f"“{figure.written}”" for figure in found)
    return ", ".join(text if n == 1 else f"{text} ({n} times)" for text, n in counted.items())
