"""Pieces below a heading as body blocks: lists put together, lead-ins made bold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from clearprint.body import Block, Bullets, Line, Paragraph, Run, Steps, plain
from clearprint.manuscript.outline import Piece

_LEAD_IN = re.compile(r"([^\W\d_][^:：.!?;]{0,58}?)(\s?[:：])(?=\s+\S|(?<=：)\S)(?!\s*https?://)")
_MOST_LEAD_WORDS = 7

_NESTED = "Some items were a level deeper in your text; lists here have one level."
_NUMBERS = "These steps did not start with 1, so their numbers are kept as text."


@dataclass(frozen=True)
class Placed:
    """The blocks of some pieces, the texts that they must hold, and what a writer should know."""

    blocks: tuple[Block, ...]
    texts: tuple[str, ...]
    notes: tuple[str, ...]


def body_blocks(pieces: tuple[Piece, ...]) -> Placed:
    """Put pieces together to blocks."""
    blocks: list[Block] = []
    texts: list[str] = []
    notes: list[str] = []
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        together = list(group)
        lines = tuple(piece.runs for piece in together)
        texts += [piece.text for piece in together]
        if any(piece.level > 1 for piece in together) and kind in ("bullet", "step"):
            notes.append(_NESTED)
        if kind == "bullet":
            blocks.append(Bullets(with_lead_ins(lines)))
        elif kind == "step" and _from_one(together):
            blocks.append(Steps(with_lead_ins(lines)))
        elif kind == "step":
            notes.append(_NUMBERS)
            texts[-len(together) :] = [f"{piece.number}. {piece.text}" for piece in together]
            blocks += [Paragraph(_numbered(piece)) for piece in together]
        else:
            blocks += [Paragraph(line) for line in lines]
    return Placed(tuple(blocks), tuple(texts), tuple(dict.fromkeys(notes)))


def _from_one(steps: list[Piece]) -> bool:
    return [step.number for step in steps] == list(range(1, len(steps) + 1))


def _numbered(piece: Piece) -> Line:
    return (Run(f"{piece.number}. "), *piece.runs)


def with_lead_ins(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a list, with the term before a colon in bold where most of them have one."""
    found = [_lead_in(line) for line in lines]
    if sum(1 for lead in found if lead) * 2 < len(lines):
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
