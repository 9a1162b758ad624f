"""A translator's file brought up to date: what is new is put in, and what is stale is emptied.

Whatever else there is in the file stays as it is, and where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from clearprint.amending import Amendments, Page, commented, in_braces
from clearprint.findings import Finding, Refused
from clearprint.forms import SOURCE, Field
from clearprint.load import Node
from clearprint.quoting import quoted
from clearprint.textblocks import REFERENCE, node_at

State = Literal["current", "begun", "empty", "stale", "left", "unknown"]
"""A block is current; half translated; to be filled in; stale; left in the source's old words; or
has words, and nobody noted what they were translated from."""

BEFORE = "# before:"
"""What begins each line of words that are no longer current."""

_OURS = re.compile(rf"({SOURCE}|{BEFORE})( |$)")
_FIRST = re.compile(r"[ -]*\{?[ ]*")  # nothing but this stands before the first key of a line
_BESIDE = re.compile(r"[|>][-+0-9]*( +#[^\r\n]*)")
Path = tuple[str, ...]


class Renewal:
    """The amendments that a translator's file needs, and what there is to do for the translator.

    `moved` says that the source has changed since the file was made; `touched` are the paths of
    what was there and is changed.
    """

    def __init__(self, page: Page, states: Mapping[str, State], moved: bool) -> None:
        self.page, self.states, self.moved = page, states, moved
        self.amendments = Amendments(page)
        self.to_fill: list[str] = []
        self.to_compare: list[str] = []
        self.touched: list[Path] = []
        self.renewed = False

    @property
    def emptied(self) -> list[str]:
        """The blocks that have no words now, apart from references."""
        empty = (name for name in self.to_fill if self.states[name] in ("empty", "stale"))
        return [name for name in empty if not name.startswith(REFERENCE)]

    def visit(
        self, fields: Iterable[Field], around: Node, path: Path = (), opened: int = 0
    ) -> None:
        """Go through the fields of a mapping; `opened` is the line of its own key."""
        before: Node | None = None
        for field in fields:
            there = around.get(field.key)
            if there is not None:
                self._keep(field, around, (*path, field.key))
                before = there
            elif not field.optional:
                self._add(field, around, before, opened)

    def _add(self, field: Field, around: Node, before: Node | None, opened: int) -> None:
        """Put a field in behind the one before it; where there is none, first in its mapping."""
        if around.braces:
            raise Refused([in_braces(around)])
        self._is_new(field)
        columns = [place.column for place in around.keys.values()]
        lines = field.lines(" " * (min(columns, default=1) - 1))
        if before is not None or not columns:
            self._put_behind(before.end[0] if before else len(self.page.lines), lines)
            return
        first = min(place.line for place in around.keys.values())
        prefix = self.page.lines[first - 1][: columns[0] - 1]
        if prefix.strip():  # behind a dash; the order of keys says nothing
            value = around[next(iter(around.keys))]
            self._put_behind(value.end[0], lines)
        elif opened:
            self._put_behind(opened, lines)
        else:
            ours = self._ours_above(first)
            self.amendments.put_above(ours[0] if ours else first, lines)

    def _put_behind(self, line: int, lines: Iterable[str]) -> None:
        """Put fields in behind a line; a comment below is not to be the text of the last."""
        *first, last = lines
        column = len(last) - len(last.lstrip(" ")) + 1
        if last.endswith(": |") and self.page.is_deeper_below(line, column):
            last = f'{last.removesuffix("|")}""'
        self.amendments.put_behind(line, [*first, last])

    def _is_new(self, field: Field) -> None:
        self.to_fill += field.to_fill
        self.renewed = self.renewed or bool(field.to_fill)

    def _keep(self, field: Field, around: Node, path: Path) -> None:
        there = around[field.key]
        if field.name:
            self._block(field, around, path)
        elif field.is_list:
            self._items(field, around, path)
        elif field.inner and isinstance(there.value, dict):
            self.visit(field.inner, there, path, around.keys[field.key].line)
        elif field.inner:
            self._fill(field, around, path)
        elif field.follows and self._follows(path, there):
            self._set(there, field.given, path)

    def _follows(self, path: Path, there: Node) -> bool:
        """Whether what is put in is to be as the source has it now."""
        if path[-1] == "file":  # a picture goes with its words
            words = (f"{'.'.join(path[:-1])}.{key}" for key in ("alt", "caption"))
            return any(self.states[name] == "stale" for name in words)
        if path[-1] == "url":
            name = ".".join(path[:-1])
            given = node_at(self.page.node, ("translation", "confirmed", name))
            return not (given[1] and there.value in given[0].plain())
        return path[0] == "translation" or self.moved

    def _fill(self, field: Field, around: Node, path: Path) -> None:
        """Put lines below a key that has nothing yet."""
        there = around[field.key]
        if there.value != "":
            lines = "lines that start with “- ”" if field.is_list else "“key: value” lines"
            problem = f"“{field.key}” must be a list of {lines}."
            remedy = "Write them below it, indented by two spaces."
            raise Refused([Finding("wrong-type", there.place, problem, remedy)])
        self._is_new(field)
        self.touched.append(path)
        place = around.keys[field.key]
        new = list(field.lines(" " * (place.column - 1)))[1:]
        self._put_behind(there.end[0], new)

    def _items(self, field: Field, around: Node, path: Path) -> None:
        """The items of a list; those that the source has not are left for a person to delete."""
        there = around[field.key]
        if not isinstance(there.value, tuple):
            self._fill(field, around, path)
            return
        for number, (item, node) in enumerate(zip(field.inner, there.value, strict=False), start=1):
            if not isinstance(node.value, dict):
                raise Refused([in_braces(node)])
            self.visit(item.inner, node, (*path, str(number)))
        for item in field.inner[len(there.value) :]:
            if there.braces:
                raise Refused([in_braces(there)])
            self._is_new(item)
            lines = item.item(" " * (there.place.column - 1))
            self._put_behind(there.end[0], lines)

    def _block(self, field: Field, around: Node, path: Path) -> None:
        """A block that is there: as it stands, with the source's words above where it is to do."""
        state, line = self.states[field.name], around.keys[field.key].line
        ours = self._ours_above(line)
        if state in ("current", "left"):
            for number in ours:
                self.amendments.take_out(number)
            if state == "left":
                self._set(around[field.key], field.given, path)
            return
        (self.to_compare if state == "unknown" else self.to_fill).append(field.name)
        prefix = self.page.lines[line - 1][: around.keys[field.key].column - 1]
        if not _FIRST.fullmatch(prefix):
            raise Refused([in_braces(around)])
        indent = prefix[: len(prefix) - len(prefix.lstrip(" "))]
        self._ask(field.comments(indent), ours, line)
        if state == "stale":
            self._empty(field, around, indent, path)

    def _ask(self, wanted: list[str], ours: list[int], line: int) -> None:
        """The source's words above a line, in place of what they were."""
        lines = self.page.lines
        asked = [number for number in ours if lines[number - 1].lstrip().startswith(SOURCE)]
        if [lines[number - 1].strip() for number in asked] != [text.strip() for text in wanted]:
            self.amendments.put_above(ours[0] if ours else line, wanted)
            for number in asked:
                self.amendments.take_out(number)

    def _empty(self, field: Field, around: Node, indent: str, path: Path) -> None:
        """Empty a field; what stood there stays above it, as a comment."""
        self.renewed = True
        self.touched.append(path)
        place, value = around.keys[field.key], around[field.key]
        start, end = self.page.offset(place.line, place.column), self.page.behind(value)
        old = commented(self.page, start, end, f"{indent}{BEFORE}")
        self.amendments.put_above(place.line, old)
        is_taken = around.braces or self.page.is_deeper_below(value.end[0], place.column)
        plain = field.empty.replace("|", '""') if is_taken else field.empty
        self.amendments.replace(start, end, plain)

    def _set(self, there: Node, given: str, path: Path) -> None:
        """Put in what the source has now; a comment beside it stays."""
        if not isinstance(there.value, str) or given in (there.value, quoted(there.value)):
            return
        page, place = self.page, (there.place.line, there.place.column)
        start, end = page.start(there), page.behind(there)
        beside = _BESIDE.match(page.text[start:end])
        text = given + (beside[1] if beside else "")
        self.amendments.replace(start, end, f" {text}" if there.end == place else text)
        self.touched.append(path)

    def retire(self, made: Node) -> None:
        """Say no more who translated and reviewed a text that is renewed, or confirmed a number."""
        if self.renewed:
            status = made.get("status")
            if status and status.value == "reviewed":
                self._set(status, "translated", ("translation", "status"))
            for key in ("by", "on"):
                self._comment_out(made, key, ("translation", key))
        confirmed = made.get("confirmed")
        if confirmed is None or not isinstance(confirmed.value, dict):
            return
        gone = [name for name in confirmed.value if self.states.get(name) in ("stale", "left")]
        if gone and len(gone) == len(confirmed.value):
            self._comment_out(made, "confirmed", ("translation", "confirmed"))
            return
        for name in gone:
            self._comment_out(confirmed, name, ("translation", "confirmed", name))

    def clear(self, made: Node) -> None:
        """Take out what `retire` has left, once there is nothing more to do."""
        first, last = made.place.line, made.end[0]
        lines = {n for n in range(first, last + 2) for n in self._ours_above(n) if n >= first}
        lines |= {n for n in self.page.comments_below(last) if is_ours(self.page.lines[n - 1])}
        for number in sorted(lines):
            self.amendments.take_out(number)

    def _comment_out(self, around: Node, key: str, path: Path) -> None:
        value = around.get(key)
        if value is None:
            return
        place, page = around.keys[key], self.page
        indent = page.lines[place.line - 1][: place.column - 1]
        if around.braces or indent.strip():
            raise Refused([in_braces(around)])
        start, end = page.offset(place.line, place.column), page.behind(value)
        lines = commented(page, start, end, f"{indent}{BEFORE}")
        self.amendments.replace(page.offset(place.line), end, page.end.join(lines))
        self.touched.append(path)

    def _ours_above(self, line: int) -> list[int]:
        """The lines above a line that this program has put there."""
        return [n for n in self.page.comments_above(line) if is_ours(self.page.lines[n - 1])]


def is_ours(line: str) -> bool:
    """Whether a line is a comment that this program has put there."""
    return bool(_OURS.match(line.lstrip(" ")))
