"""Small handouts for the checks of the copy, and the advice on them."""

from __future__ import annotations

import re
from datetime import date

from conftest import article_text, node_of

from clearprint.checks import advice
from clearprint.findings import Finding
from clearprint.labels import load_labels
from clearprint.passages import Copy, copy_of
from clearprint.project import SHIPPED, Project

TODAY = date(2026, 11, 24)
_PARTS = r"(sections|review|title|faq|quick_facts): ?"


def in_overview(text: str) -> str:
    lines = "\n".join(f"      {line}".rstrip() for line in text.strip().split("\n"))
    return (
        f"\n  overview:\n    text: |\n{lines}\n"
        "  when_to_see_a_doctor: {text: Call us., urgent: [Pain]}"
    )


def small_copy(example: str, language: str = "en") -> Copy:
    """The copy of an example: lines of a file, or the body text of an overview."""
    if found := re.match(_PARTS, example):
        text = article_text(**{found.group(1): example[found.end() :]})
    else:
        text = article_text(sections=in_overview(example))
    node, project = node_of(text), Project(SHIPPED)
    known = language in project.languages()
    units = load_labels(project, language).units if known else {}
    return copy_of(node, language, TODAY, units)


def advised(example: str, language: str = "en") -> list[Finding]:
    """The advice on an example."""
    return advice(small_copy(example, language))


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


def told(example: str, code: str, language: str = "en") -> list[Finding]:
    """The advice of one code on an example."""
    return [finding for finding in advised(example, language) if finding.code == code]
