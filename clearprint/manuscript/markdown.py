"""Markdown to pieces: headings, paragraphs, lists, bold and links; the rest is kept aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from clearprint.body import Line, Run
from clearprint.commonmark import Token, is_address, tokens
from clearprint.manuscript.outline import Manuscript, Piece, one_line, words

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_DEFINITION = re.compile(r"(?m)^ {0,3}\[[^\]]+\]:\s*\S.*$")

_QUOTED = "This was a quotation; a handout has none."
_CODE = "This was set as code; it is read as text."
_TABLE = "This was a table: each row is an item, its first cell before the colon."
_ITEM = "An item had more than one paragraph; here it is one."


def read_markdown(name: str, text: str) -> Manuscript:
    """The pieces of a Markdown text."""
    front = _FRONT.match(text)
    stream = tokens(text[front.end() :] if front else text)
    reader = _Reader()
    pieces = list(reader.pieces(stream))
    if front:
        pieces.append(_aside("Lines before the text", front.group(1)))
    pieces += reader.asides
    title = None
    if pieces and pieces[0].kind == "heading":
        title = pieces[0].text
        links = [run.href for run in pieces.pop(0).runs if run.href]
        pieces += [_aside("The target of a link in the title", link) for link in links]
    found = _words(stream) + words(front.group(1) if front else "")
    unused = [line for line in _DEFINITION.findall(text) if not set(words(line)) <= set(found)]
    pieces += [_aside("A link that the text does not use", line) for line in unused]
    notes = ("HTML marks in the text were taken out.",) if reader.html else ()
    return Manuscript(name, title, tuple(pieces), found + words(" ".join(unused)), notes)


def _words(stream: list[Token]) -> tuple[str, ...]:
    """All words of the text, whatever stands around them, as the parser gives them."""
    found: list[str] = []
    for token in stream:
        if token.type != "inline":
            found += words(f"{token.info if token.type == 'fence' else ''} {token.content}")
            continue
        inside = ""
        for child in token.children or []:
            attributes = " ".join(map(str, child.attrs.values()))
            gap = " " if child.type in ("softbreak", "hardbreak", "html_inline") else ""
            inside += gap or (f" {child.content} " if child.type == "image" else child.content)
            found += words(attributes)
        found += words(inside)
    return tuple(found)


def _aside(what: str, text: str) -> Piece:
    return Piece("aside", (Run(text),), note=what)


class _Reader:
    """Walks the tokens once, keeping what has no place in a text on the way."""

    def __init__(self) -> None:
        self.asides: list[Piece] = []
        self.html = False
        self._lists: list[int] = []  # a number for each list around: 0 for bullets, else the step's
        self._first = False  # the next paragraph opens a list item
        self._quoted = 0

    def pieces(self, stream: list[Token]) -> Iterator[Piece]:
        """The pieces, in order; asides are kept for the end."""
        found: list[Piece] = []
        row: list[Line] = []
        level = 1
        before = ""
        for token in stream:
            self._enter(token)
            if token.type == "heading_open":
                level = int(token.tag[1:])
            elif token.type == "heading_close":
                found[-1] = replace(found[-1], kind="heading", level=level)
            elif token.type == "tr_open":
                row = []
            elif token.type == "tr_close":
                found.append(_row(row))
            elif token.type == "inline" and before in ("td_open", "th_open"):
                row.append(self._line(token))
            elif token.type == "inline":
                self._add(found, self._line(token))
            elif token.type in ("fence", "code_block"):
                words = one_line(f"{token.info} {token.content}")
                found.append(Piece("paragraph", (Run(words),), note=_CODE))
            elif token.type == "html_block":
                self.asides.append(_aside("HTML in the text", token.content.strip()))
            before = token.type
        yield from (piece for piece in found if piece.text)

    def _enter(self, token: Token) -> None:
        """Keep count of the lists and quotations around a token."""
        if token.type == "bullet_list_open":
            self._lists.append(0)
        elif token.type == "ordered_list_open":
            self._lists.append(int(token.attrs.get("start", 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif token.type == "list_item_open":
            self._first = True
        elif token.type == "list_item_close" and self._lists[-1]:
            self._lists[-1] += 1
        elif token.type in ("blockquote_open", "blockquote_close"):
            self._quoted += token.nesting

    def _add(self, found: list[Piece], line: Line) -> None:
        if not self._lists:
            found.append(Piece("paragraph", line, note=_QUOTED if self._quoted else None))
        elif self._first or not found:
            number = self._lists[-1]
            kind = "step" if number else "bullet"
            found.append(Piece(kind, line, level=len(self._lists), number=number))  # type: ignore[arg-type]
        else:
            whole = (*found[-1].runs, Run(" "), *line)
            found[-1] = replace(found[-1], runs=whole, note=_ITEM)
        self._first = False

    def _line(self, inline: Token) -> Line:
        runs: list[Run] = []
        style = Run("")
        for token in inline.children or []:
            if token.type in ("softbreak", "hardbreak"):
                runs.append(replace(style, text=" "))
            elif token.type in ("strong_open", "strong_close", "em_open", "em_close"):
                style = replace(style, bold=token.nesting == 1)
            elif token.type == "link_open":
                style = replace(style, href=self._target(token))
            elif token.type == "link_close":
                style = replace(style, href=None)
            elif token.type == "image":
                told = " ".join([token.content, *map(str, token.attrs.values())])
                self.asides.append(_aside("A picture in the text", one_line(told)))
                runs.append(replace(style, text=" "))
            elif token.type == "html_inline":
                self.html = True
                runs.append(replace(style, text=" "))
            else:
                runs.append(replace(style, text=token.content))
        return tidy(runs)

    def _target(self, link: Token) -> str | None:
        target, title = str(link.attrs.get("href", "")), str(link.attrs.get("title", ""))
        usable = is_address(target)
        if left := " ".join(filter(None, [title, "" if usable else target])):
            self.asides.append(_aside("The target or title of a link", left))
        return target if usable else None


def _row(cells: list[Line]) -> Piece:
    """A row of a table as a list item."""
    runs: list[Run] = []
    for index, cell in enumerate(cells):
        runs += [Run((": " if index == 1 else "; ") if index else ""), *cell]
    return Piece("bullet", tidy(runs), note=_TABLE)


def tidy(runs: list[Run]) -> Line:
    """Runs with single spaces, none at the ends, neighbours set alike put together."""
    joined: list[Run] = []
    for run in runs:
        text = re.sub(r"\s+", " ", run.text) if "\u00a0" not in run.text else run.text
        if joined and joined[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text or (not joined and not text.strip()):
            continue
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + text)
        else:
            joined.append(replace(run, text=text if joined else text.lstrip()))
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(run for run in joined if run.text)
