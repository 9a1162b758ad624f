"""Columns that a writer made with tabs: a table where each line has them, else told as flat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clearprint.body import Line, plain
from clearprint.manuscript import marks
from clearprint.manuscript.grids import Cell, Grid, grid
from clearprint.manuscript.outline import Piece

FLAT = (
    "A line had columns, parted by tabs or spaces; here they run on. Make a table of such lines: "
    "| cell | cell |."
)
_FEWEST = 3  # columns: two are a label and what it says, which reads the same on one line
_WIDE = re.compile(r"(?<=\S)(?: {3,}|\s*\t\s*)(?=\S)")


def tables_in(columns: Sequence[int], parted: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where tables start and end in some lines.

    `columns` is how many each line has, 0 where it can be no row; `parted` says that a blank line
    stands before it. A table has two lines or more, and three columns or more.
    """
    start = 0
    while start < len(columns):
        end = start
        while end < len(columns) and columns[end] > 1 and (end == start or not parted[end]):
            end += 1
        if end - start > 1 and max(columns[start:end]) >= _FEWEST:
            yield start, end
        start = max(end, start + 1)


def table(rows: Sequence[Sequence[Line]], group: int) -> Grid:
    """What lines of columns become; a short one has empty cells at its end."""
    columns = max(map(len, rows))
    padded = [[*row, *[()] * (columns - len(row))] for row in rows]
    return grid([[Cell(line) for line in row] for row in padded], False, group)


def columns_of(line: str) -> int:
    """How many columns a line has by its tabs; 0 where a mark before it says that it is an item."""
    typed = marks.BULLET.match(line) or marks.STEP.match(line) or marks.BOX.match(line)
    inside = line.rstrip()
    return 0 if typed or "\t" not in inside.lstrip() else inside.count("\t") + 1


def is_spread(line: str) -> bool:
    """Whether a line has columns that run together."""
    mark = marks.BULLET.match(line) or marks.STEP.match(line)
    return len(_WIDE.findall(line[mark.end() :] if mark else line)) >= _FEWEST - 1


def gathered(pieces: Sequence[Piece]) -> tuple[list[Piece], list[str]]:
    """The same pieces with their rows as tables, or as paragraphs; and the words put in beside."""
    counts = [len(piece.cells[0]) if piece.kind == "row" else 0 for piece in pieces]
    ends = dict(tables_in(counts, [False] * len(counts)))
    found: list[Piece] = []
    added: list[str] = []
    position = 0
    while position < len(pieces):
        end = ends.get(position, position + 1)
        rows = pieces[position:end]
        if position in ends:
            made = table([row.cells[0] for row in rows], 1 + max(piece.group for piece in rows))
            told = dict.fromkeys(row.note for row in rows if row.note)
            found += [piece.noted(" ".join(told)) for piece in made.pieces]
            added += made.added
        else:
            found += map(_flat, rows)
        position = end
    return found, added


def _flat(piece: Piece) -> Piece:
    """A row that is none of a table, as a paragraph; any other piece as it is."""
    if piece.kind != "row":
        return piece
    filled = sum(bool(plain(cell)) for cell in piece.cells[0])
    return replace(piece, kind="paragraph", cells=()).noted(FLAT if filled >= _FEWEST else None)
