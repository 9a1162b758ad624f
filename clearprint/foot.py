"""The running foot: its statements put on lines, and the room that they take on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, repeat
from math import ceil

from clearprint.body import Line, plain
from clearprint.deck import Deck
from clearprint.editions import PAPERS, Edition
from clearprint.fonts import measure
from clearprint.project import Project

CLEAR = 7.4  # mm between the foot and the edge of the paper: printers reach to 7 mm
LEAD = 1.2  # the foot's leading, in multiples of its type size
BOLDER = 1.08  # a bold letter against a regular one
SURE = 1.02  # of a width that is measured letter by letter, unkerned

_MM = 25.4 / 72  # millimetres in a point

Measure = Callable[[str], float]


@dataclass(frozen=True)
class Foot:
    """The foot's lines, its type size in points, and the height of the lower margin in mm."""

    lines: tuple[Line, ...]
    size: float
    height: float


def make_foot(project: Project, deck: Deck, edition: Edition, paper: str, size: float) -> Foot:
    """Put the statements at the foot on as few lines as hold them whole.

    `size` is the sheet's own in points. The page number is as large; the rest is too up to the
    foot's ceiling, for in larger print a translation's foot would take half of the page.
    """
    own = min(size, edition.foot.ceiling)
    width = (PAPERS[paper][0] - 2 * edition.foot.margin) / _MM / own

    def ems(words: str) -> float:
        return measure(project, deck.fonts, words) * SURE

    folio = ems(deck.folio(99, 99)) * BOLDER * size / own
    rooms = chain([width - folio - 1], repeat(width))  # beside the folio, with a gap
    filled = [pair for row in deck.foot for pair in _filled(row, rooms, ems)]
    count = sum(_count(plain(line), room, ems) for line, room in filled)
    height = LEAD * (size + (count - 1) * own) + 0.5 * size  # the folio makes the first line high
    return Foot(tuple(line for line, _ in filled), own, CLEAR + height * _MM)


def _filled(
    row: tuple[Line, ...], rooms: Iterator[float], ems: Measure
) -> Iterator[tuple[Line, float]]:
    """Lines with as many of a row's statements as each has room for, and that room in em."""
    line: Line = ()
    room = next(rooms)
    for statement in row:
        longer = _joined(line, statement)
        if line and _width(longer, ems) > room:
            yield line, room
            line, room = statement, next(rooms)
        else:
            line = longer
    yield line, room


def _joined(line: Line, statement: Line) -> Line:
    """Two statements with a dot between them; one stretch where they are set in one way.

    The dot is the sheet's own, not of a stretch in another language that may run the other way.
    """
    if not line:
        return statement
    (*before, last), (first, *after) = line, statement
    if (last.bold, last.lang) == (first.bold, first.lang):
        return (*before, replace(last, text=f"{last.text} · {first.text}"), *after)
    if first.lang and not last.lang:
        return (*before, replace(last, text=f"{last.text} · "), *statement)
    return (*line, replace(first, text=f" · {first.text}"), *after)


def _width(line: Line, ems: Measure) -> float:
    return sum(ems(run.text) * (BOLDER if run.bold else 1) for run in line)


def _count(text: str, room: float, ems: Measure) -> int:
    """How many lines a text takes, set word by word; `room` is a line's width in em."""
    lines, taken = 1, 0.0
    for word in re.findall(r"\S+\s*", text):
        if taken and taken + ems(word.rstrip()) > room:
            lines, taken = lines + 1, 0.0
        taken += ems(word)
        over = max(0, ceil(taken / room) - 1)  # a word, or a text without spaces, may take several
        lines, taken = lines + over, taken - over * room
    return lines
