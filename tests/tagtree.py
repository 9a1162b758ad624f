"""The tag tree of a PDF as pikepdf sees it: a second reader beside the one in preflight."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf

_INLINE = {"Span", "NonStruct", "Link", "Lbl"}
Glyphs = Mapping[tuple[int, int], str]
"""What the glyphs under each mark say, by page, counted from 0, and mark."""


@dataclass(frozen=True)
class Element:
    """A structure element.

    `words` are said for all that is in it, or for a picture; `drawn` is what its own glyphs say, a
    space where they say nothing; `page` counts from 0; `annotations` are the links tied to it.
    """

    kind: str
    words: str | None
    language: str | None
    page: int
    marks: tuple[int, ...]
    drawn: str
    annotations: tuple[Any, ...]
    children: tuple[Element, ...]

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def pieces(self) -> Iterator[Element]:
        """The elements that say something, a line or part of one each, in reading order."""
        if self.words is not None or self.drawn:
            yield self
        else:
            for child in self.children:
                yield from child.pieces()

    @property
    def said(self) -> str:
        """The words of an element that says something itself."""
        return self.drawn if self.words is None else self.words

    @property
    def text(self) -> str:
        """Everything in it, as a screen reader says it, with one space between any two words."""
        return " ".join("".join(self._parts()).split())

    def _parts(self) -> Iterator[str]:
        edge = "" if self.kind in _INLINE else " "
        yield edge
        if self.words is not None or self.drawn:
            yield self.said
        else:
            for child in self.children:
                yield from child._parts()
        yield edge


def read_tags(pdf: pikepdf.Pdf, glyphs: Glyphs) -> Element:
    """The element at the top of a PDF's tag tree; fails where it has none, or more than one."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    (top,) = pdf.Root.StructTreeRoot.K
    return _Reader(pages, glyphs).element(top, 0)


@dataclass(frozen=True)
class _Reader:
    pages: Mapping[tuple[int, int], int]
    glyphs: Glyphs

    def element(self, element: Any, page: int) -> Element:
        page = self.pages[element.Pg.objgen] if "/Pg" in element else page
        kids = element.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        inner = [kid for kid in kids if not isinstance(kid, int)]
        marks = tuple(kid for kid in kids if isinstance(kid, int))
        kind = str(element.S).removeprefix("/")
        drawn = "".join(self.glyphs.get((page, mark), "") for mark in marks)
        return Element(
            kind=kind,
            words=_string(element, "/Alt" if kind == "Figure" else "/ActualText"),
            language=_string(element, "/Lang"),
            page=page,
            marks=marks,
            drawn=drawn or (" " if marks and kind in _INLINE else ""),
            annotations=tuple(kid.Obj for kid in inner if kid.get("/Type") == "/OBJR"),
            children=tuple(self.element(kid, page) for kid in inner if "/S" in kid),
        )


def _string(element: Any, key: str) -> str | None:
    return str(element[key]) if key in element else None


def squeezed(text: str) -> str:
    """Words without white space."""
    return re.sub(r"\s+", "", text)
