"""The tag tree of a PDF as pikepdf sees it: a second reader beside the one in preflight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Element:
    """A structure element; `page` counts from 0, `annotations` are the links tied to it."""

    kind: str
    words: str | None
    language: str | None
    page: int
    marks: tuple[int, ...]
    annotations: tuple[Any, ...]
    children: tuple[Element, ...]

    def walk(self) -> Iterator[Element]:
        """The element and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def lines(self) -> list[str]:
        """The words of each line, or part of a line, in reading order."""
        return [element.words for element in self.walk() if element.words is not None]

    @property
    def text(self) -> str:
        """The words in it, with one space between any two."""
        return " ".join(" ".join(self.lines).split())


def read_tags(pdf: pikepdf.Pdf) -> Element:
    """The element at the top of a PDF's tag tree; fails where it has none, or more than one."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    (top,) = pdf.Root.StructTreeRoot.K
    return _element(top, pages, 0)


def _element(element: Any, pages: dict[tuple[int, int], int], page: int) -> Element:
    page = pages[element.Pg.objgen] if "/Pg" in element else page
    kids = element.get("/K", [])
    kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    inner = [kid for kid in kids if not isinstance(kid, int)]
    return Element(
        kind=str(element.S).removeprefix("/"),
        words=_string(element, "/ActualText"),
        language=_string(element, "/Lang"),
        page=page,
        marks=tuple(kid for kid in kids if isinstance(kid, int)),
        annotations=tuple(kid.Obj for kid in inner if kid.get("/Type") == "/OBJR"),
        children=tuple(_element(kid, pages, page) for kid in inner if "/S" in kid),
    )


def _string(element: Any, key: str) -> str | None:
    return str(element[key]) if key in element else None


def squeezed(text: str) -> str:
    """Words without white space."""
    return re.sub(r"\s+", "", text)
