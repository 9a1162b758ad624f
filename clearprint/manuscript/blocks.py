"""Pieces below a heading as body blocks: lists put together, lead-ins made bold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from clearprint.body import Block, Bullets, Checklist, Line, Paragraph, Run, Steps, Table, plain
from clearprint.fillin import has_box
from clearprint.manuscript.outline import ITEMS, Piece
from clearprint.manuscript.runs import without_bullet

_LEAD_IN = re.compile(r"([^\W\d_][^:：.!?;]{0,58}?)(\s?[:：])(?=\s+\S|(?<=：)\S)(?!\s*https?://)")
_MOST_LEAD_WORDS = 7

_NESTED = "Some items were a level deeper in your text; lists here have one level."
_INSIDE = (
    "Some items stood a level deeper, below a step of your text; they are part of that step here."
)
_NUMBERS = "These steps are not numbered 1, 2, 3 in your text, so their numbers are kept as text."


@dataclass(frozen=True)
class Placed:
    """The blocks of some pieces, the texts that they must hold, and what a writer should know."""

    blocks: tuple[Block, ...]
    texts: tuple[str, ...]
    notes: tuple[str, ...]


def body_blocks(pieces: tuple[Piece, ...]) -> Placed:
    """Put pieces together to blocks."""
    pieces = tuple(map(_without_bullets, pieces))
    blocks: list[Block] = []
    texts: list[str] = []
    notes: list[str] = []
    for is_list, group in groupby(pieces, key=_of_list):
        together = list(group)
        if not is_list:
            blocks += [_block(piece) for piece in together]
            texts += [piece.text for piece in together]
            continue
        for made, told in _lists(together):
            blocks += made
            texts += [_read(block, line) for block in made for line in block.lines]
            notes += told
    return Placed(tuple(blocks), tuple(texts), tuple(dict.fromkeys(notes)))


def _without_bullets(piece: Piece) -> Piece:
    cells = tuple(tuple(without_bullet(cell) or cell for cell in row) for row in piece.cells)
    return replace(piece, runs=without_bullet(piece.runs), cells=cells)


def _read(block: Block, line: Line) -> str:
    """What a line says to a reader, with the box that is drawn before it."""
    return f"[ ] {plain(line)}" if isinstance(block, Checklist) else plain(line)


def _of_list(piece: Piece) -> tuple[bool, int] | None:
    """Which list a piece is an item of; a box and a bullet are never of the same."""
    return (piece.kind == "check", piece.group) if piece.kind in ITEMS else None


def _block(piece: Piece) -> Block:
    if piece.cells:
        return Table(piece.cells[0], piece.cells[1:])
    return Paragraph(piece.runs)


def _lists(items: list[Piece]) -> Iterator[tuple[list[Block], list[str]]]:
    """The blocks of one list, and what to say of them."""
    top = min(item.level for item in items)
    deeper = any(item.level > top for item in items)
    if items[0].kind == "check":
        lines = tuple(_numbered(item) if item.number else item.runs for item in items)
        yield [Checklist(lines)], [_NESTED] if deeper else []
        return
    for kind, together in _by_kind(items, top):
        if any(has_box(item.runs) for item in together):
            yield [Paragraph(_numbered(i) if i.number else i.runs) for i in together], []
        elif kind == "bullet":
            lines = tuple(_numbered(item) if item.number else item.runs for item in together)
            yield [Bullets(with_lead_ins(lines))], [_NESTED] if deeper else []
        else:
            yield _steps(_whole(together, top), deeper)


def _by_kind(items: list[Piece], top: int) -> Iterator[tuple[str, list[Piece]]]:
    """Neighbours that are bullets or steps; a deeper item belongs to what stands above it."""
    kinds: list[str] = []
    for item in items:
        kinds.append(item.kind if item.level == top or not kinds else kinds[-1])
    paired = zip(kinds, items, strict=True)
    for kind, group in groupby(paired, key=lambda pair: pair[0]):
        yield kind, [item for _, item in group]


def _whole(steps: list[Piece], top: int) -> list[Piece]:
    """Steps with what stands below them, which no list here can hold, in their own text."""
    whole: list[Piece] = []
    joint = ": "
    for step in steps:
        if step.level == top or not whole:
            whole.append(step)
            joint = ": "
            continue
        ended = whole[-1].text.rstrip().endswith((".", "!", "?", ";", ":", ",", "]"))
        inner = _numbered(step) if step.number else step.runs
        runs = (*whole[-1].runs, Run(" " if ended else joint), *inner)
        whole[-1], joint = replace(whole[-1], runs=runs), "; "
    return whole


def _steps(steps: list[Piece], deeper: bool) -> tuple[list[Block], list[str]]:
    told = [_INSIDE] if deeper else []
    if [step.number for step in steps] == list(range(1, len(steps) + 1)):
        return [Steps(with_lead_ins(tuple(step.runs for step in steps)))], told
    return [Paragraph(_numbered(step)) for step in steps], [*told, _NUMBERS]


def _numbered(piece: Piece) -> Line:
    return (Run(f"{piece.shown} "), *piece.runs)


def with_lead_ins(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a list, with the term before a colon in bold where most of them have one.

    The same term before each, such as a column's heading, is none.
    """
    found = [_lead_in(line) for line in lines]
    terms = [plain(line)[:lead] for line, lead in zip(lines, found, strict=True) if lead]
    if len(terms) * 2 < len(lines) or len(set(terms)) == 1 < len(terms):
        return lines
    return tuple(_bold(line, lead) for line, lead in zip(lines, found, strict=True))


def _lead_in(line: Line) -> int:
    """How many letters a line's lead-in has, colon included; 0 where there is none."""
    if not line or line[0].bold or line[0].href:
        return 0
    found = _LEAD_IN.match(plain(line))
    if not found or len(found.group(1).split()) > _MOST_LEAD_WORDS:
        return 0
    return found.end() if found.end() <= len(line[0].text) else 0


def _bold(line: Line, letters: int) -> Line:
    if not letters:
        return line
    first, rest = line[0].text[:letters], line[0].text[letters:]
    return (Run(first, bold=True), *((replace(line[0], text=rest),) if rest else ()), *line[1:])
