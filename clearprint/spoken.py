"""The words of each line as a screen reader is to say them.

The tags of a PDF lead to glyphs, which stand in visual order and lack the space at a line's end.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import Box, LineBox, TextBox

_UNSAID = str.maketrans("", "", "\u00ad\u200b\u2060")  # soft hyphen, places to break or not to


def said(text: str) -> str:
    """A text without the letters that only steer how its lines are set."""
    return text.translate(_UNSAID)


def speaks_for_itself(words: str) -> bool:
    """Whether a line's glyphs are its words: ideographs, one for each letter, no space at the end.

    Said again in the tags, they would make a Chinese handout a tenth heavier.
    """
    return not words.endswith(" ") and any("\u4e00" <= letter <= "\u9fff" for letter in words)


def spaced_texts(document: Document) -> set[TextBox]:
    """The last texts of all lines that ended at a space, which the layout drops."""
    return {text for block in _blocks_of_lines(document) for text in _before_spaces(block)}


def leftward_texts(document: Document) -> set[TextBox]:
    """All texts in right-to-left lines."""
    return {
        text
        for block in _blocks_of_lines(document)
        for line in _lines_of(block)
        if line.style["direction"] == "rtl"
        for text in _texts_of(line)
    }


def texts_beside(document: Document) -> set[TextBox]:
    """The last text of each right-to-left passage that a left-to-right one stands beside."""
    found = set()
    for one, other in pairwise(_blocks_of_lines(document)):
        last, first = _lines_of(one)[-1], _lines_of(other)[0]
        is_beside = abs(last.position_y - first.position_y) < last.height
        if last.style["direction"] == "rtl" != first.style["direction"] and is_beside:
            found.update(_texts_of(last)[-1:])
    return found


def _lines_of(block: Box) -> list[LineBox]:
    return [child for child in block.children if isinstance(child, LineBox)]


def _blocks_of_lines(document: Document) -> Iterator[Box]:
    """Every box that has lines of text as children."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if any(isinstance(child, LineBox) for child in box.children):
                yield box


def _texts_of(line: Box) -> list[TextBox]:
    """All texts of a line, in logical order."""
    return [box for box in line.descendants() if isinstance(box, TextBox)]


def _before_spaces(block: Box) -> Iterator[TextBox]:
    source = _source_text(block.element)
    lines = [_texts_of(line) for line in _lines_of(block)]
    for line, following in pairwise(filter(None, lines)):
        end = said("".join(text.text for text in line))[-20:]
        start = said("".join(text.text for text in following))[:20]
        if not end.endswith(" ") and end + start not in source:
            yield line[-1]


def _source_text(element: Any) -> str:
    """An element's text as written; any run of white space, or a line break, is one space."""

    def parts(node: Any) -> Iterator[str]:
        yield " " if node.tag == "br" else node.text or ""
        for child in node:
            yield from parts(child)
            yield child.tail or ""

    return "" if element is None else " ".join(said("".join(parts(element))).split())
