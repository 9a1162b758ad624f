"""Tables in body text: every row as wide as the head, every column with a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearprint.body import Fault, Table

_DASHES = re.compile(r"\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?")
"""The line below the headings."""


def faults(made: Table, written: dict[int, str]) -> Iterator[Fault]:
    """What must be mended in a table; `written` is each row's line, by its number."""
    first = min(written)
    if not all(made.head):
        problem = "A column of the table has no heading."
        yield Fault(first, problem, "Write a heading for each column, the first too.")
    if not made.rows:
        problem = "The table has headings and no rows."
        yield Fault(first, problem, "Add a line for each; empty cells are to be written in.")
    for number, text in written.items():
        if (cells := _cells(text)) != made.columns:
            problem = f"Cells in this row of the table: {cells}; in its head: {made.columns}."
            remedy = "Give every row as many cells; leave a blank line after the table."
            yield Fault(number, problem, remedy)


def failed(text: str, first: int) -> Iterator[Fault]:
    """Lines of a paragraph that were meant as a table, and would be printed full of bars."""
    for number, line in enumerate(text.split("\n"), start=first):
        if _DASHES.fullmatch(line.strip()):
            problem = "This looks like a table, but the headings and the dashes do not match."
            remedy = "Write the headings on the line before, and “---” for each, between bars."
            yield Fault(number, problem, remedy)


def _cells(text: str) -> int:
    """How many cells are written in a line; CommonMark drops what is too many without a word."""
    written = re.split(r"(?<!\\)\|", text.strip())
    return len(written) - (written[0] == "") - (written[-1] == "")
