"""Body text: a small, closed part of CommonMark, read into typed blocks.

Paragraphs, bullets, steps and checklists one level deep, tables, bold, links, and spaces to write
on. Whatever else CommonMark knows is refused with its line rather than printed by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from clearprint.blocks import (
    BLANK,
    Block,
    Body,
    Bullets,
    Checklist,
    Line,
    Paragraph,
    Run,
    Steps,
    Table,
    plain,
)

LANGUAGE_LINK = "lang:"  # [pembrolizumab](lang:en) names the language of a few words
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_BOX = re.compile(r"\[[ xX]?\](?:\s+|$)")
_DASHES = re.compile(r"\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?")  # the second line of a table


class Fault(NamedTuple):
    """What is wrong with a body text; `line` counts from 0 at its first line."""

    line: int
    problem: str
    remedy: str


class BodyFaultsError(ValueError):
    """A body text is not of the small part of CommonMark; carries all its faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.problem for fault in faults))
        self.faults = faults


def parse(text: str) -> Body:
    """Read body text; raises BodyFaultsError with everything in it that is not printed."""
    reader = _Reader(text)
    blocks = tuple(reader.blocks(_COMMONMARK.parse(text)))
    if not blocks and not reader.faults:
        reader.refuse(0, "The text is empty.", "Write it, or delete the field.")
    if reader.faults:
        raise BodyFaultsError(tuple(reader.faults))
    return Body(blocks)


def _commonmark() -> MarkdownIt:
    """Everything CommonMark knows, and tables, so that what is not printed can be refused.

    Reference definitions are left out: CommonMark takes them away without a word.
    """
    parser = MarkdownIt("commonmark").enable("table").disable("reference")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.inline.ruler.before("emphasis", "blank", _blank)
    return parser


def _blank(state: StateInline, silent: bool) -> bool:
    """Keep underscores to write on out of the hands of emphasis: they come out as plain text."""
    found = BLANK.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("text", "", 0).content = found.group()
    state.pos = found.end()
    return True


_COMMONMARK = _commonmark()

_REFUSED = {
    "heading_open": ("A heading", "Start a section of its own, or make the words **bold**."),
    "html_block": ("HTML", "Write plain text; put a backslash before “<” to print the sign."),
    "html_inline": ("HTML", "Write plain text; put a backslash before “<” to print the sign."),
    "code_block": ("An indented block", "Take the spaces at the start of the line away."),
    "code_inline": ("Code between ` signs", "Take the ` signs away."),
    "fence": ("A block between ``` lines", "Take the ``` lines away."),
    "blockquote_open": ("A quotation (>)", "Take the “>” away, or put a backslash before it."),
    "hr": ("A ruled line", "Take it away."),
    "image": ("An image", "Take it away; body text holds words only."),
}


