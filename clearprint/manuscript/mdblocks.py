"""The blocks of a Markdown text as pieces: headings, paragraphs, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from clearprint.body import Line, Run, plain
from clearprint.commonmark import Token
from clearprint.manuscript import marks
from clearprint.manuscript.asides import aside
from clearprint.manuscript.boxes import boxed
from clearprint.manuscript.grids import Cell, grid
from clearprint.manuscript.markup import pairs, plain_text
from clearprint.manuscript.mdinline import Inline
from clearprint.manuscript.outline import Kind, Piece
from clearprint.manuscript.runs import HARD, PASTED, SOFT, lines_of, tidy, without_bullet
from clearprint.manuscript.words import one_line

_BOXED = re.compile(rf"{marks.BOX.pattern}|{marks.TICKED.pattern}")
_PASTED = re.compile(rf"[{PASTED}]\s+\S")
_QUOTED = "This was a quotation; a handout has none."
_CODE = "This was set as code; it is read as text."
_ITEM = "An item had more than one paragraph; here it is one."
_SHORT_ROW = "A row of this table had fewer cells than its head; the rest are empty."


class Blocks:
    """Walks the tokens of a text once; `added` are the numbers that Markdown counts itself."""

    def __init__(self, text: str, footnotes: dict[str, str]) -> None:
        self.source = text.split("\n")
        self.footnotes = footnotes
        self.inline = Inline(pairs(text), footnotes)
        self.added: list[str] = []
        self._found: list[Piece] = []
        self._lists: list[_List] = []
        self._first = False  # the next paragraph opens a list item
        self._boxed = False  # a box to tick, or a ticked one, starts the line
        self._quoted = 0
        self._group = 0

    def pieces(self, stream: list[Token]) -> Iterator[Piece]:
        """The pieces, in order."""
        position = 0
        while position < len(stream):
            token = stream[position]
            if token.type == "table_open":
                end = next(i for i in range(position, len(stream)) if _closes(stream[i], token))
                self._add_table(stream[position:end])
                position = end
            elif token.type == "inline":
                self._add_inline(token, stream[position - 1])
            elif token.type == "hr" and token.markup.startswith("_"):
                self._add_line((Run(self._drawn(token)),), None)
            elif token.type in ("fence", "code_block"):
                words = one_line(plain_text(f"{token.info} {token.content}"))
                self._add_line((Run(words),) if words else (), _CODE)
            else:
                self._enter(token, stream, position)
            position += 1
        yield from (piece for piece in self._found if piece.text or piece.kind == "aside")

    def left_over(self, definitions: dict[str, Any]) -> Iterator[Piece]:
        """What the text defines and does not use."""
        used = {run.href for piece in self._found for run in piece.all_runs}
        kept = [piece.text for piece in self._found if piece.kind == "aside"]
        for found in definitions.values():
            target = str(found["href"])
            if target not in used and not any(target in words for words in kept):
                start, end = found["map"]
                written = " ".join(self.source[start:end]).strip()
                yield aside("A link that the text does not use", plain_text(written))
        for label, note in self.footnotes.items():
            if label not in self.inline.used:
                yield aside("A footnote that the text does not use", f"{label} {note}")

    def _enter(self, token: Token, stream: list[Token], position: int) -> None:
        """Keep count of the lists and quotations around a token."""
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._group += not self._lists
            if self._lists and self._first:  # an item that only holds a list
                self._add_number()
            self._lists.append(_List(stream, position))
            self.added += map(str, self._lists[-1].given)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            self._lists[-1].next_item()
            self._first = True
        elif token.type == "list_item_close" and self._first:
            self._add_number()
        elif token.type in ("blockquote_open", "blockquote_close"):
            self._quoted += token.nesting

    def _drawn(self, rule: Token) -> str:
        """The underscores of a line that has nothing else."""
        found = re.search(r"_[_ ]*$", self.source[(rule.map or [0])[0]])
        return found.group().strip() if found else rule.markup

    def _add_number(self) -> None:
        """Keep the number of an item that has no text of its own."""
        if mark := self._lists[-1].mark:
            self._found.append(Piece("paragraph", (Run(mark),)))
        self._first = False

    def _add_inline(self, token: Token, opening: Token) -> None:
        lines = lines_of(self._split_at_marks(self.inline.runs(token)))
        self._boxed = _BOXED.match(token.content) is not None
        if opening.type == "heading_open" and not self._lists:
            line = tidy(run for line in lines for run in (Run(" "), *line))
            self._found.append(Piece("heading", line, level=int(opening.tag[1:])))
        elif self._lists:
            self._add_line(tidy(run for line in lines for run in (Run(" "), *line)), None)
        else:
            each = len(lines) == token.content.count("\n") + 1
            for line in lines:
                self._add_line(line, _QUOTED if self._quoted else None, len(lines) > 1)
                self._boxed &= each
        self._boxed = False
        notes = " ".join(dict.fromkeys(self.inline.notes))
        if notes and self._found:
            self._found[-1] = self._found[-1].noted(notes)
        self._found += self.inline.asides
        self.inline.asides, self.inline.notes = [], []

    def _split_at_marks(self, runs: list[Run]) -> list[Run]:
        """The same runs, with a line for each bullet that was pasted into a paragraph.

        Where each line of a paragraph starts with a box, each is a line as well.
        """
        parts = plain(tuple(runs)).split(SOFT)
        boxed = all(marks.BOX.match(p) or marks.TICKED.match(p) for p in parts)
        if self._lists or not (boxed or any(map(_PASTED.match, parts))):
            return runs
        starts = iter([boxed or _PASTED.match(part) is not None for part in parts[1:]])
        return [
            replace(run, text=HARD) if run.text == SOFT and next(starts) else run for run in runs
        ]

    def _add_line(self, line: Line, note: str | None, part: bool = False) -> None:
        """Put a line where it belongs; `part` is one of several lines of a paragraph."""
        if not line:
            return
        if not self._lists:
            piece = Piece("paragraph", line, group=self._group, part=part, note=note)
            if _PASTED.match(line[0].text):
                piece = replace(piece, kind="bullet", runs=without_bullet(line), part=False)
            self._found.append(boxed(piece) if self._boxed else piece)
        elif self._first or not self._found:
            piece = self._lists[-1].item(line, len(self._lists), self._group)
            self._found.append(boxed(piece) if self._boxed else piece)
        else:
            index = max(i for i, piece in enumerate(self._found) if piece.kind != "aside")
            whole = (*self._found[index].runs, Run(" "), *line)
            self._found[index] = replace(self._found[index], runs=whole, note=note or _ITEM)
        self._first = False

    def _add_table(self, stream: list[Token]) -> None:
        rows: list[list[Cell]] = []
        asides: list[Piece] = []
        short = False
        for token in stream:
            if token.type == "tr_open":
                rows.append([])
                written = self.source[(token.map or [0])[0]]
                extra, missing = self._other_cells(written, rows)
                short |= missing
                if extra:
                    asides.append(aside("Cells too many in a row of the table", extra, written))
            elif token.type == "inline":
                rows[-1].append(Cell(tidy(self.inline.runs(token))))
        self._group += 1
        made = grid(rows, True, self._group)
        self._group += 1
        self.added += made.added
        notes = [*self.inline.notes, *([_SHORT_ROW] if short else [])]
        if notes and made.pieces:
            made.pieces[0] = made.pieces[0].noted(" ".join(dict.fromkeys(notes)))
        self._found += [*made.pieces, *self.inline.asides, *asides]
        self.inline.asides, self.inline.notes = [], []

    def _other_cells(self, written: str, rows: list[list[Cell]]) -> tuple[str, bool]:
        """The cells of a row that its head has no column for, and whether it has too few."""
        columns = len(rows[0]) if len(rows) > 1 else 0
        cells = re.split(r"(?<!\\)\|", written.strip().strip("|"))
        if not columns:
            return "", False
        return plain_text(" | ".join(cells[columns:])).strip(), len(cells) < columns


class _List:
    """A list that is being read: what its items are numbered with."""

    def __init__(self, stream: list[Token], position: int) -> None:
        opening = stream[position]
        self.ordered = opening.type == "ordered_list_open"
        self.numbers: list[int] = []
        level = opening.level + 1
        for token in stream[position + 1 :]:
            if token.level == opening.level:
                break
            if token.type == "list_item_open" and token.level == level:
                self.numbers.append(int(token.info or 0))
        self.counted = set(self.numbers) == {1}  # 1. 1. 1. leaves the counting to Markdown
        if self.counted:
            self.numbers = list(range(1, len(self.numbers) + 1))
        self.given = self.numbers if self.counted else []
        self.index = -1

    def next_item(self) -> None:
        """Go on to the next item."""
        self.index += 1

    @property
    def mark(self) -> str:
        """The number that the item which is being read was given."""
        return f"{self.numbers[self.index]}." if self.ordered and not self.counted else ""

    def item(self, line: Line, level: int, group: int) -> Piece:
        """The item that is being read, with its first line."""
        kind: Kind = "step" if self.ordered else "bullet"
        number = self.numbers[self.index] if self.ordered else 0
        return Piece(kind, line, level=level, number=number, group=group)


def _closes(token: Token, opening: Token) -> bool:
    return token.type == "table_close" and token.level == opening.level
