"""A translation held against its source: same structure, same numbers, and what has gone stale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from clearprint.article import Article
from clearprint.comparing import number_faults
from clearprint.findings import Finding, Place
from clearprint.labels import Labels
from clearprint.load import Node
from clearprint.textblocks import (
    REFERENCE,
    blocks,
    digests,
    node_at,
    node_of,
    path_of,
    place_of,
    shape_in,
)


def stale(made_from: Mapping[str, str], source: Article) -> tuple[str, ...]:
    """The blocks whose source has changed since the translation was made, or was never noted.

    `made_from` are the digests that the translation keeps.
    """
    return tuple(name for name, now in digests(source).items() if made_from.get(name) != now)


def faults(
    article: Article, node: Node, labels: Labels, source: Article, source_labels: Labels
) -> Iterator[Finding]:
    """Where a translation does not match its source, in structure or in a number."""
    ours, theirs = blocks(article), blocks(source)
    alone = [name for name in ours.keys() ^ theirs.keys() if not name.startswith(REFERENCE)]
    yield from (_not_translated(node, name) for name in theirs if name in alone)
    for name in (name for name in ours if name in alone):
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
        is_more = len(article.references) > len(source.references)
        remedy = "Delete what the source has not." if is_more else _TRANSLATE
        yield Finding("reference-count", place_of(node, "references"), problem, remedy)
    for name in theirs:
        if name in ours:
            shapes = ours[name].shape, theirs[name].shape
            yield from _shape_faults(name, *shapes, place_of(node, name))
    yield from number_faults(article, node, labels, source, source_labels)


def missing_blocks(node: Node, source: Article) -> Iterator[Finding]:
    """What a translation lacks that has other faults, which the model does not ask for itself.

    Blocks that are not there, and those of which a part is missing.
    """
    for name, block in blocks(source).items():
        if name.startswith(REFERENCE):
            continue
        *around, key = path_of(name)
        asked_for = key in _NEEDED and node_at(node, around)[1]
        if not asked_for and not node_of(node, name)[1]:
            yield _not_translated(node, name)
        elif (shape := shape_in(node, name)) is not None:
            yield from _shape_faults(name, shape, block.shape, place_of(node, name))


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


def _order(article: Article) -> list[str]:
    return list(article.sections)


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


def _shape_faults(name: str, ours: str, theirs: str, place: Place) -> Iterator[Finding]:
    if ours != theirs:
        problem = f"“{name}” has {_told(ours)}; the source has {_told(theirs)}."
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
