"""The lists of a Word document: bullet or step, how deep, and what number Word shows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from clearprint.manuscript.symbols import BOX, letter
from clearprint.manuscript.wordstyles import Styles
from clearprint.manuscript.wordxml import number, qn, value


@dataclass(frozen=True)
class Mark:
    """What stands before a list item.

    `label` is what Word shows there where it is more than a number, “Day 3:” or “b.”; `list_id`
    tells one list from the next.
    """

    kind: Literal["bullet", "step", "check"]
    level: int
    number: int = 0
    label: str = ""
    has_words: bool = False
    list_id: str = ""


@dataclass(frozen=True)
class _Level:
    form: str
    start: int
    text: str
    is_box: bool


class Numbering:
    """Word keeps a list's form apart from its items: this finds it, and counts."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self.styles = styles
        self._levels = dict(_levels(root)) if root is not None else {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def mark(self, paragraph: Any, style: str) -> Mark | None:
        """The mark of a paragraph; None where it is no list item. Counts, so ask once for each."""
        list_id, depth = self._listed(paragraph, style)
        if not list_id or list_id == "0":
            return None
        form = self._levels.get((list_id, depth)) or _by_name(self.styles.name(style))
        if form.form == "none":
            return None
        level = max(depth + 1, self.styles.list_level(style))
        if form.form == "bullet":
            return Mark("check" if form.is_box else "bullet", level, list_id=list_id)
        counts = self._counts[list_id]
        counts[depth] = counts.get(depth, form.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        label = self._label(list_id, form)
        has_words = any(map(str.isalpha, re.sub(r"%\d", "", form.text)))
        return Mark("step", level, counts[depth], label, has_words, list_id)

    def _listed(self, paragraph: Any, style: str) -> tuple[str, int]:
        """The list and depth of a paragraph, its own or its style's."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        ids, depths = [value(own, "w:numId")], [value(own, "w:ilvl")]
        for seen in self.styles.chain(style):
            ids.append(seen.list_id)
            depths.append("" if seen.list_level is None else str(seen.list_level))
        list_id = next(filter(None, ids), "")
        return list_id, number(next(filter(None, depths), "0"))

    def _label(self, list_id: str, form: _Level) -> str:
        """What Word shows before an item, where that is not its number alone."""

        def shown(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            level = self._levels.get((list_id, at), form)
            return _counted(self._counts[list_id].get(at, level.start), level.form)

        label = re.sub(r"%(\d)", shown, form.text).strip()
        return "" if re.fullmatch(r"[(\[]?[\d.]*[.):\]]?", label) else label


def _counted(count: int, form: str) -> str:
    """A number as a list of that form shows it."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 100:
        units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
        tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
        roman = tens[count // 10] + units[count % 10]
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)


def _levels(root: Any) -> Iterator[tuple[tuple[str, int], _Level]]:
    """(list, depth) to the form of its numbers."""
    abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
    for listed in root.iter(qn("w:num")):
        list_id = str(listed.get(qn("w:numId"), ""))
        form = abstract.get(value(listed, "w:abstractNumId"))
        levels = {} if form is None else dict(map(_level, form.iter(qn("w:lvl"))))
        for override in listed.iter(qn("w:lvlOverride")):
            depth = number(override.get(qn("w:ilvl")))
            if (own := override.find(qn("w:lvl"))) is not None:
                levels[depth] = _level(own)[1]
            start = value(override, "w:startOverride")
            if start and depth in levels:
                before = levels[depth]
                levels[depth] = _Level(before.form, number(start, 1), before.text, before.is_box)
        yield from (((list_id, depth), level) for depth, level in levels.items())


def _level(level: Any) -> tuple[int, _Level]:
    text = value(level, "w:lvlText")
    fonts = level.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    font = str(fonts.get(qn("w:ascii"), "")) if fonts is not None else ""
    form = value(level, "w:numFmt", "decimal")
    seen = letter(font, text) if len(text) == 1 else None
    start = number(value(level, "w:start"), 1)
    return number(level.get(qn("w:ilvl"))), _Level(form, start, text, seen == BOX)


def _by_name(style: str) -> _Level:
    """The form of a list whose numbering is lost, by the name of its style."""
    return _Level("decimal" if "number" in style.lower() else "bullet", 1, "%1.", False)
