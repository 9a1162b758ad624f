"""A YAML file as values that know their line: every scalar stays text, nothing is guessed.

PyYAML's own loaders turn `8:00` into 480 and `1.10` into 1.1, and let a second key of the same
name win without a word. On a dose or a time that harms someone, so the nodes are put together
here from PyYAML's events.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from clearprint.findings import Finding, Place, Refused

LARGEST = 512 * 1024  # bytes; the longest article of the corpus has 41 KB
DEEPEST = 12  # levels; an article has five

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ALLOWED_CONTROLS = {"\n", "\u200c", "\u200d"}  # joiners that Persian and Hindi need


@dataclass(frozen=True)
class Node:
    """A scalar, list or mapping of a YAML file, with its place.

    `keys` holds the place of each key of a mapping; `first_line` is the file's line on which the
    text of a scalar starts, and `literal` says that its line breaks are the file's own.
    """

    value: str | tuple[Node, ...] | dict[str, Node]
    place: Place
    keys: dict[str, Place] = field(default_factory=dict)
    literal: bool = False

    @property
    def first_line(self) -> int:
        """The line of the file on which the text starts."""
        return self.place.line + 1 if self.literal else self.place.line

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
        return Node({**self.value, key: Node(text, self.place)}, self.place, self.keys)

    def get(self, key: str) -> Node | None:
        """The node under a key, where this is a mapping that has it."""
        return self.value.get(key) if isinstance(self.value, dict) else None


def load(path: Path, shown: str) -> Node:
    """Read a YAML file; `shown` is the name that findings call it by.

    Raises Refused with all faults of the file's form: too large, not UTF-8, tabs, characters that
    nobody sees, aliases, tags, duplicate keys, nesting too deep, or YAML that does not parse.
    """
    return parse(_text(path, shown), shown)


def parse(text: str, shown: str) -> Node:
    """Make nodes of YAML text, as `load` does of a file."""
    if faults := list(_character_faults(text, shown)):
        raise Refused(faults)
    composer = _Composer(shown)
    try:
        node = composer.compose(iter(yaml.parse(text, Loader=_LOADER)))
    except yaml.YAMLError as error:
        raise Refused([*composer.faults, _syntax_fault(error, shown)]) from None
    if composer.faults:
        raise Refused(composer.faults)
    return node


def _text(path: Path, shown: str) -> str:
    whole = Place(shown)
    try:
        size = path.stat().st_size
        if size > LARGEST:
            problem = f"The file has {size:,} bytes; at most {LARGEST:,} are read."
            raise Refused([Finding("file-too-large", whole, problem, "Split it into handouts.")])
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        return unicodedata.normalize("NFC", text)  # one letter, one code point, in every reader
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problem = f"The byte 0x{error.object[error.start]:02x} is not UTF-8 text."
        remedy = "Save the file with the encoding UTF-8 (in the editor: Save with encoding)."
        raise Refused([Finding("not-utf-8", Place(shown, line, 1), problem, remedy)]) from None
    except OSError as error:
        problem = f"The file cannot be read: {error.strerror}."
        raise Refused(
            [Finding("unreadable", whole, problem, "Check its name and rights.")]
        ) from None


def _character_faults(text: str, shown: str) -> Iterator[Finding]:
    """Tabs, and characters that change a text without being seen."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        for column, letter in enumerate(line, start=1):
            place = Place(shown, number, column)
            if letter == "\t":
                yield Finding("tab", place, "There is a tab.", "Write spaces instead.")
            elif unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") and (
                letter not in _ALLOWED_CONTROLS
            ):
                name = unicodedata.name(letter, "a control character")
                problem = f"There is a character nobody can see: U+{ord(letter):04X}, {name}."
                yield Finding("invisible-character", place, problem, "Delete it.")


def _syntax_fault(error: yaml.YAMLError, shown: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    place = Place(shown, mark.line + 1, mark.column + 1) if mark else Place(shown)
    said = getattr(error, "problem", None) or str(error)
    remedy = (
        "Look at the indent of this line and the one before it, and put a text that contains "
        "“: ” or starts with one of [ { * & ! % @ ` in double quotes."
    )
    return Finding("yaml-syntax", place, f"This is not valid YAML: {said}.", remedy)


class _Composer:
    """Puts nodes together from events, and keeps the faults it meets on the way."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.faults: list[Finding] = []

    def compose(self, events: Iterator[yaml.Event]) -> Node:
        """The one document of the file."""
        place = Place(self.shown, 1, 1)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                node = self._node(next(events), events, 1)
                self._refuse_second_document(events)
                return node
        self._fault("empty-file", place, "The file is empty.", "Write the handout into it.")
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
            raise Refused([*self.faults, Finding("too-deep", place, problem, remedy)])
        self._refuse_cleverness(event, place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, events, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self._node(event, events, depth + 1))
            return Node(tuple(items), place)
        if isinstance(event, yaml.ScalarEvent):
            return Node(event.value, place, literal=event.style in ("|", ">"))
        return Node("", place)  # an alias, refused above

    def _mapping(self, place: Place, events: Iterator[yaml.Event], depth: int) -> Node:
        values: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key.value, str):
                self._fault("key-not-text", key.place, "A key must be plain text.", "Shorten it.")
            elif key.value in values:
                problem = f"“{key.value}” stands here again (first on line {keys[key.value].line})."
                self._fault("duplicate-key", key.place, problem, "Delete one of the two.")
            else:
                values[key.value], keys[key.value] = value, key.place
        return Node(values, place, keys)

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