class _Reader:
    """Turns tokens into blocks, and keeps the faults it meets on the way."""

    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.faults: list[Fault] = []

    def refuse(self, line: int, problem: str, remedy: str) -> None:
        self.faults.append(Fault(line, problem, remedy))

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            line = (token.map or [0])[0]
            if token.type == "paragraph_open":
                self._refuse_failed_table(tokens[position + 1])
                yield Paragraph(self._line(tokens[position + 1]))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                items = tuple(self._items(tokens[position + 1 : end]))
                yield self._list(token, items)
            elif token.type == "table_open":
                yield self._table(tokens[position + 1 : end], line)
            elif token.type == "hr" and token.markup.startswith("_"):
                yield Paragraph((Run(token.markup, blank=True),))
            else:
                self._refuse_token(token, line)
            position = end + 1

    def _list(self, token: Token, items: tuple[Line, ...]) -> Block:
        line = (token.map or [0])[0]
        ordered = token.type == "ordered_list_open"
        if any(_BOX.match(plain(item)) for item in items):
            return self._checklist(items, line, ordered)
        if not ordered:
            if token.markup == "+":
                self.refuse(line, "A bullet is written with “+”.", "Write “- ” for a bullet.")
            return Bullets(items)
        if token.attrs.get("start", 1) != 1:
            number = token.attrs["start"]
            problem = f"A line starts with “{number}.”, which makes it step {number} of a list."
            remedy = f"Start the steps with 1, or write “{number}\\.” to print the number."
            self.refuse(line, problem, remedy)
        return Steps(items)

    def _checklist(self, items: tuple[Line, ...], line: int, ordered: bool) -> Checklist:
        """Items with “[ ]” before their words, which is taken away: the square is drawn."""
        words = [plain(item) for item in items]
        if ordered or not all(text.startswith("[ ]") for text in words):
            problem = "Some items of a list have a box to tick, and others have none, or another."
            self.refuse(line, problem, "Start every item with “- [ ] ”.")
        if any(_BOX.fullmatch(text) for text in words):
            self.refuse(line, "A box to tick has no words.", "Write what to tick it for.")
        return Checklist(tuple(_without_box(item) for item in items))

    def _table(self, tokens: list[Token], line: int) -> Table:
        """A table; its rows have as many cells as there are headings, and none is empty of them."""
        starts = [index for index, token in enumerate(tokens) if token.type == "tr_open"]
        rows = [self._row(tokens[start : _closing(tokens, start)]) for start in starts]
        if not all(rows[0]):
            problem = "A column of the table has no heading."
            self.refuse(line, problem, "Write a heading for each column, the first too.")
        if len(rows) == 1:
            problem = "The table has headings and no rows."
            self.refuse(line, problem, "Add a line for each; empty cells are to be written in.")
        return Table(rows[0], tuple(rows[1:]))

    def _row(self, tokens: list[Token]) -> tuple[Line, ...]:
        """The cells of a row; a reader of CommonMark drops what is too many without a word."""
        cells = tuple(self._line(token) for token in tokens if token.type == "inline")
        line = (tokens[0].map or [0])[0]
        written = escapedSplit(self.source[line].strip())
        written = written[written[0] == "" : len(written) - (written[-1] == "")]
        if len(written) != len(cells):
            problem = f"Cells in this row of the table: {len(written)}; in its head: {len(cells)}."
            remedy = "Give every row as many cells; leave a blank line after the table."
            self.refuse(line, problem, remedy)
        return cells

    def _refuse_failed_table(self, inline: Token) -> None:
        """Lines that were meant as a table would be printed as a paragraph full of bars."""
        first = (inline.map or [0])[0]
        for number, text in enumerate(inline.content.split("\n")):
            if _DASHES.fullmatch(text.strip()):
                problem = "This looks like a table, but the headings and the dashes do not match."
                remedy = "Write the headings on the line before, and “---” for each, between bars."
                self.refuse(first + number, problem, remedy)

    def _items(self, tokens: list[Token]) -> Iterator[Line]:
        """The lines of a list's items; an item may hold one paragraph and nothing else."""
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            inner = tokens[position + 1 : end]
            line = (tokens[position].map or [0])[0]
            if len(inner) == 3 and inner[0].type == "paragraph_open":
                yield self._line(inner[1])
            elif len(inner) == 1 and inner[0].markup.startswith("__"):
                yield (Run(inner[0].markup, blank=True),)
            elif not inner:
                self.refuse(line, "A list item is empty.", "Write it, or delete the line.")
            else:
                problem = "A list item holds more than one paragraph, or a list of its own."
                self.refuse(line, problem, "Make it one paragraph; lists are one level deep.")
            position = end + 1

    def _line(self, inline: Token) -> Line:
        runs: list[Run] = []
        style = Run("")
        line = (inline.map or [0])[0]
        for token in inline.children or []:
            if token.type in ("softbreak", "hardbreak"):
                runs.append(replace(style, text=" "))
                line += 1
            elif token.type in ("text", "text_special"):
                runs.append(replace(style, text=token.content))
            elif token.type in ("strong_open", "em_open", "strong_close", "em_close"):
                style = replace(style, bold=token.nesting == 1)
            elif token.type == "link_open":
                style = self._link(style, str(token.attrs["href"]), line)
            elif token.type == "link_close":
                style = replace(style, href=None, lang=None)
            else:
                self._refuse_token(token, line)
        joined = tuple(part for run in _joined(runs) for part in _with_blanks(run))
        if any(run.blank and run.href for run in joined):
            problem = "A space to write on stands inside of a link."
            self.refuse((inline.map or [0])[0], problem, "Move the underscores out of the link.")
        return joined

    def _link(self, style: Run, target: str, line: int) -> Run:
        if target.startswith(LANGUAGE_LINK):
            language = target.removeprefix(LANGUAGE_LINK)
            if not _LANGUAGE.fullmatch(language):
                problem = f"“{language}” is not a language code."
                self.refuse(line, problem, "Write one such as en, es or zh-Hans.")
            return replace(style, lang=language)
        if not target.startswith(_SCHEMES):
            problem = f"The link goes to “{target}”, which nobody can open from paper or a PDF."
            self.refuse(line, problem, "Link to https://…, mailto:… or tel:…")
        return replace(style, href=target)

    def _refuse_token(self, token: Token, line: int) -> None:
        name, remedy = _REFUSED.get(token.type, (f"“{token.type}”", "Write plain text."))
        self.refuse(line, f"{name} is not printed in body text.", remedy)


def _closing(tokens: list[Token], position: int) -> int:
    """Where the token that closes the one at `position` stands; the same place for a lone one."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    raise ValueError("markdown-it gave tokens that do not close")


def _without_box(line: Line) -> Line:
    first = replace(line[0], text=_BOX.sub("", line[0].text, count=1))
    return (first, *line[1:]) if first.text else line[1:]


def _joined(runs: list[Run]) -> Line:
    """Neighbours set alike become one run; empty ones go."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _with_blanks(run: Run) -> Iterator[Run]:
    """A run parted at the spaces to write on in it."""
    end = 0
    for found in BLANK.finditer(run.text):
        if found.start() > end:
            yield replace(run, text=run.text[end : found.start()])
        yield replace(run, text=found.group(), lang=None, blank=True)
        end = found.end()
    if end < len(run.text):
        yield replace(run, text=run.text[end:])
