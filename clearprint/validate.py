"""From a handout's file to its article: every fault at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from clearprint.article import Article
from clearprint.findings import Finding, Refused, did_you_mean
from clearprint.labels import Labels
from clearprint.load import Node, load
from clearprint.orders import Desk
from clearprint.picture import picture_fault
from clearprint.project import Project, known
from clearprint.schema import read


def read_article(project: Project, file: Path, labels: Labels) -> Article:
    """The article of a file; raises Refused with every fault of its form and its copy."""
    node = load(file, project.shown(file))
    found = [*_heading_faults(node, labels), *_figure_faults(node, file.parent)]
    try:
        article = read(Article, node)
    except Refused as refused:
        raise Refused([*refused.findings, *found]) from None
    if found:
        raise Refused(found)
    return article


def check_project(desk: Desk, topics: tuple[str, ...] = ()) -> list[Finding]:
    """All findings in a project's tables and in the articles of some topics, or of all."""
    tables = (lambda: desk.editions, lambda: desk.clinic)
    found = [finding for table in tables for finding in _refusals(table)]
    names = [known("topic", topic, list(desk.handouts)) for topic in topics] or desk.handouts
    for topic in names:
        for language, file in desk.handouts[topic].items():
            found += _refusals(partial(_check_article, desk, language, file))
    return list(dict.fromkeys(found))


def _check_article(desk: Desk, language: str, file: Path) -> Article:
    return read_article(desk.project, file, desk.labels(language))


def _refusals(made: Callable[[], object]) -> tuple[Finding, ...]:
    """What keeps something from being made; nothing where it can be."""
    try:
        made()
    except Refused as refused:
        return refused.findings
    return ()


def _heading_faults(node: Node, labels: Labels) -> list[Finding]:
    """Sections that nobody has a heading for."""
    sections = node.get("sections")
    if sections is None or not isinstance(sections.value, dict):
        return []
    return [
        Finding(
            "no-heading",
            sections.keys[key],
            f"“{key}” is not a known section, and has no heading of its own.",
            f"Add “heading: …” to it. {did_you_mean(key, labels.headings)}",
        )
        for key, section in sections.value.items()
        if key not in labels.headings and section.get("heading") is None
    ]


def _figure_faults(node: Node, folder: Path) -> Iterator[Finding]:
    """Figures that are not there, or may not be printed."""
    sections = node.get("sections")
    if sections is None or not isinstance(sections.value, dict):
        return
    for section in sections.value.values():
        figure = section.get("figure")
        file = figure and figure.get("file")
        if file is None or not isinstance(file.value, str):
            continue
        if fault := picture_fault(folder / file.value, folder):
            yield Finding("figure", file.place, f"The figure {fault[0]}", fault[1])
