"""The space that a line ends in: it pushes no word out of its column, and breaks no line early.

Beside left-to-right words that end a right-to-left line, the engine takes the space off the width
and leaves the gap, so that the words before it are pushed out at the right edge, into their bullet.
And where words before a bold one fit but for their last space, it breaks behind the first of them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from clearprint.hooks import replaced

_theirs = inline.remove_last_whitespace
_split = inline.split_first_line


def spaces_taken() -> AbstractContextManager[None]:
    """Have the gap closed as well, in all that is laid out meanwhile."""
    return replaced(inline, "remove_last_whitespace", _take)


def lines_filled() -> AbstractContextManager[None]:
    """Have words that fit but for their last space on one line, in all that is laid out meanwhile.

    Works around WeasyPrint 70's `split_first_line`, which then takes the line for one that cannot
    be split (#1158 shows the like): the space itself hangs over the edge, as the engine allows.
    """
    return replaced(inline, "split_first_line", _split_whole)


def _split_whole(
    text: str, style: Any, context: Any, width: float | None, *more: Any, **how: Any
) -> tuple[Any, ...]:
    found: tuple[Any, ...] = _split(text, style, context, width, *more, **how)
    _, length, resume, *_ = found
    if resume is None or width is None or not text.endswith(" "):
        return found
    words = text.rstrip(" ")
    if " " in text.encode()[:length].decode().strip() or " " not in words:
        return found  # broken behind the last word that fits, or in a word
    _, _, _, needed, *_ = _split(words, style, context, None, *more, **how)
    if needed > width:
        return found
    return tuple(_split(text, style, context, None, *more, **how))


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
