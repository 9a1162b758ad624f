"""What a writer cannot see in a file: tabs, invisible characters, words that YAML takes away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clearprint.findings import Finding, Place

_JOINERS = {"\u200c", "\u200d"}  # Persian and Hindi need them
_BLANKS = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters by name, but empty
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_COMMENT = re.compile(r"(?:^|(?<= ))#")
_PLAIN_COMMENT = re.compile(r"#+(?:$|[ =*~-])")


STAND_IN = "\uf8ff"
"""What stands for a character nobody can see; one itself, so it never comes from a file."""


@dataclass(frozen=True)
class Span:
    """Where a text stands in a file; lines and columns count from 0, the end is not part of it."""

    line: int
    end_line: int
    end_column: int
    quoted: bool


def is_visible(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(c not in _JOINERS and not c.isspace() and not _is_unseen(c) for c in text)


def without_unseen(text: str) -> str:
    """A text without the characters nobody can see; its line breaks stay."""
    return "".join(letter for letter in text if letter == "\n" or not _is_unseen(letter))


def character_faults(text: str, shown: str) -> Iterator[Finding]:
    """Tabs, and characters that change a text without being seen; each once a line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isascii() and line.isprintable():
            continue
        for letter in dict.fromkeys(line):
            place = Place(shown, number, line.index(letter) + 1)
            if letter == "\t":
                yield Finding("tab", place, "There is a tab.", "Write spaces instead.")
            elif _is_unseen(letter):
                yield _invisible(letter, place)


def readable(text: str) -> str:
    """The same text for YAML to read, letter by letter: spaces for tabs, stand-ins for the rest.

    YAML would stop at a control character, and count another line at U+2028.
    """
    unseen = {ord(c): STAND_IN for c in set(text) if c != "\n" and _is_unseen(c)}
    return text.translate({**unseen, ord("\t"): " "})


def escape_faults(value: str, place: Place) -> Iterator[Finding]:
    r"""Characters nobody can see that a text in double quotes brings in as \u202E or \t."""
    for letter in dict.fromkeys(value):
        if _is_unseen(letter) and letter != "\n":
            yield _invisible(letter, place)


def comment_faults(lines: list[str], spans: Iterable[Span], shown: str) -> Iterator[Finding]:
    """Words behind a “#” that a writer may have meant to be printed.

    YAML drops all from “ #” on: “Pain of grade #3” becomes “Pain of grade”. A comment is told
    from words by two spaces before its “#” and one behind.
    """
    inside: set[int] = set()
    last: dict[int, Span] = {}
    for span in spans:
        inside.update(range(span.line, span.end_line))
        last[span.end_line] = span
    for number, line in enumerate(lines):
        before = last.get(number)
        start = before.end_column if before else 0
        if number in inside or (found := _COMMENT.search(line, start)) is None:
            continue
        glued = before is not None and not before.quoted and line[start : found.start()] == " "
        if glued or not _PLAIN_COMMENT.match(line, found.start()):
            yield _comment(line, found.start(), Place(shown, number + 1, found.start() + 1))


def _comment(line: str, start: int, place: Place) -> Finding:
    problem = f"What follows “#” is a comment, and is not printed: “{line[start : start + 40]}”."
    remedy = (
        "Put the whole text in double quotes; "
        "or, for a comment, write two spaces before the “#” and one behind it."
    )
    return Finding("words-in-comment", place, problem, remedy)


def _is_unseen(letter: str) -> bool:
    category = unicodedata.category(letter)
    return letter in _BLANKS or (category in _UNSEEN and letter not in _JOINERS)


def _invisible(letter: str, place: Place) -> Finding:
    name = unicodedata.name(letter, "a control character")
    problem = f"There is a character nobody can see: U+{ord(letter):04X}, {name}."
    return Finding("invisible-character", place, problem, "Delete it.")
