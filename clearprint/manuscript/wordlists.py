"""The lists of a Word document: bullet or step, how deep, and what number Word shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Literal

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LETTERS = ("lowerLetter", "upperLetter", "lowerRoman", "upperRoman")


@dataclass(frozen=True)
class Mark:
    """What stands before a list item."""

    kind: Literal["bullet", "step"]
    level: int
    number: int = 0
    lettered: bool = False


def qn(tag: str) -> str:
    """An element's full name, for a short one such as “w:p”."""
    return f"{{{_W}}}{tag.removeprefix('w:')}"


class Numbering:
    """Word keeps a list's form apart from its items: this finds it, and counts."""

    def __init__(self, document: Any) -> None:
        self._formats: dict[tuple[str, int], tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        part = _numbering_part(document)
        if part is not None:
            self._formats = dict(_formats(part))

    def mark(self, paragraph: Any, style: str) -> Mark | None:
        """The mark of a paragraph; None where it is no list item. Counts, so ask once for each."""
        properties = _properties(paragraph)
        if properties is None:
            return None
        number_id, level = properties
        form, start = self._formats.get((number_id, level), _by_style(style))
        if form == "none" or number_id == "0":
            return None
        if form == "bullet":
            return Mark("bullet", level + 1)
        counts = self._counts[number_id]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return Mark("step", level + 1, counts[level], form in _LETTERS)


def _numbering_part(document: Any) -> Any:
    related = document.part.rels.values()
    found = [rel.target_part for rel in related if rel.reltype.endswith("/numbering")]
    return found[0].element if found else None


def _formats(root: Any) -> Any:
    """(list, level) to the form of its numbers and the first of them."""
    abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
    for number in root.iter(qn("w:num")):
        link = number.find(qn("w:abstractNumId"))
        form = abstract.get(link.get(qn("w:val"))) if link is not None else None
        for level in form.iter(qn("w:lvl")) if form is not None else ():
            key = (number.get(qn("w:numId")), int(level.get(qn("w:ilvl"))))
            yield key, (_value(level, "w:numFmt", "bullet"), int(_value(level, "w:start", "1")))
        for override in number.iter(qn("w:lvlOverride")):
            start = _value(override, "w:startOverride", "")
            key = (number.get(qn("w:numId")), int(override.get(qn("w:ilvl"))))
            if start:
                yield key, ("decimal", int(start))


def _value(element: Any, tag: str, otherwise: str) -> str:
    found = element.find(qn(tag))
    return str(found.get(qn("w:val"))) if found is not None else otherwise


def _properties(paragraph: Any) -> tuple[str, int] | None:
    """The list and level of a paragraph, its own or its style's."""
    sources = [paragraph._p]
    style = paragraph.style
    while style is not None:
        sources.append(style.element)
        style = getattr(style, "base_style", None)
    number_id = level = None
    for source in sources:
        found = source.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is not None:
            number_id = number_id or _value(found, "w:numId", "") or None
            level = level or _value(found, "w:ilvl", "") or None
    return (number_id, int(level or 0)) if number_id else None


def _by_style(style: str) -> tuple[str, int]:
    return ("decimal" if "number" in style.lower() else "bullet", 1)
