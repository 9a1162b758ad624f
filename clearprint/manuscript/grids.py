"""A writer's table: a table of the model where it can be one, else its rows as items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import shorten

from clearprint.body import Line, Run, plain
from clearprint.manuscript.outline import Piece
from clearprint.manuscript.words import BLANK, BOX, words

_HEADED = "The first row is read as the headings of its columns: is it?"
_EMPTY = (
    "It has empty cells, and an empty cell is printed as one to write in. Where it means “none”, "
    "write “none” into it."
)
_PARTLY = (
    "Some of its cells are empty beside filled ones, as in “{row}”, and an empty cell is printed "
    "as one to write in. Where it means “none”, write “none” into it."
)
_ROWS = (
    "This was a table with {why}: each row is an item here, and empty cells are left out. "
    "Compare it with your file."
)
BOXED = "This stood in a box in your file; here it is text like any other."
_SHOWN = 60  # letters of a row
_NOTHING = "An empty table stood here. Should there be one to fill in?"


@dataclass(frozen=True)
class Cell:
    """A cell: its words, how many columns it takes, and whether it goes on with the one above."""

    line: Line = ()
    span: int = 1
    goes_on: bool = False

    @property
    def filled(self) -> bool:
        """Whether there is anything in it."""
        return bool(words(plain(self.line)))


Row = Sequence[Cell]


@dataclass
class Grid:
    """The pieces that a table became, and the words that were put in beside the writer's."""

    pieces: list[Piece] = field(default_factory=list)
    added: list[str] = field(default_factory=list)


def grid(rows: Sequence[Row], headed: bool, group: int) -> Grid:
    """What a table becomes; `headed` says that its first row is plainly one of headings."""
    rows = [row for row in rows if row]
    if not any(cell.filled for row in rows for cell in row):
        return Grid([Piece("aside", (), note=_NOTHING)] if rows else [])
    if max(map(len, rows)) == 1 or len(rows) == 1:
        boxed = [cell.line for row in rows for cell in row if cell.filled]
        return Grid([Piece("paragraph", line, note=BOXED) for line in boxed])
    if why := _hindrance(rows):
        return _as_items(rows, _ROWS.format(why=why), group)
    notes = [*([] if headed else [_HEADED]), *_empty_cells(rows)]
    told = f"The table “{_shown(rows[0])}”: {' '.join(notes)}" if notes else None
    cells = tuple(tuple(cell.line for cell in row) for row in rows)
    return Grid([Piece("table", (), group=group, cells=cells, note=told)])


def _empty_cells(rows: Sequence[Row]) -> list[str]:
    """What to tell of empty cells; a row that has others, such as doses, is named."""
    open_rows = [row for row in rows if not all(cell.filled for cell in row)]
    if not open_rows:
        return []
    partly = [row for row in open_rows if any(cell.filled for cell in row[1:])]
    if not partly:
        return [_EMPTY]
    return [_PARTLY.format(row=_shown(partly[0]))]


def _shown(row: Row) -> str:
    """A row in a note."""
    told = " | ".join(plain(cell.line).strip() or "…" for cell in row)
    return shorten(told, _SHOWN, placeholder=" …")


def _hindrance(rows: Sequence[Row]) -> str:
    """Why a table cannot be one of the model's; empty where it can."""
    if any(cell.goes_on or cell.span > 1 for row in rows for cell in row):
        return "merged cells"
    if len({len(row) for row in rows}) > 1:
        return "rows of unequal length"
    if not all(cell.filled for cell in rows[0]):
        return "a column without a heading"
    return ""


def _as_items(rows: Sequence[Row], note: str, group: int) -> Grid:
    """Each row as an item: its filled cells, each after the heading of its column, if it has one.

    A cell that goes on with the one above says its words again; a column with nothing in it is one
    to write in. Headings that no row has use for make an item of their own.
    """
    made = Grid()
    named = _are_headings(rows)
    head, body = (_laid_out(rows[0]), rows[1:]) if named else ({}, rows)
    told = set[int]()
    above: dict[int, Cell] = {}
    empty = _never_filled(head, body)
    for row in body:
        parts: list[Line] = []
        for column, cell in _columns(row):
            cell = _seen(cell, column, above, made)
            heading = head.get(column, Cell())
            if not cell.filled and column in empty:
                cell = Cell((Run(BLANK + "_"),))
                made.added.append(BLANK)
            if not cell.filled:
                continue
            if heading.filled:
                made.added += words(plain(heading.line))
                told.add(id(heading))
            parts.append(_labelled(heading.line, cell.line))
        if parts:
            made.pieces.append(Piece("bullet", _joined(parts), group=group, note=note))
    left = [cell.line for cell in rows[0] if named and cell.filled and id(cell) not in told]
    if left:
        made.pieces.insert(0, Piece("bullet", _joined(left), group=group, note=note))
    return made


def _are_headings(rows: Sequence[Row]) -> bool:
    """Whether the first row has a heading for each column, but perhaps the first."""
    first = rows[0]
    wide = sum(cell.span for cell in first) >= max(sum(c.span for c in row) for row in rows)
    texts = [plain(cell.line) for cell in first]
    to_fill_in = any(mark in words(text) for text in texts for mark in (BLANK, BOX))
    return wide and len(first) > 1 and all(texts[1:]) and not to_fill_in


def _columns(row: Row) -> Iterator[tuple[int, Cell]]:
    """Each cell with the column that it starts in."""
    column = 0
    for cell in row:
        yield column, cell
        column += cell.span


def _laid_out(row: Row) -> dict[int, Cell]:
    """The cell of a row that each column has."""
    return {column + i: cell for column, cell in _columns(row) for i in range(cell.span)}


def _never_filled(head: dict[int, Cell], body: Sequence[Row]) -> set[int]:
    """The columns that have a heading and nothing below it."""
    filled = {c for row in body for c, cell in _laid_out(row).items() if cell.filled}
    used = {id(head[column]) for column in filled if column in head}
    return {column for column, cell in head.items() if cell.filled and id(cell) not in used}


def _seen(cell: Cell, column: int, above: dict[int, Cell], made: Grid) -> Cell:
    """A cell as a reader sees it: one that goes on with the cell above says the same."""
    if cell.goes_on and not cell.filled and column in above:
        made.added += words(plain(above[column].line))
        return above[column]
    above[column] = cell
    return cell


def _labelled(heading: Line, cell: Line) -> Line:
    return (*heading, Run(": "), *cell) if plain(heading).strip() else cell


def _joined(parts: list[Line]) -> Line:
    """Cells on one line, parted by semicolons."""
    runs: list[Run] = []
    for index, part in enumerate(parts):
        runs += [Run("; "), *part] if index else part
    return tuple(runs)
