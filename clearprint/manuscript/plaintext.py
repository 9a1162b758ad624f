"""Plain text to pieces: heading, list or paragraph, where nothing but the lines says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clearprint.body import Line, Run
from clearprint.manuscript import columns, marks
from clearprint.manuscript.boxes import boxed
from clearprint.manuscript.guessing import Guide, can_be_title, with_headings
from clearprint.manuscript.outline import ITEMS, Manuscript, Piece
from clearprint.manuscript.words import gap_between, one_line

_LONG = 120  # letters; a file in which such lines are many has a paragraph on each
_MANY = 0.05
_FEW = 10  # of so many lines one must have a blank line before it, or blank lines say nothing
_QUANTILE = 0.95
_NARROWEST, _NARROWEST_IDEOGRAPHS = 60, 30  # letters; text is hardly ever wrapped to less
_EVIDENCE = 3  # lines that start small: so a text is wrapped, however narrow it is
_ENDS = (".", "!", "?", ":", "。", "！", "？", "：", "।", "۔", "؟")
_URL = re.compile(r"\s*<?(https?://|www\.)\S+\s*")
_RANGE = "A line starts like a list item, “{start}”, but goes on with the line before it."


@dataclass(frozen=True)
class _Line:
    text: str
    gap: bool  # a blank line stands before it
    after: str  # the line behind it

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @property
    def indented(self) -> _Line:
        """The same line, with spaces for the tabs that it starts with."""
        text = self.text.lstrip()
        start = self.text.removesuffix(text)
        return replace(self, text=start.expandtabs(4) + text)


def read_plain(name: str, text: str, guide: Guide) -> Manuscript:
    """The pieces of a plain text."""
    reader = _Reader(list(_lines(text)), guide)
    pieces = reader.pieces()
    title = pieces.pop(0) if pieces and can_be_title(pieces[0]) else None
    told = with_headings(pieces, guide)
    return Manuscript(name, title.text if title else None, tuple(told), tuple(reader.added))


def _lines(text: str) -> Iterator[_Line]:
    gap, before = True, ""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        drawn = marks.RULE.fullmatch(line) or (not gap and _underlines(line, before))
        if drawn or not line.strip():
            gap = True
            continue
        yield _Line(line, gap, lines[index + 1] if index + 1 < len(lines) else "")
        gap, before = False, line


def _underlines(line: str, before: str) -> bool:
    """Whether underscores only draw a line below the words before them."""
    drawn = re.fullmatch(r"\s*_{3,}\s*", line) is not None
    alike = abs(len(line.strip()) - len(before.strip())) <= 2
    return drawn and alike and not before.rstrip().endswith((":", "："))


@dataclass(frozen=True)
class _Margin:
    """How wide a text was wrapped; 0 where each of its lines is a paragraph."""

    width: int

    @classmethod
    def of(cls, lines: list[_Line]) -> _Margin:
        """The margin that nearly all lines keep to; an address has no space to break at."""
        lengths = [len(line.text) for line in lines if not _URL.fullmatch(line.text)]
        short = sorted(length for length in lengths if length <= _LONG)
        if not short or len(lengths) - len(short) > _MANY * len(lengths):
            return cls(0)
        width = short[int(len(short) * _QUANTILE)]
        small = sum(not line.gap and line.text.lstrip()[:1].islower() for line in lines)
        return cls(width if small >= _EVIDENCE else max(width, _NARROWEST))

    def had_no_room(self, before: str, first: str) -> bool:
        """Whether a word could not stand at the end of the line before."""
        line = before.rstrip()
        if not self.width or len(line) > _LONG:
            return False
        if gap := gap_between(line, first):
            return len(line) + len(gap) + len(first) > self.width
        return len(line) + 1 > min(self.width, _NARROWEST_IDEOGRAPHS)


class _Reader:
    """Makes pieces of lines: one for each paragraph and list item, wrapped lines put together."""

    def __init__(self, lines: list[_Line], guide: Guide) -> None:
        self.lines, self.guide = lines, guide
        self.margin = _Margin.of(lines)
        self.added: list[str] = []  # words that a table's cells are told with
        self._found: list[Piece] = []
        self._opening = self._before = _Line("", True, "")  # of the last piece, its first and last

    def pieces(self) -> list[Piece]:
        """The pieces, in order."""
        gapless = sum(line.gap for line in self.lines) * _FEW < len(self.lines)
        counts = [columns.columns_of(line.text) for line in self.lines]
        tables = dict(columns.tables_in(counts, [line.gap for line in self.lines]))
        position = 0
        while position < len(self.lines):
            if end := tables.get(position):
                self._add_table(self.lines[position:end])
                position = end
                continue
            self._add(self.lines[position].indented, gapless)
            position += 1
        return self._found

    def _add_table(self, lines: list[_Line]) -> None:
        rows = [[_run(text) for text in line.text.split("\t")] for line in lines]
        made = columns.table(rows, 1 + len(self._found))
        self._found += made.pieces
        self.added += made.added
        self._before = _Line("", True, "")

    def _add(self, line: _Line, gapless: bool) -> None:
        """Put a line where it belongs: to the piece before it, or as a new one."""
        piece = self._piece(line)
        note = columns.FLAT if columns.is_spread(line.text) else None
        if self._before.text and not line.gap and self._goes_on(line, piece):
            start = one_line(line.text)[:20]
            note = _RANGE.format(start=start) if piece.kind in ITEMS else note
            self._found[-1] = _joined(self._found[-1], line.text, note)
        else:
            self._found.append(replace(piece, gap=line.gap or gapless).noted(note))
            self._opening = line
        self._before = line

    def _piece(self, line: _Line) -> Piece:
        """A line as a piece; an item further in than the one before it is below it."""
        piece = typed_piece(line.text)
        if not self._found or self._found[-1].kind not in ITEMS:
            return piece
        if piece.kind == "paragraph" and line.indent > 0 and marks.LETTERED.match(line.text):
            return replace(piece, kind="bullet", level=2)  # its letter stays
        if piece.kind in ITEMS:
            inner = line.indent >= self._opening.indent + 2
            outer = line.indent + 2 <= self._opening.indent
            return replace(piece, level=1 if outer else max(self._found[-1].level, 1 + inner))
        return piece

    def _goes_on(self, line: _Line, piece: Piece) -> bool:
        """Whether a line break was made by the margin alone, and not by the writer.

        It was where the next word had no room on the line before, or where a line starts small in
        the middle of a sentence. A known heading stands on a line of its own.
        """
        before, in_list = self._before.text, self._found[-1].kind in ITEMS
        if piece.kind in ITEMS:
            return not in_list and marks.goes_on(before, line.text, line.after)
        if _URL.fullmatch(line.text) and self._found[-1].kind != "check":
            return True
        if not self.margin.width or self.guide.known(before):
            return False
        if in_list and line.indent > self._opening.indent + 1:
            return True
        first = line.text.split()[0]
        small = first[:1].islower() and not before.rstrip().endswith(_ENDS)
        return small or self.margin.had_no_room(before, first)


def typed_piece(line: str) -> Piece:
    """A line as a list item, where it starts with a mark for one, or as a paragraph."""
    if marks.BOX.match(line) or marks.TICKED.match(line):
        return boxed(Piece("paragraph", (Run(one_line(line)),)))
    if mark := marks.BULLET.match(line):
        return boxed(Piece("bullet", (Run(one_line(line[mark.end() :])),)))
    if mark := marks.STEP.match(line):
        runs = (Run(one_line(line[mark.end() :])),)
        return boxed(Piece("step", runs, number=int(mark.group(1))))
    return Piece("paragraph", (Run(one_line(line)),))


def _run(text: str) -> Line:
    told = one_line(text)
    return (Run(told),) if told else ()


def _joined(piece: Piece, line: str, note: str | None) -> Piece:
    """A piece and the line it goes on with; ideographs have no space between them."""
    more = one_line(line)
    runs = (Run(f"{piece.text}{gap_between(piece.text, more)}{more}"),)
    return replace(piece, runs=runs).noted(note)
