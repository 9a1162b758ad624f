"""What people fill in with a pen: spaces to write on (____), and boxes to tick ([ ])."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clearprint.body import BLANK, Line, Run, plain

_BOX = re.compile(r"\[[ xX]?\](?:\s+|$)")


def with_blanks(line: Line) -> Line:
    """A line with its spaces to write on as runs of their own."""
    return tuple(part for run in line for part in _parted(run))


def has_box(line: Line) -> bool:
    """Whether an item starts with a box, empty or ticked."""
    return _BOX.match(plain(line)) is not None


def is_to_tick(line: Line) -> bool:
    """Whether an item starts with an empty box that has words behind it."""
    words = plain(line)
    return words.startswith("[ ]") and has_box(line) and not _BOX.fullmatch(words)


def without_box(line: Line) -> Line:
    """The words of an item; its box is drawn."""
    if not line:
        return line
    first = replace(line[0], text=_BOX.sub("", line[0].text, count=1))
    return (first, *line[1:]) if first.text else line[1:]


def _parted(run: Run) -> Iterator[Run]:
    end = 0
    for found in BLANK.finditer(run.text):
        if found.start() > end:
            yield replace(run, text=run.text[end : found.start()])
        yield replace(run, text=found.group(), lang=None, blank=True)
        end = found.end()
    if end < len(run.text):
        yield replace(run, text=run.text[end:])
