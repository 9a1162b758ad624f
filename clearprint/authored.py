"""A body text as an author writes it: with its bullets, steps, tables, bold words and links."""

from __future__ import annotations

from collections.abc import Iterator

from clearprint.body import Body, Bullets, Checklist, Line, Steps, Table


def written(body: Body) -> list[str]:
    """The text, a line for each paragraph, item and row."""
    lines: list[str] = []
    for block in body.blocks:
        if lines:
            lines.append("")
        if isinstance(block, Table):
            lines += _rows(block)
            continue
        for number, line in enumerate(block.lines, start=1):
            marks = {Bullets: "- ", Checklist: "- [ ] ", Steps: f"{number}. "}
            lines.append(marks.get(type(block), "") + _marked(line))
    return lines


def _rows(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield "|---" * table.columns + "|"
    yield from map(_row, table.rows)


def _row(cells: tuple[Line, ...]) -> str:
    written = (_marked(cell).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(written)} |"


def _marked(line: Line) -> str:
    pieces = []
    for run in line:
        text = f"**{run.text.strip()}**" if run.bold else run.text
        if run.href or run.lang:
            text = f"[{text}]({run.href or f'lang:{run.lang}'})"
        pieces.append(text)
    return "".join(pieces)
