"""The space that a line ends in, taken away whole where the line runs both ways.

Beside left-to-right words that end a right-to-left line, the engine takes the space off the width
and leaves the gap, so that the words before it are pushed out at the right edge, into their bullet.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from clearprint.hooks import replaced

_theirs = inline.remove_last_whitespace


def spaces_taken() -> AbstractContextManager[None]:
    """Have the gap closed as well, in all that is laid out meanwhile."""
    return replaced(inline, "remove_last_whitespace", _take)


def _take(context: Any, line: Any) -> None:
    path = _path(line)
    before = path[-1].width
    _theirs(context, line)
    text = path[-1]
    taken = before - text.width
    if not taken or not isinstance(text, boxes.TextBox) or _is_turned(text):
        return
    for around, last in pairwise(path):
        if around.style["direction"] == "rtl":  # whatever came before stands at the right
            for child in around.children:
                if child is not last:
                    child.translate(dx=-taken, ignore_floats=True)


def _path(line: Any) -> list[Any]:
    """The line, and in it what comes last, and so on; the text comes at the end."""
    path = [line]
    while isinstance(path[-1], (boxes.LineBox, boxes.InlineBox)) and path[-1].children:
        path.append(path[-1].children[-1])
    return path


def _is_turned(text: Any) -> bool:
    """Whether the text itself runs from right to left; there the engine does right."""
    return bool(text.pango_layout.first_line_direction % 2)
