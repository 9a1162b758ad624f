"""The tables of a Word document: their rows and cells, merged or not, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clearprint.manuscript.wordxml import chosen, is_on, number, qn, value

_AROUND = {qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:customXml")}


def rows_of(table: Any) -> list[Any]:
    """The rows of a table, those in content controls too; not those of a table in a cell."""
    return list(_inside(table, qn("w:tr")))


def cells_of(row: Any) -> list[Any]:
    """The cells of a row, those in content controls too."""
    return list(_inside(row, qn("w:tc")))


def _inside(element: Any, tag: str) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, tag)
        elif child.tag == qn("mc:AlternateContent"):
            yield from _inside(chosen(child), tag)


def controls_of(table: Any) -> Iterator[Any]:
    """The settings of content controls around the rows and cells of a table."""
    for element in (table, *rows_of(table)):
        yield from _inside(element, qn("w:sdtPr"))


def span_of(cell: Any) -> int:
    """How many columns a cell takes."""
    return max(1, min(64, number(value(cell.find(qn("w:tcPr")), "w:gridSpan"), 1)))


def goes_on(cell: Any) -> bool:
    """Whether a cell goes on with the one above it."""
    settings = cell.find(qn("w:tcPr"))
    merged = settings.find(qn("w:vMerge")) if settings is not None else None
    return merged is not None and merged.get(qn("w:val")) != "restart"


def missing_before(row: Any) -> int:
    """How many columns a row leaves out at its start."""
    return min(64, number(value(row.find(qn("w:trPr")), "w:gridBefore")))


def is_headed(table: Any) -> bool:
    """Whether the first row is marked as one of headings, or all bold."""
    first = rows_of(table)[:1]
    if not first:
        return False
    if is_on(first[0].find(qn("w:trPr")), "w:tblHeader"):
        return True
    runs = [run for run in first[0].iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    return bool(runs) and all(is_on(run.find(qn("w:rPr")), "w:b") for run in runs)
