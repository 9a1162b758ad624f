"""The styles of a Word document: what each is called, rests on, and brings along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from clearprint.manuscript.wordxml import is_on, number, qn, value

_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LIST = re.compile(r"List (?:Bullet|Number|Continue)(?: (\d))?", re.IGNORECASE)
_STRONG = ("strong", "emphasis", "intense emphasis")


@dataclass(frozen=True)
class Style:
    """A style; what it does not say is as in the one that it rests on."""

    name: str
    based_on: str | None
    list_id: str
    list_level: int | None
    outline: int | None
    bold: bool
    aside: str


class Styles:
    """All styles of a document, by their ids."""

    def __init__(self, root: Any) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for style in root.iter(qn("w:style")) if root is not None else ():
            key = str(style.get(qn("w:styleId"), ""))
            self._styles[key] = _style(style)
            if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
                self.default = key

    def of(self, paragraph: Any) -> str:
        """The id of a paragraph's style."""
        return value(paragraph.find(qn("w:pPr")), "w:pStyle") or self.default

    def name(self, key: str) -> str:
        """What a style is called."""
        return self._styles[key].name if key in self._styles else key

    def chain(self, key: str) -> Iterator[Style]:
        """A style and those that it rests on."""
        seen: set[str] = set()
        while key in self._styles and key not in seen:
            seen.add(key)
            yield self._styles[key]
            key = self._styles[key].based_on or ""

    def heading_level(self, key: str) -> int:
        """The level of a heading's style; 0 for any other."""
        for style in self.chain(key):
            if found := _HEADING.fullmatch(style.name):
                return int(found.group(1))
            if style.outline is not None and style.outline < 9:
                return style.outline + 1
        return 1 if self.name(key) == "Title" else 0

    def is_bold(self, key: str) -> bool:
        """Whether a style sets its words apart from the text around them."""
        return any(style.bold or style.name.lower() in _STRONG for style in self.chain(key))

    def aside(self, key: str) -> str:
        """Why words of a style are no text; nothing where they are."""
        return next((style.aside for style in self.chain(key) if style.aside), "")

    def list_level(self, key: str) -> int:
        """How deep a style for lists stands by its name: “List Bullet 2” is one level down."""
        found = [_LIST.fullmatch(style.name) for style in self.chain(key)]
        return max((number(match.group(1), 1) for match in found if match), default=1)


def _style(style: Any) -> Style:
    paragraph, run = style.find(qn("w:pPr")), style.find(qn("w:rPr"))
    listed = paragraph.find(qn("w:numPr")) if paragraph is not None else None
    level, outline = value(listed, "w:ilvl"), value(paragraph, "w:outlineLvl")
    return Style(
        value(style, "w:name"),
        value(style, "w:basedOn") or None,
        value(listed, "w:numId"),
        number(level) if level else None,
        number(outline, 9) if outline else None,
        is_on(run, "w:b") or is_on(run, "w:i"),
        why_aside(run),
    )


def why_aside(look: Any) -> str:
    """Why words that look so are no text of the document; nothing where they are."""
    if is_on(look, "w:strike") or is_on(look, "w:dstrike"):
        return "Words that are struck out"
    return "Hidden words" if is_on(look, "w:vanish") else ""
