"""A YAML file as values that know their line: every scalar stays text, nothing is guessed.

PyYAML's own loaders turn `8:00` into 480 and `1.10` into 1.1, and let a second key of the same
name win without a word. On a dose or a time that harms someone, so the nodes are put together
here from PyYAML's events.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from clearprint.findings import Finding, Place, Refused
from clearprint.unseen import (
    STAND_IN,
    Span,
    character_faults,
    comment_faults,
    escape_faults,
    readable,
)

LARGEST = 512 * 1024  # bytes; the longest article of the corpus has 41 KB
DEEPEST = 12  # levels; an article has five

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Node:
    """A scalar, list or mapping of a YAML file, with its place.

    `keys` holds the place of each key of a mapping. `end` is behind its last letter, and counts as
    a place does; `braces` says that it is a list or mapping in [ ] or { }. `literal` says that the
    text's line breaks are the file's own, `indent` columns in; `folded`, that the file has line
    breaks which the text has not. `faults` are those of the whole file's form; the top node has
    them, and `schema.read` tells them.
    """

    value: str | tuple[Node, ...] | dict[str, Node]
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)
    end: tuple[int, int] = (0, 0)
    braces: bool = False
    literal: bool = False
    folded: bool = False
    indent: int = 0
    faults: tuple[Finding, ...] = ()

    @property
    def first_line(self) -> int:
        """The line of the file on which the text starts."""
        return self.place.line + 1 if self.literal else self.place.line

    def line(self, number: int) -> Place:
        """The place of a line of the text, counted from 0."""
        if not self.literal:
            return self.place
        return Place(self.place.file, self.first_line + number, self.indent + 1)

    def plain(self) -> Any:
        """The value with nothing but text, lists and dictionaries in it."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, tuple):
            return [node.plain() for node in self.value]
        return self.value

    def adding(self, key: str, text: str) -> Node:
        """The same mapping with one more key, such as the name that the file itself has."""
        if not isinstance(self.value, dict):
            return self
        return replace(self, value={**self.value, key: Node(text, self.place)})

    def __getitem__(self, key: str) -> Node:
        """The node under a key; raises KeyError where there is none."""
        if (node := self.get(key)) is None:
            raise KeyError(key)
        return node

    def get(self, key: str) -> Node | None:
        """The node under a key, where this is a mapping that has it."""
        return self.value.get(key) if isinstance(self.value, dict) else None


def load(path: Path, shown: str) -> Node:
    """Read a YAML file; `shown` is the name that findings call it by.

    Raises Refused where nothing can be made of it: too large, not UTF-8, nested too deep, or no
    YAML. Every other fault of its form is in the node's `faults`, to be told with those of its
    content: tabs, characters that nobody sees, aliases, tags, duplicate keys.
    """
    return parse(_text(path, shown), shown)


def parse(text: str, shown: str) -> Node:
    """Make nodes of YAML text, as `load` does of a file."""
    faults = list(character_faults(text, shown))
    lines = text.split("\n")
    composer = _Composer(shown, lines)
    try:
        node = composer.compose(iter(yaml.parse(readable(text), Loader=_LOADER)))
    except yaml.YAMLError as error:
        raise Refused([*faults, *composer.faults, _syntax_fault(error, shown)]) from None
    except _TooDeepError as error:
        raise Refused([*faults, *composer.faults, error.finding]) from None
    comments = comment_faults(lines, composer.spans, shown)
    return replace(node, faults=(*faults, *composer.faults, *comments))


def _text(path: Path, shown: str) -> str:
    whole = Place(shown)
    try:
        data = _bounded(path)
        if (size := max(path.stat().st_size, len(data))) > LARGEST:
            problem = f"The file has {size:,} bytes; at most {LARGEST:,} are read."
            raise Refused([Finding("file-too-large", whole, problem, "Split it into handouts.")])
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode("utf-8", "replace").split("\n")
        place = Place(shown, len(good), len(good[-1]) + 1)
        problem = f"The byte 0x{error.object[error.start]:02x} is not UTF-8 text."
        remedy = "Save the file with the encoding UTF-8 (in the editor: Save with encoding)."
        raise Refused([Finding("not-utf-8", place, problem, remedy)]) from None
    except OSError as error:
        problem = f"The file cannot be read: {error.strerror}."
        raise Refused(
            [Finding("unreadable", whole, problem, "Check its name and rights.")]
        ) from None


