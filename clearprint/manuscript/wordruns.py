"""The inside of a Word paragraph: runs of text, and what stands aside of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from clearprint.body import Run
from clearprint.commonmark import is_address
from clearprint.manuscript import symbols
from clearprint.manuscript.asides import aside, text_of
from clearprint.manuscript.outline import Piece
from clearprint.manuscript.raised import raised
from clearprint.manuscript.runs import HARD, TAB
from clearprint.manuscript.worddrawings import Drawings, boxes_of
from clearprint.manuscript.wordformulas import is_shape, signs_of
from clearprint.manuscript.wordnotes import Notes
from clearprint.manuscript.words import cleaned, one_line, words
from clearprint.manuscript.wordstyles import Styles, why_aside
from clearprint.manuscript.wordxml import chosen, is_on, number, qn, value

DELETED = (qn("w:del"), qn("w:moveFrom"))
BLANK = "_" * 12

_DRAWN = (qn("w:drawing"), qn("w:pict"), qn("w:object"))
_NO_TEXT = {qn(tag) for tag in ("w:rPr", "w:pPr", "w:sectPr", "w:sdtPr", "w:tblPr")}
_FIELD_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"')

_TRACKED = (
    "The file has tracked changes: what was added is in, what was deleted is kept in a comment "
    "where it stood."
)
_SIGN = "A sign of a symbol font that nobody knows here is shown as (?): look for it in your file."
_FLAT = "A formula stood here; on one line it may say something else."


@dataclass
class Field:
    """A field that is being read: its code, whether its result comes now, and what it has."""

    code: str = ""
    result: bool = False
    shown: bool = False
    box: str = ""


@dataclass(frozen=True)
class _Set:
    """How a run is set: what the model keeps of it, and what takes it out of the text."""

    run: Run
    aside: str = ""
    way: str = ""  # “sup” or “sub”
    font: str = ""
    underlined: bool = False


class Runs:
    """Reads paragraphs one after another; what is to be told gathers on the way."""

    def __init__(
        self, targets: dict[str, str], styles: Styles, notes: Notes, drawings: Drawings
    ) -> None:
        self.targets, self.styles = targets, styles
        self.margin_notes, self.drawings = notes, drawings
        self.asides: list[Piece] = []
        self.notes: list[str] = []
        self.file_notes: list[str] = []
        self.added: list[str] = []
        self.linked: set[str] = set()
        self.boxes: list[tuple[Any, str]] = []  # text boxes, and the text before each
        self._fields: list[Field] = []
        self._found: list[Run] = []
        self._left: tuple[str, str] = ("", "")  # what keeps words out of the text, and those
        self._leader = False
        self._parted = False  # a part of a formula starts or ends here

    def read(self, paragraph: Any, bold: bool) -> list[Run]:
        """The runs of a paragraph; hard breaks are in them as such."""
        self._found = []
        self._leader = _has_leader(paragraph)
        why = self.styles.aside(self.styles.of(paragraph))
        for made, run in self._read(paragraph, _Set(Run("", bold=bold), why)):
            self._take(made.aside, run)
        self._take("", Run(""))
        return self._found

    def taken(self) -> list[Piece]:
        """What has gathered aside of the text; from then on nothing has."""
        asides, self.asides, self.notes, self.boxes = self.asides, [], [], []
        return asides

    def _take(self, why: str, run: Run) -> None:
        """Put a run into the text, or aside; neighbours that stand aside alike are one."""
        if self._left[0] and self._left[0] != why:
            what, left = self._left
            if left.strip():
                self.asides.append(aside(what, one_line(left), text_of(self._found)))
            self._left = ("", "")
        if why:
            self._left = (why, self._left[1] + run.text)
        elif run.text:
            run = self._beside(run)
            self.linked |= {run.href} if run.href else set()
            self._found.append(run)
            self.margin_notes.hear(run.text)

    def _beside(self, run: Run) -> Run:
        """A run, with a space before it where it would run together with a part of a formula."""
        before, parted, self._parted = text_of(self._found)[-1:], self._parted, False
        joins = parted and before.isalnum() and run.text[0].isalnum()
        return replace(run, text=f" {run.text}") if joins else run

    def _read(self, element: Any, made: _Set) -> Iterator[tuple[_Set, Run]]:
        for child in element.iterchildren():
            tag = child.tag
            if tag in DELETED:
                yield from self._deleted(child, made)
            elif tag == qn("mc:AlternateContent"):
                yield from self._read(chosen(child), made)
            elif tag == qn("w:r"):
                yield from self._read(child, self._set(child, made))
            elif tag in (qn("w:hyperlink"), qn("w:fldSimple")):
                run = replace(made.run, href=self._target(child) or made.run.href)
                yield from self._read(child, replace(made, run=run))
            elif tag in (qn("m:sup"), qn("m:sub")):
                yield from self._read(child, replace(made, way=tag[-3:]))
            elif tag in _DRAWN:
                before = text_of(self._found)
                self.asides += self.drawings.read(child, before)
                self.boxes += [(box, before) for box in boxes_of(child)]
            elif tag == qn("w:sdtPr"):
                self.choices(child)
            elif is_shape(child):
                yield from self._formula(child, made)
            elif tag not in _NO_TEXT:
                yield from self._leaf(child, made)
                yield from self._read(child, made)

    def _formula(self, shape: Any, made: _Set) -> Iterator[tuple[_Set, Run]]:
        """A part of a formula, with what its shape stands for, on one line."""
        self.notes.append(_FLAT)
        before, after = signs_of(shape)
        self._parted = True
        yield made, replace(made.run, text=before)
        yield from self._read(shape, made)
        yield made, replace(made.run, text=after)
        self._parted = True

    def _leaf(self, child: Any, made: _Set) -> Iterator[tuple[_Set, Run]]:
        """What an element says itself, or does to those around it."""
        tag = child.tag
        if tag == qn("w:fldChar"):
            yield from self._field(child, made)
        elif tag == qn("w:instrText"):
            if self._fields:
                self._fields[-1].code += child.text or ""
        elif told := self.margin_notes.at(child, self._found):
            self.asides.append(told)
        elif text := self._letters(child, made):
            for field in self._fields:
                field.shown |= bool(text.strip())
            if made.way:
                text, note = raised(text, made.way)
                self.notes += [note] if note else []
            yield made, replace(made.run, text=text, href=made.run.href or self._field_link())

    def _set(self, run: Any, made: _Set) -> _Set:
        """How a run is set."""
        look = run.find(qn("w:rPr"))
        if look is None:
            return made
        style = value(look, "w:rStyle")
        bold = is_on(look, "w:b") or is_on(look, "w:i") or self.styles.is_bold(style)
        off = look.find(qn("w:b")) is not None and not bold
        why = why_aside(look) or self.styles.aside(style) or made.aside
        fonts = look.find(qn("w:rFonts"))
        return _Set(
            replace(made.run, bold=(made.run.bold or bold) and not off),
            why,
            {"superscript": "sup", "subscript": "sub"}.get(value(look, "w:vertAlign"), made.way),
            str(fonts.get(qn("w:ascii"), "")) if fonts is not None else made.font,
            is_on(look, "w:u"),
        )

    def _deleted(self, element: Any, made: _Set) -> Iterator[tuple[_Set, Run]]:
        """Words that were deleted; those that were moved stand elsewhere."""
        self.file_notes.append(_TRACKED)
        if element.tag == qn("w:del"):
            gone = replace(made, aside="Words that were deleted")
            for text in element.iter(qn("w:delText"), qn("w:t")):
                yield gone, Run(cleaned(text.text or ""))

    def _letters(self, child: Any, made: _Set) -> str:
        """The text of an element that holds some itself."""
        tag = child.tag
        if tag in (qn("w:t"), qn("m:t")):
            text = symbols.letters(made.font, child.text or "")
            self.notes += [_SIGN] if symbols.UNKNOWN in text and text != child.text else []
            if made.underlined and len(text) > 2 and not text.strip():
                return self._put_in(BLANK)
            return cleaned(text)
        if tag in (qn("w:tab"), qn("w:ptab")):
            return self._put_in(f" {BLANK} ") if self._leader or made.underlined else TAB
        if tag == qn("w:br"):
            return HARD if child.get(qn("w:type")) in (None, "textWrapping") else " "
        if tag == qn("w:sym"):
            font, code = child.get(qn("w:font"), ""), child.get(qn("w:char"), "")
            sign = chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else "\uf000"
            found = symbols.letter(font, sign) or symbols.UNKNOWN
            self.notes += [_SIGN] if found == symbols.UNKNOWN else []
            return found
        return {qn("w:cr"): HARD, qn("w:noBreakHyphen"): "-"}.get(tag, "")

    def _put_in(self, text: str) -> str:
        """A space to write on, or a box, that Word draws without a letter for it."""
        self.added += words(text)
        return text

    def _target(self, link: Any) -> str | None:
        """Where a link goes; one that cannot be printed is kept aside."""
        found = _FIELD_LINK.search(link.get(qn("w:instr")) or "")
        if found is not None:
            return self._usable(found.group(1))
        return self._usable(self.targets.get(link.get(qn("r:id")) or "", ""))

    def _usable(self, target: str) -> str | None:
        if is_address(target) and not re.search(r"[<>\"]", target):
            return target
        if target:
            self.linked.add(target)
            self.asides.append(aside("The target of a link", target, text_of(self._found)))
        return None

    def _field(self, mark: Any, made: _Set) -> Iterator[tuple[_Set, Run]]:
        kind = mark.get(qn("w:fldCharType"))
        if kind == "begin":
            self._fields.append(Field(box=_form_box(mark)))
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
        elif kind == "end" and self._fields:
            field = self._fields.pop()
            if field.box:
                yield made, Run(self._put_in(field.box) + " ")
            elif "FORMTEXT" in field.code and not field.shown:
                yield made, Run(self._put_in(BLANK))
            elif (found := _FIELD_LINK.search(field.code)) and not is_address(found.group(1)):
                self._usable(found.group(1))

    def _field_link(self) -> str | None:
        found = [_FIELD_LINK.search(field.code) for field in self._fields if field.result]
        links = [link.group(1) for link in found if link and is_address(link.group(1))]
        return links[-1] if links else None

    def choices(self, settings: Any) -> None:
        """What a list to choose from offers."""
        items = settings.iter(qn("w:listItem"))
        offered = (str(item.get(qn("w:displayText"), "")) for item in items)
        if told := "; ".join(filter(None, offered)):
            self.asides.append(aside("A list to choose from", told, text_of(self._found)))


def _has_leader(paragraph: Any) -> bool:
    """Whether a paragraph's tabs draw a line to write on."""
    tabs = paragraph.findall(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}")
    return any(tab.get(qn("w:leader")) in ("underscore", "heavy") for tab in tabs)


def _form_box(mark: Any) -> str:
    """The box of a form from an old Word; nothing where the field is none."""
    box = mark.find(f"{qn('w:ffData')}/{qn('w:checkBox')}")
    if box is None:
        return ""
    ticked = value(box, "w:checked") or value(box, "w:default", "0")
    has_tick = box.find(qn("w:checked")) is not None and not value(box, "w:checked")
    return symbols.TICKED if has_tick or number(ticked) else symbols.BOX
