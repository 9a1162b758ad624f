"""Footnotes, endnotes and comments of a Word document, each told where it was pinned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from clearprint.body import Run
from clearprint.manuscript.asides import aside, text_of
from clearprint.manuscript.outline import Piece
from clearprint.manuscript.worddrawings import said_by
from clearprint.manuscript.words import cleaned, one_line
from clearprint.manuscript.wordxml import chosen, qn

_REFERENCES = {
    qn("w:footnoteReference"): ("footnote", "A footnote"),
    qn("w:endnoteReference"): ("endnote", "An endnote"),
    qn("w:commentReference"): ("comment", "A comment in the margin"),
}
_TEXT = (qn("w:t"), qn("w:delText"), qn("m:t"), qn("a:t"))
_BETWEEN = {
    **dict.fromkeys((qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:tc")), " "),
    qn("w:noBreakHyphen"): "-",
}


@dataclass
class Notes:
    """The notes that have not been pinned yet; `about` is what each open comment is about."""

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def add(self, kind: str, root: Any, targets: dict[str, str]) -> None:
        """Take in the notes of one part of the package; `targets` are where its links go."""
        for note in root.iter(qn(f"w:{kind}")):
            if words := text_in(note, targets):
                self.texts[kind, str(note.get(qn("w:id")))] = words

    def hear(self, text: str) -> None:
        """Words of the text, which the open comments are about."""
        for key in self.open:
            self.about[key] = self.about.get(key, "") + text

    def at(self, element: Any, before: list[Run]) -> Piece | None:
        """The note that is pinned at an element, if any; `before` is the text up to there."""
        key = str(element.get(qn("w:id")))
        if element.tag == qn("w:commentRangeStart"):
            self.open.add(key)
        elif element.tag == qn("w:commentRangeEnd"):
            self.open.discard(key)
        kind, what = _REFERENCES.get(element.tag, ("", ""))
        words = self.texts.pop((kind, key), None)
        if words is None:
            return None
        if about := one_line(self.about.pop(key, "")) if kind == "comment" else "":
            return aside(f"{what}, on “{about}”", words)
        return aside(what, words, text_of(before))

    def left(self) -> Iterator[Piece]:
        """The notes that nothing in the text points at."""
        for (kind, _), words in self.texts.items():
            yield aside(f"A {kind} that stands nowhere in the text", words)


def text_in(element: Any, targets: dict[str, str]) -> str:
    """All words below an element, a paragraph on each line, what is deleted and hidden too."""
    lines = ("".join(_letters(p, targets)) for p in element.iter(qn("w:p")))
    return "\n".join(filter(None, (one_line(cleaned(line)) for line in lines)))


def _letters(element: Any, targets: dict[str, str]) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in (qn("w:p"), qn("w:moveFrom")):
            continue  # a paragraph in a box is on its own
        if child.tag == qn("mc:AlternateContent"):
            yield from _letters(chosen(child), targets)
            continue
        if child.tag in _TEXT:
            yield child.text or ""
        elif told := said_by(child):
            yield f" {told} "
        yield _BETWEEN.get(child.tag, "")
        yield from _letters(child, targets)
        if target := targets.get(child.get(qn("r:id")) or ""):
            yield f" ({target})"
