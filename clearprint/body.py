"""What a body text is: blocks of lines, their lines made of runs set in one way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

BLANK = re.compile("_{3,}")
"""How an author types a space to write on: three underscores or more."""


@dataclass(frozen=True)
class Run:
    """A stretch of text set in one way.

    A `blank` is a space to write on; its text keeps the underscores, which say how wide it is.
    """

    text: str
    bold: bool = False
    href: str | None = None
    lang: str | None = None
    blank: bool = False


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    runs: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its text, as the one line of a list would be."""
        return (self.runs,)


@dataclass(frozen=True)
class Bullets:
    """A list in which the order says nothing."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Steps:
    """A numbered list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Checklist:
    """A list whose items are ticked with a pen: each has an empty square before it."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Entry:
    """A row of a table on its own: its cells, each with its column's heading."""

    cells: tuple[tuple[Line, Line], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything in it, in reading order."""
        return tuple(line for cell in self.cells for line in cell)


@dataclass(frozen=True)
class Table:
    """A heading for each column, and rows of as many cells; an empty cell is to be written in."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All cells in reading order."""
        return (*self.head, *(cell for row in self.rows for cell in row))

    @property
    def columns(self) -> int:
        """The number of columns."""
        return len(self.head)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The same, row by row, for a page that is too narrow for the table."""
        rows = (zip(self.head, row, strict=True) for row in self.rows)
        return tuple(Entry(tuple((h, cell or _to_write_on(h)) for h, cell in row)) for row in rows)


Block = Paragraph | Bullets | Steps | Checklist | Table | Entry


@dataclass(frozen=True)
class Body:
    """A body text: its blocks, in order."""

    blocks: tuple[Block, ...]

    @property
    def passages(self) -> tuple[str, ...]:
        """The text of each paragraph, list item and cell, in order."""
        return tuple(plain(line) for block in self.blocks for line in block.lines if line)

    def narrowed(self, columns: int) -> Body:
        """The same words, with every table of more than `columns` columns taken row by row."""
        return Body(tuple(part for block in self.blocks for part in _narrowed(block, columns)))


class Fault(NamedTuple):
    """What is wrong with a body text; `line` counts from 0 at its first line."""

    line: int
    problem: str
    remedy: str


class BodyFaultsError(ValueError):
    """A body text is not of the small part of CommonMark; carries all its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.problem for fault in faults))
        self.faults = faults


def plain(line: Line) -> str:
    """The words of a line, without how they are set."""
    return "".join(run.text for run in line)


def _to_write_on(head: Line) -> Line:
    """What an empty cell becomes where its table is printed row by row.

    A column with a long heading asks for words, one with a short heading for a number or a time.
    """
    return (Run("_" * max(12, 2 * len(plain(head))), blank=True),)


def _narrowed(block: Block, columns: int) -> tuple[Block, ...]:
    return block.entries if isinstance(block, Table) and block.columns > columns else (block,)
