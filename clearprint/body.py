"""Body text: a small, closed part of CommonMark, as typed blocks.

Paragraphs, bullets and steps one level deep, bold, links. Whatever else CommonMark knows is refused
with its line rather than printed by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.token import Token

LANGUAGE_LINK = "lang:"  # [pembrolizumab](lang:en) names the language of a few words
_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@dataclass(frozen=True)
class Run:
    """A stretch of text set in one way."""

    text: str
    bold: bool = False
    href: str | None = None
    lang: str | None = None


Line = tuple[Run, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    runs: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its text, as the one line of a list would be."""
        return (self.runs,)


@dataclass(frozen=True)
class Bullets:
    """A list in which the order says nothing."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Steps:
    """A numbered list."""

    lines: tuple[Line, ...]


Block = Paragraph | Bullets | Steps


@dataclass(frozen=True)
class Body:
    """A body text: its blocks, in order."""

    blocks: tuple[Block, ...]

    @property
    def passages(self) -> tuple[str, ...]:
        """The text of each paragraph and list item, in order."""
        return tuple(plain(line) for block in self.blocks for line in block.lines)


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


def plain(line: Line) -> str:
    """The words of a line, without how they are set."""
    return "".join(run.text for run in line)


def parse(text: str) -> Body:
    """Read body text; raises BodyFaultsError with everything in it that is not printed."""
    reader = _Reader()
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
    return parser


_COMMONMARK = _commonmark()

_REFUSED = {
    "heading_open": ("A heading", "Start a section of its own, or make the words **bold**."),
    "html_block": ("HTML", "Write plain text; put a backslash before “<” to print the sign."),
    "html_inline": ("HTML", "Write plain text; put a backslash before “<” to print the sign."),
    "code_block": ("An indented block", "Take the spaces at the start of the line away."),
    "code_inline": ("Code between ` signs", "Take the ` signs away."),
    "fence": ("A block between ``` lines", "Take the ``` lines away."),
    "blockquote_open": ("A quotation (>)", "Take the “>” away, or put a backslash before it."),
    "table_open": ("A table", "Write a list instead."),
    "hr": ("A ruled line", "Take it away."),
    "image": ("An image", "Take it away; body text holds words only."),
}


class _Reader:
    """Turns tokens into blocks, and keeps the faults it meets on the way."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def refuse(self, line: int, problem: str, remedy: str) -> None:
        self.faults.append(Fault(line, problem, remedy))

    def blocks(self, tokens: list[Token]) -> Iterator[Block]:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            if token.type == "paragraph_open":
                yield Paragraph(self._line(tokens[position + 1]))
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                items = tuple(self._items(tokens[position + 1 : end]))
                yield self._list(token, items)
            else:
                self._refuse_token(token, (token.map or [0])[0])
            position = end + 1

    def _list(self, token: Token, items: tuple[Line, ...]) -> Block:
        line = (token.map or [0])[0]
        if token.type == "bullet_list_open":
            if token.markup == "+":
                self.refuse(line, "A bullet is written with “+”.", "Write “- ” for a bullet.")
            return Bullets(items)
        if token.attrs.get("start", 1) != 1:
            number = token.attrs["start"]
            problem = f"A line starts with “{number}.”, which makes it step {number} of a list."
            remedy = f"Start the steps with 1, or write “{number}\\.” to print the number."
            self.refuse(line, problem, remedy)
        return Steps(items)

    def _items(self, tokens: list[Token]) -> Iterator[Line]:
        """The lines of a list's items; an item may hold one paragraph and nothing else."""
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            inner = tokens[position + 1 : end]
            line = (tokens[position].map or [0])[0]
            if len(inner) == 3 and inner[0].type == "paragraph_open":
                yield self._line(inner[1])
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
        return _joined(runs)

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


def _is_ideographic(letter: str) -> bool:
    """Whether a letter is of a script without spaces between words: Chinese, Japanese."""
    is_hangul = "\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7a3"
    return bool(letter) and east_asian_width(letter) in "WF" and not is_hangul


def _joined(runs: list[Run]) -> Line:
    """Neighbours set alike become one run; empty ones go.

    Between ideographs a line break of the file, or the space that ends bold text, is no space.
    """
    joined: list[Run] = []
    for run, following in zip_longest(runs, runs[1:]):
        before = joined[-1].text if joined else ""
        after = (run.text.lstrip() or (following.text if following else "")).lstrip()
        if run.text[:1] == " " and _is_ideographic(before[-1:]) and _is_ideographic(after[:1]):
            run = replace(run, text=run.text[1:])
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(joined[-1], text=joined[-1].text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)
