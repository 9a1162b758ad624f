"""A body text that cannot be printed as it is, taken by its lines: for advice on it, alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from clearprint.body import Block, Body, Bullets, Paragraph, Run

ITEM = re.compile(r"\s*(?:[-*+•]|\d+[.)])\s+")
_MARKS = re.compile(r"^\s*(?:[-*+•]|\d+[.)]|#+|>)\s+|\*\*|\[(?=[^]]*\]\()|(?<=\w)\]\([^)]*\)")


def without_marks(line: str) -> str:
    """The words of a line, without what makes it an item, bold or a link."""
    return _MARKS.sub("", line).strip()


def by_lines(text: str) -> Body:
    """Paragraphs parted by empty lines, and lists of the lines that start like items."""
    blocks: list[Block] = []
    for is_item, units in groupby(_units(text), key=lambda unit: bool(ITEM.match(unit[0]))):
        lines = tuple((Run(" ".join(map(without_marks, unit))),) for unit in units)
        blocks += [Bullets(lines)] if is_item else map(Paragraph, lines)
    return Body(tuple(blocks))


def _units(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph and of each item."""
    unit: list[str] = []
    for line in text.split("\n"):
        if unit and (not line.strip() or ITEM.match(line)):
            yield unit
            unit = []
        if line.strip():
            unit.append(line)
    if unit:
        yield unit