def _bounded(path: Path) -> bytes:
    """A file's bytes: none where it says it is too large, one too many where it turns out so."""
    if path.stat().st_size > LARGEST:
        return b""
    with path.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _syntax_fault(error: yaml.YAMLError, shown: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    said = getattr(error, "problem", None) or str(error)
    begun = getattr(error, "context_mark", None)
    if begun and mark and begun.line != mark.line:
        said += f" (what it belongs to starts on line {begun.line + 1})"
    remedy = (
        "Look at the indent of this line and the one before it, and put a text that contains "
        "“: ” or starts with one of [ { * & ! % @ ` in double quotes."
    )
    return Finding("yaml-syntax", place, f"This is not valid YAML: {said}.", remedy)


class _TooDeepError(Exception):
    """Nesting too deep to go on."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


class _Composer:
    """Puts nodes together from events, and keeps the faults it meets on the way."""

    def __init__(self, shown: str, lines: list[str]) -> None:
        self.shown, self.lines = shown, lines
        self.faults: list[Finding] = []
        self.spans: list[Span] = []

    def compose(self, events: Iterator[yaml.Event]) -> Node:
        """The one document of the file."""
        place = Place(self.shown, 1, 1)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(events), events, 1)
                self._refuse_second_document(events)
                return node
        self._fault("empty-file", place, "The file is empty.", "Fill it in, or delete it.")
        return Node("", place)

    def _refuse_second_document(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                place = self._place(event)
                self._fault(
                    "second-document", place, "A second document starts here.", "Delete the “---”."
                )
                return

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        place = self._place(event)
        if depth > DEEPEST:
            problem, remedy = f"The nesting is deeper than {DEEPEST} levels.", "Check the indents."
            raise _TooDeepError(Finding("too-deep", place, problem, remedy))
        self._refuse_cleverness(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, events, depth, bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            start, items = event, []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            end, braces = _end(event), bool(start.flow_style)
            end = end if braces or not items else items[-1].end
            return Node(tuple(items), place, end=end, braces=braces)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place)
        return Node("", place)  # an alias, refused above

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Node:
        value = unicodedata.normalize("NFC", event.value)  # one letter, one code point
        value = value.replace(STAND_IN, "")
        line, column = _end(event)
        span = Span(place.line - 1, line - 1, column - 1, quoted=bool(event.style))
        self.spans.append(span)
        if event.style == '"':
            self.faults += escape_faults(value, place)
        literal = event.style == "|"
        block = self.lines[span.line + 1 : span.end_line]
        return Node(
            value,
            place,
            end=self._end_of_text(span) if event.style in ("|", ">") else _end(event),
            literal=literal,
            folded=not literal and span.end_line > span.line,
            indent=min((_indent(line) for line in block if line.strip()), default=0),
        )

    def _end_of_text(self, span: Span) -> tuple[int, int]:
        """Where a text below “|” or “>” ends: behind the last line that is not empty."""
        last = span.end_line - (not span.end_column)
        while last > span.line and not self.lines[last].strip(" "):
            last -= 1
        return last + 1, len(self.lines[last]) + 1

    def _mapping(
        self, place: Place, events: Iterator[yaml.Event], depth: int, braces: bool
    ) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        end = (place.line, place.column)
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            end = value.end
            if not isinstance(key.value, str):
                self._fault("key-not-text", key.place, "A key must be plain text.", "Shorten it.")
            elif key.value in values:
                self.faults.append(again(key.value, key.place, keys[key.value]))
            else:
                values[key.value], keys[key.value] = value, key.place
        end = _end(event) if braces else end
        return Node(values, place, keys, end=end, braces=braces)

    def _refuse_cleverness(self, event: yaml.Event, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            problem = "Anchors (&) and aliases (*) are not read."
            remedy = "Write the text out, or put it in double quotes if it starts with & or *."
            self._fault("alias", place, problem, remedy)
        if getattr(event, "tag", None):
            problem = f"The tag “{getattr(event, 'tag', '')}” is not read."
            remedy = "Delete it, or put the text in double quotes if it starts with “!”."
            self._fault("tag", place, problem, remedy)

    def _fault(self, code: str, place: Place, problem: str, remedy: str) -> None:
        self.faults.append(Finding(code, place, problem, remedy))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.shown, mark.line + 1, mark.column + 1) if mark else Place(self.shown)


def again(key: str, place: Place, first: Place) -> Finding:
    """A key that stands twice in a mapping."""
    problem = f"“{key}” stands here again (first on line {first.line})."
    return Finding("duplicate-key", place, problem, "Delete one of the two.")


def _end(event: yaml.Event) -> tuple[int, int]:
    """The line and column, counted from 1, at which an event's text has ended."""
    mark = event.end_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
