"""A Word document's body, walked: its paragraphs, lists and tables as pieces, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from clearprint.body import Line, Run, plain
from clearprint.manuscript.asides import aside
from clearprint.manuscript.columns import columns_of
from clearprint.manuscript.grids import BOXED, Cell, grid
from clearprint.manuscript.outline import Piece
from clearprint.manuscript.plaintext import typed_piece
from clearprint.manuscript.runs import HARD, TAB, lines_of, split_at, tidy
from clearprint.manuscript.worddrawings import Drawings
from clearprint.manuscript.wordlists import Mark, Numbering
from clearprint.manuscript.wordnotes import Notes, text_in
from clearprint.manuscript.wordpackage import MAIN, Package
from clearprint.manuscript.wordruns import Runs
from clearprint.manuscript.words import words
from clearprint.manuscript.wordstyles import Styles
from clearprint.manuscript.wordtables import (
    cells_of,
    controls_of,
    goes_on,
    is_headed,
    missing_before,
    rows_of,
    span_of,
)
from clearprint.manuscript.wordxml import chosen, qn

_SKIPPED = {qn("w:sectPr"), qn("w:moveFrom")}
_LETTERED = "These steps were lettered; here they are numbered. Does the text speak of a letter?"
_CELL = "A cell of this table had several paragraphs; here they are one line."
_LONG_CELL = 400  # letters; a table with a longer cell only puts text in its place
_OTHER_FILE = (
    "Another document stands inside of this one, and is not read: open the file in Word, save it "
    "anew, and import that"
)


class Walker:
    """Walks the document once, keeping what has no place in a text on the way."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.parts.get("/word/styles.xml"))
        self.numbering = Numbering(package.parts.get("/word/numbering.xml"), self.styles)
        self.notes = Notes()
        for kind in ("footnote", "endnote", "comment"):
            name = f"/word/{kind}s.xml"
            if (root := package.parts.get(name)) is not None:
                self.notes.add(kind, root, package.targets.get(name, {}))
        targets = package.targets.get(MAIN, {})
        self.runs = Runs(targets, self.styles, self.notes, Drawings(self._linked))
        self.added = self.runs.added
        self.title: str | None = None
        self._group = 0
        self._list = ""  # the list that the last item of the highest level was of

    def pieces(self, container: Any) -> Iterator[Piece]:
        """The pieces of a body, a cell or a content control, in order."""
        for element in container.iterchildren():
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element)
            elif element.tag == qn("mc:AlternateContent"):
                yield from self.pieces(chosen(element))
            elif element.tag == qn("w:sdtPr"):
                self.runs.choices(element)
                yield from self.runs.taken()
            elif element.tag == qn("w:altChunk"):
                yield aside(_OTHER_FILE)
            elif element.tag not in _SKIPPED:
                yield from self.pieces(element)

    def margins(self) -> Iterator[Piece]:
        """Words in the margins: page headers and footers, notes that nothing points at."""
        yield from self.notes.left()
        used = {element.get(qn("r:id")) for element in self.package.body.iter()}
        for key, target in self.package.targets.get(MAIN, {}).items():
            if key in used and target not in self.runs.linked:
                yield aside("The target of a link without words", target)
        told: set[tuple[str, str]] = set()
        for name, root in self.package.parts.items():
            found = re.fullmatch(r"/word/(header|footer)\d*\.xml", name)
            if found is None:
                continue
            what = "The head of a page" if found.group(1) == "header" else "The foot of a page"
            text = text_in(root, self.package.targets.get(name, {}))
            if text and (what, text) not in told:
                told.add((what, text))
                yield aside(what, text)

    def _linked(self, key: str) -> Any:
        """The XML of the part that a relationship leads to, if it is one of the file."""
        return self.package.parts.get(self.package.linked.get(key, ""))

    def _paragraph(self, element: Any) -> Iterator[Piece]:
        style = self.styles.of(element)
        level = self.styles.heading_level(style)
        runs = self.runs.read(element, not level and self.styles.is_bold(style))
        lines = lines_of(runs)
        notes = " ".join(dict.fromkeys(self.runs.notes)) or None
        boxes, asides = self.runs.boxes, self.runs.taken()
        whole = tidy(run for line in lines for run in (Run(" "), *line))
        if whole:
            found = list(self._formed(element, style, level, split_at(HARD, runs), whole))
            if found and notes:
                found[-1] = found[-1].noted(notes)
            yield from found
        yield from asides
        for box, before in boxes:
            yield from self._text_box(box, before)

    def _formed(
        self, element: Any, style: str, level: int, lines: list[list[Run]], whole: Line
    ) -> Iterator[Piece]:
        """What a paragraph is, by its style and its list."""
        name = self.styles.name(style)
        if name == "Title" and self.title is None:
            self.title = plain(whole)
            yield from targets_in(whole)
        elif re.match(r"toc\b", name, re.IGNORECASE):
            yield aside("The table of contents", plain(whole))
        elif level:
            mark = self.numbering.mark(element, style)
            if mark and mark.has_words:
                self.added += words(mark.label)
                whole = (Run(f"{mark.label} "), *whole)
            yield Piece("heading", tuple(replace(r, bold=False) for r in whole), level=level)
        elif mark := self.numbering.mark(element, style):
            yield self._item(mark, whole)
        else:
            made = [_typed_or_row(line) for line in lines if tidy(line)]
            yield from (replace(p, group=self._group, part=len(made) > 1) for p in made)
            self._list = ""

    def _item(self, mark: Mark, line: Line) -> Piece:
        """A list item, with the words that Word shows before it."""
        if mark.level == 1 and mark.list_id != self._list and mark.number <= 1:
            self._group += 1
            self._list = mark.list_id
        self.added += [str(mark.number), *words(mark.label)] if mark.kind == "step" else []
        self.added += words("[ ]") if mark.kind == "check" else []
        if mark.has_words:
            return Piece(
                "bullet", (Run(f"{mark.label} "), *line), level=mark.level, group=self._group
            )
        typed = _typed(line)
        kind = "check" if mark.kind == "check" or typed.kind == "check" else mark.kind
        runs = typed.runs if typed.kind == "check" else line
        lettered = _LETTERED if mark.kind == "step" and mark.label and mark.level == 1 else None
        return Piece(
            kind,
            runs,
            level=mark.level,
            number=mark.number,
            label=mark.label,
            group=self._group,
            note=typed.note if typed.note else lettered,
        )

    def _text_box(self, box: Any, before: str) -> Iterator[Piece]:
        inner = [piece for piece in self.pieces(box) if piece.text or piece.kind == "aside"]
        texts = [piece.text for piece in inner if piece.kind != "aside"]
        texts += [run.href for piece in inner for run in piece.runs if run.href]
        if any(texts):
            yield aside("A text box", "\n".join(texts), before)
        yield from (piece for piece in inner if piece.kind == "aside")

    def _table(self, table: Any) -> Iterator[Piece]:
        rows = rows_of(table)
        widths = [len(cells_of(row)) for row in rows]
        if max(widths, default=0) <= 1 or len(rows) == 1:
            yield from self._layout(rows)
            return
        if max(len(text_in(cell, {})) for row in rows for cell in cells_of(row)) > _LONG_CELL:
            yield from self._layout(rows)
            return
        asides: list[Piece] = []
        notes: list[str] = []
        cells = [self._row(row, asides, notes) for row in rows]
        for settings in controls_of(table):
            self.runs.choices(settings)
        asides += self.runs.taken()
        self._group += 2
        made = grid(cells, is_headed(table), self._group - 1)
        self.added += made.added
        for piece in made.pieces:
            told = " ".join(dict.fromkeys(filter(None, [piece.note, *notes])))
            yield replace(piece, note=told or None)
        yield from asides

    def _layout(self, rows: list[Any]) -> Iterator[Piece]:
        """A table that only puts text in its place: what is in its cells, one after another."""
        for row in rows:
            for cell in cells_of(row):
                yield from (_boxed(piece) for piece in self.pieces(cell))
        self._group += 1

    def _row(self, row: Any, asides: list[Piece], notes: list[str]) -> list[Cell]:
        before = missing_before(row)
        found = [Cell((), before)] if before else []
        for cell in cells_of(row):
            line: list[Run] = []
            inner = list(self.pieces(cell))
            for piece in (p for p in inner if p.kind != "aside" and p.text):
                line += [*([Run(_joint(line))] if line else []), *_flat(piece)]
            if sum(piece.kind != "aside" for piece in inner) > 1:
                notes.append(_CELL)
            asides += [piece for piece in inner if piece.kind == "aside"]
            notes += [piece.note for piece in inner if piece.note and piece.kind != "aside"]
            found.append(Cell(tidy(line), span_of(cell), goes_on(cell)))
        return found


