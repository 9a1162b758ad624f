"""Two texts side by side: long paragraphs parted alike, so that partners stay on one page.

A pair is never split from its partner over a page, so none may be longer than one. Where a
paragraph is, on either side, both are parted behind sentences into as many rows.

Only the translation is filled in: two spaces for one dose could come to hold two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil

from clearprint.body import (
    Block,
    Body,
    Bullets,
    Entry,
    Line,
    Paragraph,
    Run,
    Steps,
    plain,
)
from clearprint.deck import Deck
from clearprint.sentences import room, sentences

LONGEST = 700  # letters of a row: two thirds of a page of half width in 18 points
TO_FILL = "…"  # what the source says where the translation has a space to write on


def side_by_side(ours: Deck, theirs: Deck) -> Deck:
    """A translation's deck with its source's beside it, row by row."""
    bodies = [
        parallel(one.body, other.body)
        for one, other in zip(ours.sections, theirs.sections, strict=True)
    ]
    answers = [
        parallel(one.answer, other.answer) for one, other in zip(ours.faq, theirs.faq, strict=True)
    ]
    beside = _with(
        theirs, [unfilled(body) for _, body in bodies], [unfilled(body) for _, body in answers]
    )
    own = _with(ours, [body for body, _ in bodies], [body for body, _ in answers])
    return replace(own, beside=beside)


def _with(deck: Deck, bodies: list[Body], answers: list[Body]) -> Deck:
    """A deck with other bodies in its sections, and other answers."""
    sections = (replace(s, body=body) for s, body in zip(deck.sections, bodies, strict=True))
    faq = (replace(q, answer=answer) for q, answer in zip(deck.faq, answers, strict=True))
    return replace(deck, sections=tuple(sections), faq=tuple(faq))


def unfilled(body: Body) -> Body:
    """A body with nothing to fill in: three dots for each space, plain items for those to tick."""
    return Body(tuple(map(_unfilled, body.blocks)))


def _unfilled(block: Block) -> Block:
    if isinstance(block, Entry):
        return Entry(tuple((_dotted(head), _dotted(cell)) for head, cell in block.cells))
    if isinstance(block, Paragraph):
        return Paragraph(_dotted(block.runs))
    lines = tuple(map(_dotted, block.lines))
    return Steps(lines) if isinstance(block, Steps) else Bullets(lines)


def _dotted(line: Line) -> Line:
    return tuple(replace(run, text=TO_FILL, blank=False) if run.blank else run for run in line)


def parallel(ours: Body, theirs: Body) -> tuple[Body, Body]:
    """Two bodies of the same blocks, with the long paragraphs of both in as many parts."""
    blocks = zip(ours.blocks, theirs.blocks, strict=True)
    rows = [row for first, second in blocks for row in _rows(first, second)]
    return Body(tuple(first for first, _ in rows)), Body(tuple(second for _, second in rows))


def _rows(ours: Block, theirs: Block) -> Iterator[tuple[Block, Block]]:
    if isinstance(ours, Paragraph) and isinstance(theirs, Paragraph):
        for first, second in zip(*_parted(ours.runs, theirs.runs), strict=True):
            yield Paragraph(first), Paragraph(second)
    else:
        yield ours, theirs


def _parted(ours: Line, theirs: Line) -> tuple[list[Line], list[Line]]:
    """Both in the fewest parts of which none is too long; in one sentence each, if it must be."""
    first, second = _ends(plain(ours)), _ends(plain(theirs))
    needed = ceil(max(room(plain(ours)), room(plain(theirs))) / LONGEST)
    most = min(len(first), len(second))
    for count in range(min(needed, most), most + 1):
        cuts = _behind(first, second, count)
        parts = _cut(ours, cuts[0]), _cut(theirs, cuts[1])
        if all(room(plain(line)) <= LONGEST for side in parts for line in side):
            break
    return parts


def _ends(text: str) -> list[int]:
    """Where the sentences of a text end; at its own end at least."""
    ends = [start + len(sentence) for start, sentence in sentences(text)][:-1]
    return [*ends, len(text)]


def _behind(ours: list[int], theirs: list[int], count: int) -> tuple[list[int], list[int]]:
    """Behind which sentences each is cut: the same ones, where both have as many."""
    first = _evenly(ours, count)
    second = first if len(ours) == len(theirs) else _evenly(theirs, count)
    return [ours[index] for index in first], [theirs[index] for index in second]


def _evenly(ends: list[int], count: int) -> list[int]:
    """The sentences whose ends lie next to even shares; none of the parts is without one."""
    found: list[int] = []
    for part in range(1, count):
        free = range(found[-1] + 1 if found else 0, len(ends) - (count - part))
        share = ends[-1] * part / count
        found.append(min(free, key=lambda index: abs(ends[index] - share)))
    return found


def _cut(line: Line, places: list[int]) -> list[Line]:
    """A line cut at some letters; the space at a cut is gone."""
    bounds = [0, *places, len(plain(line))]
    return [_slice(line, start, end) for start, end in pairwise(bounds)]


def _slice(line: Line, start: int, end: int) -> Line:
    pieces: list[Run] = []
    offset = 0
    for run in line:
        text = run.text[max(start - offset, 0) : max(end - offset, 0)]
        offset += len(run.text)
        text = text if pieces else text.lstrip()
        if text:
            pieces.append(replace(run, text=text))
    return tuple(pieces)
