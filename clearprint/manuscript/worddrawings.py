"""What is drawn in a Word document: pictures, text boxes, WordArt, diagrams and charts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from clearprint.manuscript.asides import aside
from clearprint.manuscript.outline import Piece
from clearprint.manuscript.words import cleaned, one_line
from clearprint.manuscript.wordxml import chosen, qn

_NO_WORDS = "A picture or drawing without words for it"


_SHAPES = {qn("v:shape"), qn("v:rect"), qn("v:group")}


def said_by(element: Any) -> str:
    """What an element says in its attributes: the words for a picture, and drawn letters."""
    if element.tag == qn("wp:docPr"):
        names = ("title", "descr")
    elif element.tag in _SHAPES:
        names = ("title", "alt")
    else:
        return str(element.get("string", "")) if element.tag == qn("v:textpath") else ""
    words = (str(element.get(name, "")) for name in names)
    return one_line(cleaned("; ".join(filter(None, dict.fromkeys(words)))))


class Drawings:
    """Tells what a drawing says; `part_of` gives the XML of the part with a relationship's id."""

    def __init__(self, part_of: Callable[[str], Any]) -> None:
        self.part_of = part_of

    def read(self, drawing: Any, before: str) -> Iterator[Piece]:
        """What a drawing says beside its text boxes, or that it is there."""
        found = [aside(what, words, before) for what, words in self._told(drawing)]
        if not found and not boxes_of(drawing) and not _is_rule(drawing):
            found = [aside(_NO_WORDS, before=before)]
        yield from found

    def _told(self, drawing: Any) -> Iterator[tuple[str, str]]:
        for element in _inside(drawing):
            if words := said_by(element):
                drawn = element.tag == qn("v:textpath")
                yield "Words that are drawn (WordArt)" if drawn else "What a picture shows", words
            elif element.tag == qn("dgm:relIds"):
                yield from self._linked("A diagram", element.get(qn("r:dm")))
            elif element.tag == qn("c:chart"):
                yield from self._linked("A chart", element.get(qn("r:id")))

    def _linked(self, what: str, key: str | None) -> Iterator[tuple[str, str]]:
        """The words of the part that a diagram or a chart is kept in."""
        root = self.part_of(key or "")
        if root is None:
            return
        texts = (cleaned(_text(element)) for element in root.iter(qn("a:p"), qn("c:v")))
        if words := "; ".join(filter(None, map(one_line, texts))):
            yield what, words


def _text(element: Any) -> str:
    """The letters of a paragraph in a drawing, or of a value in a chart."""
    found = (text.text or "" for text in element.iter(qn("a:t")))
    return "".join(found) if element.tag == qn("a:p") else element.text or ""


def _inside(element: Any) -> Iterator[Any]:
    """All elements below one, but those in text boxes, and only one of what is there twice."""
    for child in element.iterchildren():
        if child.tag == qn("mc:AlternateContent"):
            yield from _inside(chosen(child))
        elif child.tag != qn("w:txbxContent"):
            yield child
            yield from _inside(child)


def boxes_of(drawing: Any) -> list[Any]:
    """The text boxes of a drawing, without those that stand in another."""
    found = []
    for child in drawing.iterchildren():
        child = chosen(child) if child.tag == qn("mc:AlternateContent") else child
        found += [child] if child.tag == qn("w:txbxContent") else boxes_of(child)
    return found


def _is_rule(drawing: Any) -> bool:
    """Whether it only draws a line across the page."""
    return any(shape.get(qn("o:hr")) in ("t", "true") for shape in drawing.iter(qn("v:rect")))