def targets_in(runs: Line) -> list[Piece]:
    """Where the links of a title go, which prints as plain words."""
    links = [run.href for run in runs if run.href and run.href not in plain(runs)]
    return [aside("The target of a link in the title", link) for link in links]


def _boxed(piece: Piece) -> Piece:
    return piece if piece.kind == "aside" or piece.note else replace(piece, note=BOXED)


def _flat(piece: Piece) -> Line:
    """A piece inside of a cell, on one line."""
    if piece.kind == "table":
        first, *others = [cell for row in piece.cells for cell in row if cell]
        return (*first, *(run for cell in others for run in (Run("; "), *cell)))
    box = (Run("[ ] "),) if piece.kind == "check" else ()
    number = (Run(f"{piece.shown} "),) if piece.kind == "step" else ()
    return (*box, *number, *piece.runs)


def _joint(line: list[Run]) -> str:
    ended = plain(tuple(line)).rstrip().endswith((".", "!", "?", ";", ":", ","))
    return " " if ended else "; "


def _typed_or_row(runs: list[Run]) -> Piece:
    """A line as what its writer typed; with tabs in it, it may be a row of a table."""
    piece = _typed(tidy(runs))
    cells = tuple(map(tidy, split_at(TAB, runs)))
    is_row = piece.kind == "paragraph" and columns_of(TAB.join(map(plain, cells))) > 1
    return replace(piece, kind="row", cells=(cells,)) if is_row else piece


def _typed(runs: Line) -> Piece:
    """A paragraph; or a list item, where its writer typed the bullet, the number or the box."""
    whole = plain(runs)
    piece = typed_piece(runs[0].text) if not runs[0].href else Piece("paragraph", runs)
    if len(runs) > 1 and piece.kind == "paragraph" and runs[0].text.strip() in ("☐", "[ ]", "•"):
        piece = typed_piece(f"{runs[0].text.strip()} x")
        piece = replace(piece, runs=())
    if piece.kind == "paragraph" or not whole:
        return Piece("paragraph", runs, note=piece.note)
    return replace(piece, runs=tidy([replace(runs[0], text=piece.text + " "), *runs[1:]]))
