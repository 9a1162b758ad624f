"""Changes to a file that a person wrote: each is put in its place, and not a letter else moves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from clearprint.findings import Finding, Refused
from clearprint.load import Node, parse

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_BEHIND, _ABOVE, _INSTEAD = range(3)  # at the same place, what belongs to the line before is first


@dataclass(frozen=True)
class Page:
    """A file as it is, with its nodes; lines and columns count from 1, as in a node's place."""

    text: str
    node: Node

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return [line.rstrip("\r\n") for line in self._ended]

    @cached_property
    def end(self) -> str:
        """What ends the lines of this file."""
        return next((line[len(line.rstrip("\r\n")) :] for line in self._ended[:1]), "") or "\n"

    def offset(self, line: int, column: int = 1) -> int:
        """How many letters stand before a place."""
        return self._starts[line - 1] + column - 1

    def start(self, node: Node) -> int:
        """How many letters stand before a node."""
        return self.offset(node.place.line, node.place.column)

    def behind(self, node: Node) -> int:
        """How many letters stand before what follows a node."""
        return self.offset(*node.end)

    def comments_above(self, line: int) -> list[int]:
        """The lines of comments above a line, up to the first that is neither that nor empty."""
        found = []
        for number in range(line - 1, 0, -1):
            text = self.lines[number - 1].lstrip(" ")
            if number in self._in_texts or (text and not text.startswith("#")):
                break
            if text:
                found.append(number)
        return found[::-1]

    def is_deeper_below(self, line: int, column: int) -> bool:
        """Whether what comes next is a comment, further in than a column.

        It would be taken for the text of a field that ends in “|”.
        """
        below = next((text for text in self.lines[line:] if text.strip()), "")
        return below.lstrip(" ").startswith("#") and below[:column].isspace()

    def comments_below(self, line: int) -> list[int]:
        """The lines of comments right below a line."""
        found = []
        for number in range(line + 1, len(self.lines) + 1):
            if not self.lines[number - 1].lstrip(" ").startswith("#"):
                break
            found.append(number)
        return found

    @cached_property
    def _ended(self) -> list[str]:
        return _LINE.findall(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self._ended:
            starts.append(starts[-1] + len(line))
        return starts

    @cached_property
    def _in_texts(self) -> set[int]:
        """The lines on which a text goes on: what looks like a comment there is none."""
        return {line for node in _scalars(self.node) for line in _further_lines(node)}


def page_of(text: str, shown: str) -> Page:
    """A file's text with its nodes; raises Refused where nothing can be made of it."""
    return Page(text, parse(text.replace("\r\n", "\n").replace("\r", "\n"), shown))


class Amendments:
    """Changes that are to be made to a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._changes: list[tuple[int, int, int, str]] = []

    def put_behind(self, line: int, lines: Iterable[str]) -> None:
        """Put lines behind a line, as of what stands there."""
        self._put(line + 1, _BEHIND, lines)

    def put_above(self, line: int, lines: Iterable[str]) -> None:
        """Put lines above a line, as of what stands in it."""
        self._put(line, _ABOVE, lines)

    def take_out(self, line: int) -> None:
        """Take a whole line out."""
        self.replace(self.page.offset(line), self.page.offset(line + 1), "")

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text instead of the letters from `start` to `end`."""
        self._changes.append((start, _INSTEAD, end, text))

    def made(self) -> str:
        """The text with all the changes."""
        pieces, position = [], 0
        for start, _, end, text in sorted(self._changes, key=lambda change: change[:2]):
            pieces += [self.page.text[position:start], text]
            position = max(position, end)
        return "".join([*pieces, self.page.text[position:]])

    def _put(self, line: int, rank: int, lines: Iterable[str]) -> None:
        page, end = self.page, self.page.end
        text = "".join(f"{each}{end}" for each in lines)
        if not text:
            return
        start = page.offset(line) if line <= len(page.lines) else len(page.text)
        if start == len(page.text) and start and page.text[-1] not in "\r\n":
            text = end + text.removesuffix(end)
        self._changes.append((start, rank, start, text))


def commented(page: Page, start: int, end: int, mark: str) -> list[str]:
    """What stands from `start` to `end`, as lines of a comment."""
    first, *rest = page.text[start:end].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    column = len(re.split(r"[\r\n]", page.text[:start])[-1])
    moved = [line[min(column, len(line) - len(line.lstrip(" "))) :] for line in rest]
    return [f"{mark} {line}".rstrip() for line in (first, *moved)]


def written_out(page: Page, around: Node, name: str) -> str:
    """The text with a mapping in { } written as a line for each of its keys.

    Raises Refused where there is a comment in it.
    """
    node = around[name]
    pieces = [
        (page.offset(node.keys[key].line, node.keys[key].column), page.behind(inner))
        for key, inner in ((key, node[key]) for key in node.keys)
    ]
    start, end = page.start(node), page.behind(node)
    parts = zip([start, *(e for _, e in pieces)], [*(s for s, _ in pieces), end], strict=True)
    between = "".join(page.text[a:b] for a, b in parts)
    if re.sub(r"[\s,{}]", "", between):
        raise Refused([in_braces(node)])
    indent = " " * (around.keys[name].column + 1)
    rest = page.offset(node.end[0] + 1) if node.end[0] < len(page.lines) else len(page.text)
    tail = page.text[end:rest].rstrip("\r\n")
    lines = [f"{indent}{page.text[a:b]}{page.end}" for a, b in pieces]
    head = page.text[:start].rstrip(" \r\n")
    return f"{head}{tail}{page.end}{''.join(lines)}{page.text[rest:]}"


def in_braces(node: Node) -> Finding:
    """What cannot be changed as it is written."""
    problem = "“translate” cannot put anything in here, as it is written."
    remedy = "Write each key on a line of its own, without { }, [ ] or “? ”, then run it again."
    return Finding("in-braces", node.place, problem, remedy)


def _scalars(node: Node) -> Iterator[Node]:
    if isinstance(node.value, str):
        yield node
        return
    for inner in node.value.values() if isinstance(node.value, dict) else node.value:
        yield from _scalars(inner)


def _further_lines(node: Node) -> range:
    return range(node.place.line + 1, node.end[0] + 1)
